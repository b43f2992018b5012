/**
 * The search page, as nodes made of an answer:
 * - where nothing was found that is said before anything else, and the nearest clauses stand in a band that says what they are;
 * - there is no such band beside hits;
 * - a reading by concepts has the way back, in both languages, and what concepts and topics are called stays text;
 * - a chosen topic that no hit speaks of is still there to be taken back.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine, SearchAnswer } from '../../src/engine.ts';
import { searchPage } from '../../web/search-page.tsx';
import { belowTheLine } from '../support/answers.ts';
import { FIRST_BUILD_MS, hashingEngine } from '../support/corpus.ts';

let engine: Engine;
let answer: SearchAnswer;

beforeAll(async () => {
  engine = await hashingEngine();
  answer = await engine.search({ q: '烧煤改用电' });
}, FIRST_BUILD_MS);

interface Shown {
  readonly answer: SearchAnswer;
  readonly path?: string;
  readonly topics?: readonly string[];
  readonly language?: 'zh' | 'en';
}

function show({ answer: shown, path = '/?q=烧煤改用电', topics = [], language = 'zh' }: Shown): string {
  return searchPage({
    language,
    url: new URL(path, 'http://localhost'),
    info: engine.info(),
    documents: engine.documents(),
    topics,
    answer: shown,
  });
}

describe('a search without a hit', () => {
  it('says first that nothing was found, then what comes nearest, and that it does not say it', () => {
    const page = show({ answer: belowTheLine(answer) });
    const places = ['没有条款写有“烧煤改用电”，也没有相关条款。', '已检索 191 条', '以下条款没有说所问的事'];
    const at = [...places, '<article'].map((text) => page.indexOf(text));
    expect(at.every((place) => place > 0)).toBe(true);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(page).not.toMatch(/id="(?:literal|related)"/);
    expect(show({ answer: belowTheLine(answer), language: 'en' })).toContain(
      'These clauses do not say what was asked',
    );
  });

  it('has no band where nothing comes near, nor beside hits', () => {
    expect(show({ answer: { ...belowTheLine(answer), nearest: [] } })).not.toContain('id="nearest"');
    expect(show({ answer })).not.toContain('id="nearest"');
  });
});

describe('what a query was read as', () => {
  const concepts = [{ concept: 'a/b', term: '<b>官方</b>', label: '日常"说法', nearness: 0.7 }];

  it('is named with the way back, and stays text', () => {
    const page = show({ answer: { ...answer, concepts } });
    expect(page).toContain('&lt;b&gt;官方&lt;/b&gt;');
    expect(page).toContain('（日常&quot;说法）');
    expect(page).toMatch(/href="[^"]*concepts=off"[^>]*>不作联想/);
    expect(show({ answer: { ...answer, concepts }, language: 'en' })).toContain('Read as the official terms');
    expect(show({ answer: { ...answer, concepts: [] } })).not.toContain('不作联想');
  });

  it('is taken on again', () => {
    const page = show({ answer: { ...answer, concepts: [] }, path: '/?q=烧煤改用电&concepts=off' });
    expect(page).toMatch(/href="\/\?q=[^"&]*">恢复联想/);
  });
});

describe('a chosen topic', () => {
  it('can be taken back where no hit speaks of it, and the other chosen one stays', () => {
    const topics = ['核安全', '水污染防治'];
    const silent = { ...answer, facets: { ...answer.facets, topic: [] } };
    const page = show({ answer: silent, topics, path: '/?q=水&topic=核安全,水污染防治' });
    const [link = ''] = /<a href="[^"]*"[^>]*><span lang="zh-Hans">核安全<.*?<\/a>/.exec(page) ?? [];
    expect(link).toContain('aria-current="true"');
    expect(link).toContain('取消这个主题');
    const href = /href="([^"]*)"/.exec(link)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(new URL(href, 'http://localhost').searchParams.getAll('topic')).toEqual(['水污染防治']);
  });

  it('in which no clause lies says that nothing was searched', () => {
    const searched = { documents: 5, clauses: 0 };
    const page = show({ answer: { ...belowTheLine(answer), searched, nearest: [] }, topics: ['核安全'] });
    expect(page).toContain('没有涉及所选主题的条款，未检索任何条款。');
  });
});

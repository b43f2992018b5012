/**
 * Proves that a link to the words of a clause opens its page at them:
 * - the words are marked where the text is the one that the link was made for, across paragraphs and in hostile company;
 * - another text is called that, and nothing in it is marked; where the old text stands elsewhere, the page opens there;
 * - what cannot be read in a link is said, and never refused.
 */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { beforeAll, describe, expect, it } from 'vitest';
import { anchorOf, textHash } from '../../src/citation/anchor.ts';
import { permalink } from '../../src/citation/permalink.ts';
import type { Engine } from '../../src/engine.ts';
import { createApp } from '../../src/server/app.ts';
import { FIRST_BUILD_MS, seedsEngine } from '../support/corpus.ts';

let engine: Engine;
let app: OpenAPIHono;
beforeAll(async () => {
  engine = await seedsEngine();
  app = createApp(engine);
}, FIRST_BUILD_MS);

const OTHER = '0123456789ab';

async function open(path: string): Promise<{ status: number; page: string; marks: string[] }> {
  const response = await app.request(path);
  const page = await response.text();
  const marks = [...page.matchAll(/<mark[^>]*>([^<]*)<\/mark>/g)].map(([, words = '']) => words);
  return { status: response.status, page, marks };
}

function linkTo(address: string, quote: string): string {
  const clause = engine.clause(address);
  const start = clause.text.indexOf(quote);
  expect(start).toBeGreaterThanOrEqual(0);
  return permalink(anchorOf('s', clause, { start, end: start + quote.length }));
}

/** The section at which the page opens. */
function current(page: string): string | undefined {
  return /<section id="([^"]*)"[^>]*aria-current="location"/.exec(page)?.[1];
}

describe('a link to the words of a clause', () => {
  it('opens the document at the clause and marks the words, and they take the focus', async () => {
    const { status, page, marks } = await open(linkTo('nanjing-2025/2.2', '低碳发展政策体系'));
    expect(status).toBe(200);
    expect(marks).toEqual(['低碳发展政策体系']);
    expect(current(page)).toBe('2.2');
    expect(page).toMatch(/<mark id="words" tabindex="-1" autofocus="">/);
    expect(page.match(/autofocus/g)).toHaveLength(1);
    expect(page).not.toContain('class="notice"');
  });

  it('marks each paragraph that the words run through, and names the first', async () => {
    const clause = engine
      .documents()
      .flatMap(({ document }) => engine.document(document).clauses)
      .find(({ text }) => text.includes('\n'));
    const { text = '', clause: address = '' } = clause ?? {};
    const at = text.indexOf('\n');
    const { marks, page } = await open(
      permalink(anchorOf('s', { clause: address, text }, { start: at - 3, end: at + 4 })),
    );
    expect(marks).toEqual([text.slice(at - 3, at), text.slice(at + 1, at + 4)]);
    expect(page.match(/id="words"/g)).toHaveLength(1);
  });

  it('says in both languages that the text has changed, shows it, and marks nothing', async () => {
    const link = `/d/nanjing-2025/2.2?q=3-9&h=${OTHER}`;
    for (const [path, words] of [
      [link, '本条文字在做链接之后改动过'],
      [`${link}&lang=en`, 'The text of this clause has changed since the link was made'],
    ] as const) {
      const { status, page, marks } = await open(path);
      expect(status).toBe(200);
      expect(marks).toEqual([]);
      expect(page).toContain(words);
      expect(page).toContain('低碳发展政策体系');
      expect(current(page)).toBe('2.2');
    }
    expect((await open(`/d/nanjing-2025/2.2?h=${OTHER}`)).page).toContain('本条文字在做链接之后改动过');
  });

  it('opens at the address where the text stands now, and names the old one', async () => {
    const { text } = engine.clause('nanjing-2025/2.2');
    const words = `q=0-6&h=${textHash(text)}`;
    const renumbered = await open(`/d/nanjing-2025/2.3?${words}`);
    expect(renumbered.marks).toEqual([text.slice(0, 6)]);
    expect(current(renumbered.page)).toBe('2.2');
    expect(renumbered.page).toMatch(
      /做链接时的原文，现在一字不差地印在本条[^<]*链接写的是 <a href="\/d\/nanjing-2025\/2\.3">nanjing-2025\/2\.3<\/a>，那一条现在是别的文字/,
    );
    const gone = await open(`/d/nanjing-2025/2.99?${words}&lang=en`);
    expect(gone.status).toBe(200);
    expect(current(gone.page)).toBe('2.2');
    expect(gone.page).toContain('The link names nanjing-2025/2.99, which is no longer there.');
  });

  it('is not found where clause and text are gone', async () => {
    expect((await open(`/d/nanjing-2025/2.99?q=0-6&h=${OTHER}`)).status).toBe(404);
    expect((await open(`/d/nowhere-2025/2.2?q=0-6&h=${OTHER}`)).status).toBe(404);
  });

  it('marks without a hash, and says that nothing was checked', async () => {
    const { marks, page } = await open('/d/nanjing-2025/2.2?q=0-6');
    expect(marks).toEqual([engine.clause('nanjing-2025/2.2').text.slice(0, 6)]);
    expect(page).toContain('不能断定就是当时所指的');
  });

  it.each([
    'q=',
    'q=光伏',
    'q=6-2',
    'q=3-3',
    'q=-1-4',
    'q=0-999999',
    'q=1-2&q=3-4',
    'q=%3Cscript%3E',
    'q=1e1-20',
  ])('says that ?%s is no place, and shows the clause', async (query) => {
    const { status, page, marks } = await open(`/d/nanjing-2025/2.2?${query}`);
    expect({ status, marks }).toEqual({ status: 200, marks: [] });
    expect(page).toContain('链接里的位置（q）读不出来');
    expect(page).not.toContain('<script>');
    expect(current(page)).toBe('2.2');
  });

  it('needs a clause', async () => {
    const { status, page, marks } = await open('/d/nanjing-2025?q=1-5');
    expect({ status, marks }).toEqual({ status: 200, marks: [] });
    expect(page).toContain('要连同条款的地址才有意义');
    expect((await open('/d/nanjing-2025')).page).not.toContain('class="notice"');
  });

  it('keeps what it names when the language is changed', async () => {
    const link = linkTo('nantong-2018/1.1', '排污權');
    const { page } = await open(link);
    expect(page).toContain(`href="?${link.split('?')[1]?.replaceAll('&', '&amp;')}&amp;lang=en"`);
  });
});

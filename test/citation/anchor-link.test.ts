/**
 * Proves that links to the very words are read as they were written, by us or with another host before them, and that a text fragment
 * leads to these words and to no others: a browser's search, done plainly, finds exactly them in the page.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { anchorOf } from '../../src/citation/anchor.ts';
import { pagePath, permalink, readPermalink } from '../../src/citation/permalink.ts';
import { textFragment } from '../../src/citation/text-fragment.ts';
import type { Clause } from '../../src/indexing/corpus.ts';
import { FIRST_BUILD_MS, seedsInside } from '../support/corpus.ts';

let documents: (readonly Clause[])[];
beforeAll(async () => {
  const { snapshot } = await seedsInside();
  documents = snapshot.documents.map(({ document }) => snapshot.clausesOf(document));
}, FIRST_BUILD_MS);

describe('a permalink', () => {
  it('has the address, the span and the hash', () => {
    const anchor = anchorOf(
      's',
      { clause: 'nanjing-2025/2.2', text: '推进屋顶光伏建设' },
      { start: 2, end: 6 },
    );
    expect(permalink(anchor)).toBe(`/d/nanjing-2025/2.2?q=2-6&h=${anchor.hash}`);
    expect(anchor.hash).toMatch(/^[0-9a-f]{12}$/);
  });

  it('is read as it was written, whatever the id', () => {
    const parts = fc.record({
      clause: fc.string({ unit: 'binary', minLength: 1 }).filter((id) => !/(?:^|\/)\.{1,2}(?:\/|$)/.test(id)),
      start: fc.nat({ max: 10_000 }),
      length: fc.integer({ min: 1, max: 10_000 }),
      hash: fc.stringMatching(/^[0-9a-f]{12}$/),
    });
    fc.assert(
      fc.property(parts, ({ clause, start, length, hash }) => {
        const span = { start, end: start + length };
        for (const before of ['', 'http://127.0.0.1:8787', 'https://example.org/tiaosuo']) {
          expect(readPermalink(before + permalink({ clause, span, hash }))).toEqual({ clause, span, hash });
        }
      }),
    );
  });

  it.each([
    ['/d/nanjing-2025/2.2', { span: null, hash: null }],
    ['/d/nanjing-2025/2.2?q=5-2&h=zz', { span: null, hash: null }],
    ['/d/nanjing-2025/2.2?q=2-5&q=2-5&lang=en#words', { span: null, hash: null }],
    ['/d/nanjing-2025/2.2?utm=1&h=0123456789AB&q=2-5', { span: { start: 2, end: 5 }, hash: '0123456789ab' }],
  ])('says what can be read of %s', (link, read) => {
    expect(readPermalink(link)).toEqual({ clause: 'nanjing-2025/2.2', ...read });
  });

  it.each(['', '/', '/d/', '/api/search?q=1-2', 'mailto:a@b', 'javascript:/d/a', 'http://', '/d/%ff'])(
    'is not %j',
    (link) => expect(readPermalink(link)).toBeNull(),
  );

  it('escapes ids that are no addresses', () => {
    expect(pagePath('a b/c?d#e%f')).toBe('/d/a%20b/c%3Fd%23e%25f');
  });
});

describe('a text fragment', () => {
  it('names words that stand on the page once, whole words only', () => {
    const text = '大力推进屋顶光伏建设，新增装机容量5万千瓦。';
    const at = (quote: string) => ({ start: text.indexOf(quote), end: text.indexOf(quote) + quote.length });
    const fragment = (quote: string, page = text) => decoded(textFragment(text, at(quote), page));
    expect(fragment('屋顶光伏')).toEqual(['屋顶光伏']);
    expect(fragment('顶光伏建')).toEqual(['屋顶光伏建设']);
    expect(fragment('，新增装')).toEqual(['新增装机容量']);
    expect(fragment('5万千瓦。')).toEqual(['5万千瓦']);
    expect(fragment('屋顶光伏', `屋頂光伏 ${text}`)).toBeNull();
    expect(fragment('屋顶光伏', '别的')).toBeNull();
    expect(fragment('，')).toBeNull();
  });

  it('escapes what separates its parts', () => {
    const text = '1-2 A&B,C';
    const fragment = textFragment(text, { start: 0, end: text.length }, text);
    expect(fragment).toBe('#:~:text=1%2D2%20A%26B%2CC');
  });

  it('of long words is their beginning and end, in one paragraph each', () => {
    const text = `第一段的开头说的是岸电设施建设，${'中间还有别的话，'.repeat(4)}\n第二段的末尾说的是燃煤锅炉淘汰。后面。`;
    const span = { start: 0, end: text.indexOf('。') };
    const parts = decoded(textFragment(text, span, text));
    expect(parts).toHaveLength(2);
    expect(text.startsWith(parts?.[0] ?? '?')).toBe(true);
    expect(text.slice(0, span.end).endsWith(parts?.[1] ?? '?')).toBe(true);
    expect(textFragment(text, span, `${text}${text}`)).toBeNull();
  });

  it('has an end at which a browser does not stop too early', () => {
    const text = `开头说的是岸电设施建设，中间说的是燃煤锅炉淘汰改造，${'别的，'.repeat(8)}末尾说的也是燃煤锅炉淘汰改造`;
    const [beginning, end] = decoded(textFragment(text, { start: 0, end: text.length }, text)) ?? [];
    expect(beginning).toBe('开头说的是岸电');
    expect(end).toBe('也是燃煤锅炉淘汰改造');
    const twice = `${'岸电设施建设'}，${'说的也是燃煤锅炉淘汰改造和其他的各项治理工作，'.repeat(2)}`;
    expect(textFragment(twice, { start: 0, end: twice.length }, twice)).toBeNull();
  });

  it('of any words leads a plain search to them, and is there for most sentences', () => {
    let made = 0;
    let asked = 0;
    for (const clauses of documents) {
      const page = clauses.map(({ heading, text }) => `${heading ?? ''}\n${text}`).join('\n');
      for (const { text } of clauses) {
        for (const match of text.matchAll(/[^。；\n]{8,}[。；]/g)) {
          asked++;
          const parts = decoded(
            textFragment(text, { start: match.index, end: match.index + match[0].length }, page),
          );
          if (parts === null) continue;
          made++;
          const start = page.indexOf(parts[0] ?? '');
          const end =
            parts[1] === undefined
              ? start + (parts[0] ?? '').length
              : page.indexOf(parts[1], start + (parts[0] ?? '').length) + parts[1].length;
          // Whole words at the ends, nothing more: marks are left out, a number's sign is in.
          expect(match[0]).toContain(page.slice(start, end));
          expect(match[0].length - (end - start)).toBeLessThanOrEqual(4);
        }
      }
    }
    expect(asked).toBeGreaterThan(700);
    expect(made / asked).toBeGreaterThan(0.95);
    console.log(`text fragments: ${made} of ${asked} sentences`);
  });
});

function decoded(fragment: string | null): string[] | null {
  if (fragment === null) return null;
  expect(fragment.startsWith('#:~:text=')).toBe(true);
  return fragment.slice('#:~:text='.length).split(',').map(decodeURIComponent);
}

/**
 * Proves that a gram has one number and a number one gram; that every token of the clauses is found in the dictionary under its
 * own list, and no other name is; and that the words of letters and digits are those that are there.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LexicalEntry } from '../../../src/indexing/lexical.ts';
import { GramIds, isPairKey, pairKey } from '../../../src/indexing/postings/gram-ids.ts';
import { PostingsIndex } from '../../../src/indexing/postings/postings-index.ts';
import { tokensOf } from '../../support/exhaustive.ts';
import { entryOf, segmentOf } from '../../support/postings.ts';

const UNITS = ['光', '伏', '风', '𠮷', '\ud842', '\udfb7', 'a', ' ', '\u0000', '·', '‥'] as const;
const WORDS = ['光', '光伏', 'pm2.5', '2025', 'constructor', '__proto__', '𠮷', 'é', '٣', 'β', '_'] as const;
const UNKNOWN = [
  '',
  '·',
  '‥',
  '‥光',
  '·光伏',
  '·a',
  '‥a光',
  '·\ud842',
  '‥光伏风',
  '电',
  '·电',
  '‥光电',
  'pm2',
  'PM2.5',
] as const;

const someField = fc.record({
  folded: fc.string({ unit: fc.constantFrom(...UNITS), maxLength: 10 }),
  words: fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }),
});
const someEntries = fc.array(fc.record({ text: someField, heading: someField, context: someField }), {
  maxLength: 8,
});
const allTokens = (entry: LexicalEntry) =>
  new Set([entry.text, entry.heading, entry.context].flatMap((field) => tokensOf(field)));

describe('the numbers of grams', () => {
  it('are one for each key, in the order of first sight, however many there are', () => {
    const someKey = fc.oneof(fc.integer({ min: 1, max: 0xffffffff }), fc.integer({ min: 1, max: 50 }));
    fc.assert(
      fc.property(fc.array(someKey, { maxLength: 9000, size: 'max' }), (keys) => {
        const ids = new GramIds();
        const order = [...new Set(keys)];
        const places = new Map(order.map((key, i) => [key, i]));
        expect(keys.map((key) => ids.idOf(key))).toEqual(keys.map((key) => places.get(key)));
        expect(ids.size).toBe(order.length);
        expect(order.map((_, i) => ids.keyOf(i))).toEqual(order);
      }),
      { numRuns: 30 },
    );
  });

  it('are of characters and of pairs: two keys never meet', () => {
    const unit = fc.integer({ min: 1, max: 0xffff });
    fc.assert(
      fc.property(unit, unit, unit, unit, (a, b, c, d) => {
        expect(isPairKey(a)).toBe(false);
        expect(isPairKey(pairKey(a, b))).toBe(true);
        expect(pairKey(a, b) === pairKey(c, d)).toBe(a === c && b === d);
      }),
    );
  });
});

describe('the dictionary of a segment', () => {
  it('has every token of its clauses, each once and with the clauses that hold it, and no other', () => {
    fc.assert(
      fc.property(someEntries, (entries) => {
        const segment = segmentOf(entries);
        const { terms } = segment;
        const held = entries.map(allTokens);
        const all = new Set(held.flatMap((tokens) => [...tokens]));
        expect(terms.size).toBe(all.size);
        for (const token of all) {
          const term = terms.find(token);
          expect(term, token).toBeGreaterThanOrEqual(0);
          expect(terms.nameOf(term)).toBe(token);
          const clauses: number[] = [];
          for (const cursor = segment.cursor(term); cursor.next(); ) clauses.push(cursor.clause);
          const holders = held.flatMap((tokens, i) => (tokens.has(token) ? [i] : []));
          expect(clauses).toEqual(holders);
          expect(terms.countOf(term)).toBe(holders.length);
        }
        for (const token of [...UNKNOWN, ...WORDS])
          if (!all.has(token)) expect(terms.find(token), token).toBe(-1);
      }),
      { numRuns: 200 },
    );
  });

  it('does not find a character under the name of a pair', () => {
    const { terms } = segmentOf([entryOf({ text: { folded: '光', words: [] } })]);
    expect(terms.find('‥\u0000光')).toBe(-1);
  });

  it('tells its words of letters and digits, with their numbers', () => {
    fc.assert(
      fc.property(someEntries, (entries) => {
        const segment = segmentOf(entries);
        const expected = [...new Set(entries.flatMap((entry) => [...allTokens(entry)]))].filter((token) =>
          ['pm2.5', '2025', 'constructor', 'é', '٣'].includes(token),
        );
        const found = segment.latinWords();
        expect(found.map(({ word }) => word).sort()).toEqual(expected.sort());
        for (const { word, term } of found) expect(segment.terms.find(word)).toBe(term);
      }),
    );
  });
});

describe('the words of an index', () => {
  it('are those of all segments, each once, with the number of clauses that hold it', () => {
    fc.assert(
      fc.property(fc.array(someEntries, { maxLength: 3 }), (segments) => {
        const index = new PostingsIndex(
          segments.map((entries) => ({ segment: segmentOf(entries), live: null })),
        );
        const counts = new Map<string, number>();
        for (const entry of segments.flat()) {
          // A character of two units is a word to the index.
          for (const token of allTokens(entry)) {
            if (/^[·‥]/u.test(token) && token !== '·𠮷') continue;
            counts.set(token, (counts.get(token) ?? 0) + 1);
          }
        }
        const found = [...index.words()];
        expect(found.length).toBe(counts.size);
        expect(new Map(found.map(({ word, count }) => [word, count]))).toEqual(counts);
      }),
    );
  });
});

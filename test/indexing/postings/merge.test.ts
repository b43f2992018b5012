/** Proves that merged segments are what a builder makes of the clauses that are left: term by term, counts, positions and lengths. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bitmap } from '../../../src/core/bitmap.ts';
import type { LexicalEntry } from '../../../src/indexing/lexical.ts';
import { isPairKey } from '../../../src/indexing/postings/gram-ids.ts';
import type { PostingsSegment } from '../../../src/indexing/postings/segment.ts';
import { entryOf, mergedSegment, segmentOf } from '../../support/postings.ts';

const UNITS = ['光', '伏', '风', '𠮷', 'a', ','] as const;
const WORDS = ['光', '光伏', 'pm2.5', '2025', 'constructor', '__proto__', '𠮷'] as const;

const someField = fc.record({
  folded: fc.string({ unit: fc.constantFrom(...UNITS), maxLength: 9 }),
  words: fc.array(fc.constantFrom(...WORDS), { maxLength: 5 }),
});
const someClause = fc.record({
  entry: fc.record({ text: someField, heading: someField, context: someField }),
  isDeleted: fc.boolean(),
});
const someSegments = fc.array(fc.array(someClause, { maxLength: 8 }), { maxLength: 4 });

/** All that a segment says, by the names of its terms. */
function contentOf(segment: PostingsSegment): unknown {
  const { terms } = segment;
  const lists = Array.from({ length: terms.size }, (_, term) => {
    const hasPositions = term < terms.keys.length && isPairKey(terms.keys[term] as number);
    const postings: unknown[] = [];
    const into: number[] = [];
    for (const cursor = segment.cursor(term); cursor.next(); ) {
      const { clause, counts } = cursor;
      const count = hasPositions ? cursor.positions(into) : 0;
      postings.push([clause, counts, into.slice(0, count)]);
    }
    expect(terms.countOf(term)).toBe(postings.length);
    return [terms.nameOf(term), postings] as const;
  });
  return {
    lengths: [...segment.lengths],
    keys: [...terms.keys],
    // The order of the words is the one thing in which they may differ.
    lists: lists.sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

interface Clause {
  readonly entry: LexicalEntry;
  readonly isDeleted: boolean;
}

const inputOf = (clauses: readonly Clause[]) => ({
  segment: segmentOf(clauses.map(({ entry }) => entry)),
  live: clauses.some(({ isDeleted }) => isDeleted)
    ? Bitmap.of(
        clauses.length,
        clauses.flatMap(({ isDeleted }, i) => (isDeleted ? [] : [i])),
      )
    : null,
});
const survivorsOf = (segments: readonly (readonly Clause[])[]) =>
  segments.flat().flatMap(({ entry, isDeleted }) => (isDeleted ? [] : [entry]));

describe('a merged segment', () => {
  it('is what a builder makes of the clauses that are left', () => {
    fc.assert(
      fc.property(someSegments, (segments) => {
        const merged = mergedSegment(segments.map(inputOf));
        expect(contentOf(merged)).toEqual(contentOf(segmentOf(survivorsOf(segments))));
      }),
      { numRuns: 200 },
    );
  });

  it('is the same whether all are merged at once or some of them first', () => {
    fc.assert(
      fc.property(someSegments, fc.nat({ max: 4 }), (segments, at) => {
        const inputs = segments.map(inputOf);
        const first = mergedSegment(inputs.slice(0, at));
        const twice = mergedSegment([{ segment: first, live: null }, ...inputs.slice(at)]);
        expect(contentOf(twice)).toEqual(contentOf(mergedSegment(inputs)));
      }),
      { numRuns: 100 },
    );
  });

  it('is right where lists are longer than a block, and every count is beyond its cap', () => {
    const clauses = Array.from({ length: 700 }, (_, i): Clause => {
      const folded = '光伏'.repeat(1 + (i % 19)) + (i % 3 === 0 ? '风' : '');
      const words = Array.from({ length: 1 + (i % 300) }, () => 'pm2.5');
      const field = { folded, words };
      return { entry: entryOf({ text: field, heading: field, context: field }), isDeleted: i % 5 === 0 };
    });
    const segments = [clauses.slice(0, 300), clauses.slice(300, 310), clauses.slice(310)];
    const merged = mergedSegment(segments.map(inputOf));
    expect(contentOf(merged)).toEqual(contentOf(segmentOf(survivorsOf(segments))));
    expect(merged.size).toBe(560);
  });

  it('holds words of any length', () => {
    // Letters and digits without a blank are one word, as in data that an import brings along.
    const word = 'x'.repeat(200_000);
    const clauses = [{ entry: entryOf({ text: { folded: word, words: [word] } }), isDeleted: false }];
    const merged = mergedSegment([inputOf(clauses), inputOf(clauses)]);
    expect(merged.terms.countOf(merged.terms.find(word))).toBe(2);
    expect(merged.latinWords().map(({ word: found }) => found.length)).toEqual([200_000]);
  });
});

/**
 * Proves that a posting list is read as it was written: every clause, count and position, over skips, gaps and caps; and that a
 * cursor that seeks or passes over blocks stands where a plain walk over the list would stand.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BM25F } from '../../../src/indexing/lexical.ts';
import {
  BLOCK,
  ByteWriter,
  countByte,
  ONCE,
  readUint32,
  skipCount,
} from '../../../src/indexing/postings/codec.ts';
import { pairKey } from '../../../src/indexing/postings/gram-ids.ts';
import { ListWriter } from '../../../src/indexing/postings/list-writer.ts';
import { NO_CLAUSE, type PostingCursor, PostingsSegment } from '../../../src/indexing/postings/segment.ts';
import { writeTerms } from '../../../src/indexing/postings/terms.ts';
import { writtenBytes } from '../../support/postings.ts';

interface Posting {
  readonly clause: number;
  readonly counts: number;
  /** Ascending; one where `counts` is ONCE. */
  readonly positions: readonly number[];
}

function encoded({ counts, positions }: Posting): { bytes: Uint8Array; start: number; end: number } {
  const out = new ByteWriter(1);
  if (counts !== ONCE) out.varint(positions.length);
  positions.forEach((position, i) => {
    out.varint(position - (positions[i - 1] ?? 0));
  });
  return { bytes: out.bytes, start: 0, end: out.length };
}

/** A segment of these lists: all but the last are of pairs and have positions, the last is of a word and has none. */
function segmentOf(lists: readonly (readonly Posting[])[]): PostingsSegment {
  const pairs = lists.slice(0, -1);
  const bytes = writtenBytes((writer) => {
    writer.begin('lists');
    const out = new ListWriter(writer, lists.length);
    for (const [term, list] of lists.entries()) {
      for (const posting of list)
        out.add(posting.clause, posting.counts, term < pairs.length ? encoded(posting) : undefined);
      out.endTerm();
    }
    const keys = Uint32Array.from(pairs, (_, i) => pairKey(0x4e00, 0x4e00 + i));
    writeTerms(writer, out.finish(), { keys, words: ['word'] });
    writer.add('lengths', new Uint16Array(0));
  });
  return new PostingsSegment(bytes);
}

const someGap = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 3 }) },
  { weight: 2, arbitrary: fc.integer({ min: 60, max: 66 }) },
  { weight: 1, arbitrary: fc.integer({ min: 8_190, max: 40_000 }) },
);
const someCounts = fc.oneof(
  { weight: 3, arbitrary: fc.constant(ONCE) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 255 }) },
);
const somePositions = fc
  .array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 100, max: 20_000 })), { maxLength: 6 })
  .map((gaps) => gaps.map((_, i) => gaps.slice(0, i + 1).reduce((sum, gap) => sum + gap, -1)));

// Lengths at the borders of blocks above all.
const someLength = fc.oneof(
  fc.integer({ min: 1, max: 20 }),
  fc.constantFrom(BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK - 1, 2 * BLOCK, 2 * BLOCK + 1, 3 * BLOCK + 1),
);
const someList = someLength
  .chain((length) =>
    fc.array(fc.record({ gap: someGap, counts: someCounts, positions: somePositions }), {
      minLength: length,
      maxLength: length,
      size: 'max',
    }),
  )
  .map((list) => {
    let clause = -1;
    return list.map(({ gap, counts, positions }): Posting => {
      clause += gap;
      return { clause, counts, positions: counts === ONCE ? [positions[0] ?? 0] : positions };
    });
  });
const someLists = fc.array(someList, { minLength: 2, maxLength: 4 });

function positionsAt(cursor: PostingCursor): number[] {
  // Longer than needed: only so many of it are meant as are told.
  const into = Array.from({ length: 20 }, () => -1);
  const count = cursor.positions(into);
  return into.slice(0, count);
}

function walked(segment: PostingsSegment, term: number, hasPositions: boolean): Posting[] {
  const found: Posting[] = [];
  for (const cursor = segment.cursor(term); cursor.next(); ) {
    const { clause, counts } = cursor;
    found.push({ clause, counts, positions: hasPositions ? positionsAt(cursor) : [] });
  }
  return found;
}

describe('the numbers of a list', () => {
  it('are written in as many bytes as they need, and read again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffffffff })), (numbers) => {
        const out = new ByteWriter(1);
        for (const number of numbers) out.uint32(number);
        expect(out.length).toBe(numbers.length * 4);
        expect(numbers.map((_, i) => readUint32(out.written(), i * 4))).toEqual(numbers);
      }),
    );
    for (const [number, bytes] of [
      [0, 1],
      [127, 1],
      [128, 2],
      [2 ** 14 - 1, 2],
      [2 ** 14, 3],
      [2 ** 28, 5],
      [2 ** 32 - 1, 5],
    ] as const) {
      const out = new ByteWriter(1);
      out.varint(number);
      expect([number, out.length]).toEqual([number, bytes]);
    }
  });

  it('are counts up to their caps, in one byte', () => {
    const { cap } = BM25F;
    expect(countByte(1, 0, 0)).toBe(ONCE);
    fc.assert(
      fc.property(
        fc.nat({ max: 300 }),
        fc.nat({ max: 300 }),
        fc.nat({ max: 300 }),
        (text, heading, context) => {
          const byte = countByte(text, heading, context);
          expect(byte).toBeLessThan(256);
          expect([byte >>> 4, (byte >>> 2) & 3, byte & 3]).toEqual([
            Math.min(text, cap.text),
            Math.min(heading, cap.heading),
            Math.min(context, cap.context),
          ]);
        },
      ),
    );
  });

  it('begin with a skip for each full block but the last', () => {
    for (const [count, skips] of [
      [0, 0],
      [1, 0],
      [128, 0],
      [129, 1],
      [256, 1],
      [257, 2],
      [12_800, 99],
    ] as const) {
      expect([count, skipCount(count)]).toEqual([count, skips]);
    }
  });
});

describe('a posting list', () => {
  it('is read as it was written: clauses, counts and positions', () => {
    fc.assert(
      fc.property(someLists, (lists) => {
        const segment = segmentOf(lists);
        lists.forEach((list, term) => {
          const hasPositions = term < lists.length - 1;
          expect(segment.terms.countOf(term)).toBe(list.length);
          expect(segment.cursor(term).count).toBe(list.length);
          const expected = list.map((posting) => (hasPositions ? posting : { ...posting, positions: [] }));
          expect(walked(segment, term, hasPositions)).toEqual(expected);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('of no posting is no term', () => {
    const bytes = writtenBytes((writer) => {
      writer.begin('lists');
      const out = new ListWriter(writer, 3);
      expect(out.endTerm()).toBe(false);
      out.add(7, ONCE);
      expect(out.endTerm()).toBe(true);
      expect(out.endTerm()).toBe(false);
      const lists = out.finish();
      expect([...lists.counts]).toEqual([1]);
      writeTerms(writer, lists, { keys: new Uint32Array(0), words: ['word'] });
      writer.add('lengths', new Uint16Array(8));
    });
    const segment = new PostingsSegment(bytes);
    expect([segment.size, segment.terms.size]).toEqual([8, 1]);
    expect(walked(segment, 0, false).map(({ clause }) => clause)).toEqual([7]);
  });
});

// What a reader does with a cursor: to the next one, to a clause, over blocks; reading positions at some and not at others.
const someMoves = fc.array(
  fc.record({
    move: fc.constantFrom('next', 'seek', 'skip and next'),
    by: fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 400 }), fc.nat({ max: 100_000 })),
    reads: fc.constantFrom('positions', 'raw', 'nothing'),
  }),
  { minLength: 1, maxLength: 30 },
);

describe('a cursor', () => {
  it('stands where a plain walk stands, however it came there, and reads the positions of that posting', () => {
    fc.assert(
      fc.property(someList, someMoves, fc.boolean(), (list, moves, hasPositions) => {
        const lists = hasPositions ? [list, list] : [list];
        const cursor = segmentOf(lists).cursor(0);
        let place = -1;
        expect(cursor.clause).toBe(-1);
        for (const { move, by, reads } of moves) {
          const before = place;
          const from = list[place]?.clause ?? (place < 0 ? -1 : NO_CLAUSE);
          if (move === 'next') {
            place = Math.min(place + 1, list.length);
            expect(cursor.next()).toBe(place < list.length);
          } else if (move === 'seek') {
            const wanted = Math.min(from + by, NO_CLAUSE);
            while (place < list.length && (list[place]?.clause ?? -1) < wanted) place++;
            expect(cursor.seek(wanted)).toBe(place < list.length);
          } else {
            // Some way before the first posting from there on, on which `next` may have to go further.
            const wanted = Math.min(from + by, NO_CLAUSE);
            cursor.skipTo(wanted);
            do {
              place = Math.min(place + 1, list.length);
            } while (place < list.length && (list[place]?.clause ?? 0) < wanted);
            do if (!cursor.next()) break;
            while (cursor.clause < wanted);
          }
          const at = list[place];
          expect(cursor.clause).toBe(place < 0 ? -1 : (at?.clause ?? NO_CLAUSE));
          if (at === undefined) continue;
          expect(cursor.counts).toBe(at.counts);
          expect(cursor.isPrinted).toBe(at.counts >>> 2 > 0);
          // Once for each posting: a seek may not have moved.
          if (!hasPositions || place === before) continue;
          if (reads === 'positions') {
            expect(positionsAt(cursor)).toEqual(at.positions);
          } else if (reads === 'raw') {
            const { bytes, start, end } = cursor.rawPositions();
            const written = encoded(at);
            expect([...bytes.subarray(start, end)]).toEqual([...written.bytes.subarray(0, written.end)]);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});

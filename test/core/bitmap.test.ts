/** Sets of numbers. Properties: every operation is what it is on a Set, at the borders of words too, and ignores what is outside. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bitmap } from '../../src/core/bitmap.ts';

const someSize = fc.oneof(fc.nat({ max: 200 }), fc.constantFrom(0, 1, 31, 32, 33, 63, 64, 65, 96));
// Outside of the set too: those are no members.
const someNumber = fc.oneof(fc.integer({ min: -70, max: 260 }), fc.constantFrom(0, 31, 32, 63, 64, 95, 96));
const someSet = fc.record({ size: someSize, asked: fc.array(someNumber, { maxLength: 60 }) });

const ascending = (members: Iterable<number>) => [...new Set(members)].sort((a, b) => a - b);
const inside = (size: number, members: Iterable<number>) =>
  ascending(members).filter((member) => member >= 0 && member < size);
const range = (start: number, end: number) =>
  Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);

function expectMembers(bitmap: Bitmap, members: readonly number[]): void {
  expect([...bitmap]).toEqual(members);
  expect(bitmap.count()).toBe(members.length);
  const set = new Set(members);
  for (let i = -40; i < bitmap.size + 40; i++) expect(bitmap.has(i), `${i}`).toBe(set.has(i));
  // Bits behind the last member stay 0: whole words are compared and counted.
  const bits = Array.from(bitmap.words, (word) => word.toString(2).replaceAll('0', '').length);
  expect(bits.reduce((sum, some) => sum + some, 0)).toBe(members.length);
}

describe('a bitmap', () => {
  it('has the members that were added, ascending, and no number outside', () => {
    fc.assert(
      fc.property(someSet, ({ size, asked }) => {
        expectMembers(Bitmap.of(size, asked), inside(size, asked));
      }),
    );
  });

  it('adds a range as its numbers one by one, to what is there', () => {
    fc.assert(
      fc.property(someSet, someNumber, someNumber, ({ size, asked }, start, end) => {
        const bitmap = Bitmap.of(size, asked);
        bitmap.addRange(start, end);
        expectMembers(bitmap, inside(size, [...asked, ...range(start, end)]));
      }),
      { numRuns: 500 },
    );
  });

  it('tells whether any number of a range is a member', () => {
    fc.assert(
      fc.property(someSet, someNumber, someNumber, ({ size, asked }, start, end) => {
        const expected = inside(size, asked).some((member) => member >= start && member < end);
        expect(Bitmap.of(size, asked).hasAny(start, end)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the members of both, and those of one without the other, and leaves both alone', () => {
    fc.assert(
      fc.property(someSet, fc.array(someNumber, { maxLength: 60 }), ({ size, asked }, others) => {
        const [one, other] = [Bitmap.of(size, asked), Bitmap.of(size, others)];
        const [a, b] = [inside(size, asked), inside(size, others)];
        expectMembers(
          one.and(other),
          a.filter((member) => b.includes(member)),
        );
        expectMembers(
          one.without(other),
          a.filter((member) => !b.includes(member)),
        );
        expectMembers(one, a);
        expectMembers(other, b);
      }),
      { numRuns: 300 },
    );
  });
});

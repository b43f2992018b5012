/** Proves that products and shares of sparse vectors are those of the same numbers written out in full. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTHING, overlapOf, sparseUnit } from '../../src/comparing/sparse.ts';

const values = fc.dictionary(fc.nat({ max: 12 }).map(String), fc.double({ min: 0.1, max: 9, noNaN: true }));

function vectorOf(dictionary: Readonly<Record<string, number>>) {
  return sparseUnit(new Map(Object.entries(dictionary).map(([place, value]) => [Number(place), value])));
}

function full({ places, values }: ReturnType<typeof vectorOf>): number[] {
  const all = new Array<number>(13).fill(0);
  places.forEach((place, i) => {
    all[place] = values[i] ?? 0;
  });
  return all;
}

describe('sparse vectors', () => {
  it('have length 1, or hold nothing', () => {
    fc.assert(
      fc.property(values, (dictionary) => {
        const squares = full(vectorOf(dictionary)).reduce((sum, value) => sum + value * value, 0);
        expect(squares).toBeCloseTo(Object.keys(dictionary).length === 0 ? 0 : 1, 5);
      }),
    );
    expect(sparseUnit(new Map([[3, 0]]))).toEqual(NOTHING);
  });

  it('overlap as they do written out', () => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        const [a, b] = [vectorOf(one), vectorOf(other)];
        const [x, y] = [full(a), full(b)];
        const sum = (term: (i: number) => number) => x.reduce((all, _, i) => all + term(i), 0);
        const overlap = overlapOf(a, b);
        expect(overlap.dot).toBeCloseTo(
          sum((i) => (x[i] ?? 0) * (y[i] ?? 0)),
          5,
        );
        expect(overlap.ofA).toBeCloseTo(
          sum((i) => (y[i] === 0 ? 0 : (x[i] ?? 0) ** 2)),
          5,
        );
        expect(overlap.ofB).toBeCloseTo(
          sum((i) => (x[i] === 0 ? 0 : (y[i] ?? 0) ** 2)),
          5,
        );
      }),
    );
  });
});

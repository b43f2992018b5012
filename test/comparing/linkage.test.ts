/** Proves that the nearest-neighbour chain gives the groups of average linkage, whatever the similarities. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageLinkage } from '../../src/comparing/linkage.ts';

describe('average linkage', () => {
  it('puts things together whose average similarity reaches the line', () => {
    const pairs: [number, number, number][] = [
      [0, 1, 0.9],
      [0, 2, 0.8],
      [1, 2, 0.4],
      [3, 4, 0.7],
    ];
    expect(averageLinkage(matrixOf(5, pairs), 5, 0.6)).toEqual([
      [0, 1, 2],
      [3, 4],
    ]);
    expect(averageLinkage(matrixOf(5, pairs), 5, 0.65)).toEqual([[0, 1], [2], [3, 4]]);
  });

  it('does not chain: a neighbour of a neighbour stays outside where the others are far', () => {
    const pairs: [number, number, number][] = [
      [0, 1, 0.9],
      [1, 2, 0.8],
      [2, 3, 0.85],
    ];
    expect(averageLinkage(matrixOf(4, pairs), 4, 0.5)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('leaves nothing out, of nothing and of one as well', () => {
    expect(averageLinkage(new Float32Array(0), 0, 0.5)).toEqual([]);
    expect(averageLinkage(new Float32Array(1), 1, 0.5)).toEqual([[0]]);
    expect(averageLinkage(new Float32Array(9), 3, 0.5)).toEqual([[0], [1], [2]]);
  });

  it('ends where all are equally near', () => {
    expect(averageLinkage(new Float32Array(25).fill(0.5), 5, 0.5)).toEqual([[0, 1, 2, 3, 4]]);
  });

  it('gives what merging the nearest pair of all, again and again, gives', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 9 }).chain((size) =>
          fc.record({
            size: fc.constant(size),
            // Distinct, so that there is one right answer.
            order: fc.shuffledSubarray(
              Array.from({ length: (size * (size - 1)) / 2 }, (_, i) => i),
              { minLength: (size * (size - 1)) / 2 },
            ),
            line: fc.double({ min: 0, max: 1, noNaN: true }),
          }),
        ),
        ({ size, order, line }) => {
          const pairs: [number, number, number][] = [];
          for (let a = 0; a < size; a++) {
            for (let b = a + 1; b < size; b++) {
              // Irregular steps: averages of distinct values are then distinct, too.
              pairs.push([a, b, Math.sqrt(2 + (order[pairs.length] ?? 0)) / 7]);
            }
          }
          const matrix = matrixOf(size, pairs);
          expect(averageLinkage(matrix, size, line)).toEqual(byNearestPair(matrix, size, line));
        },
      ),
    );
  });
});

function matrixOf(size: number, pairs: readonly [number, number, number][]): Float32Array {
  const matrix = new Float32Array(size * size);
  for (const [a, b, similarity] of pairs) {
    matrix[a * size + b] = similarity;
    matrix[b * size + a] = similarity;
  }
  return matrix;
}

/** The definition, in n³ and more: averages over all pairs of members are taken anew for each merge. */
function byNearestPair(matrix: Float32Array, size: number, line: number): number[][] {
  let groups = Array.from({ length: size }, (_, i) => [i]);
  for (;;) {
    let best: { a: number[]; b: number[]; mean: number } | null = null;
    for (const a of groups) {
      for (const b of groups) {
        if (a === b) continue;
        let sum = 0;
        for (const x of a) for (const y of b) sum += matrix[x * size + y] ?? 0;
        const mean = sum / (a.length * b.length);
        if (best === null || mean > best.mean) best = { a, b, mean };
      }
    }
    if (best === null || best.mean < line) {
      return groups.map((group) => group.sort((x, y) => x - y)).sort((x, y) => (x[0] ?? 0) - (y[0] ?? 0));
    }
    const { a, b } = best;
    groups = [...groups.filter((group) => group !== a && group !== b), [...a, ...b]];
  }
}

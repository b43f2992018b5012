/**
 * The measures of a ranking:
 * - are 1 for the ideal order and 0 where nothing relevant stands in the first ten;
 * - fall when a better clause changes places with a worse one above it.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, ndcg, recall, reciprocalRank } from '../../src/eval/metrics.ts';

const grades = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 10 });

describe('ndcg', () => {
  it('is the textbook value', () => {
    // gains 7 and 1 at ranks 2 and 1, against the ideal order
    expect(ndcg([1, 3], [3, 1])).toBeCloseTo((1 + 7 / Math.log2(3)) / (7 + 1 / Math.log2(3)), 12);
  });

  it('is 1 for the ideal order and never more', () => {
    fc.assert(
      fc.property(grades, (judged) => {
        const ideal = [...judged].sort((a, b) => b - a);
        expect(ndcg(ideal, judged)).toBeCloseTo(judged.some((grade) => grade > 0) ? 1 : 0, 12);
        expect(ndcg(judged, judged)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('falls when a better clause changes places with a worse one above it', () => {
    expect(ndcg([2, 3, 1], [3, 2, 1])).toBeLessThan(ndcg([3, 2, 1], [3, 2, 1]));
    expect(ndcg([3, 1, 2], [3, 2, 1])).toBeLessThan(1);
  });
});

describe('recall and reciprocal rank', () => {
  it('count what stands among the first ten', () => {
    expect(recall([3, 0, 1], [3, 1, 1, 0])).toBeCloseTo(2 / 3, 12);
    expect(recall(Array(10).fill(1), Array(20).fill(1))).toBe(1);
    expect(reciprocalRank([0, 0, 1])).toBeCloseTo(1 / 3, 12);
    expect(reciprocalRank([...Array(10).fill(0), 3])).toBe(0);
  });

  it('are 0 of nothing', () => {
    expect([recall([], []), reciprocalRank([]), ndcg([], []), mean([])]).toEqual([0, 0, 0, 0]);
  });
});

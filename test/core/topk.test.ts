/** The best k. Property: for any scores, ties and k it is what sorting everything and cutting at k gives. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Scored, topK } from '../../src/core/topk.ts';

// Few distinct scores, so that ties are common.
const score = fc.oneof(
  fc.constantFrom(0, -0, 1, 2, 3, -1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.double(),
);
const byItem = (a: number, b: number) => a - b;

function sorted(entries: readonly Scored<number>[], k: number): Scored<number>[] {
  return entries
    .filter(({ score }) => !Number.isNaN(score))
    .sort((a, b) => (a.score === b.score ? byItem(a.item, b.item) : a.score > b.score ? -1 : 1))
    .slice(0, k);
}

describe('topK', () => {
  it('is the beginning of the sorted list', () => {
    fc.assert(
      fc.property(fc.array(score, { maxLength: 60 }), fc.nat(70), (scores, k) => {
        const entries = scores.map((value, item) => ({ item, score: value }));
        const shuffled = entries.toSorted((a, b) => ((a.item * 7919) % 61) - ((b.item * 7919) % 61));
        expect(topK(shuffled, k, byItem)).toEqual(sorted(entries, k));
      }),
      { numRuns: 500 },
    );
  });

  it('takes any iterable once and leaves it alone', () => {
    function* entries() {
      for (const item of [3, 1, 2]) yield { item, score: item };
    }
    expect(topK(entries(), 2).map(({ item }) => item)).toEqual([3, 2]);
    const list = [1, 2, 3].map((item) => ({ item, score: item }));
    topK(list, 2);
    expect(list.map(({ item }) => item)).toEqual([1, 2, 3]);
  });

  it('keeps the scores of equals without a tie rule', () => {
    const entries = Array.from({ length: 9 }, (_, item) => ({ item, score: item % 2 }));
    expect(topK(entries, 5).map(({ score }) => score)).toEqual([1, 1, 1, 1, 0]);
  });

  it('is empty for nothing, for k of 0, below 0 and NaN', () => {
    const one = [{ item: 1, score: 1 }];
    expect(topK([], 3)).toEqual([]);
    for (const k of [0, -1, Number.NaN]) expect(topK(one, k), `k ${k}`).toEqual([]);
  });

  it('leaves out what has no score and keeps a score of 0', () => {
    const entries = [
      { item: 'none', score: Number.NaN },
      { item: 'zero', score: 0 },
      { item: 'negative', score: -2 },
    ];
    expect(topK(entries, 3).map(({ item }) => item)).toEqual(['zero', 'negative']);
  });

  it('gives all where k is infinite', () => {
    const entries = [1, 3, 2].map((item) => ({ item, score: item }));
    expect(topK(entries, Number.POSITIVE_INFINITY).map(({ item }) => item)).toEqual([3, 2, 1]);
  });
});

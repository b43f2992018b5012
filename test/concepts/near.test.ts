/** Proves that labels worded like a query come first, that nothing unlike it is near, and that scores are cosines. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conceptGraph, labelKey } from '../../src/concepts/graph.ts';
import { nearLabels } from '../../src/concepts/near.ts';

const { labels } = conceptGraph();
function best(text: string): number {
  const scores = nearLabels(labelKey(text));
  return scores.indexOf(Math.max(...scores));
}

describe('labels worded like a query', () => {
  it('have a score of 0 to 1, and 1 for the label itself', () => {
    fc.assert(
      fc.property(fc.nat(labels.length - 1), (place) => {
        const { folded = '' } = labels[place] ?? {};
        const near = nearLabels(folded);
        expect(near.length).toBe(labels.length);
        expect(near.filter((score) => !(score >= 0 && score <= 1 + 1e-5))).toHaveLength(0);
        expect(near[place]).toBeCloseTo(1, 4);
      }),
      { numRuns: 30 },
    );
  });

  it('are near with another order or a word more, in either script', () => {
    const written = labels.find(({ kind, folded }) => kind === 'everyday' && folded.length >= 6)?.text ?? '';
    expect(labels[best(`${written}呢`)]?.text).toBe(written);
    const traditional = nearLabels(labelKey('噪聲污染防治'));
    expect(traditional).toEqual(nearLabels(labelKey('噪声污染防治')));
  });

  it('are none for a text of other characters, and for none', () => {
    for (const text of ['', 'ααα'])
      expect(
        nearLabels(text).every((score) => score === 0),
        text,
      ).toBe(true);
  });
});

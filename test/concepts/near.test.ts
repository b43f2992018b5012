/** Proves that labels worded like a query come first, that nothing unlike it is near, and that scores are cosines. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conceptGraph, labelKey } from '../../src/concepts/graph.ts';
import { nearLabels } from '../../src/concepts/near.ts';

const { labels } = conceptGraph();
const best = (text: string) => nearLabels(labelKey(text)).sort((a, b) => b.score - a.score)[0];

describe('labels worded like a query', () => {
  it('have a score above 0 and not above 1, and 1 for the label itself', () => {
    fc.assert(
      fc.property(fc.nat(labels.length - 1), (place) => {
        const { folded = '' } = labels[place] ?? {};
        const near = nearLabels(folded);
        expect(near.filter(({ score }) => score <= 0 || score > 1 + 1e-5)).toEqual([]);
        expect(near.find(({ label }) => label === place)?.score).toBeCloseTo(1, 4);
      }),
      { numRuns: 30 },
    );
  });

  it('are near with another order or a word more, in either script', () => {
    const written = labels.find(({ kind, folded }) => kind === 'everyday' && folded.length >= 6)?.text ?? '';
    expect(labels[best(`${written}呢`)?.label ?? -1]?.text).toBe(written);
    const traditional = nearLabels(labelKey('噪聲污染防治'));
    expect(traditional).toEqual(nearLabels(labelKey('噪声污染防治')));
  });

  it('are none for a text of other characters, and for none', () => {
    expect(nearLabels('')).toEqual([]);
    expect(nearLabels('ααα')).toEqual([]);
  });
});

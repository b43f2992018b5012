/** Proves that a text speaks of those concepts, and only those, whose official labels it prints. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph, conceptGraph } from '../../src/concepts/graph.ts';
import { topicsOf } from '../../src/concepts/topics.ts';
import { fold } from '../../src/text/fold.ts';

function graphOf(terms: Readonly<Record<string, readonly string[]>>) {
  const concepts = Object.entries(terms).map(([term, official], i) => ({
    id: `a/c${i}`,
    term,
    official,
    short: [],
    everyday: ['这样说', '那样说', '怎么说'],
    definition: '一件要做的事情。',
    broader: null,
  }));
  return buildGraph([JSON.stringify({ field: 'a', zh: '甲', en: 'A', concepts })]);
}

describe('the topics of a text', () => {
  const graph = graphOf({ 噪声污染防治: ['噪声治理'], 工业噪声污染防治: [], 氮氧化物: ['NOx'], 水: [] });

  it('are found by any official label, in either script, each once, ascending', () => {
    expect(topicsOf(fold('加強噪聲治理，深化噪声污染防治'), graph)).toEqual([0]);
    expect(topicsOf(fold('氮氧化物和噪声治理'), graph)).toEqual([0, 2]);
  });

  it('are those of a longer label and of a shorter one inside it', () => {
    expect(topicsOf(fold('工业噪声污染防治'), graph)).toEqual([0, 1]);
  });

  it('are not those of Latin letters inside a longer word', () => {
    expect(topicsOf(fold('削减NOx排放'), graph)).toEqual([2]);
    expect(topicsOf(fold('NOxide与xNOx'), graph)).toEqual([]);
  });

  it('are not found by everyday labels or by a single character', () => {
    expect(topicsOf(fold('怎么说水'), graph)).toEqual([]);
  });

  it('stay where text is put around them', () => {
    const { concepts } = conceptGraph();
    fc.assert(
      fc.property(fc.nat(concepts.length - 1), fc.string({ maxLength: 20 }), (place, text) => {
        const label = fold(concepts[place]?.term ?? '');
        expect(topicsOf(`${fold(text)}，${label}。${fold(text)}`)).toContain(place);
      }),
    );
  });
});

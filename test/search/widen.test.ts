/** Proves what a query is read as: labels that it holds or comes close to by wording, and nothing where none is near. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conceptGraph } from '../../src/concepts/graph.ts';
import { officialLabels, partsOfConcept, widen } from '../../src/search/widen.ts';

const graph = conceptGraph();
const BY_WORDING = { vector: null, labels: null };
const byWording = (text: string) => widen(text, BY_WORDING);
const termsOf = (text: string) =>
  byWording(text).concepts.map(({ concept }) => graph.concepts[concept]?.term);

describe('what a query is read as, by wording alone', () => {
  it('is first of all a concept whose label it is, at a nearness of 1', () => {
    fc.assert(
      fc.property(fc.nat(graph.labels.length - 1), (place) => {
        const { text = '', folded = '' } = graph.labels[place] ?? {};
        const { concepts } = byWording(text);
        expect(concepts.length).toBeGreaterThan(0);
        expect(concepts[0]?.nearness).toBe(1);
        const named = concepts
          .filter(({ nearness }) => nearness === 1)
          .map(({ label }) => graph.labels[label]?.folded);
        expect(named).toContain(folded);
      }),
      { numRuns: 30 },
    );
  });

  it('is the concept of a label worded a little differently', () => {
    expect(termsOf('小河又臭又黑')).toContain('黑臭水体治理');
  });

  it('is nothing where no label is near', () => {
    for (const text of ['', '   ', 'ααα', '!!!']) {
      expect(byWording(text)).toEqual({
        asks: null,
        concepts: [],
        trust: 0,
        tokens: new Map(),
        vector: null,
      });
    }
  });

  it('brings in the words of the official labels, each at a weight above 0 and not above 1', () => {
    const { concepts, tokens } = byWording('光污染防治');
    const [first] = concepts;
    expect(officialLabels(first?.concept ?? -1)).toContain('光污染防治');
    for (const weight of tokens.values()) {
      expect(weight).toBeGreaterThan(0);
      expect(weight).toBeLessThanOrEqual(1);
    }
    expect([...tokens.keys()].some((name) => name.includes('光'))).toBe(true);
  });

  it('tells a query that is an official term from one that merely holds a word of it', () => {
    for (const text of ['光污染防治', '光污染治理怎么办', '光污染']) {
      expect(graph.concepts[byWording(text).asks ?? -1]?.term, text).toBe('光污染防治');
    }
    expect(byWording('楼下的灯光污染得我整晚睡不着觉该去找谁').asks).toBe(null);
    expect(byWording('小河又黑又臭').asks).toBe(null);
  });
});

describe('the parts of a concept', () => {
  it('are those that name it as broader, theirs too, and never itself', () => {
    const place = graph.concepts.findIndex(({ broader }) => broader !== null);
    const [broader = -1] = graph.broaderOf(place);
    expect(partsOfConcept(broader)).toContain(place);
    expect(partsOfConcept(broader)).not.toContain(broader);
  });
});

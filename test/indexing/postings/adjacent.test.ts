/** Proves that pairs at fixed distances are found where a plain string search finds the phrase, and nowhere else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAdjacent } from '../../../src/indexing/postings/adjacent.ts';
import { pairKey } from '../../../src/indexing/postings/gram-ids.ts';
import { segmentOf } from '../../support/postings.ts';

const letters = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom('光', '伏', '风'), minLength, maxLength });
const field = (folded: string) => ({ folded, words: [] });

/** Every pair of a phrase, or every second one and the last. */
function pairsOf(phrase: string, step: number) {
  const offsets = Array.from({ length: phrase.length - 1 }, (_, offset) => offset);
  return offsets
    .filter((offset) => offset % step === 0 || offset === phrase.length - 2)
    .map((offset) => ({ key: pairKey(phrase.charCodeAt(offset), phrase.charCodeAt(offset + 1)), offset }));
}

describe('pairs at fixed distances', () => {
  it('are found in the clauses whose heading or text holds the phrase, in whatever order they are asked for', () => {
    const someClauses = fc.array(
      fc.record({ heading: letters(0, 5), text: letters(0, 12), context: letters(0, 6) }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(someClauses, letters(2, 7), fc.constantFrom(1, 2), (clauses, phrase, step) => {
        const segment = segmentOf(
          clauses.map(({ heading, text, context }) => ({
            heading: field(heading),
            text: field(text),
            context: field(context),
          })),
        );
        const expected = clauses.flatMap(({ heading, text }, i) =>
          heading.includes(phrase) || text.includes(phrase) ? [i] : [],
        );
        const pairs = pairsOf(phrase, step);
        expect(findAdjacent(segment, pairs)).toEqual(expected);
        expect(findAdjacent(segment, [...pairs].reverse())).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('are found among thousands of clauses, of which most are passed over', () => {
    const texts = Array.from({ length: 5000 }, (_, i) =>
      [i % 2 === 0 ? '光伏' : '伏光', i % 300 === 7 ? '光伏风光' : '风', '伏伏'.repeat(i % 40)].join(
        i % 7 === 0 ? '光' : ',',
      ),
    );
    const segment = segmentOf(
      texts.map((text) => ({ heading: field(''), text: field(text), context: field('光伏风') })),
    );
    for (const phrase of ['光伏风', '伏风光', '光伏风光', '光伏光风', '伏伏伏伏伏', '风伏', '光光光']) {
      const expected = texts.flatMap((text, i) => (text.includes(phrase) ? [i] : []));
      expect(findAdjacent(segment, pairsOf(phrase, 1)), phrase).toEqual(expected);
    }
  });

  it('that no clause holds are found nowhere, and no pairs at all neither', () => {
    const segment = segmentOf([{ heading: field(''), text: field('光伏'), context: field('伏风') }]);
    for (const phrase of ['电力', '光伏风', '伏风'])
      expect(findAdjacent(segment, pairsOf(phrase, 1))).toEqual([]);
    expect(findAdjacent(segment, [])).toEqual([]);
  });
});

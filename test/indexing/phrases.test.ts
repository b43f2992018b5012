/** Proves that the phrase index finds what a plain string search finds, clause by clause, and nothing across a boundary. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPhraseIndex } from '../../src/indexing/phrases.ts';

// Two letters only: every phrase then stands almost everywhere, across boundaries above all.
const letters = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom('光', '伏'), minLength, maxLength });
const someClauses = fc.array(fc.record({ heading: letters(0, 4), text: letters(0, 8) }), { maxLength: 8 });
const somePhrase = letters(1, 4);

function everyOccurrence(text: string, phrase: string): { start: number; end: number }[] {
  return Array.from({ length: text.length }, (_, start) => ({ start, end: start + phrase.length })).filter(
    ({ start, end }) => end <= text.length && text.slice(start, end) === phrase,
  );
}

describe('the phrase index', () => {
  it('finds exactly the clauses whose heading or text holds the phrase, in ascending order', () => {
    fc.assert(
      fc.property(someClauses, somePhrase, (clauses, phrase) => {
        const index = buildPhraseIndex(clauses);
        const expected = clauses.flatMap(({ heading, text }, i) =>
          heading.includes(phrase) || text.includes(phrase) ? [i] : [],
        );
        expect(index.find(phrase)).toEqual(expected);
        expect(index.has(phrase)).toBe(expected.length > 0);
        expect(clauses.map((_, i) => index.holds(i, phrase))).toEqual(
          clauses.map((_, i) => expected.includes(i)),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('gives every occurrence in heading and text, overlapping ones too', () => {
    fc.assert(
      fc.property(someClauses, somePhrase, (clauses, phrase) => {
        const index = buildPhraseIndex(clauses);
        clauses.forEach(({ heading, text }, i) => {
          expect(index.inText(i, phrase)).toEqual(everyOccurrence(text, phrase));
          expect(index.inHeading(i, phrase)).toEqual(everyOccurrence(heading, phrase));
        });
      }),
    );
  });

  it('answers a repeated question as it did before, also after thousands of others', () => {
    const index = buildPhraseIndex([{ heading: '光伏', text: '发电' }]);
    const first = index.find('光伏');
    for (let i = 0; i < 3000; i++) expect(index.find(`别的${i}`)).toEqual([]);
    expect(index.find('光伏')).toEqual(first);
  });

  it('finds nothing that runs from a heading into its text, or from one clause into the next', () => {
    const index = buildPhraseIndex([
      { heading: '发展光', text: '伏建设' },
      { heading: '风', text: '电' },
    ]);
    for (const across of ['光伏', '建设风', '风电']) expect(index.find(across)).toEqual([]);
  });

  it('finds nothing across a boundary even for a phrase that holds a control character', () => {
    const index = buildPhraseIndex([
      { heading: '发展光', text: '伏建设' },
      { heading: '风', text: '电' },
    ]);
    for (const between of ['\u0000', '\u0001', '\n']) {
      expect(index.find(between)).toEqual([]);
      expect(index.find(`光${between}伏`)).toEqual([]);
      expect(index.find(`设${between}风`)).toEqual([]);
    }
  });

  it('finds nothing where there is no clause, and knows no clause beyond the last', () => {
    expect(buildPhraseIndex([]).find('光')).toEqual([]);
    const index = buildPhraseIndex([{ heading: '', text: '光' }]);
    expect(index.holds(1, '光')).toBe(false);
    expect(index.inText(1, '光')).toEqual([]);
    expect(index.inHeading(0, '光')).toEqual([]);
  });
});

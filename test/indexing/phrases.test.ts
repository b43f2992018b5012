/**
 * Proves that the phrase index finds what a plain string search finds, clause by clause, and nothing across a boundary: for Han
 * characters, numbers, words and signs, in any mixture, over several segments, without the clauses that are deleted.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bitmap } from '../../src/core/bitmap.ts';
import { buildPhraseIndex, type PhraseIndex, type PhraseSource } from '../../src/indexing/phrases.ts';
import { mergePostings } from '../../src/indexing/postings/merge.ts';
import { PostingsIndex } from '../../src/indexing/postings/postings-index.ts';
import { PostingsSegment } from '../../src/indexing/postings/segment.ts';
import { entryOf, fieldOf, segmentOf, writtenBytes } from '../support/postings.ts';

interface Placed extends PhraseSource {
  readonly isDeleted: boolean;
}

const entriesOf = (clauses: readonly PhraseSource[]) =>
  // The context holds what is asked for too, and does not count: it is not the clause's own wording.
  clauses.map(({ heading, text }) =>
    entryOf({ heading: fieldOf(heading), text: fieldOf(text), context: fieldOf('光伏5a𠮷') }),
  );

function partOf(clauses: readonly Placed[]) {
  const kept = clauses.flatMap(({ isDeleted }, i) => (isDeleted ? [] : [i]));
  const live = kept.length === clauses.length ? null : Bitmap.of(clauses.length, kept);
  return { segment: segmentOf(entriesOf(clauses)), live };
}

/** An index over segments of clauses; reading a deleted clause fails. */
function indexOf(...segments: readonly (readonly Placed[])[]): PhraseIndex {
  const clauses = segments.flat();
  return buildPhraseIndex(new PostingsIndex(segments.map(partOf)), (i) => {
    const clause = clauses[i];
    if (clause === undefined || clause.isDeleted) throw new RangeError(`clause ${i} was read`);
    return clause;
  });
}

const here = (heading: string, text: string): Placed => ({ heading, text, isDeleted: false });

const isDigit = (character: string | undefined) => character !== undefined && /^[0-9]$/.test(character);

/** Every occurrence, also overlapping ones, that does not cut a number: no digit goes on beside a digit at its ends, nor `.digit`. */
function everyOccurrence(text: string, phrase: string): { start: number; end: number }[] {
  return Array.from({ length: text.length }, (_, start) => ({ start, end: start + phrase.length }))
    .filter(({ start, end }) => end <= text.length && text.slice(start, end) === phrase)
    .filter(({ start, end }) => {
      const before = isDigit(text[start - 1]) || (text[start - 1] === '.' && isDigit(text[start - 2]));
      const behind = isDigit(text[end]) || (text[end] === '.' && isDigit(text[end + 1]));
      return !(isDigit(text[start]) && before) && !(isDigit(text[end - 1]) && behind);
    });
}

const holds = ({ heading, text }: PhraseSource, phrase: string) =>
  everyOccurrence(heading, phrase).length + everyOccurrence(text, phrase).length > 0;

/** Some segments of clauses over an alphabet, and a phrase over the same: made up, or cut from a clause. */
function somewhere(units: readonly string[], maxText: number) {
  const letters = (maxLength: number, minLength = 0) =>
    fc.string({ unit: fc.constantFrom(...units), minLength, maxLength });
  const clause = fc.record({
    heading: letters(4),
    text: letters(maxText),
    isDeleted: fc.boolean(),
  });
  const segments = fc.array(fc.array(clause, { maxLength: 5 }), { maxLength: 3 });
  return segments.chain((some) => {
    const clauses = some.flat();
    const cut = fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 7 })).map(([which, from, length]) => {
      const { heading = '', text = '' } = clauses[which % (clauses.length || 1)] ?? {};
      const whole = which % 3 === 0 ? heading : text;
      return whole.slice(from % (whole.length || 1)).slice(0, length);
    });
    return fc.record({ segments: fc.constant(some), phrase: fc.oneof(letters(4, 1), cut) });
  });
}

// Two letters only: every phrase then stands almost everywhere, across boundaries above all.
const ALPHABETS: Readonly<Record<string, readonly [units: readonly string[], maxText: number]>> = {
  'of two Han characters': [['光', '伏'], 9],
  'of Han characters and signs': [['光', '伏', ',', ' '], 9],
  'of numbers': [['1', '5', '.', '%'], 9],
  'of numbers with signs between them': [['1', '5', '.', '+', '-', '/', '%', ' '], 9],
  'of letters and numbers': [['a', 'b', '5', '.', '-'], 9],
  'of letters of many scripts': [['a', 'é', 'β', 'ж', '5', '٣', 'ª', ' '], 9],
  'of everything mixed': [['光', '伏', '5', '.', 'a', ',', '%', ' ', '\n'], 12],
  'of characters of two units': [['光', '𠮷', '𠮸', 'a', '𝟓', '𝐚'], 9],
  'of broken characters': [['光', '\ud842', '\udfb7', '5'], 9],
  'of signs': [[',', '。', '“', ' ', '\u0000'], 6],
};

describe('the phrase index', () => {
  for (const [what, [units, maxText]] of Object.entries(ALPHABETS)) {
    it(`finds exactly the live clauses whose heading or text holds a phrase ${what}`, () => {
      fc.assert(
        fc.property(somewhere(units, maxText), ({ segments, phrase }) => {
          const index = indexOf(...segments);
          const clauses = segments.flat();
          const expected = clauses.flatMap((clause, i) =>
            phrase !== '' && !clause.isDeleted && holds(clause, phrase) ? [i] : [],
          );
          expect(index.find(phrase)).toEqual(expected);
          expect(index.has(phrase)).toBe(expected.length > 0);
          clauses.forEach(({ heading, text, isDeleted }, i) => {
            if (isDeleted) return;
            expect(index.holds(i, phrase)).toBe(expected.includes(i));
            expect(index.inText(i, phrase)).toEqual(phrase === '' ? [] : everyOccurrence(text, phrase));
            expect(index.inHeading(i, phrase)).toEqual(phrase === '' ? [] : everyOccurrence(heading, phrase));
          });
        }),
        { numRuns: 250 },
      );
    });
  }

  it('finds the same after its segments are merged', () => {
    fc.assert(
      fc.property(somewhere(['光', '伏', '5', ','], 9), ({ segments, phrase }) => {
        const live = segments.flat().filter(({ isDeleted }) => !isDeleted);
        const bytes = writtenBytes((writer) => mergePostings(segments.map(partOf), writer));
        const merged = new PostingsIndex([{ segment: new PostingsSegment(bytes), live: null }]);
        const index = buildPhraseIndex(merged, (i) => live[i] as Placed);
        const expected = live.flatMap((clause, i) => (phrase !== '' && holds(clause, phrase) ? [i] : []));
        expect(index.find(phrase)).toEqual(expected);
      }),
      { numRuns: 250 },
    );
  });

  it('finds a phrase among more clauses than are passed over at a time', () => {
    const clauses = Array.from({ length: 1000 }, (_, i) =>
      here('光', i % 97 === 5 ? `伏光${'发'.repeat(i)}光伏光` : '光光伏伏光'.slice(i % 3)),
    );
    const index = indexOf(clauses.slice(0, 700), clauses.slice(700));
    for (const phrase of ['光伏光', '伏光', '光光伏', '伏光发', '发光伏光', '光伏伏光', '发发', '伏伏伏']) {
      const expected = clauses.flatMap((clause, i) => (holds(clause, phrase) ? [i] : []));
      expect(index.find(phrase), phrase).toEqual(expected);
    }
  });

  it('reads no clause for a phrase of Han characters alone, or for a number', () => {
    const segment = segmentOf(entriesOf([here('光伏', '发电5%'), here('发', '1.5')]));
    const index = buildPhraseIndex(new PostingsIndex([{ segment, live: null }]), () => {
      throw new Error('a clause was read');
    });
    expect(
      ['光伏', '发', '发电', '伏发', '5%', '1.5', '5', '电力'].map((phrase) => index.find(phrase)),
    ).toEqual([[0], [0, 1], [0], [], [0], [1], [0], []]);
  });

  it('finds whole numbers only: 5% does not stand in 95%, nor 1.1 in 1.10', () => {
    const index = indexOf([
      here('', '占95%以上'),
      here('', '达到5%'),
      here('1.10', '1.1倍'),
      here('', '2.5.1'),
    ]);
    expect(index.find('5%')).toEqual([1]);
    expect(index.find('95%')).toEqual([0]);
    expect(index.find('1.1')).toEqual([2]);
    expect(index.inHeading(2, '1.1')).toEqual([]);
    expect(index.find('1.10')).toEqual([2]);
    expect(index.find('1.1倍')).toEqual([2]);
    expect(index.find('5')).toEqual([1]);
    expect(index.find('.5')).toEqual([]);
    expect(index.find('%以上')).toEqual([0]);
  });

  it('answers a repeated question as it did before, also after thousands of others', () => {
    const index = indexOf([here('光伏', '发电')]);
    const first = index.find('光伏');
    expect(first).toEqual([0]);
    for (let i = 0; i < 3000; i++) expect(index.find(`别的${i}`)).toEqual([]);
    expect(index.find('光伏')).toEqual(first);
  });

  it('finds nothing that runs from a heading into its text, or from one clause into the next', () => {
    const index = indexOf([here('发展光', '伏建设'), here('风', '电'), here('展光', '')]);
    for (const across of ['光伏', '建设风', '风电', '展光伏建', '发展光伏', '光伏建设', '展光伏']) {
      expect(index.find(across), across).toEqual([]);
    }
    for (const across of ['光,伏', '展光,伏建', '光 伏', '展光 伏建'])
      expect(index.find(across), across).toEqual([]);
    expect(index.find('展光')).toEqual([0, 2]);
  });

  it('finds nothing across a boundary even for a phrase that holds a control character', () => {
    const index = indexOf([here('发展光', '伏建设'), here('风', '电')]);
    for (const between of ['\u0000', '\u0001', '\n']) {
      expect(index.find(between)).toEqual([]);
      expect(index.find(`光${between}伏`)).toEqual([]);
      expect(index.find(`设${between}风`)).toEqual([]);
    }
  });

  it('finds nothing where there is no clause, no segment or no phrase', () => {
    for (const index of [indexOf(), indexOf([])]) {
      for (const phrase of ['光', '光伏', '5%', ',', '']) expect(index.find(phrase)).toEqual([]);
    }
    const index = indexOf([here('', '光')]);
    expect([index.find(''), index.has(''), index.holds(0, ''), index.inText(0, '')]).toEqual([
      [],
      false,
      false,
      [],
    ]);
    expect(index.inHeading(0, '光')).toEqual([]);
  });

  it('hands on what reading a clause says where there is no such clause', () => {
    const index = indexOf([here('', '光')]);
    expect(() => index.holds(1, '光')).toThrow(/clause 1 was read/);
    expect(() => index.inText(1, '光')).toThrow(/clause 1 was read/);
  });
});

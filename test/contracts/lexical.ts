/** Owns what every lexical index must hold to, whatever scorer stands behind it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bitmap } from '../../src/core/bitmap.ts';
import type { FieldContent, LexicalEntry, LexicalIndex, LexicalMatch } from '../../src/indexing/lexical.ts';
import { tokensOf } from '../support/exhaustive.ts';
import { entryOf } from '../support/postings.ts';

export interface LexicalImplementation {
  /** Clauses are numbered in the order in which they come. */
  build(entries: Iterable<LexicalEntry>): LexicalIndex;
}

// Words, numbers, and names that an object of JavaScript has already.
const WORDS = [
  '光伏',
  '光',
  '生态环境',
  '2025',
  'pm2.5',
  '1+3',
  'constructor',
  '__proto__',
  'tostring',
  'length',
  '𠮷',
] as const;
const UNITS = ['光', '伏', '𠮷', '建', '\ud842', 'a', '5', ' ', ','] as const;
const GRAMS = [
  '·光',
  '·伏',
  '·𠮷',
  '·a',
  '·\ud842',
  '‥光伏',
  '‥伏光',
  '‥光建',
  '‥光𠮷',
  '‥光',
  '·光伏',
] as const;
const FIELDS = ['text', 'heading', 'context'] as const;

const someField: fc.Arbitrary<FieldContent> = fc.record({
  folded: fc.string({ unit: fc.constantFrom(...UNITS), maxLength: 8 }),
  words: fc.array(fc.constantFrom(...WORDS), { maxLength: 5 }),
});
const someEntries: fc.Arbitrary<LexicalEntry[]> = fc.array(
  fc.record({ text: someField, heading: someField, context: someField }),
  { maxLength: 12 },
);
const someWeights = fc
  .array(fc.tuple(fc.constantFrom(...WORDS, ...GRAMS, '不存在'), fc.constantFrom(-1, 0, 0.3, 0.5, 1, 2)), {
    maxLength: 8,
  })
  .map((pairs) => new Map<string, number>(pairs));
const someMembers = fc.array(fc.nat({ max: 11 }), { maxLength: 8 });

const ALL = 1000;
const words = (...list: string[]): FieldContent => ({ folded: '', words: list });
const text = (...list: string[]) => entryOf({ text: words(...list) });
const weigh = (...tokens: string[]) => new Map(tokens.map((token) => [token, 1]));
const byId = (matches: readonly LexicalMatch[]) => [...matches].sort((a, b) => a.id - b.id);

export function lexicalContract(name: string, { build }: LexicalImplementation): void {
  const find = (index: LexicalIndex, weights: ReadonlyMap<string, number>) =>
    index.search({ weights, limit: ALL }).best;
  const scoreOf = (index: LexicalIndex, weights: ReadonlyMap<string, number>, id: number) =>
    find(index, weights).find((match) => match.id === id)?.score ?? Number.NaN;

  describe(`the lexical index ${name}`, () => {
    it('finds exactly the clauses that hold a token of the query in some field', () => {
      fc.assert(
        fc.property(someEntries, someWeights, (entries, weights) => {
          const asked = [...weights].filter(([, weight]) => weight > 0).map(([token]) => token);
          const expected = entries.flatMap((entry, id) => {
            const held = new Set(FIELDS.flatMap((field) => tokensOf(entry[field])));
            return asked.some((token) => held.has(token)) ? [id] : [];
          });
          const found = find(build(entries), weights);
          expect(byId(found).map(({ id }) => id)).toEqual(expected);
          for (const { score } of found) expect(score > 0 && Number.isFinite(score)).toBe(true);
        }),
        { numRuns: 300 },
      );
    });

    it('counts its clauses', () => {
      fc.assert(fc.property(someEntries, (entries) => build(entries).size === entries.length));
    });

    it('leaves out tokens of weight 0 or less as if they had not been asked', () => {
      const index = build([text('光伏', '2025'), text('2025')]);
      const without = find(index, weigh('光伏'));
      expect(without.map(({ id }) => id)).toEqual([0]);
      for (const weight of [0, -0, -1]) {
        const weights = new Map([
          ['光伏', 1],
          ['2025', weight],
        ]);
        expect(find(index, weights)).toEqual(without);
      }
      expect(find(index, new Map([['2025', 0]]))).toEqual([]);
      expect(find(index, new Map())).toEqual([]);
    });

    it('finds only clauses that are accepted, with the scores that they have anyway', () => {
      fc.assert(
        fc.property(someEntries, someWeights, someMembers, (entries, weights, members) => {
          const index = build(entries);
          const accept = Bitmap.of(entries.length, members);
          const expected = find(index, weights).filter(({ id }) => members.includes(id));
          expect(index.search({ weights, accept, limit: ALL }).best).toEqual(expected);
        }),
        { numRuns: 200 },
      );
    });

    it('scores what is wanted, whether it is accepted or among the best or neither', () => {
      fc.assert(
        fc.property(
          someEntries,
          someWeights,
          fc.tuple(someMembers, someMembers),
          fc.nat({ max: 3 }),
          (entries, weights, [members, asked], limit) => {
            const index = build(entries);
            const wanted = [...new Set(asked)].filter((id) => id < entries.length).sort((a, b) => a - b);
            const all = new Map(find(index, weights).map((match) => [match.id, match]));
            const accept = Bitmap.of(entries.length, members);
            const answer = index.search({ weights, limit, accept, wanted });
            expect(answer.wanted).toEqual(wanted.map((id) => all.get(id) ?? null));
            expect(answer.best).toEqual(index.search({ weights, limit, accept }).best);
          },
        ),
        { numRuns: 200 },
      );
    });

    it('gives the first ones of the whole order for any limit, and none for 0', () => {
      fc.assert(
        fc.property(someEntries, someWeights, fc.nat({ max: 30 }), (entries, weights, limit) => {
          // Each clause three times: which of equals are among the first is a part of the order.
          const index = build([...entries, ...entries, ...entries]);
          expect(index.search({ weights, limit }).best).toEqual(find(index, weights).slice(0, limit));
        }),
        { numRuns: 300 },
      );
    });

    it('puts the best first, and clauses that are equally good in the order of their numbers', () => {
      fc.assert(
        fc.property(someEntries, someWeights, (entries, weights) => {
          const found = find(build([...entries, ...entries]), weights);
          found.slice(1).forEach((match, i) => {
            const before = found[i] as LexicalMatch;
            expect(before.score > match.score || (before.score === match.score && before.id < match.id)).toBe(
              true,
            );
          });
          const scores = new Map(found.map(({ id, score }) => [id, score]));
          entries.forEach((_, id) => {
            expect(scores.get(id)).toBe(scores.get(id + entries.length));
          });
        }),
      );
    });

    it('scores the same whatever order the clauses came in', () => {
      const shuffled = someEntries.chain((entries) => {
        const places = entries.map((_, place) => place);
        return fc.tuple(
          fc.constant(entries),
          fc.shuffledSubarray(places, { minLength: places.length, maxLength: places.length }),
        );
      });
      fc.assert(
        fc.property(shuffled, someWeights, ([entries, places], weights) => {
          const found = byId(find(build(entries), weights));
          const other = build(places.map((place) => entries[place] as LexicalEntry));
          const again = byId(
            find(other, weights).map(({ id, score }) => ({ id: places[id] as number, score })),
          );
          expect(again.map(({ id }) => id)).toEqual(found.map(({ id }) => id));
          found.forEach(({ score }, i) => {
            expect(Math.abs((again[i]?.score ?? 0) / score - 1)).toBeLessThan(1e-9);
          });
        }),
        { numRuns: 200 },
      );
    });

    it('answers nothing where it is empty', () => {
      const index = build([]);
      expect(index.size).toBe(0);
      expect(index.search({ weights: weigh('光伏', '·光'), limit: 9 })).toMatchObject({
        best: [],
        wanted: [],
      });
    });

    it('finds a token as it is: no prefix, no ending, no likeness, no case', () => {
      const index = build([entryOf({ text: { folded: '光伏发电', words: ['光伏发电', 'pm2.5'] } })]);
      for (const token of [
        '光伏',
        '发电',
        '光伏发',
        'pm2',
        'PM2.5',
        'pm2.6',
        '·光伏',
        '‥光',
        '‥光发',
        '·',
        '',
      ]) {
        expect(find(index, weigh(token)), token).toEqual([]);
      }
      for (const token of ['pm2.5', '光伏发电', '·光', '·电', '‥光伏', '‥伏发', '‥发电']) {
        expect(
          find(index, weigh(token)).map(({ id }) => id),
          token,
        ).toEqual([0]);
      }
    });

    it('joins no pair across a sign, a blank, a character of two units, or the border of a field', () => {
      const index = build([
        entryOf({ text: { folded: '光,伏 光𠮷伏', words: [] } }),
        entryOf({ heading: { folded: '建光', words: [] }, text: { folded: '伏建', words: [] } }),
      ]);
      expect(find(index, weigh('‥光伏'))).toEqual([]);
      expect(find(index, weigh('·𠮷')).map(({ id }) => id)).toEqual([0]);
      expect(find(index, weigh('‥建光')).map(({ id }) => id)).toEqual([1]);
    });

    it('scores a rare token above a frequent one, and two tokens above one of them', () => {
      const index = build([
        text('江豚', '保护'),
        text('保护', '建设'),
        text('保护', '治理'),
        text('工作', '治理'),
      ]);
      const both = weigh('江豚', '保护');
      expect(scoreOf(index, weigh('江豚'), 0)).toBeGreaterThan(scoreOf(index, weigh('保护'), 0));
      expect(scoreOf(index, both, 0)).toBeGreaterThan(scoreOf(index, both, 1));
      expect(scoreOf(index, both, 0)).toBeGreaterThan(scoreOf(index, weigh('江豚'), 0));
    });

    it('scores a clause by the sum of what each token gives it alone', () => {
      fc.assert(
        fc.property(someEntries, someWeights, (entries, weights) => {
          const index = build(entries);
          const sums = new Map<number, number>();
          for (const [token, weight] of weights) {
            for (const { id, score } of find(index, new Map([[token, weight]]))) {
              sums.set(id, (sums.get(id) ?? 0) + score);
            }
          }
          const found = find(index, weights);
          expect(found.length).toBe(sums.size);
          for (const { id, score } of found) expect(score).toBeCloseTo(sums.get(id) ?? 0, 9);
        }),
        { numRuns: 200 },
      );
    });

    it('scores a token by its weight', () => {
      const index = build([text('光伏', '风电'), text('治理', '保护')]);
      const scored = (weight: number) => scoreOf(index, new Map([['光伏', weight]]), 0);
      expect(scored(2)).toBeCloseTo(2 * scored(1), 9);
      expect(scored(0.5)).toBeCloseTo(0.5 * scored(1), 9);
    });

    it('scores a token in the text no lower than in the heading, and there no lower than in the context', () => {
      const others = [1, 2, 3].map(() =>
        entryOf({ text: words('治理'), heading: words('保护'), context: words('建设') }),
      );
      const [inText = 0, inHeading = 0, inContext = 0] = FIELDS.map((field) => {
        const plain = { text: words('治理'), heading: words('保护'), context: words('建设') };
        return scoreOf(build([entryOf({ ...plain, [field]: words('光伏') }), ...others]), weigh('光伏'), 0);
      });
      expect(inText).toBeGreaterThanOrEqual(inHeading);
      expect(inHeading).toBeGreaterThanOrEqual(inContext);
      expect(inContext).toBeGreaterThan(0);
    });
  });
}

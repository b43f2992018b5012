/** Owns what every lexical index must hold to, whatever scorer stands behind it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LexicalEntry, LexicalIndex, LexicalMatch } from '../../src/indexing/lexical.ts';

export interface LexicalImplementation {
  build(entries: Iterable<LexicalEntry>): LexicalIndex;
  open(serialized: string): LexicalIndex;
}

// Words, characters with their sign, numbers, and names that an object of JavaScript has already.
const TOKENS = [
  '光伏',
  '光',
  '·光',
  '·伏',
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
const FIELDS = ['text', 'heading', 'context'] as const;

const someTokens = fc.array(fc.constantFrom(...TOKENS), { maxLength: 6 });
const someEntries = fc
  .array(fc.record({ text: someTokens, heading: someTokens, context: someTokens }), { maxLength: 12 })
  .map((list) => list.map((tokens, id): LexicalEntry => ({ id, tokens })));
const someWeights = fc
  .array(fc.tuple(fc.constantFrom(...TOKENS, '不存在'), fc.constantFrom(-1, 0, 0.3, 0.5, 1, 2)), {
    maxLength: 8,
  })
  .map((pairs) => new Map(pairs));

const entry = (id: number, tokens: Partial<LexicalEntry['tokens']>): LexicalEntry => ({
  id,
  tokens: { text: [], heading: [], context: [], ...tokens },
});
const ask = (...tokens: string[]) => ({ weights: new Map(tokens.map((token) => [token, 1])) });
const byId = (matches: readonly LexicalMatch[]) => [...matches].sort((a, b) => a.id - b.id);
const scoreOf = (matches: readonly LexicalMatch[], id: number) =>
  matches.find((match) => match.id === id)?.score ?? Number.NaN;

export function lexicalContract(name: string, { build, open }: LexicalImplementation): void {
  describe(`the lexical index ${name}`, () => {
    it('finds exactly the passages that hold a token of the query in some field, and says which tokens', () => {
      fc.assert(
        fc.property(someEntries, someWeights, (entries, weights) => {
          const asked = [...weights].filter(([, weight]) => weight > 0).map(([token]) => token);
          const expected = entries
            .map(({ id, tokens }) => ({
              id,
              matched: asked.filter((token) => FIELDS.some((field) => tokens[field].includes(token))).sort(),
            }))
            .filter(({ matched }) => matched.length > 0);
          const found = byId(build(entries).search({ weights }));
          expect(found.map(({ id, matched }) => ({ id, matched: [...matched].sort() }))).toEqual(expected);
          for (const { score } of found) expect(score > 0 && Number.isFinite(score)).toBe(true);
        }),
        { numRuns: 300 },
      );
    });

    it('counts its passages', () => {
      fc.assert(fc.property(someEntries, (entries) => build(entries).size === entries.length));
    });

    it('leaves out tokens of weight 0 or less as if they had not been asked', () => {
      const index = build([entry(0, { text: ['光伏', '2025'] }), entry(1, { text: ['2025'] })]);
      const without = index.search(ask('光伏'));
      for (const weight of [0, -0, -1]) {
        const weights = new Map([
          ['光伏', 1],
          ['2025', weight],
        ]);
        expect(index.search({ weights })).toEqual(without);
      }
      expect(index.search({ weights: new Map([['2025', 0]]) })).toEqual([]);
      expect(index.search({ weights: new Map() })).toEqual([]);
    });

    it('finds only passages that are accepted, with the scores that they have anyway', () => {
      fc.assert(
        fc.property(someEntries, someWeights, fc.integer({ min: 1, max: 4 }), (entries, weights, step) => {
          const index = build(entries);
          const accept = (id: number) => id % step === 0;
          const expected = byId(index.search({ weights })).filter(({ id }) => accept(id));
          expect(byId(index.search({ weights, accept }))).toEqual(expected);
        }),
      );
    });

    it('scores the same whatever order the passages came in', () => {
      const shuffled = someEntries.chain((entries) =>
        fc.tuple(
          fc.constant(entries),
          fc.shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length }),
        ),
      );
      fc.assert(
        fc.property(shuffled, someWeights, ([entries, other], weights) => {
          const found = byId(build(entries).search({ weights }));
          const again = byId(build(other).search({ weights }));
          expect(again.map(({ id }) => id)).toEqual(found.map(({ id }) => id));
          found.forEach(({ score }, i) => {
            expect(Math.abs((again[i]?.score ?? 0) / score - 1)).toBeLessThan(1e-9);
          });
        }),
        { numRuns: 200 },
      );
    });

    it('answers the same after it was written and opened again', () => {
      fc.assert(
        fc.property(someEntries, someWeights, (entries, weights) => {
          const index = build(entries);
          const opened = open(index.serialize());
          expect(opened.size).toBe(index.size);
          const answer = byId(index.search({ weights }));
          expect(byId(opened.search({ weights }))).toEqual(answer);
          expect(byId(open(opened.serialize()).search({ weights }))).toEqual(answer);
        }),
        { numRuns: 200 },
      );
    });

    it('answers nothing where it is empty, built or opened', () => {
      for (const index of [build([]), open(build([]).serialize())]) {
        expect(index.size).toBe(0);
        expect(index.search(ask('光伏'))).toEqual([]);
      }
    });

    it('finds a token as it is: no prefix, no ending, no likeness, no case', () => {
      const index = build([entry(0, { text: ['光伏发电', 'pm2.5'] })]);
      for (const token of ['光伏', '发电', '光伏发', 'pm2', 'PM2.5', 'pm2.6', '']) {
        expect(index.search(ask(token))).toEqual([]);
      }
      expect(index.search(ask('pm2.5')).map(({ id }) => id)).toEqual([0]);
    });

    it('scores a rare token above a frequent one, and two tokens above one of them', () => {
      const index = build([
        entry(0, { text: ['江豚', '保护'] }),
        entry(1, { text: ['保护', '建设'] }),
        entry(2, { text: ['保护', '治理'] }),
        entry(3, { text: ['工作', '治理'] }),
      ]);
      const found = index.search(ask('江豚', '保护'));
      expect(scoreOf(index.search(ask('江豚')), 0)).toBeGreaterThan(scoreOf(index.search(ask('保护')), 0));
      expect(scoreOf(found, 0)).toBeGreaterThan(scoreOf(found, 1));
      expect(scoreOf(found, 0)).toBeGreaterThan(scoreOf(index.search(ask('江豚')), 0));
    });

    it('scores a passage by the sum of what each token gives it alone', () => {
      fc.assert(
        fc.property(someEntries, someWeights, (entries, weights) => {
          const index = build(entries);
          const sums = new Map<number, number>();
          for (const [token, weight] of weights) {
            for (const { id, score } of index.search({ weights: new Map([[token, weight]]) })) {
              sums.set(id, (sums.get(id) ?? 0) + score);
            }
          }
          for (const { id, score } of index.search({ weights }))
            expect(score).toBeCloseTo(sums.get(id) ?? 0, 9);
        }),
        { numRuns: 200 },
      );
    });

    it('scores a token by its weight', () => {
      const index = build([entry(0, { text: ['光伏', '风电'] }), entry(1, { text: ['治理', '保护'] })]);
      const scored = (weight: number) => scoreOf(index.search({ weights: new Map([['光伏', weight]]) }), 0);
      expect(scored(2)).toBeCloseTo(2 * scored(1), 9);
      expect(scored(0.5)).toBeCloseTo(0.5 * scored(1), 9);
    });

    it('scores the text of a passage above its heading, and both above its context', () => {
      const others = [1, 2, 3].map((id) =>
        entry(id, { text: ['治理'], heading: ['保护'], context: ['建设'] }),
      );
      const scored = FIELDS.map((field) => {
        const tokens = { text: ['治理'], heading: ['保护'], context: ['建设'], [field]: ['光伏'] };
        return scoreOf(build([entry(0, tokens), ...others]).search(ask('光伏')), 0);
      });
      const [text = 0, heading = 0, context = 0] = scored;
      expect(text).toBeGreaterThan(heading);
      expect(heading).toBeGreaterThan(context);
    });
  });
}

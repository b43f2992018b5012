/** Proves that both lexical indexes hold to one contract, that the changing one changes, and that both find the same clauses. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LexicalEntry } from '../../src/indexing/lexical.ts';
import { createMiniSearchIndex } from '../../src/indexing/lexical-minisearch.ts';
import { analyze, indexName } from '../../src/text/analyze.ts';
import { fold } from '../../src/text/fold.ts';
import { pairNames } from '../../src/text/grams.ts';
import { entriesOf, FIRST_BUILD_MS, SEEDS } from '../support/corpus.ts';
import { TERMS } from '../support/literal-terms.ts';
import { entryOf, postingsOf } from '../support/postings.ts';
import { lexicalContract } from './lexical.ts';

function miniSearchOf(entries: Iterable<LexicalEntry>) {
  const index = createMiniSearchIndex();
  let id = 0;
  for (const entry of entries) index.add(id++, entry);
  return index;
}

lexicalContract('of our own postings', { build: postingsOf });
lexicalContract('over MiniSearch', { build: miniSearchOf });

describe('the lexical index over MiniSearch', () => {
  const LETTERS = ['光', '伏', '风', '电'] as const;
  const someEntry = fc
    .string({ unit: fc.constantFrom(...LETTERS), maxLength: 6 })
    .map((folded) => entryOf({ text: { folded, words: [...folded] } }));
  // A clause to add, or the place of one to remove among those that are there.
  const someSteps = fc.array(fc.oneof(someEntry, fc.nat()), { maxLength: 30 });

  it('holds the clauses that came and did not go, and no other', () => {
    fc.assert(
      fc.property(someSteps, (steps) => {
        const index = createMiniSearchIndex();
        const held = new Map<number, LexicalEntry>();
        steps.forEach((step, id) => {
          if (typeof step !== 'number') {
            index.add(id, step);
            held.set(id, step);
          } else if (held.size > 0) {
            const gone = [...held.keys()][step % held.size] as number;
            index.remove(gone);
            held.delete(gone);
          }
        });
        expect(index.size).toBe(held.size);
        for (const letter of LETTERS) {
          for (const token of [letter, `·${letter}`]) {
            const found = index.search({ weights: new Map([[token, 1]]), limit: 100 }).best;
            const expected = [...held].flatMap(([id, { text }]) => (text.words.includes(letter) ? [id] : []));
            expect(found.map(({ id }) => id).sort((a, b) => a - b)).toEqual(expected);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('finds a clause again that was removed and added anew', () => {
    const index = miniSearchOf([entryOf({ text: { folded: '光伏', words: ['光伏'] } })]);
    index.remove(0);
    expect(index.search({ weights: new Map([['光伏', 1]]), limit: 9 }).best).toEqual([]);
    index.add(0, entryOf({ text: { folded: '风电', words: ['风电'] } }));
    expect(index.search({ weights: new Map([['光伏', 1]]), limit: 9 }).best).toEqual([]);
    expect(index.search({ weights: new Map([['风电', 1]]), limit: 9 }).best.map(({ id }) => id)).toEqual([0]);
  });
});

describe('both lexical indexes', () => {
  it(
    'find the same clauses of the five documents for every term, by all of its tokens and by each',
    async () => {
      const entries = await entriesOf({ kind: 'documents', path: SEEDS });
      expect(entries.length).toBeGreaterThan(190);
      const [ours, other] = [postingsOf(entries), miniSearchOf(entries)];
      for (const [term, count] of TERMS) {
        const folded = fold(term);
        const tokens = [...analyze(folded, 'index').map(indexName), ...pairNames(folded)];
        for (const names of [tokens, ...tokens.map((token) => [token])]) {
          const query = { weights: new Map(names.map((token) => [token, 1])), limit: entries.length };
          const [a, b] = [ours, other].map((index) => index.search(query).best.map(({ id }) => id));
          expect(a?.sort(), names.join(' ')).toEqual(b?.sort());
          if (names === tokens) expect(a?.length).toBeGreaterThanOrEqual(count);
        }
      }
    },
    FIRST_BUILD_MS,
  );
});

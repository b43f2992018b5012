/** Proves the literal floor for words sampled from the corpus: what a clause saysWhole outright never ranks below what it does not say. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine, Hit, SearchMode } from '../../src/engine.ts';
import type { Lexicon } from '../../src/search/lexicon.ts';
import { parseQuery } from '../../src/search/query.ts';
import { isStopWord } from '../../src/text/analyze.ts';
import { segment } from '../../src/text/segment.ts';
import {
  allHits,
  FIRST_BUILD_MS,
  hashingEngine,
  type PlainClause,
  plainClauses,
  saysWhole,
  seedsEngine,
  seedsInside,
} from '../support/corpus.ts';

let words: Engine;
let vectors: Engine;
let lexicon: Lexicon;
let clauses: PlainClause[];
/** Words of the corpus that mean something. */
let vocabulary: string[];

beforeAll(async () => {
  words = await seedsEngine();
  vectors = await hashingEngine();
  lexicon = (await seedsInside()).lexicon;
  clauses = plainClauses(words);
  const cut = clauses.flatMap(({ text }) => segment(text).map(({ start, end }) => text.slice(start, end)));
  vocabulary = [...new Set(cut)].filter((word) => !isStopWord(word)).sort();
}, FIRST_BUILD_MS);

const someWord = () => fc.integer({ min: 0, max: vocabulary.length - 1 }).map((i) => vocabulary[i] ?? '');
/** Two words that stand in one clause, so that some clause holds both. */
const somePair = () =>
  fc
    .tuple(fc.nat({ max: clauses.length - 1 }), fc.nat(), fc.nat())
    .map(([clause, a, b]) => {
      const text = clauses[clause]?.text ?? '';
      const cut = segment(text).map(({ start, end }) => text.slice(start, end));
      return [cut[a % cut.length] ?? '', cut[b % cut.length] ?? ''];
    })
    .filter((pair) => pair.every((word) => word !== '' && !isStopWord(word)))
    .map((pair) => pair.join(' '));
const someQuery = () =>
  fc.oneof(
    someWord(),
    somePair(),
    fc.tuple(someWord(), someWord()).map((pair) => pair.join(' ')),
    fc.tuple(someWord(), someWord()).map((pair) => pair.join('')),
  );

/** Whether every term of the query, understood as words alone, stands in heading or text. */
function expectLiteralFloor(q: string, hits: readonly Hit[]): void {
  const { terms, named } = parseQuery(q, lexicon, { understand: false });
  expect(named).toEqual([]);
  const holders = clauses
    .filter((clause) => terms.every((term) => saysWhole(clause, term)))
    .map(({ clause }) => clause);
  const firstRelated = hits.findIndex(({ match }) => match !== 'literal');
  const literal = firstRelated < 0 ? hits : hits.slice(0, firstRelated);
  const related = firstRelated < 0 ? [] : hits.slice(firstRelated);
  expect({
    q,
    after: related.filter(({ match }) => match === 'literal').map(({ clause }) => clause),
  }).toEqual({
    q,
    after: [],
  });
  expect({ q, literal: literal.map(({ clause }) => clause).sort() }).toEqual({
    q,
    literal: [...holders].sort(),
  });
  const scores = literal.map(({ scores: { fused } }) => fused);
  expect({ q, scores }).toEqual({ q, scores: [...scores].sort((a, b) => b - a) });
}

describe('the literal floor', () => {
  const MODES: readonly (readonly [string, () => Engine, SearchMode])[] = [
    ['by words', () => words, 'lexical'],
    ['by words and vectors', () => vectors, 'hybrid'],
    ['by vectors', () => vectors, 'semantic'],
  ];
  for (const [name, engine, mode] of MODES) {
    it(`holds ${name}: literal are exactly the clauses with every term, and they come first, best first`, async () => {
      await fc.assert(
        fc.asyncProperty(someQuery(), async (q) => {
          expectLiteralFloor(q, await allHits(engine(), { q, mode, understand: false }));
        }),
        { numRuns: 200 },
      );
    }, 60_000);
  }

  it('takes two words of a query as two terms', () => {
    fc.assert(
      fc.property(somePair(), (pair) => {
        const { terms } = parseQuery(pair, lexicon, { understand: false });
        const wanted = pair.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word));
        expect(new Set(terms)).toEqual(
          new Set(wanted.flatMap((word) => word.split(/[:;,.!?]$/)).filter(Boolean)),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('has something to hold: sampled queries have literal and related hits', async () => {
    const pairs = fc.sample(somePair(), { numRuns: 40, seed: 1 });
    const counts = await Promise.all(
      pairs.map(async (q) => (await words.search({ q, understand: false })).counts),
    );
    expect(counts.every(({ literal }) => literal > 0)).toBe(true);
    expect(counts.filter(({ related }) => related > 0).length).toBeGreaterThan(20);
  });
});

describe('order', () => {
  it('puts a clause that is named before all others, and calls it literal', async () => {
    const { hits } = await words.search({ q: 'ganzhou-2022/3.2.6 光伏' });
    expect([hits[0]?.clause, hits[0]?.match]).toEqual(['ganzhou-2022/3.2.6', 'literal']);
    expect(hits.length).toBeGreaterThan(1);
    const numbered = await words.search({ q: '通政办发[2018]46号' });
    expect(numbered.hits[0]?.clause).toBe('nantong-2018/head');
  });

  it('puts clauses with every word, though not together, before those without', async () => {
    const hits = await allHits(words, { q: '海上光伏' });
    expect(hits.filter(({ match }) => match === 'literal')).toEqual([]);
    const both = hits.map(({ clause }) => {
      const plain = clauses.find((one) => one.clause === clause);
      return plain !== undefined && saysWhole(plain, '海上') && saysWhole(plain, '光伏');
    });
    expect(both[0]).toBe(true);
    expect(both).toEqual([...both].sort((a, b) => Number(b) - Number(a)));
  });

  it('is the same every time, on every page and in any page size', async () => {
    for (const q of ['生态环境', '河水又黑又臭', '污染 治理']) {
      const whole = (await allHits(words, { q }, 100)).map(({ clause }) => clause);
      expect(new Set(whole).size).toBe(whole.length);
      for (const size of [1, 7, 20]) {
        expect((await allHits(words, { q }, size)).map(({ clause }) => clause)).toEqual(whole);
      }
    }
  });

  it('breaks ties by address', async () => {
    const { hits } = await words.search({ q: 'city:扬州', limit: 100 });
    const reading = words
      .document('yangzhou-2024')
      .clauses.map(({ clause }) => clause)
      .filter((clause) => hits.some((hit) => hit.clause === clause));
    expect(hits.map(({ clause }) => clause)).toEqual(reading);
  });
});

describe('exclusions and phrases', () => {
  it('leave no clause that holds an excluded word, nor one without the phrase', async () => {
    await fc.assert(
      fc.asyncProperty(somePair(), async (pair) => {
        const [wanted = '', other = ''] = pair.split(' ');
        fc.pre(wanted !== other && !`${wanted}${other}`.includes('"') && !other.startsWith('-'));
        const expected = clauses
          .filter((clause) => saysWhole(clause, wanted) && !saysWhole(clause, other))
          .map(({ clause }) => clause);
        const hits = await allHits(words, { q: `"${wanted}" -"${other}"`, understand: false });
        expect(hits.map(({ clause }) => clause).sort()).toEqual(expected.sort());
        expect(hits.every(({ match }) => match === 'literal')).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

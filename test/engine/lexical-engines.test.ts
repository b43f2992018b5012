/** Proves that either lexical engine serves the product: the same literal hits, totals and facets; only the order is each one's own. */
import { beforeAll, describe, expect, it } from 'vitest';
import { buildIndex, type Engine, openEngine } from '../../src/engine.ts';
import { allHits, FIRST_BUILD_MS, SEEDS } from '../support/corpus.ts';
import { inTempFolder } from '../support/folders.ts';
import { TERMS } from '../support/literal-terms.ts';

let postings: Engine;
let minisearch: Engine;

beforeAll(
  () =>
    inTempFolder(async (indexFolder) => {
      await buildIndex({ origin: { kind: 'documents', path: SEEDS }, indexFolder, embedder: null });
      postings = openEngine({ indexFolder });
      minisearch = openEngine({ indexFolder, lexical: 'minisearch' });
    }),
  FIRST_BUILD_MS,
);

describe('the two lexical engines', () => {
  it('give the same literal hits and the same counts of them, city by city', async () => {
    const literalOf = async (engine: Engine, q: string) =>
      (await allHits(engine, { q }))
        .flatMap(({ match, clause }) => (match === 'literal' ? [clause] : []))
        .sort();
    for (const [q, clauses] of TERMS) {
      const literal = await literalOf(postings, q);
      expect(literal.length, q).toBe(clauses);
      expect(await literalOf(minisearch, q), q).toEqual(literal);
      const [ours, theirs] = await Promise.all([postings, minisearch].map((engine) => engine.search({ q })));
      expect(theirs?.counts.literal, q).toBe(ours?.counts.literal);
      const cities = (answer: typeof ours) =>
        answer?.facets.city.map(({ value, literal }) => [value, literal]).sort();
      expect(cities(theirs), q).toEqual(cities(ours));
    }
  });

  it('rank by scores of their own', async () => {
    const scores = await Promise.all(
      [postings, minisearch].map(async (engine) => {
        const { hits } = await engine.search({ q: '烧煤改用电' });
        return hits.map((hit) => hit.scores.lexical);
      }),
    );
    expect(scores[0]?.length).toBeGreaterThan(5);
    expect(scores[1]?.length).toBeGreaterThan(5);
    expect(scores[0]).not.toEqual(scores[1]);
  });
});

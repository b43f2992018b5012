/** Proves that for forty terms the literal hits are exactly the clauses that contain them, no more, no less. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine.ts';
import { fold } from '../../src/text/fold.ts';
import {
  allHits,
  FIRST_BUILD_MS,
  hashingEngine,
  type PlainClause,
  plainClauses,
  says,
  seedsEngine,
} from '../support/corpus.ts';
import { TERMS } from '../support/literal-terms.ts';

describe('literal recall', () => {
  let engines: readonly (readonly [string, Engine])[];
  let clauses: PlainClause[];
  beforeAll(async () => {
    engines = [
      ['words', await seedsEngine()],
      ['words and vectors', await hashingEngine()],
    ];
    clauses = plainClauses(await seedsEngine());
  }, FIRST_BUILD_MS);

  it('is measured on at least forty different terms', () => {
    expect(new Set(TERMS.map(([term]) => term)).size).toBeGreaterThanOrEqual(40);
  });

  for (const [term, count] of TERMS) {
    it(`of ${term} is all ${count} clauses and no other, over all pages`, async () => {
      const holders = clauses
        .filter((clause) => says(clause, fold(term)))
        .map(({ clause }) => clause)
        .sort();
      expect(holders.length).toBe(count);
      for (const [name, engine] of engines) {
        const answer = await engine.search({ q: term, limit: 1 });
        const hits = await allHits(engine, { q: term }, 13);
        const literal = hits.filter(({ match }) => match === 'literal').map(({ clause }) => clause);
        expect({ name, literal: literal.sort() }).toEqual({ name, literal: holders });
        expect([answer.counts.literal, answer.total]).toEqual([holders.length, hits.length]);
      }
    });
  }
});

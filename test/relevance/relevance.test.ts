/**
 * The ranking keeps what it has reached, on judgements with a reason each:
 * - by kind of query, on the set that weights are tuned on and on the one that is only measured;
 * - better than plain BM25 over jieba words on both;
 * - hybrid search with the model that comes along, on all four sets, and an embedder that knows no meaning costs next to nothing;
 * - a topic that no document speaks of has no literal hit, with the model that comes along as well;
 * - the judgements themselves are sound: addresses exist, ids and queries are unique, no query stands in both sets.
 */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_FOLDER } from '../../src/core/files.ts';
import type { Engine } from '../../src/engine.ts';
import { plainBm25 } from '../../src/eval/baseline.ts';
import { readCases } from '../../src/eval/cases.ts';
import { measure, type Report, throughEngine } from '../../src/eval/run.ts';
import { boxEngine, FIRST_BUILD_MS, hashingEngine } from '../support/corpus.ts';

// A little under what `npm run eval` prints: a change that loses more has to say why.
const FLOORS = {
  tuning: { keyword: 0.96, question: 0.97, entity: 0.98, 'city-year': 0.97, paraphrase: 0.5 },
  'held-out': { keyword: 0.97, question: 0.95, entity: 0.97, 'city-year': 0.98, paraphrase: 0.49 },
} as const;

// Of hybrid search with the model that comes along, like those above. Absent: topics with any hit above the line, at the most.
const HYBRID_FLOORS: Readonly<
  Record<string, { readonly floors: Readonly<Record<string, number>>; readonly absent: number }>
> = {
  tuning: {
    floors: { keyword: 0.96, question: 0.97, entity: 0.97, 'city-year': 0.97, paraphrase: 0.8 },
    absent: 2,
  },
  'held-out': {
    floors: { keyword: 0.97, question: 0.95, entity: 0.96, 'city-year': 0.98, paraphrase: 0.82 },
    absent: 2,
  },
  'paraphrases-tuning': { floors: { paraphrase: 0.78 }, absent: 1 },
  'paraphrases-held-out': { floors: { paraphrase: 0.74 }, absent: 1 },
};

const casesOf = (set: string) => readCases(join(PROJECT_FOLDER, 'test/relevance', `${set}.json`));

describe.each(Object.entries(FLOORS))('on the %s judgements', (set, floors) => {
  let engine: Engine;
  let lexical: Report;

  beforeAll(async () => {
    engine = await hashingEngine();
    lexical = await measure('lexical', casesOf(set), throughEngine(engine, 'lexical'));
  }, FIRST_BUILD_MS);

  it.each(Object.entries(floors))('%s queries reach an nDCG@10 of %f', (kind, floor) => {
    expect(lexical.byKind[kind]?.ndcg10).toBeGreaterThanOrEqual(floor);
  });

  it('it is better than plain BM25 over words', async () => {
    const rank = plainBm25(engine);
    const plain = await measure('plain', casesOf(set), async (query) => {
      const clauses = rank(query);
      return { clauses, literal: 0, related: clauses.length };
    });
    expect(lexical.byKind.all?.ndcg10).toBeGreaterThan((plain.byKind.all?.ndcg10 ?? 1) + 0.1);
  });

  it('hybrid search does not pay for an embedder without meaning', async () => {
    const hybrid = await measure('hybrid', casesOf(set), throughEngine(engine, 'hybrid'));
    expect(hybrid.byKind.all?.ndcg10).toBeGreaterThan((lexical.byKind.all?.ndcg10 ?? 1) - 0.01);
  });

  it('absent topics have no literal hit', () => {
    expect(lexical.absent).toMatchObject({ queries: 4, withLiteralHits: 0 });
  });
});

describe.each(Object.entries(HYBRID_FLOORS))(
  'on the %s judgements, with the model that comes along',
  (set, { floors, absent }) => {
    let hybrid: Report;

    beforeAll(async () => {
      hybrid = await measure('hybrid', casesOf(set), throughEngine(await boxEngine(), 'hybrid'));
    }, FIRST_BUILD_MS);

    it.each(Object.entries(floors))('%s queries reach an nDCG@10 of %f', (kind, floor) => {
      expect(hybrid.byKind[kind]?.ndcg10).toBeGreaterThanOrEqual(floor);
    });

    it('absent topics have no literal hit, and hardly ever one above the line', () => {
      expect(hybrid.absent.queries).toBeGreaterThanOrEqual(4);
      expect(hybrid.absent.withLiteralHits).toBe(0);
      expect(hybrid.absent.withRelatedHits).toBeLessThanOrEqual(absent);
    });
  },
);

describe('the judgements', () => {
  it('name clauses that exist, once a query', async () => {
    const engine = await hashingEngine();
    for (const { relevant } of Object.keys(HYBRID_FLOORS).flatMap(casesOf)) {
      for (const { clause } of relevant) expect(engine.clause(clause).text).not.toBe('');
      expect(new Set(relevant.map(({ clause }) => clause)).size).toBe(relevant.length);
    }
  });

  it('have unique queries, and none in two sets', () => {
    const queries = Object.keys(HYBRID_FLOORS).flatMap((set) => casesOf(set).map(({ query }) => query));
    expect(new Set(queries).size).toBe(queries.length);
    expect(queries.length).toBeGreaterThanOrEqual(220);
  });
});

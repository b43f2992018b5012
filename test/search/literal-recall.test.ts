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

// Each with the number of clauses that contain it, counted by eye or by grep over seeds/ once; 0 is a term of no document.
const TERMS: readonly (readonly [term: string, clauses: number])[] = [
  // everywhere
  ['建设', 156],
  ['生态', 152],
  ['水', 108],
  ['生态环境', 100],
  ['污染', 61],
  ['2025年', 37],
  ['生態文明', 35],
  // often
  ['長江', 20],
  ['太湖', 16],
  ['新污染物', 7],
  ['节水', 7],
  ['光伏', 6],
  ['海绵城市', 5],
  ['海綿城市', 5],
  ['排污权', 5],
  ['生态补偿', 5],
  ['EOD', 5],
  ['細顆粒物', 5],
  ['綠色建築', 5],
  ['自然资源资产离任审计', 5],
  ['公益诉讼', 4],
  ['挥发性有机物', 4],
  ['輻射安全', 4],
  ['阳澄湖', 4],
  // seldom
  ['光伏發電', 3],
  ['無廢城市', 3],
  ['特色田园乡村', 3],
  ['碳普惠', 3],
  ['绿盾', 3],
  ['pm2.5', 3],
  ['公转铁', 3],
  ['ＶＯＣｓ', 2],
  ['节能量交易', 2],
  ['永久基本农田', 2],
  ['山水林田湖草沙', 2],
  // once
  ['河長制', 1],
  ['江豚', 1],
  ['抽水蓄能', 1],
  ['1+3', 1],
  ['1172.77', 1],
  ['石臼湖', 1],
  // never
  ['海上光伏', 0],
  ['红树林', 0],
  ['核聚变', 0],
];

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

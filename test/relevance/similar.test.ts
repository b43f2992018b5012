/** Proves that similar clauses are found as well as was measured, on judgements that weights were fitted to and on others. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine.ts';
import { measureSet, SIMILAR_SETS } from '../../src/eval/similar.ts';
import { boxEngine, FIRST_BUILD_MS, seedsEngine } from '../support/corpus.ts';

// A hundredth or two below what `npm run eval -- --only similar` prints.
const FLOORS: Readonly<Record<(typeof SIMILAR_SETS)[number], { ndcg10: number; bestFirst: number }>> = {
  'similar-tuning': { ndcg10: 0.81, bestFirst: 0.87 },
  'similar-held-out': { ndcg10: 0.82, bestFirst: 0.87 },
  'pasted-tuning': { ndcg10: 0.88, bestFirst: 0.94 },
  'pasted-held-out': { ndcg10: 0.89, bestFirst: 0.94 },
};

describe('similar clauses', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await boxEngine();
  }, FIRST_BUILD_MS);

  it.each(SIMILAR_SETS)('holds the measured figures on %s', async (set) => {
    const report = await measureSet(engine, set);
    expect(report.ndcg10).toBeGreaterThanOrEqual(FLOORS[set].ndcg10);
    expect(report.bestFirst).toBeGreaterThanOrEqual(FLOORS[set].bestFirst);
  });

  it.each(SIMILAR_SETS)('shows nothing above the line where %s has no counterpart', async (set) => {
    const { absent } = await measureSet(engine, set);
    expect(absent.cases).toBeGreaterThan(2);
    expect(absent.withHits).toBe(0);
  });

  it('says how likely a counterpart is: of what it is sure of, few are wrong', async () => {
    for (const set of SIMILAR_SETS) {
      const sure = (await measureSet(engine, set)).calibration.filter(({ from }) => from >= 0.8);
      for (const { judged } of sure) expect(judged).toBeGreaterThan(0.9);
    }
  });

  it('finds more with vectors than without', async () => {
    const words = await seedsEngine();
    const [withMeaning, without] = await Promise.all([
      measureSet(engine, 'similar-held-out'),
      measureSet(words, 'similar-held-out'),
    ]);
    expect(withMeaning.ndcg10).toBeGreaterThan(without.ndcg10);
  });
});

/** Owns the measurement of similar clauses: judged sources, clauses and pasted texts, through the engine. */
import { readText } from '../core/files.ts';
import { z } from '../core/schema.ts';
import type { Engine, SimilarAnswer } from '../engine.ts';
import { type EvalContext, openIndexed } from './indexed.ts';
import { mean, ndcg } from './metrics.ts';
import { NO_MODEL, type PartResult } from './part.ts';
import { FIVE_DOCUMENTS, setFile } from './sets.ts';
import { alignTable, figure } from './table.ts';

/** Of each pair the first is tuned on, the second only measured. */
export const SIMILAR_SETS = [
  'similar-tuning',
  'similar-held-out',
  'pasted-tuning',
  'pasted-held-out',
] as const;

const caseSchema = z.object({
  /** A clause, or a text that is pasted. */
  source: z.string().optional(),
  text: z.string().optional(),
  /** What one would be satisfied to see first; empty where nothing does the same job. */
  best: z.array(z.string()),
  /** Address to 1, 2 or 3; what is not named is 0. */
  grades: z.record(z.string(), z.number().int().min(1).max(3)),
});

type Case = z.infer<typeof caseSchema>;

export interface SimilarReport {
  readonly set: string;
  readonly cases: number;
  readonly ndcg10: number;
  /** The share of cases whose first hit is one of the best. */
  readonly bestFirst: number;
  /** Cases with a counterpart that get no hit. */
  readonly silent: number;
  /** Cases without a counterpart, and those of them that get a hit. */
  readonly absent: { readonly cases: number; readonly withHits: number };
  /** Hits by their similarity: how many, its mean, and the share that was judged 2 or 3. */
  readonly calibration: readonly { from: number; hits: number; similarity: number; judged: number }[];
}

export async function measureSimilar(
  context: EvalContext,
): Promise<PartResult & { figures: { sets: SimilarReport[] } }> {
  const { engine, embedder } = await openIndexed(context, 'documents', FIVE_DOCUMENTS);
  const sets: SimilarReport[] = [];
  for (const set of SIMILAR_SETS) {
    context.progress(`similar: ${set}`);
    sets.push(await measureSet(engine, set));
  }
  const note = embedder === null ? `similar: ${NO_MODEL}\n` : '';
  return { figures: { sets }, text: note + sets.map(showSet).join('\n') };
}

const FIRST = 10;
const BINS = [0, 0.2, 0.4, 0.6, 0.8] as const;

/** One of the judged sets, through an engine. */
export async function measureSet(engine: Engine, set: string): Promise<SimilarReport> {
  const { cases } = z.object({ cases: z.array(caseSchema) }).parse(JSON.parse(readText(setFile(set))));
  const judged = await Promise.all(
    cases.map(async (one) => ({ ...one, hits: (await answer(engine, one)).hits.slice(0, FIRST) })),
  );
  const present = judged.filter(({ best }) => best.length > 0);
  const absent = judged.filter(({ best }) => best.length === 0);
  const hits = judged.flatMap(({ hits, grades }) =>
    hits.map(({ clause, similarity }) => ({ similarity, grade: grades[clause] ?? 0 })),
  );
  return {
    set,
    cases: cases.length,
    ndcg10: mean(
      present.map(({ hits, grades }) =>
        ndcg(
          hits.map(({ clause }) => grades[clause] ?? 0),
          Object.values(grades),
        ),
      ),
    ),
    bestFirst: mean(present.map(({ hits, best }) => Number(best.includes(hits[0]?.clause ?? '')))),
    silent: present.filter(({ hits }) => hits.length === 0).length,
    absent: { cases: absent.length, withHits: absent.filter(({ hits }) => hits.length > 0).length },
    calibration: BINS.map((from, i) => {
      const inBin = hits.filter(
        ({ similarity }) => similarity >= from && similarity < (BINS[i + 1] ?? Number.POSITIVE_INFINITY),
      );
      return {
        from,
        hits: inBin.length,
        similarity: mean(inBin.map(({ similarity }) => similarity)),
        judged: mean(inBin.map(({ grade }) => Number(grade >= 2))),
      };
    }),
  };
}

function answer(engine: Engine, { source, text }: Case): Promise<SimilarAnswer> {
  if (source !== undefined) return engine.similar({ clause: source, limit: FIRST });
  return engine.similar({ text: text ?? '', limit: FIRST });
}

function showSet({ set, cases, ndcg10, bestFirst, silent, absent, calibration }: SimilarReport): string {
  const rows = calibration
    .filter(({ hits }) => hits > 0)
    .map(({ from, hits, similarity, judged }) => [
      `  from ${from.toFixed(1)}`,
      String(hits),
      figure(similarity),
      figure(judged),
    ]);
  return [
    `Similar clauses, ${set}: ${cases} sources\n`,
    `  nDCG@10 ${figure(ndcg10)}; best first ${figure(bestFirst)}; ${silent} with a counterpart get no hit; `,
    `${absent.withHits} of ${absent.cases} without one get a hit\n`,
    alignTable([['  similarity', 'hits', 'mean', 'judged 2 or 3'], ...rows]),
  ].join('');
}

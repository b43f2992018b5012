/** Owns a measurement: judged queries through an engine, summed up by kind and by mode. */
import type { Engine, SearchMode } from '../engine.ts';
import type { JudgedQuery } from './cases.ts';
import { mean, ndcg, recall, reciprocalRank } from './metrics.ts';

export interface Score {
  readonly queries: number;
  readonly ndcg10: number;
  readonly recall10: number;
  readonly mrr10: number;
}

export interface ModeReport {
  readonly mode: SearchMode;
  /** By kind, and 'all' over every query that has an answer. */
  readonly byKind: Readonly<Record<string, Score>>;
  /** Of the topics that no document speaks of. */
  readonly absent: {
    readonly queries: number;
    readonly withLiteralHits: number;
    readonly meanRelated: number;
  };
  readonly worst: readonly { query: string; ndcg10: number }[];
}

export async function measure(
  engine: Engine,
  cases: readonly JudgedQuery[],
  mode: SearchMode,
): Promise<ModeReport> {
  const scores: { kind: string; query: string; ndcg10: number; recall10: number; mrr10: number }[] = [];
  const absent: { literal: number; related: number }[] = [];
  for (const { kind, query, relevant } of cases) {
    const answer = await engine.search({ q: query, mode, limit: 10 });
    if (relevant.length === 0) {
      absent.push(answer.counts);
      continue;
    }
    const grades = new Map(relevant.map(({ clause, grade }) => [clause, grade]));
    const ranked = answer.hits.map(({ clause }) => grades.get(clause) ?? 0);
    const judged = [...grades.values()];
    scores.push({
      kind,
      query,
      ndcg10: ndcg(ranked, judged),
      recall10: recall(ranked, judged),
      mrr10: reciprocalRank(ranked),
    });
  }
  const kinds = [...new Set(scores.map(({ kind }) => kind)), 'all'];
  return {
    mode,
    byKind: Object.fromEntries(
      kinds.map((kind) => [kind, summarize(scores.filter((score) => kind === 'all' || score.kind === kind))]),
    ),
    absent: {
      queries: absent.length,
      withLiteralHits: absent.filter(({ literal }) => literal > 0).length,
      meanRelated: mean(absent.map(({ related }) => related)),
    },
    worst: [...scores]
      .sort((a, b) => a.ndcg10 - b.ndcg10)
      .slice(0, 10)
      .map(({ query, ndcg10 }) => ({ query, ndcg10 })),
  };
}

function summarize(scores: readonly { ndcg10: number; recall10: number; mrr10: number }[]): Score {
  return {
    queries: scores.length,
    ndcg10: mean(scores.map(({ ndcg10 }) => ndcg10)),
    recall10: mean(scores.map(({ recall10 }) => recall10)),
    mrr10: mean(scores.map(({ mrr10 }) => mrr10)),
  };
}

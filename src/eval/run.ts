/** Owns a measurement: judged queries through a ranking, summed up by kind. */
import type { Engine, SearchMode } from '../engine.ts';
import type { JudgedQuery } from './cases.ts';
import { mean, ndcg, recall, reciprocalRank } from './metrics.ts';

export interface Score {
  readonly queries: number;
  readonly ndcg10: number;
  readonly recall10: number;
  readonly mrr10: number;
}

export interface Report {
  /** 'lexical', 'semantic', 'hybrid' or 'plain'. */
  readonly name: string;
  /** By kind, and 'all' over every query that has an answer. */
  readonly byKind: Readonly<Record<string, Score>>;
  /** Of the topics that no document speaks of; hits are literal ones and others. */
  readonly absent: {
    readonly queries: number;
    readonly withLiteralHits: number;
    readonly meanRelated: number;
  };
  readonly worst: readonly { query: string; ndcg10: number }[];
}

/** What is measured: the first hits of a query, and how many hits of which sort there are. */
export type Measured = (query: string) => Promise<{ clauses: string[]; literal: number; related: number }>;

export function throughEngine(engine: Engine, mode: SearchMode): Measured {
  return async (q) => {
    const { hits, counts } = await engine.search({ q, mode, limit: 10 });
    return { clauses: hits.map(({ clause }) => clause), ...counts };
  };
}

export async function measure(
  name: string,
  cases: readonly JudgedQuery[],
  search: Measured,
): Promise<Report> {
  const scores: (Omit<Score, 'queries'> & { kind: string; query: string })[] = [];
  const absent: { literal: number; related: number }[] = [];
  for (const { kind, query, relevant } of cases) {
    const { clauses, literal, related } = await search(query);
    if (relevant.length === 0) {
      absent.push({ literal, related });
      continue;
    }
    const grades = new Map(relevant.map(({ clause, grade }) => [clause, grade]));
    const ranked = clauses.map((clause) => grades.get(clause) ?? 0);
    const judged = [...grades.values()];
    const ndcg10 = ndcg(ranked, judged);
    scores.push({ kind, query, ndcg10, recall10: recall(ranked, judged), mrr10: reciprocalRank(ranked) });
  }
  const kinds = [...new Set(scores.map(({ kind }) => kind)), 'all'];
  return {
    name,
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

function summarize(scores: readonly Omit<Score, 'queries'>[]): Score {
  return {
    queries: scores.length,
    ndcg10: mean(scores.map(({ ndcg10 }) => ndcg10)),
    recall10: mean(scores.map(({ recall10 }) => recall10)),
    mrr10: mean(scores.map(({ mrr10 }) => mrr10)),
  };
}

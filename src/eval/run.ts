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
  /** 'lexical', 'hybrid without concepts', 'plain', … */
  readonly name: string;
  /** By kind, and 'all' over every query that has an answer. */
  readonly byKind: Readonly<Record<string, Score>>;
  /** Queries that have an answer and get no hit at all: everything lies below the line. */
  readonly silent: number;
  /** Of the topics that no document speaks of; hits are literal ones and, above the line, related ones. */
  readonly absent: {
    readonly queries: number;
    readonly withLiteralHits: number;
    readonly withRelatedHits: number;
    readonly meanRelated: number;
  };
  readonly worst: readonly { query: string; ndcg10: number }[];
}

/** What is measured: the first hits of a query, and how many hits of which sort there are. */
export type Measured = (query: string) => Promise<{ clauses: string[]; literal: number; related: number }>;

/** What came of one judged query. */
export interface Outcome {
  readonly kind: string;
  readonly query: string;
  readonly hits: { readonly literal: number; readonly related: number };
  /** Null for a topic that no document speaks of. */
  readonly score: Omit<Score, 'queries'> | null;
}

export function throughEngine(engine: Engine, mode: SearchMode, concepts = true): Measured {
  return async (q) => {
    const { hits, counts } = await engine.search({ q, mode, concepts, limit: 10 });
    return { clauses: hits.map(({ clause }) => clause), ...counts };
  };
}

/** One outcome for each case, in order. */
export async function judge(cases: readonly JudgedQuery[], search: Measured): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { kind, query, relevant } of cases) {
    const { clauses, ...hits } = await search(query);
    const grades = new Map(relevant.map(({ clause, grade }) => [clause, grade]));
    const ranked = clauses.map((clause) => grades.get(clause) ?? 0);
    const judged = [...grades.values()];
    const score = {
      ndcg10: ndcg(ranked, judged),
      recall10: recall(ranked, judged),
      mrr10: reciprocalRank(ranked),
    };
    outcomes.push({ kind, query, hits, score: relevant.length === 0 ? null : score });
  }
  return outcomes;
}

/** Of queries of one set or of several. */
export function summarize(name: string, outcomes: readonly Outcome[]): Report {
  const scored = outcomes.flatMap(({ kind, query, score }) =>
    score === null ? [] : { kind, query, ...score },
  );
  const absent = outcomes.filter(({ score }) => score === null).map(({ hits }) => hits);
  const kinds = [...new Set(scored.map(({ kind }) => kind)), 'all'];
  return {
    name,
    byKind: Object.fromEntries(
      kinds.map((kind) => [kind, meanScore(scored.filter((one) => kind === 'all' || one.kind === kind))]),
    ),
    silent: outcomes.filter(({ hits, score }) => score !== null && hits.literal + hits.related === 0).length,
    absent: {
      queries: absent.length,
      withLiteralHits: absent.filter(({ literal }) => literal > 0).length,
      withRelatedHits: absent.filter(({ related }) => related > 0).length,
      meanRelated: mean(absent.map(({ related }) => related)),
    },
    worst: [...scored]
      .sort((a, b) => a.ndcg10 - b.ndcg10)
      .slice(0, 10)
      .map(({ query, ndcg10 }) => ({ query, ndcg10 })),
  };
}

export async function measure(
  name: string,
  cases: readonly JudgedQuery[],
  search: Measured,
): Promise<Report> {
  return summarize(name, await judge(cases, search));
}

function meanScore(scores: readonly Omit<Score, 'queries'>[]): Score {
  return {
    queries: scores.length,
    ndcg10: mean(scores.map(({ ndcg10 }) => ndcg10)),
    recall10: mean(scores.map(({ recall10 }) => recall10)),
    mrr10: mean(scores.map(({ mrr10 }) => mrr10)),
  };
}

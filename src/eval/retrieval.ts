/** Owns a measurement over many clauses: questions whose answers are known by their ids. */
import type { Engine } from '../engine.ts';
import { mean, ndcg, recall, reciprocalRank } from './metrics.ts';
import type { Question } from './questions.ts';
import { type Ranking, rankingName } from './rankings.ts';

export interface RetrievalScore {
  readonly name: string;
  readonly questions: number;
  readonly ndcg10: number;
  readonly recall10: number;
  readonly recall100: number;
  readonly mrr10: number;
  /** Questions without any hit: everything lies below the line. */
  readonly silent: number;
}

const DEPTH = 100;

/** Searches each question once and looks at its first hundred hits. */
export async function measureRetrieval(
  engine: Pick<Engine, 'search'>,
  questions: readonly Question[],
  { ranking, onProgress = () => {} }: { ranking: Ranking; onProgress?: (done: number) => void },
): Promise<RetrievalScore> {
  const scores: Omit<RetrievalScore, 'name' | 'questions' | 'silent'>[] = [];
  let silent = 0;
  for (const { query, gold } of questions) {
    const { hits } = await engine.search({ q: query, ...ranking, limit: DEPTH });
    if (hits.length === 0) silent++;
    const wanted = new Set(gold);
    const ranked = hits.map(({ clause }) => (wanted.has(clause) ? 1 : 0));
    const judged = Array<number>(wanted.size).fill(1);
    scores.push({
      ndcg10: ndcg(ranked, judged),
      recall10: recall(ranked, judged),
      recall100: recall(ranked, judged, DEPTH),
      mrr10: reciprocalRank(ranked),
    });
    onProgress(scores.length);
  }
  return {
    name: rankingName(ranking),
    questions: questions.length,
    ndcg10: mean(scores.map(({ ndcg10 }) => ndcg10)),
    recall10: mean(scores.map(({ recall10 }) => recall10)),
    recall100: mean(scores.map(({ recall100 }) => recall100)),
    mrr10: mean(scores.map(({ mrr10 }) => mrr10)),
    silent,
  };
}

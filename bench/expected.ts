/** Owns what our engine has to answer: an exhaustive scorer over every entry, as plain as can be. */
import { BM25F } from '../src/indexing/lexical.ts';
import { type Entry, FIELDS, type Field, type Found } from './adapter.ts';

export interface WeightedQuery {
  readonly weights: ReadonlyMap<string, number>;
}

/** Weights of tokens as the product gives them: all alike (src/search/query.ts). */
export function weightsOf(tokens: readonly string[]): Map<string, number> {
  return new Map(tokens.map((token) => [token, 1]));
}

/** Counts of an entry's tokens by field, or of those that are wanted; and its length: Han characters, and words of another kind. */
export function countsOf(
  { tokens }: Entry,
  isWanted: (token: string) => boolean,
): { counts: Map<string, Record<Field, number>>; length: number } {
  const counts = new Map<string, Record<Field, number>>();
  let length = 0;
  for (const field of FIELDS) {
    for (const token of tokens[field]) {
      if (/^·./u.test(token) ? token.length === 2 : !/^[\p{Script=Han}‥]/u.test(token)) length++;
      if (!isWanted(token)) continue;
      const known = counts.get(token) ?? { text: 0, heading: 0, context: 0 };
      known[field]++;
      counts.set(token, known);
    }
  }
  return { counts, length };
}

/** The formula of src/indexing/lexical.ts, of which only the constants are shared. */
export function scoreOf(
  counts: Record<Field, number>,
  { length, mean, idf }: { length: number; mean: number; idf: number },
): number {
  const { k1, b, weight, cap } = BM25F;
  const norm = 1 - b + (b * length) / (mean || 1);
  const frequency =
    FIELDS.reduce((sum, field) => sum + weight[field] * Math.min(counts[field], cap[field]), 0) / norm;
  return (idf * (k1 + 1) * frequency) / (k1 + frequency);
}

/** The best `limit` entries of every query, best first, ties by id. Reads the entries twice. */
export function expectedTop(
  entries: () => Iterable<Entry>,
  queries: readonly WeightedQuery[],
  limit: number,
): Found[][] {
  const holding = new Map<string, number>();
  for (const { weights } of queries) for (const token of weights.keys()) holding.set(token, 0);
  const isWanted = (token: string) => holding.has(token);
  let count = 0;
  let total = 0;
  for (const entry of entries()) {
    const { counts, length } = countsOf(entry, isWanted);
    for (const token of counts.keys()) holding.set(token, (holding.get(token) ?? 0) + 1);
    count++;
    total += length;
  }
  const mean = total / Math.max(1, count);
  const best: Found[][] = queries.map(() => []);
  for (const entry of entries()) {
    const { counts, length } = countsOf(entry, isWanted);
    queries.forEach(({ weights }, query) => {
      let score = 0;
      for (const [token, weight] of weights) {
        const found = counts.get(token);
        if (found === undefined) continue;
        const holders = holding.get(token) ?? 0;
        const idf = Math.log(1 + (count - holders + 0.5) / (holders + 0.5));
        score += weight * scoreOf(found, { length, mean, idf });
      }
      const list = best[query];
      if (score > 0 && list !== undefined) keepBest(list, { id: entry.id, score }, limit);
    });
  }
  return best;
}

function keepBest(list: Found[], found: Found, limit: number): void {
  const last = list.at(-1);
  if (list.length >= limit && last !== undefined && last.score >= found.score) return;
  list.push(found);
  list.sort((a, b) => b.score - a.score || a.id - b.id);
  if (list.length > limit) list.pop();
}

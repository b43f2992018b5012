/** Owns what our engine has to answer: an exhaustive scorer over every entry, as plain as can be. */
import type { Entry, Field, Found } from './adapter.ts';

export interface WeightedQuery {
  readonly weights: ReadonlyMap<string, number>;
}

// STAND-IN, to be replaced together with bench/stand-in.ts: BM25F as in Robertson & Zaragoza 2009, with one idf for all fields.
export const FORMULA = { k: 1.2, b: 0.6, fields: { text: 1, heading: 0.6, context: 0.15 } } as const;

/** Weights of tokens as the product gives them: words 1, characters and pairs half. */
export function weightsOf(tokens: readonly string[]): Map<string, number> {
  return new Map(tokens.map((token) => [token, /^[·‥]./u.test(token) ? 0.5 : 1]));
}

/** Counts of an entry's tokens, or of those that are wanted, each at the weight of its field; and its whole length. */
export function weightedCounts(
  { tokens }: Entry,
  isWanted: (token: string) => boolean = () => true,
): { counts: Map<string, number>; length: number } {
  const counts = new Map<string, number>();
  let length = 0;
  for (const [field, weight] of Object.entries(FORMULA.fields) as [Field, number][]) {
    for (const token of tokens[field]) {
      if (isWanted(token)) counts.set(token, (counts.get(token) ?? 0) + weight);
    }
    length += weight * tokens[field].length;
  }
  return { counts, length };
}

export function idf(entries: number, holding: number): number {
  return Math.log(1 + (entries - holding + 0.5) / (holding + 0.5));
}

export function saturated(count: number, length: number, average: number): number {
  const { k, b } = FORMULA;
  return (count * (k + 1)) / (count + k * (1 - b + (b * length) / average));
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
    const { counts, length } = weightedCounts(entry, isWanted);
    for (const token of counts.keys()) holding.set(token, (holding.get(token) ?? 0) + 1);
    count++;
    total += length;
  }
  const average = total / Math.max(1, count);
  const best: Found[][] = queries.map(() => []);
  for (const entry of entries()) {
    const { counts, length } = weightedCounts(entry, isWanted);
    queries.forEach(({ weights }, query) => {
      let score = 0;
      for (const [token, weight] of weights) {
        const found = counts.get(token);
        if (found === undefined) continue;
        score += weight * idf(count, holding.get(token) ?? 0) * saturated(found, length, average);
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

/** Owns the two candidate lists: what words find and what vectors find, both gathered from passages to clauses. */
import type { Snapshot } from '../indexing/open.ts';
import type { Query } from './query.ts';

/** What one side knows of a clause. */
export interface Candidate {
  /** Position in the snapshot's entries. */
  readonly entry: number;
  readonly score: number;
  /** The passage that speaks for it: position in the snapshot's passages. */
  readonly passage: number;
}

export interface LexicalCandidate extends Candidate {
  readonly matched: ReadonlySet<string>;
  /** Share of the query's weight that the clause holds, rare tokens weighing more; 0 to 1. */
  readonly coverage: number;
}

// A clause is as good as its best passage, and a little better for every other one: 0.05 to 0.15 are alike, 0.2 loses.
const OTHER_PASSAGES = 0.1;
const SEMANTIC_PASSAGES = 200;

/** Clauses that hold any token of the query, in no order. Coverage is measured over the whole index, whatever the filter. */
export function retrieveLexical(
  snapshot: Snapshot,
  query: Query,
  accept: (entry: number) => boolean,
): LexicalCandidate[] {
  const matches = snapshot.lexical.search({ weights: query.tokens });
  const weights = informativeness(snapshot, query, matches);
  let total = 0;
  for (const weight of weights.values()) total += weight;
  const gathered = new Map<number, { best: number; sum: number; passage: number; matched: Set<string> }>();
  for (const { id, score, matched } of matches) {
    const entry = snapshot.passages[id]?.entry;
    if (entry === undefined || !accept(entry)) continue;
    const clause = gathered.get(entry);
    if (clause === undefined) {
      gathered.set(entry, { best: score, sum: score, passage: id, matched: new Set(matched) });
      continue;
    }
    clause.sum += score;
    for (const token of matched) clause.matched.add(token);
    if (score > clause.best || (score === clause.best && id < clause.passage)) {
      clause.best = score;
      clause.passage = id;
    }
  }
  return [...gathered].map(([entry, { best, sum, passage, matched }]) => {
    let held = 0;
    for (const token of matched) held += weights.get(token) ?? 0;
    const coverage = total > 0 ? held / total : 0;
    return { entry, passage, matched, coverage, score: (best + OTHER_PASSAGES * (sum - best)) * coverage };
  });
}

/** Weight times inverse document frequency (the form of BM25: ln(1 + (N - n + 0.5) / (n + 0.5))), token by token. */
function informativeness(
  snapshot: Snapshot,
  query: Query,
  matches: readonly { matched: readonly string[] }[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { matched } of matches) {
    for (const token of matched) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  const size = snapshot.lexical.size;
  const weights = new Map<string, number>();
  for (const [token, weight] of query.tokens) {
    const n = counts.get(token) ?? 0;
    weights.set(token, weight * Math.log(1 + (size - n + 0.5) / (n + 0.5)));
  }
  return weights;
}

/** Clauses near the query's vector, best first; each by its nearest passage. */
export function retrieveSemantic(
  snapshot: Snapshot,
  vector: Float32Array,
  { floor, accept }: { floor: number; accept: (entry: number) => boolean },
): Candidate[] {
  if (snapshot.vectors === null) return [];
  const found = snapshot.vectors.search(vector, {
    limit: SEMANTIC_PASSAGES,
    floor,
    accept: (id) => accept(snapshot.passages[id]?.entry ?? -1),
  });
  const clauses = new Map<number, Candidate>();
  for (const { id, score } of found) {
    const entry = snapshot.passages[id]?.entry;
    if (entry !== undefined && !clauses.has(entry)) clauses.set(entry, { entry, score, passage: id });
  }
  return [...clauses.values()];
}

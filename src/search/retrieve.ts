/** Owns the candidate lists: what the query's words find, what the words of its concepts find, and what vectors find. */
import { Bitmap } from '../core/bitmap.ts';
import { idf, type LexicalIndex } from '../indexing/lexical.ts';
import type { Snapshot } from '../indexing/open.ts';

/** What one side knows of a clause. */
export interface Candidate {
  /** Its number in the snapshot. */
  readonly entry: number;
  readonly score: number;
}

export interface SemanticCandidate extends Candidate {
  /** The passage that speaks for it: which of the clause's passages. */
  readonly passage: number;
}

const SEMANTIC_PASSAGES = 200;
// Up to so many clauses that are hits anyway are let into the list of the best, which grows by them; more are kept out.
const MAX_ANYWAY = 256;

export interface LexicalRetrieval {
  /** Which entries may be found; all where undefined. */
  readonly accept: Bitmap | undefined;
  /** Entries that are hits whatever their score; ascending. */
  readonly anyway: readonly number[];
  /** How many of the others are wanted: the best of them. */
  readonly limit: number;
}

// Characters that more than a quarter of all clauses hold (idf below 1.4) are half of the postings. Leaving them out costs everyday
// questions 0.002 of nDCG@10 over 60,727 articles (0.419 to 0.417) and over 140,327; below 1 it costs the five documents 0.014 of
// everyday wording, and saves nothing there.
const MIN_IDF = 1.4;
const COMMON_FROM_CLAUSES = 10_000;

/** The tokens of a query that tell the clauses of a large index apart; all, where the index is small or there are no others. */
export function tellingTokens(
  weights: ReadonlyMap<string, number>,
  { size, countOf }: { readonly size: number; countOf(name: string): number },
): ReadonlyMap<string, number> {
  if (size < COMMON_FROM_CLAUSES) return weights;
  const telling = new Map([...weights].filter(([name]) => idf(size, countOf(name)) >= MIN_IDF));
  return telling.size === 0 ? weights : telling;
}

interface Indexes {
  readonly snapshot: Snapshot;
  readonly lexical: LexicalIndex;
}

/** The best clauses that hold a token of some, and those that are hits anyway, in no order. */
export function retrieveLexical(
  { snapshot, lexical }: Indexes,
  tokens: ReadonlyMap<string, number>,
  { accept, anyway, limit }: LexicalRetrieval,
): Candidate[] {
  if (tokens.size === 0) return [];
  const { entries, live } = snapshot;
  const isMany = anyway.length > MAX_ANYWAY;
  const { best, wanted } = lexical.search({
    weights: tellingTokens(tokens, { size: lexical.size, countOf: (name) => snapshot.lexical.countOf(name) }),
    accept: isMany ? (accept ?? live).without(Bitmap.of(entries, anyway)) : accept,
    limit: isMany ? limit : limit + anyway.length,
    wanted: anyway,
    order: snapshot.order,
  });
  const found = new Map<number, Candidate>();
  for (const match of [...wanted, ...best]) {
    if (match !== null) found.set(match.id, { entry: match.id, score: match.score });
  }
  return [...found.values()];
}

/** Two lists in which each clause of the one has its score in the other, so that the better of two is the better in both. */
export function retrieveBoth(
  indexes: Indexes,
  [first, second]: readonly [ReadonlyMap<string, number>, ReadonlyMap<string, number>],
  retrieval: LexicalRetrieval,
): [Candidate[], Candidate[]] {
  const one = retrieveLexical(indexes, first, retrieval);
  const other = retrieveLexical(indexes, second, retrieval);
  return [
    complete(indexes, { list: one, tokens: first, by: other }),
    complete(indexes, { list: other, tokens: second, by: one }),
  ];
}

/** A list with the scores of the clauses that only another list has. */
function complete(
  indexes: Indexes,
  { list, tokens, by }: { list: Candidate[]; tokens: ReadonlyMap<string, number>; by: readonly Candidate[] },
): Candidate[] {
  const has = new Set(list.map(({ entry }) => entry));
  const anyway = by.flatMap(({ entry }) => (has.has(entry) ? [] : [entry])).sort((a, b) => a - b);
  if (anyway.length === 0) return list;
  // Only these: the best of the whole index are no business of a filtered search.
  const accept = Bitmap.of(indexes.snapshot.entries, anyway);
  return [...list, ...retrieveLexical(indexes, tokens, { accept, anyway, limit: 0 })];
}

/** Clauses near the query's vector, best first; each by its nearest passage. */
export function retrieveSemantic(
  snapshot: Snapshot,
  vector: Float32Array,
  { floor, accept }: { floor: number; accept: Bitmap | undefined },
): SemanticCandidate[] {
  if (snapshot.vectors === null) return [];
  const isFound = accept ?? snapshot.live;
  const found = snapshot.vectors.search(vector, {
    limit: SEMANTIC_PASSAGES,
    floor,
    accept: (passage) => isFound.has(snapshot.entryOfPassage(passage).entry),
  });
  const clauses = new Map<number, SemanticCandidate>();
  for (const { id, score } of found) {
    const { entry, place } = snapshot.entryOfPassage(id);
    if (!clauses.has(entry)) clauses.set(entry, { entry, score, passage: place });
  }
  return [...clauses.values()];
}

/** Owns the order of the hits and the line below which a clause is no hit. */
import { topK } from '../core/topk.ts';
import type { Snapshot } from '../indexing/open.ts';
import type { FusedCandidate } from './fuse.ts';

export interface RankedClause extends FusedCandidate {
  /** Whether every term of the query stands in the clause. */
  readonly literal: boolean;
  /** Whether it holds every word of the query, though perhaps not together. */
  readonly hasAllWords: boolean;
}

// Everyday wording shares a few characters with the official text and no word, so the line is low: the highest shares at which
// test/relevance/tuning.json loses nothing among its first ten; 0.2 of the top costs it 0.005.
const MIN_SHARE_OF_BEST = 0.15;
// Beside clauses that say it outright, one that merely shares 光 with 光伏 is noise, and so is one far below them.
const MIN_SHARE_OF_TOP = 0.15;

/**
 * Related clauses that one answer has at the most: a tenth of all, and not more than a page can show. Further ones share less.
 * @param entries clauses that can be hits, in the whole index
 */
export function maxRelated(entries: number): number {
  return Math.min(100, Math.max(20, Math.ceil(entries / 10)));
}

/** Clauses shown below the line where none is above it. */
const MAX_NEAREST = 3;

// A literal hit never comes after one that is not; a clause that has every word, but not together, follows next.
const TIERS = { named: 3, literal: 2, allWords: 1, rest: 0 } as const;

export interface RankInput {
  readonly candidates: readonly FusedCandidate[];
  /** Entries that the query names outright. */
  readonly named: ReadonlySet<number>;
  /** Entries that hold every term. */
  readonly literal: ReadonlySet<number>;
  /** Entries that hold every word, but perhaps not together. */
  readonly allWords: ReadonlySet<number>;
  /** Words, pairs and characters of the query. */
  readonly tokens: readonly string[];
  /** How many of the best are wanted. */
  readonly limit: number;
  /** Whether anything answers the query in other words than its own: if not, no clause without them is a hit. */
  readonly isAnswered: boolean;
}

export interface Ranking {
  /** Best first: named clauses, literal ones, then the related; inside each by fused score, ties in reading order. */
  readonly best: readonly RankedClause[];
  /** All related ones, whether they are among the best or not. */
  readonly related: readonly RankedClause[];
  /** Where nothing is a hit: the best of those below the line. */
  readonly nearest: readonly RankedClause[];
}

export function rank(
  snapshot: Snapshot,
  { candidates, named, literal, allWords, tokens, limit, isAnswered }: RankInput,
): Ranking {
  const tierOf = (entry: number) =>
    named.has(entry)
      ? TIERS.named
      : literal.has(entry)
        ? TIERS.literal
        : allWords.has(entry)
          ? TIERS.allWords
          : TIERS.rest;
  let best = 0;
  let top = 0;
  for (const { entry, fused } of candidates) {
    top = Math.max(top, fused);
    if (tierOf(entry) <= TIERS.allWords) best = Math.max(best, fused);
  }
  const line = Math.max(MIN_SHARE_OF_BEST * best, MIN_SHARE_OF_TOP * top);
  const order = (list: readonly FusedCandidate[], k: number) =>
    topK(
      list.map((item) => ({ item, score: item.fused + 2 * tierOf(item.entry) })),
      k,
      (a, b) => (snapshot.order[a.entry] ?? 0) - (snapshot.order[b.entry] ?? 0),
    ).map(({ item }): RankedClause => {
      const tier = tierOf(item.entry);
      return { ...item, literal: tier >= TIERS.literal, hasAllWords: tier >= TIERS.allWords };
    });
  const isHit = ({ entry }: FusedCandidate) => tierOf(entry) >= TIERS.literal;
  const hits = candidates.filter(isHit);
  const others = candidates.filter((one) => !isHit(one));
  const above = others.filter((one) => tierOf(one.entry) > TIERS.rest || (isAnswered && one.fused >= line));
  const near = order(above, maxRelated(snapshot.lexical.size));
  const related = hits.length === 0 ? near : near.filter((one) => sharesMore(snapshot, one, tokens));
  const nearest = hits.length + related.length === 0 ? order(others, MAX_NEAREST) : [];
  return { best: [...order(hits, limit), ...related].slice(0, limit), related, nearest };
}

/** Whether a clause shares more with a query than one character, or its meaning is near. */
function sharesMore(
  { phrases }: Snapshot,
  { entry, semantic }: RankedClause,
  tokens: readonly string[],
): boolean {
  if (semantic !== null || tokens.length < 2) return true;
  const held = tokens.filter((token) => phrases.holds(entry, token));
  return held.length !== 1 || (held[0] ?? '').length > 1;
}

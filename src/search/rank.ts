/** Owns the order of the hits and the line below which a clause is no hit. */
import { compareAddresses } from '../core/address.ts';
import type { Snapshot } from '../indexing/open.ts';
import type { FusedCandidate } from './fuse.ts';
import type { Query } from './query.ts';

export interface RankedClause extends FusedCandidate {
  /** Whether every term of the query stands in the clause. */
  readonly literal: boolean;
}

// Everyday wording shares a few characters with the official text and no word, so the line is low, and the related band short:
// the least coverage and share of the best at which test/relevance/tuning.json loses nothing among its first ten.
const MIN_COVERAGE = 0.05;
const MIN_SHARE_OF_BEST = 0.1;
// Beside clauses that say it outright, one that merely shares 光 with 光伏 is noise (0.03 of the top); at 0.08 true ones go.
const MIN_SHARE_OF_TOP = 0.05;
/** Related clauses that one answer has at the most: further ones share less still. */
export const MAX_RELATED = 20;

// A literal hit never comes after one that is not; a clause that has every word, but not together, follows next.
const TIERS = { named: 3, literal: 2, allWords: 1, rest: 0 } as const;

/** Best first: named clauses, literal ones, then the related; inside each by fused score, ties by address. */
export function rank(
  snapshot: Snapshot,
  query: Query,
  { candidates, literal, named }: RankInput,
): RankedClause[] {
  const tiered = candidates.map((candidate) => {
    const isLiteral = literal.has(candidate.entry) || named.has(candidate.entry);
    const tier = named.has(candidate.entry)
      ? TIERS.named
      : isLiteral
        ? TIERS.literal
        : query.words.length > 0 && query.words.every((word) => snapshot.phrases.holds(candidate.entry, word))
          ? TIERS.allWords
          : TIERS.rest;
    return { ...candidate, literal: isLiteral, tier };
  });
  const best = tiered.reduce(
    (max, { tier, fused }) => (tier <= TIERS.allWords ? Math.max(max, fused) : max),
    0,
  );
  const top = tiered.reduce((max, { fused }) => Math.max(max, fused), 0);
  const kept = tiered
    .filter(({ tier, fused, lexical, semantic }) => {
      if (tier > TIERS.rest) return true;
      const isNear = semantic !== null || (lexical?.coverage ?? 0) >= MIN_COVERAGE;
      return isNear && fused >= Math.max(MIN_SHARE_OF_BEST * best, MIN_SHARE_OF_TOP * top);
    })
    .sort(
      (a, b) =>
        b.tier - a.tier ||
        b.fused - a.fused ||
        compareAddresses(addressOf(snapshot, a.entry), addressOf(snapshot, b.entry)),
    );
  const literalHits = kept.findIndex(({ tier }) => tier < TIERS.literal);
  return literalHits < 0 ? kept : kept.slice(0, literalHits + MAX_RELATED);
}

export interface RankInput {
  readonly candidates: readonly FusedCandidate[];
  /** Entries that hold every term. */
  readonly literal: ReadonlySet<number>;
  /** Entries that the query names outright. */
  readonly named: ReadonlySet<number>;
}

function addressOf(snapshot: Snapshot, entry: number): string {
  return snapshot.entries[entry]?.clause.clause ?? '';
}

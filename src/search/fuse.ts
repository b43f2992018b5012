/** Owns the step from several lists to one; each clause keeps all its parts. */
import type { Candidate, SemanticCandidate } from './retrieve.ts';

export interface Lists {
  /** Found by the query's own words. */
  readonly lexical: readonly Candidate[];
  /** Found by the official words of its concepts. */
  readonly concept: readonly Candidate[];
  /** Found by its vector. */
  readonly semantic: readonly SemanticCandidate[];
}

export interface FusedCandidate {
  readonly entry: number;
  readonly lexical: Candidate | null;
  readonly concept: Candidate | null;
  readonly semantic: SemanticCandidate | null;
  /** 0 to 1. */
  readonly fused: number;
}

export type FusionWeights = Readonly<Record<keyof Lists, number>>;

// A weighted sum of normalised scores beat reciprocal rank fusion wherever one side is much weaker (60,727 statute articles,
// 1,543 questions: nDCG@10 0.378 against 0.356), so ranks are not used.
export const DEFAULT_WEIGHTS: FusionWeights = { lexical: 1, concept: 1, semantic: 1 };

export interface FusionOptions {
  readonly weights?: FusionWeights;
  readonly floor?: number;
  /** The best score of each list without the search's filters: with it, a filter changes no order. 0 or less where unknown. */
  readonly tops?: Readonly<Record<keyof Lists, number>>;
}

const NO_TOPS = { lexical: 0, concept: 0, semantic: 0 } as const;

/**
 * The weighted mean of the scores, each divided by its list's best, or by a better one in `tops` (of vectors: scaled from `floor` to the best); a clause that
 * one list does not have has 0 there, and so has one at 0 or at the floor. Empty lists have no share, so one list alone keeps its
 * order.
 */
export function fuse(
  lists: Lists,
  { weights = DEFAULT_WEIGHTS, floor = 0, tops = NO_TOPS }: FusionOptions = {},
): FusedCandidate[] {
  const share = shares(lists, weights);
  const byWords = scale(lists.lexical, { floor: 0, top: tops.lexical, share: share.lexical });
  const byConcept = scale(lists.concept, { floor: 0, top: tops.concept, share: share.concept });
  const byMeaning = scale(lists.semantic, { floor, top: tops.semantic, share: share.semantic });
  const entries = new Set([...byWords.keys(), ...byConcept.keys(), ...byMeaning.keys()]);
  return [...entries].map((entry) => {
    const [words, concept, meaning] = [byWords.get(entry), byConcept.get(entry), byMeaning.get(entry)];
    return {
      entry,
      lexical: words?.candidate ?? null,
      concept: concept?.candidate ?? null,
      semantic: meaning?.candidate ?? null,
      fused: (words?.share ?? 0) + (concept?.share ?? 0) + (meaning?.share ?? 0),
    };
  });
}

function shares(lists: Lists, weights: FusionWeights): FusionWeights {
  const used = (name: keyof Lists) => (lists[name].length === 0 ? 0 : weights[name]);
  const sum = used('lexical') + used('concept') + used('semantic') || 1;
  return { lexical: used('lexical') / sum, concept: used('concept') / sum, semantic: used('semantic') / sum };
}

function scale<T extends Candidate>(
  list: readonly T[],
  { floor, top, share }: { floor: number; top: number; share: number },
) {
  const best = list.reduce((most, { score }) => Math.max(most, score), Math.max(top, floor));
  const range = best - floor;
  return new Map(
    list.map((candidate) => [
      candidate.entry,
      { candidate, share: range === 0 ? 0 : (share * Math.max(0, candidate.score - floor)) / range },
    ]),
  );
}

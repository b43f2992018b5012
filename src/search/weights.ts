/** Owns what each list counts for a query: how sure its words are of what they found, and how near its concepts are. */
import { BM25F, idf } from '../indexing/lexical.ts';
import type { FusionWeights } from './fuse.ts';
import type { Candidate } from './retrieve.ts';

/** What the words of a query found in the whole index, whatever its filters. */
export interface WordEvidence {
  /** The best score of any clause, as a share of what a clause that is nothing but the query could have; 0 to 1. */
  readonly coverage: number;
  /** How far the best stands above the eleventh: 0 where they are equal, 1 where there is no eleventh. */
  readonly margin: number;
  /** The best score. */
  readonly top: number;
}

/** The best clauses that tell how far the first stands out. */
export const EVIDENCE_CLAUSES = 11;

/**
 * @param best the best clauses of the whole index, at most `EVIDENCE_CLAUSES`
 * @param tokens the tokens asked, to their weight
 */
export function evidenceOf(
  best: readonly Candidate[],
  tokens: ReadonlyMap<string, number>,
  index: { readonly size: number; countOf(name: string): number },
): WordEvidence {
  let possible = 0;
  for (const [name, weight] of tokens)
    possible += weight * idf(index.size, index.countOf(name)) * (BM25F.k1 + 1);
  const scores = best.map(({ score }) => score).sort((a, b) => b - a);
  const top = scores[0] ?? 0;
  if (top === 0 || possible === 0) return { coverage: 0, margin: 0, top: 0 };
  return {
    coverage: Math.min(1, top / possible),
    margin: 1 - (scores[EVIDENCE_CLAUSES - 1] ?? 0) / top,
    top,
  };
}

// Coverage is at most 0.13 for everyday words that no document prints, 0.09 to 0.47 for questions about the law, 0.21 to 0.52 for
// questions that name what they ask for, and above that for official terms; the margin is 0.1 to 0.6 for questions about the
// law, many articles of which say nearly the same, and 0.4 to 0.9 where one paragraph answers. Labels are short, so a long
// question that comes near one says more than it. Chosen on the tuning sets, on a quarter of the statute questions and on every
// ninth question of DRCD dev, all other settings within 0.01 of it; with fixed weights in their place concepts cost statutes 0.09.
const COVERAGE = { from: 0.1, to: 0.3 };
const MARGIN = { from: 0.2, to: 0.5 };
const NEARNESS = { from: 0.2, to: 0.75 };
const CHARACTERS = { from: 20, to: 12 };

/** How much the concepts of a query are to be trusted: 0 not at all, 1 as much as its meaning. @param chars length of its text */
export function conceptTrust({ coverage }: WordEvidence, nearness: number, chars: number): number {
  return (1 - 0.9 * share(coverage, COVERAGE)) * share(nearness, NEARNESS) * share(chars, CHARACTERS);
}

/**
 * Where words are sure of one clause they decide, and where they are not they count half of what meaning does. Clauses that say it
 * outright are always ordered by their meaning as well.
 * @param isSaid whether some clause is a literal hit
 */
export function weightsFor(
  { coverage, margin }: WordEvidence,
  { trust, isSaid }: { trust: number; isSaid: boolean },
): FusionWeights {
  const certainty = share(coverage, COVERAGE) * share(margin, MARGIN);
  return { lexical: 0.5 + 4 * certainty, concept: trust, semantic: 1 - (isSaid ? 0.8 : 1) * certainty };
}

/** How far a value has come from one bound to the other, 0 to 1. */
function share(value: number, { from, to }: { from: number; to: number }): number {
  return Math.max(0, Math.min(1, (value - from) / (to - from)));
}

/** Owns the names of how similar two clauses are. */
import { COPIED_SHARE, LINE } from './similar.ts';

/** verbatim: mostly the same wording; counterpart: the same job; related: a part of it, or the same things. */
export const BANDS = ['verbatim', 'counterpart', 'related'] as const;

export type Band = (typeof BANDS)[number];

/** @param copied how much of the shorter text stands in the other, in runs of shared wording; 0 to 1 */
export function bandOf(similarity: number, copied: number): Band {
  if (copied >= COPIED_SHARE) return 'verbatim';
  return similarity >= LINE ? 'counterpart' : 'related';
}

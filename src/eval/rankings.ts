/** Owns which ways of searching are held side by side: by words, by meaning, by both; with the concept graph and without. */
import type { SearchMode } from '../engine.ts';

export interface Ranking {
  readonly mode: SearchMode;
  /** Whether queries are widened by concepts. */
  readonly concepts: boolean;
}

/** Each mode with concepts, then without; without a model, words are all there is. */
export function rankings(
  hasModel: boolean,
  modes: readonly SearchMode[] = ['lexical', 'semantic', 'hybrid'],
): Ranking[] {
  return modes
    .filter((mode) => hasModel || mode === 'lexical')
    .flatMap((mode) => [true, false].map((concepts) => ({ mode, concepts })));
}

export function rankingName({ mode, concepts }: Ranking): string {
  return concepts ? mode : `${mode} without concepts`;
}

/** Owns what each feature counts for the similarity of two clauses: printed by `npm run fit-similarity`. */
import type { Feature } from './features.ts';

export interface FeatureWeights {
  readonly bias: number;
  /** A feature that is not named counts nothing. */
  readonly weights: Readonly<Partial<Record<Feature, number>>>;
}

/** By what is held against clauses, and whether there are vectors. */
export const WEIGHTS: Readonly<
  Record<'clause' | 'text', Readonly<Record<'meaning' | 'words', FeatureWeights>>>
> = {
  clause: {
    meaning: {
      bias: -6.37,
      weights: {
        words: 3.04,
        held: 2.87,
        characters: 3.81,
        topics: 2.98,
        headings: 2.48,
        meaning: 4.55,
        passages: 2.59,
        glossary: -1.03,
      },
    },
    words: {
      bias: -6.01,
      weights: { words: 4.81, held: 5.09, characters: 8.6, topics: 5.5, headings: 3.71, glossary: -0.15 },
    },
  },
  text: {
    meaning: {
      bias: -6.44,
      weights: {
        words: 1.01,
        held: 2.49,
        characters: 2.06,
        topics: 5.18,
        headings: 0.37,
        meaning: 3.6,
        passages: 4.08,
        glossary: -1.66,
      },
    },
    words: {
      bias: -5.69,
      weights: { words: 3.08, held: 4.51, characters: 8.33, topics: 8, headings: 1.85, glossary: -1.31 },
    },
  },
};

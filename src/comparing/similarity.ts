/** Owns how similar two clauses are: one number, 0 to 1, that says how likely it is that they do the same job. */
import { FEATURES, type Features } from './features.ts';
import { WEIGHTS } from './similarity-weights.ts';

/** What is held against clauses: a clause with its heading, or a pasted text, which is often a single sentence. */
export type SourceKind = 'clause' | 'text';

/**
 * Logistic regression over the features: 1 / (1 + e^-(bias + sum of weight * feature)). Its weights are fitted to judged pairs
 * (`npm run fit-similarity`), so of pairs with similarity 0.7 some seven of ten were judged to share the job or a substantial part
 * of it; `npm run eval -- --only similar` prints how true that is of judgements it was not fitted to.
 * @param hasMeaning whether both have vectors
 */
export function similarityOf(features: Features, source: SourceKind, hasMeaning: boolean): number {
  const { bias, weights } = WEIGHTS[source][hasMeaning ? 'meaning' : 'words'];
  let sum = bias;
  for (const name of FEATURES) sum += (weights[name] ?? 0) * features[name];
  return 1 / (1 + Math.exp(-sum));
}

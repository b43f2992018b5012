/** Owns the seam for search by meaning: what any embedding model looks like from here. */

export type EmbeddingKind = 'query' | 'passage';

export interface Embedder {
  /** Goes into the snapshot: vectors of one model are never compared with those of another. */
  readonly id: string;
  readonly dimensions: number;
  /** How much its scores count beside those of words, 0 to 1: measured model by model with `npx tiaosuo eval`. */
  readonly weight: number;
  /** Cosine below which two texts have nothing to do with each other; -1 to 1. */
  readonly floor: number;
  /**
   * Cosine from which a passage answers a query by its meaning alone, once the query is drawn towards its concepts; `floor` to 1.
   * Measured model by model: topics that no document speaks of must lie below it.
   */
  readonly line: number;
  /**
   * One vector of length 1 for each text, in order; the zero vector for a text without any feature.
   * The same text and kind give the same vector, alone or in a batch.
   */
  embed(texts: readonly string[], kind: EmbeddingKind): Promise<Float32Array[]>;
}

/** Scales to length 1 in place; a zero vector stays zero. */
export function normalize(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const value of vector) sum += value * value;
  if (sum > 0) {
    const scale = 1 / Math.sqrt(sum);
    for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) * scale;
  }
  return vector;
}

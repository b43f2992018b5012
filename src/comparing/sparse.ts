/** Owns sparse vectors: few numbers of many, by ascending place. */

export interface SparseVector {
  /** Ascending, each once. */
  readonly places: Int32Array;
  /** The value at each of `places`. */
  readonly values: Float32Array;
}

export const NOTHING: SparseVector = { places: new Int32Array(0), values: new Float32Array(0) };

/** A vector of length 1, or of nothing where every value is 0. */
export function sparseUnit(values: ReadonlyMap<number, number>): SparseVector {
  const entries = [...values].filter(([, value]) => value !== 0).sort(([a], [b]) => a - b);
  let sum = 0;
  for (const [, value] of entries) sum += value * value;
  if (sum === 0) return NOTHING;
  const scale = 1 / Math.sqrt(sum);
  return {
    places: Int32Array.from(entries, ([place]) => place),
    values: Float32Array.from(entries, ([, value]) => value * scale),
  };
}

export interface Overlap {
  /** The product of both: of two of length 1 their cosine. */
  readonly dot: number;
  /** What share of the squared length of one stands at places that the other has, too: 0 to 1, 0 for a vector of nothing. */
  readonly ofA: number;
  readonly ofB: number;
}

/** @param a, b of length 1, or of nothing */
export function overlapOf(a: SparseVector, b: SparseVector): Overlap {
  let [dot, ofA, ofB] = [0, 0, 0];
  let j = 0;
  for (let i = 0; i < a.places.length; i++) {
    const place = a.places[i] as number;
    while (j < b.places.length && (b.places[j] as number) < place) j++;
    if (j === b.places.length) break;
    if (b.places[j] !== place) continue;
    const [x, y] = [a.values[i] as number, b.values[j] as number];
    dot += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return { dot, ofA: Math.min(1, ofA), ofB: Math.min(1, ofB) };
}

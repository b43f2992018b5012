/** Owns how the vectors of a text's tokens become one. */

/** 'cls': the first token's; 'last': the last one's, behind which only padding stands; 'mean': all of them evenly. */
export const POOLINGS = ['mean', 'cls', 'last'] as const;
export type Pooling = (typeof POOLINGS)[number];

export interface TokenVectors {
  /** Row by row, token by token. */
  readonly data: Float32Array;
  /** Tokens a row has room for. */
  readonly width: number;
  readonly dimensions: number;
}

/** The vector of one row, of which the first `length` tokens are the text's, at least one; the others are padding. */
export function pool(
  { data, width, dimensions }: TokenVectors,
  { row, length, pooling }: { row: number; length: number; pooling: Pooling },
): Float32Array {
  const start = row * width * dimensions;
  const tokenAt = (token: number) => start + token * dimensions;
  if (pooling === 'cls') return data.slice(start, tokenAt(1));
  if (pooling === 'last') return data.slice(tokenAt(length - 1), tokenAt(length));
  const mean = new Float32Array(dimensions);
  for (let at = start; at < tokenAt(length); at += dimensions) {
    for (let i = 0; i < dimensions; i++) mean[i] = (mean[i] ?? 0) + (data[at + i] ?? 0) / length;
  }
  return mean;
}

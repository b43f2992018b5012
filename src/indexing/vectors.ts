/** Owns the vectors of the passages: one flat array, cosine best-k under a filter, exact. */
import { TiaosuoError } from '../core/errors.ts';
import { topK } from '../core/topk.ts';

export interface VectorIndex {
  readonly dimensions: number;
  /** Passages; vector i belongs to passage i of the snapshot. */
  readonly size: number;
  /** Best first, ties by passage; cosine -1 to 1. `query` has length 1 and `dimensions` values. */
  search(query: Float32Array, options: VectorSearchOptions): VectorMatch[];
  /** `size * dimensions` float32 values, little-endian. */
  serialize(): Uint8Array;
}

export interface VectorSearchOptions {
  readonly limit: number;
  /** Only cosines of at least this. */
  readonly floor?: number;
  readonly accept?: (id: number) => boolean;
}

export interface VectorMatch {
  readonly id: number;
  readonly score: number;
}

export function buildVectorIndex(vectors: readonly Float32Array[], dimensions: number): VectorIndex {
  const values = new Float32Array(vectors.length * dimensions);
  vectors.forEach((vector, i) => {
    if (vector.length !== dimensions) {
      throw new TiaosuoError('internal', `vector ${i} has ${vector.length} values, not ${dimensions}`, {
        hint: 'the embedder gave vectors of another length than it declares',
      });
    }
    values.set(vector, i * dimensions);
  });
  return wrap(values, dimensions);
}

export function openVectorIndex(bytes: Uint8Array, dimensions: number): VectorIndex {
  return wrap(new Float32Array(Uint8Array.from(bytes).buffer), dimensions);
}

function wrap(values: Float32Array, dimensions: number): VectorIndex {
  const size = dimensions === 0 ? 0 : values.length / dimensions;
  return {
    dimensions,
    size,
    search(query, { limit, floor = -1, accept = () => true }) {
      return topK(scores(values, query, { floor, accept, size }), limit, (a, b) => a - b).map(
        ({ item, score }) => ({
          id: item,
          score,
        }),
      );
    },
    serialize: () => new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  };
}

function* scores(
  values: Float32Array,
  query: Float32Array,
  { floor, accept, size }: { floor: number; accept: (id: number) => boolean; size: number },
) {
  for (let id = 0; id < size; id++) {
    if (!accept(id)) continue;
    let score = 0;
    const offset = id * query.length;
    for (let i = 0; i < query.length; i++) score += (values[offset + i] ?? 0) * (query[i] ?? 0);
    if (score >= floor) yield { item: id, score };
  }
}

/** Owns the vectors of the passages: one flat array, cosine best-k under a filter, exact. */
import { dot } from '../core/dot.ts';
import { TiaosuoError } from '../core/errors.ts';
import { Sections, type SectionWriter } from '../core/sections.ts';
import { topK } from '../core/topk.ts';

export interface VectorIndex {
  readonly dimensions: number;
  /** Passages; vector i belongs to passage i of the snapshot. */
  readonly size: number;
  /** Best first, ties by passage; cosine -1 to 1. `query` has length 1 and `dimensions` values. */
  search(query: Float32Array, options: VectorSearchOptions): VectorMatch[];
  /** The vector of a passage. */
  vector(id: number): Float32Array;
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
    values.set(checked(vector, dimensions, i), i * dimensions);
  });
  return wrap(values, dimensions);
}

/** Writes a section of `vectors.length * dimensions` float32 values. */
export function writeVectors(
  writer: SectionWriter,
  vectors: readonly Float32Array[],
  dimensions: number,
): void {
  writer.begin(SECTION);
  for (const vector of vectors) writer.append(checked(vector, dimensions, 'to be written'));
}

/** @param files what `writeVectors` wrote, segment by segment; passages are counted through them */
export function openVectorIndex(files: readonly Uint8Array[], dimensions: number): VectorIndex {
  const segments = files.map((bytes) => new Sections(bytes).float32(SECTION));
  if (segments.length === 1 && segments[0] !== undefined) return wrap(segments[0], dimensions);
  const values = new Float32Array(segments.reduce((sum, segment) => sum + segment.length, 0));
  let at = 0;
  for (const segment of segments) {
    values.set(segment, at);
    at += segment.length;
  }
  return wrap(values, dimensions);
}

const SECTION = 'vectors';

function checked(vector: Float32Array, dimensions: number, which: string | number): Float32Array {
  if (vector.length === dimensions) return vector;
  throw new TiaosuoError('internal', `vector ${which} has ${vector.length} values, not ${dimensions}`, {
    hint: 'the embedder gave vectors of another length than it declares',
  });
}

function wrap(values: Float32Array, dimensions: number): VectorIndex {
  const size = dimensions === 0 ? 0 : values.length / dimensions;
  return {
    dimensions,
    size,
    vector: (id) => values.subarray(id * dimensions, (id + 1) * dimensions),
    search(query, { limit, floor = -1, accept = () => true }) {
      return topK(scores(values, query, { floor, accept, size }), limit, (a, b) => a - b).map(
        ({ item, score }) => ({
          id: item,
          score,
        }),
      );
    },
  };
}

function* scores(
  values: Float32Array,
  query: Float32Array,
  { floor, accept, size }: { floor: number; accept: (id: number) => boolean; size: number },
) {
  for (let id = 0; id < size; id++) {
    if (!accept(id)) continue;
    const score = dot(query, values, id * query.length);
    if (score >= floor) yield { item: id, score };
  }
}

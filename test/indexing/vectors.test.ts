/** Proves that vector search is exact: what a plain loop over all vectors finds, in the same order, under every filter. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TiaosuoError } from '../../src/core/errors.ts';
import {
  buildVectorIndex,
  openVectorIndex,
  type VectorMatch,
  writeVectors,
} from '../../src/indexing/vectors.ts';
import { writtenBytes } from '../support/postings.ts';

// Few distinct values, so that equal scores are common and the order among them is tested too.
const component = fc.oneof(fc.constantFrom(-1, -0.5, 0, 0.5, 1), fc.float({ min: -1, max: 1, noNaN: true }));

const someSearch = fc.integer({ min: 1, max: 6 }).chain((dimensions) => {
  const vector = fc.array(component, { minLength: dimensions, maxLength: dimensions });
  return fc.record({
    dimensions: fc.constant(dimensions),
    vectors: fc.array(
      vector.map((values) => Float32Array.from(values)),
      { maxLength: 25 },
    ),
    query: vector.map((values) => Float32Array.from(values)),
    limit: fc.integer({ min: 0, max: 30 }),
    floor: fc.constantFrom(undefined, -1, 0, 0.5, 2),
    step: fc.integer({ min: 1, max: 4 }),
  });
});

interface Brute {
  readonly vectors: readonly Float32Array[];
  readonly query: Float32Array;
  readonly limit: number;
  readonly floor?: number | undefined;
  readonly step: number;
}

function byBruteForce({ vectors, query, limit, floor = -1, step }: Brute): VectorMatch[] {
  return vectors
    .map((vector, id) => ({ id, score: vector.reduce((sum, value, i) => sum + value * (query[i] ?? 0), 0) }))
    .filter(({ id, score }) => id % step === 0 && score >= floor)
    .sort((a, b) => b.score - a.score || a.id - b.id)
    .slice(0, limit);
}

describe('vector search', () => {
  it('finds what brute force finds, best first and ties by passage', () => {
    fc.assert(
      fc.property(someSearch, ({ dimensions, vectors, query, limit, floor, step }) => {
        const index = buildVectorIndex(vectors, dimensions);
        const found = index.search(query, {
          limit,
          accept: (id) => id % step === 0,
          ...(floor === undefined ? {} : { floor }),
        });
        expect(found).toEqual(byBruteForce({ vectors, query, limit, floor, step }));
      }),
      { numRuns: 500 },
    );
  });

  it('accepts every passage and every cosine where nothing is said', () => {
    const index = buildVectorIndex([Float32Array.of(-1, 0), Float32Array.of(1, 0)], 2);
    expect(index.search(Float32Array.of(1, 0), { limit: 9 })).toEqual([
      { id: 1, score: 1 },
      { id: 0, score: -1 },
    ]);
  });

  it('says how many vectors it has and how long they are', () => {
    const index = buildVectorIndex([new Float32Array(3), new Float32Array(3)], 3);
    expect([index.size, index.dimensions]).toEqual([2, 3]);
    const empty = buildVectorIndex([], 3);
    expect([empty.size, empty.search(new Float32Array(3), { limit: 5 })]).toEqual([0, []]);
  });

  it('refuses vectors of another length than the declared one', () => {
    const build = () => buildVectorIndex([new Float32Array(2), new Float32Array(3)], 2);
    expect(build).toThrow(TiaosuoError);
    expect(build).toThrow(/vector 1 has 3 values, not 2/);
  });

  it('finds the same after it was written and opened again, in one file or in several', () => {
    fc.assert(
      fc.property(someSearch, fc.array(fc.nat({ max: 25 }), { maxLength: 3 }), (search, cuts) => {
        const { dimensions, vectors, query, limit, floor = -1, step } = search;
        const borders = [0, ...cuts.sort((a, b) => a - b), vectors.length];
        const files = borders
          .slice(1)
          .map((end, i) => writtenBytes((w) => writeVectors(w, vectors.slice(borders[i], end), dimensions)));
        const opened = openVectorIndex(files, dimensions);
        expect([opened.size, opened.dimensions]).toEqual([vectors.length, dimensions]);
        vectors.forEach((vector, id) => {
          expect([...opened.vector(id)]).toEqual([...vector]);
        });
        const accept = (id: number) => id % step === 0;
        expect(opened.search(query, { limit, floor, accept })).toEqual(
          byBruteForce({ vectors, query, limit, floor, step }),
        );
      }),
    );
  });

  it('opens no file at all as an index without vectors', () => {
    const index = openVectorIndex([], 3);
    expect([index.size, index.search(new Float32Array(3), { limit: 5 })]).toEqual([0, []]);
  });

  it('opens bytes wherever they lie: at an odd offset, or in the Buffer that reading a file gives', () => {
    const bytes = writtenBytes((w) => writeVectors(w, [Float32Array.of(1, 0), Float32Array.of(0, 1)], 2));
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    for (const view of [shifted.subarray(1), Buffer.from(bytes)]) {
      const opened = openVectorIndex([view], 2);
      expect(opened.size).toBe(2);
      expect(opened.search(Float32Array.of(0, 1), { limit: 1 })).toEqual([{ id: 1, score: 1 }]);
    }
  });

  it('refuses to write a vector of another length than the declared one', () => {
    expect(() => writtenBytes((w) => writeVectors(w, [new Float32Array(3)], 2))).toThrow(
      /has 3 values, not 2/,
    );
  });

  it('writes float32, little-endian, vector after vector', () => {
    const bytes = writtenBytes((w) => writeVectors(w, [Float32Array.of(1, -2), Float32Array.of(0.5, 0)], 2));
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    expect([0, 4, 8, 12].map((at) => view.getFloat32(at, true))).toEqual([1, -2, 0.5, 0]);
  });
});

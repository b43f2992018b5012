/** Owns the vectors of the concept graph's labels: which of them mean what a query means, and what a concept means. */
//
// Labels are many and short, so each is kept in 8-bit steps of its own largest value: a quarter of the space, and cosines that
// differ in the third digit. A query is held against the mean of each concept first, then against the labels of the nearest.
import { type ConceptGraph, conceptGraph } from '../concepts/graph.ts';
import { Sections } from '../core/sections.ts';
import { topK } from '../core/topk.ts';
import { type Embedder, normalize } from '../embedding/embedder.ts';
import { readStored, type StoredFile, StoredWriter } from './snapshot.ts';

export interface LabelVectors {
  /**
   * Cosines, -1 to 1, of a query (length 1) with every label of the concepts nearest to it, and with the labels named besides.
   */
  near(query: Float32Array, options: { concepts: number; besides?: Iterable<number> }): Map<number, number>;
  /** The mean of a concept's official labels, of length 1. */
  official(concept: number): Float32Array;
}

export interface LabelOptions {
  readonly folder: string;
  readonly embedder: Embedder | null;
  readonly onProgress: (message: string) => void;
}

const BATCH = 1024;

/** Embeds the labels of the graph, unless `old` holds them already: then that file stays. Null without an embedder. */
export async function storeLabels(
  old: StoredFile | null,
  { folder, embedder, onProgress }: LabelOptions,
): Promise<StoredFile | null> {
  if (embedder === null) return null;
  if (old !== null && isWhole(folder, old)) return old;
  const graph = conceptGraph();
  const vectors: Float32Array[] = [];
  for (let from = 0; from < graph.labels.length; from += BATCH) {
    const texts = graph.labels.slice(from, from + BATCH).map(({ text }) => text);
    vectors.push(...(await embedder.embed(texts, 'passage')));
    onProgress(`embedding ${vectors.length} of ${graph.labels.length} labels of concepts`);
  }
  return writeLabels(folder, graph, vectors);
}

function isWhole(folder: string, stored: StoredFile): boolean {
  try {
    readStored(folder, stored);
    return true;
  } catch {
    return false;
  }
}

const STEPS = 127;

function writeLabels(folder: string, graph: ConceptGraph, vectors: readonly Float32Array[]): StoredFile {
  const dimensions = vectors[0]?.length ?? 0;
  const rows = new Int8Array(vectors.length * dimensions);
  const scales = new Float32Array(vectors.length);
  const means = graph.concepts.map(() => new Float32Array(dimensions));
  vectors.forEach((vector, label) => {
    const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    scales[label] = largest / STEPS;
    const mean = means[graph.labels[label]?.concept ?? 0];
    vector.forEach((value, i) => {
      rows[label * dimensions + i] = largest === 0 ? 0 : Math.round((value / largest) * STEPS);
      if (mean !== undefined) mean[i] = (mean[i] ?? 0) + value;
    });
  });
  const stored = new StoredWriter(folder, 'labels');
  try {
    stored.writer.add('rows', rows);
    stored.writer.add('scales', scales);
    stored.writer.begin('means');
    for (const mean of means) stored.writer.append(normalize(mean));
    return stored.finish();
  } catch (error) {
    stored.abandon();
    throw error;
  }
}

/** @param bytes what `storeLabels` wrote for this graph */
export function openLabelVectors(bytes: Uint8Array, graph: ConceptGraph): LabelVectors {
  const sections = new Sections(bytes);
  const unsigned = sections.bytes('rows');
  const rows = new Int8Array(unsigned.buffer, unsigned.byteOffset, unsigned.byteLength);
  const scales = sections.float32('scales');
  const means = sections.float32('means');
  const dimensions = rows.length / Math.max(1, scales.length);
  const labelsOf = graph.concepts.map((): number[] => []);
  graph.labels.forEach(({ concept }, label) => {
    labelsOf[concept]?.push(label);
  });
  const cosine = (query: Float32Array, label: number) =>
    dot(query, rows, label * dimensions) * (scales[label] ?? 0);
  return {
    near(query, { concepts, besides = [] }) {
      const found = new Map<number, number>();
      const nearest = topK(byMean(means, query), concepts, (a, b) => a - b);
      for (const { item } of nearest) {
        for (const label of labelsOf[item] ?? []) found.set(label, cosine(query, label));
      }
      for (const label of besides) if (!found.has(label)) found.set(label, cosine(query, label));
      return found;
    },
    official(concept) {
      const sum = new Float32Array(dimensions);
      for (const label of labelsOf[concept] ?? []) {
        if (graph.labels[label]?.kind !== 'official') continue;
        const scale = scales[label] ?? 0;
        for (let i = 0; i < dimensions; i++) {
          sum[i] = (sum[i] ?? 0) + (rows[label * dimensions + i] ?? 0) * scale;
        }
      }
      return normalize(sum);
    },
  };
}

function* byMean(means: Float32Array, query: Float32Array) {
  const concepts = means.length / Math.max(1, query.length);
  for (let concept = 0; concept < concepts; concept++) {
    yield { item: concept, score: dot(query, means, concept * query.length) };
  }
}

function dot(query: Float32Array, values: Float32Array | Int8Array, offset: number): number {
  let sum = 0;
  for (let i = 0; i < query.length; i++) sum += (query[i] ?? 0) * (values[offset + i] ?? 0);
  return sum;
}

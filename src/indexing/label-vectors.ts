/** Owns the vectors of the concept graph's labels: which of them mean what a query means, and what a concept means. */
//
// Labels are many and short, so each is kept in 8-bit steps of its own largest value: a quarter of the space, and cosines that
// differ in the third digit. A query is held against the mean of each concept first, then against the labels of the nearest.
import { type ConceptGraph, conceptGraph } from '../concepts/graph.ts';
import { dotSteps } from '../core/dot.ts';
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
  const name = `${embedder.id} ${graph.id}`;
  const vectors =
    (last?.name === name ? last.vectors.deref() : undefined) ??
    (await embedLabels(graph, embedder, onProgress));
  last = { name, vectors: new WeakRef(vectors) };
  return writeLabels(folder, graph, vectors);
}

/** Those embedded last: a process that builds several indexes makes them once, as long as memory is not wanted elsewhere. */
let last: { readonly name: string; readonly vectors: WeakRef<readonly Float32Array[]> } | null = null;

async function embedLabels(
  { labels }: ConceptGraph,
  embedder: Embedder,
  onProgress: (message: string) => void,
): Promise<readonly Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let from = 0; from < labels.length; from += BATCH) {
    const texts = labels.slice(from, from + BATCH).map(({ text }) => text);
    vectors.push(...(await embedder.embed(texts, 'passage')));
    onProgress(`embedding ${vectors.length} of ${labels.length} labels of concepts`);
  }
  return vectors;
}

function isWhole(folder: string, stored: StoredFile): boolean {
  try {
    readStored(folder, stored);
    return true;
  } catch {
    return false;
  }
}

function writeLabels(folder: string, graph: ConceptGraph, vectors: readonly Float32Array[]): StoredFile {
  const dimensions = vectors[0]?.length ?? 0;
  const means = graph.concepts.map(() => new Float32Array(dimensions));
  vectors.forEach((vector, label) => {
    const mean = means[graph.labels[label]?.concept ?? 0];
    for (let i = 0; i < dimensions; i++) if (mean !== undefined) mean[i] = (mean[i] ?? 0) + (vector[i] ?? 0);
  });
  const stored = new StoredWriter(folder, 'labels');
  try {
    for (const [name, list] of [
      ['labels', vectors],
      ['means', means.map(normalize)],
    ] as const) {
      const { steps, scales } = inSteps(list, dimensions);
      stored.writer.add(`${name}.steps`, steps);
      stored.writer.add(`${name}.scales`, scales);
    }
    return stored.finish();
  } catch (error) {
    stored.abandon();
    throw error;
  }
}

const STEPS = 127;

/** Vectors one after the other in steps; a step of vector i is `scales[i]`. */
interface Stepped {
  readonly steps: Int8Array;
  readonly scales: Float32Array;
}

function inSteps(vectors: readonly Float32Array[], dimensions: number): Stepped {
  const steps = new Int8Array(vectors.length * dimensions);
  const scales = new Float32Array(vectors.length);
  vectors.forEach((vector, row) => {
    let largest = 0;
    for (const value of vector) largest = Math.max(largest, Math.abs(value));
    if (largest === 0) return;
    scales[row] = largest / STEPS;
    for (let i = 0; i < dimensions; i++) {
      steps[row * dimensions + i] = Math.round(((vector[i] ?? 0) / largest) * STEPS);
    }
  });
  return { steps, scales };
}

function readStepped(sections: Sections, name: string): Stepped {
  const bytes = sections.bytes(`${name}.steps`);
  const steps = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { steps, scales: sections.float32(`${name}.scales`) };
}

/** @param bytes what `storeLabels` wrote for this graph */
export function openLabelVectors(bytes: Uint8Array, graph: ConceptGraph): LabelVectors {
  const sections = new Sections(bytes);
  const labels = readStepped(sections, 'labels');
  const means = readStepped(sections, 'means');
  const dimensions = labels.steps.length / Math.max(1, labels.scales.length);
  const labelsOf = graph.concepts.map((): number[] => []);
  graph.labels.forEach(({ concept }, label) => {
    labelsOf[concept]?.push(label);
  });
  const cosine = ({ steps, scales }: Stepped, query: Float32Array, row: number) =>
    dotSteps(query, steps, row * dimensions) * (scales[row] as number);
  return {
    near(query, { concepts, besides = [] }) {
      const found = new Map<number, number>();
      const scores = graph.concepts.map((_, concept) => ({
        item: concept,
        score: cosine(means, query, concept),
      }));
      const nearest = topK(scores, concepts, (a, b) => a - b);
      for (const { item } of nearest) {
        for (const label of labelsOf[item] ?? []) found.set(label, cosine(labels, query, label));
      }
      for (const label of besides) if (!found.has(label)) found.set(label, cosine(labels, query, label));
      return found;
    },
    official(concept) {
      const sum = new Float32Array(dimensions);
      for (const label of labelsOf[concept] ?? []) {
        if (graph.labels[label]?.kind !== 'official') continue;
        const scale = labels.scales[label] ?? 0;
        for (let i = 0; i < dimensions; i++) {
          sum[i] = (sum[i] ?? 0) + (labels.steps[label * dimensions + i] ?? 0) * scale;
        }
      }
      return normalize(sum);
    },
  };
}

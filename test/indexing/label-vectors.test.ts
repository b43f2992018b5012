/** Proves that label vectors are what the embedder gave to within a step, that near labels are found, and that a whole file is kept. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { conceptGraph } from '../../src/concepts/graph.ts';
import { type Embedder, normalize } from '../../src/embedding/embedder.ts';
import { createHashingEmbedder } from '../../src/embedding/hashing.ts';
import { type LabelVectors, openLabelVectors, storeLabels } from '../../src/indexing/label-vectors.ts';
import type { StoredFile } from '../../src/indexing/snapshot.ts';
import { FIRST_BUILD_MS } from '../support/corpus.ts';
import { makeTempFolder } from '../support/folders.ts';

const graph = conceptGraph();
const hashing = createHashingEmbedder(64);
const folder = makeTempFolder();
let embedded = 0;
const embedder: Embedder = {
  ...hashing,
  embed: (texts, kind) => {
    embedded += texts.length;
    return hashing.embed(texts, kind);
  },
};
const store = (old: StoredFile | null) => storeLabels(old, { folder, embedder, onProgress: () => {} });
const vectorOf = async (text: string) => (await hashing.embed([text], 'query'))[0] ?? new Float32Array(64);
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

let stored: StoredFile;
let labels: LabelVectors;

beforeAll(async () => {
  const file = await store(null);
  if (file === null) throw new Error('nothing was stored');
  stored = file;
  labels = openLabelVectors(readFileSync(join(folder, stored.file)), graph);
}, FIRST_BUILD_MS);

describe('label vectors', () => {
  it('give the cosines of the embedder to the second digit', async () => {
    for (const text of ['噪声污染防治', '工厂晚上太吵', '烧煤改用电']) {
      const query = await vectorOf(text);
      const near = labels.near(query, { concepts: 50 });
      expect(near.size).toBeGreaterThan(50);
      for (const [label, cosine] of near) {
        expect(cosine).toBeCloseTo(dot(query, await vectorOf(graph.labels[label]?.text ?? '')), 1.7);
      }
    }
  });

  it('find the label itself, and those named besides wherever they are', async () => {
    const label = graph.labels.findIndex(({ kind }) => kind === 'everyday');
    const query = await vectorOf(graph.labels[label]?.text ?? '');
    expect(labels.near(query, { concepts: 400 }).get(label)).toBeCloseTo(1, 1.7);
    const far = graph.labels.length - 1;
    expect(labels.near(query, { concepts: 1, besides: [far] }).has(far)).toBe(true);
  });

  it('mean of a concept the middle of its official labels', async () => {
    const sum = new Float32Array(64);
    for (const { concept, kind, text } of graph.labels) {
      if (concept !== 3 || kind !== 'official') continue;
      (await vectorOf(text)).forEach((value, i) => {
        sum[i] = (sum[i] ?? 0) + value;
      });
    }
    expect(dot(labels.official(3), normalize(sum))).toBeCloseTo(1, 2);
  });

  it('are kept while their file is whole, and written anew where it is not', async () => {
    embedded = 0;
    expect(await store(stored)).toEqual(stored);
    expect(embedded).toBe(0);
    const path = join(folder, stored.file);
    const bytes = readFileSync(path);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(await store(stored)).toEqual(stored);
    expect(readFileSync(path)).not.toEqual(Buffer.from(bytes));
  });

  it('are none without an embedder', async () => {
    expect(await storeLabels(stored, { folder, embedder: null, onProgress: () => {} })).toBe(null);
  });
});

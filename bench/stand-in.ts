/** STAND-IN for the engine of src/indexing/, until it is there: a plain inverted index in typed arrays. Not the product. */
import { closeSync, openSync, readFileSync, readSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { topK } from '../src/core/topk.ts';
import type { Entry, Found } from './adapter.ts';
import { idf, saturated, weightedCounts } from './expected.ts';

const CHUNK = 1 << 22;

export function build(folder: string, entries: Iterable<Entry>): void {
  const terms = new Map<string, number>();
  const holding: number[] = [];
  const lengths: number[] = [];
  const chunks: { terms: Uint32Array; ids: Uint32Array; counts: Float32Array }[] = [];
  let used = CHUNK;
  for (const entry of entries) {
    const { counts, length } = weightedCounts(entry);
    lengths.push(length);
    for (const [token, count] of counts) {
      let term = terms.get(token);
      if (term === undefined) {
        term = terms.size;
        terms.set(token, term);
        holding.push(0);
      }
      holding[term] = (holding[term] ?? 0) + 1;
      if (used === CHUNK) {
        chunks.push({
          terms: new Uint32Array(CHUNK),
          ids: new Uint32Array(CHUNK),
          counts: new Float32Array(CHUNK),
        });
        used = 0;
      }
      const chunk = chunks.at(-1);
      if (chunk === undefined) continue;
      chunk.terms[used] = term;
      chunk.ids[used] = entry.id;
      chunk.counts[used++] = count;
    }
  }
  const starts = new Uint32Array(holding.length + 1);
  for (const [term, count] of holding.entries()) starts[term + 1] = (starts[term] ?? 0) + count;
  const total = starts[holding.length] ?? 0;
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  const ids = new Uint32Array(total);
  const impacts = new Float32Array(total);
  const next = starts.slice();
  let left = total;
  for (const chunk of chunks) {
    for (let i = 0; i < Math.min(CHUNK, left); i++) {
      const term = chunk.terms[i] ?? 0;
      const id = chunk.ids[i] ?? 0;
      const slot = next[term] ?? 0;
      next[term] = slot + 1;
      ids[slot] = id;
      const part = saturated(chunk.counts[i] ?? 0, lengths[id] ?? 0, average);
      impacts[slot] = part * idf(lengths.length, holding[term] ?? 0);
    }
    left -= CHUNK;
  }
  writeFileSync(join(folder, 'terms.txt'), [lengths.length, ...terms.keys()].join('\n'));
  writeBytes(join(folder, 'starts'), starts);
  writeBytes(join(folder, 'ids'), ids);
  writeBytes(join(folder, 'impacts'), impacts);
}

export function open(folder: string) {
  const [size, ...names] = readFileSync(join(folder, 'terms.txt'), 'utf8').split('\n');
  const terms = new Map(names.map((name, term) => [name, term]));
  const starts = new Uint32Array(readBytes(join(folder, 'starts')));
  const ids = new Uint32Array(readBytes(join(folder, 'ids')));
  const impacts = new Float32Array(readBytes(join(folder, 'impacts')));
  const scores = new Float32Array(Number(size));
  return {
    size: Number(size),
    search({
      weights,
      limit,
      accept,
    }: {
      weights: ReadonlyMap<string, number>;
      limit: number;
      accept?: (id: number) => boolean;
    }) {
      let touched = 0;
      const held: number[] = [];
      for (const [token, weight] of weights) {
        const term = terms.get(token);
        if (term === undefined) continue;
        const end = starts[term + 1] ?? 0;
        for (let at = starts[term] ?? 0; at < end; at++) {
          const id = ids[at] ?? 0;
          if (scores[id] === 0) held.push(id);
          scores[id] = (scores[id] ?? 0) + weight * (impacts[at] ?? 0);
        }
        touched += end - (starts[term] ?? 0);
      }
      const scored = function* () {
        for (const id of held) if (accept?.(id) ?? true) yield { item: id, score: scores[id] ?? 0 };
      };
      const best: Found[] = topK(scored(), limit, (a, b) => a - b).map(({ item, score }) => ({
        id: item,
        score,
      }));
      for (const id of held) scores[id] = 0;
      return { best, touched };
    },
  };
}

const SLICE = 1 << 30;

function writeBytes(path: string, numbers: Uint32Array | Float32Array): void {
  const file = openSync(path, 'w');
  const { buffer, byteOffset, byteLength } = numbers;
  for (let at = 0; at < byteLength; ) {
    at += writeSync(file, new Uint8Array(buffer, byteOffset + at, Math.min(SLICE, byteLength - at)));
  }
  closeSync(file);
}

function readBytes(path: string): ArrayBuffer {
  const buffer = new ArrayBuffer(statSync(path).size);
  const file = openSync(path, 'r');
  for (let at = 0; at < buffer.byteLength; ) {
    at += readSync(file, new Uint8Array(buffer, at, Math.min(SLICE, buffer.byteLength - at)));
  }
  closeSync(file);
  return buffer;
}

/** Owns the vectors of passages that were embedded before: an unchanged passage is never embedded again. */
import {
  appendBehind,
  fileLength,
  joinPath,
  listOldestFirst,
  makeFolder,
  moveFile,
  readPieces,
  removeFile,
  sha256,
} from '../core/files.ts';
import type { Embedder } from './embedder.ts';

//   <folder>/<hash of the embedder's id>.new    records, appended: key (16 bytes) | vector | check (8 bytes)
//   <folder>/<hash of the embedder's id>.old    the same, no longer written
//
// A key is the beginning of the text's SHA-256, a check that of the record's own: a record that was cut short or damaged is as
// if it were not there. When the new file has half of the bytes allowed it becomes the old one, and what is still asked for of
// the old one is written into the new one: what nobody asks for any more goes away in time. Files of the embedders that were
// used last are kept, of four in all. Whoever builds an index holds its lock, so there is one writer.

export interface CacheLimits {
  /** Of one embedder's two files together. */
  readonly maxBytes?: number;
  readonly maxEmbedders?: number;
}

const KEY_BYTES = 16;
const CHECK_BYTES = 8;

/** The same embedder, which remembers passages in a folder. Queries are not remembered: they are few and private. */
export function rememberPassages(
  embedder: Embedder,
  folder: string,
  { maxBytes = 2 ** 30, maxEmbedders = 4 }: CacheLimits = {},
): Embedder {
  const name = sha256(embedder.id).slice(0, 16);
  const path = (age: string) => joinPath(folder, `${name}.${age}`);
  let files: { fresh: VectorFile; old: VectorFile } | undefined;

  function open() {
    makeFolder(folder);
    forgetOthers(folder, name, maxEmbedders);
    files = {
      fresh: new VectorFile(path('new'), embedder.dimensions),
      old: new VectorFile(path('old'), embedder.dimensions),
    };
    return files;
  }

  function remember(vectors: ReadonlyMap<string, Float32Array>): void {
    const { fresh } = files ?? open();
    fresh.append(vectors);
    if (fresh.bytes < maxBytes / 2) return;
    moveFile(path('new'), path('old'));
    files = undefined;
  }

  return {
    ...embedder,
    async embed(texts, kind) {
      if (kind === 'query' || texts.length === 0) return embedder.embed(texts, kind);
      const keys = texts.map((text) => sha256(text).slice(0, KEY_BYTES * 2));
      const { fresh, old } = files ?? open();
      const known = fresh.read(keys);
      const before = old.read(keys.filter((key) => !known.has(key)));
      const missing = new Map(
        keys.flatMap((key, i) => (known.has(key) || before.has(key) ? [] : [[key, i]])),
      );
      const made = await embedder.embed(
        [...missing.values()].map((i) => texts[i] ?? ''),
        kind,
      );
      const added = new Map(before);
      [...missing.keys()].forEach((key, i) => {
        added.set(key, made[i] ?? new Float32Array(embedder.dimensions));
      });
      if (added.size > 0) remember(added);
      return keys.map((key) =>
        Float32Array.from(known.get(key) ?? added.get(key) ?? new Float32Array(embedder.dimensions)),
      );
    },
  };
}

function forgetOthers(folder: string, own: string, maxEmbedders: number): void {
  const files = listOldestFirst(folder).reverse();
  const names = [...new Set(files.map((file) => file.replace(/\.(new|old)$/, '')))];
  const kept = names.filter((name) => name !== own).slice(0, maxEmbedders - 1);
  for (const file of files) {
    if (![own, ...kept].some((name) => file.startsWith(name))) removeFile(joinPath(folder, file));
  }
}

/** Records of one length; where each key's is, is known from reading the file once. */
class VectorFile {
  readonly #path: string;
  readonly #recordBytes: number;
  readonly #places = new Map<string, number>();
  #records: number;

  constructor(path: string, dimensions: number) {
    this.#path = path;
    this.#recordBytes = KEY_BYTES + dimensions * Float32Array.BYTES_PER_ELEMENT + CHECK_BYTES;
    this.#records = Math.floor(fileLength(path) / this.#recordBytes);
    this.#findRecords();
  }

  get bytes(): number {
    return this.#records * this.#recordBytes;
  }

  /** Those of the keys that are here. */
  read(keys: readonly string[]): Map<string, Float32Array> {
    const found = [...new Set(keys)].filter((key) => this.#places.has(key));
    if (found.length === 0) return new Map();
    const spans = found.map((key) => this.#spanOf(this.#places.get(key) ?? 0));
    return new Map(
      readPieces(this.#path, spans).flatMap((record, i) => {
        const key = found[i] ?? '';
        const vector = record.slice(KEY_BYTES, record.length - CHECK_BYTES);
        return isWhole(record) ? [[key, new Float32Array(vector.buffer)]] : [];
      }),
    );
  }

  append(vectors: ReadonlyMap<string, Float32Array>): void {
    const bytes = new Uint8Array(vectors.size * this.#recordBytes);
    let record = 0;
    for (const [key, vector] of vectors) {
      const into = bytes.subarray(record * this.#recordBytes, (record + 1) * this.#recordBytes);
      into.set(Buffer.from(key, 'hex'));
      into.set(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength), KEY_BYTES);
      into.set(checkOf(into), into.length - CHECK_BYTES);
      this.#places.set(key, this.#records + record++);
    }
    // A record that a crash cut short goes, or those behind it would not be where they are looked for.
    appendBehind(this.#path, this.bytes, bytes);
    this.#records += record;
  }

  #spanOf(record: number) {
    return { start: record * this.#recordBytes, end: (record + 1) * this.#recordBytes };
  }

  /** Only keys are read here; whether a record is whole shows when it is asked for. */
  #findRecords(): void {
    for (let from = 0; from < this.#records; from += RECORDS_AT_ONCE) {
      const count = Math.min(RECORDS_AT_ONCE, this.#records - from);
      const spans = Array.from({ length: count }, (_, i) => {
        const { start } = this.#spanOf(from + i);
        return { start, end: start + KEY_BYTES };
      });
      readPieces(this.#path, spans).forEach((key, i) => {
        this.#places.set(Buffer.from(key).toString('hex'), from + i);
      });
    }
  }
}

const RECORDS_AT_ONCE = 1024;

function checkOf(record: Uint8Array): Uint8Array {
  const digest = sha256(record.subarray(0, record.length - CHECK_BYTES));
  return Buffer.from(digest.slice(0, CHECK_BYTES * 2), 'hex');
}

function isWhole(record: Uint8Array): boolean {
  return record.length > CHECK_BYTES && Buffer.compare(checkOf(record), record.subarray(-CHECK_BYTES)) === 0;
}

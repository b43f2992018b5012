/** The adapter of our own engine: the product's postings, all of them, whatever tokens a question asks for. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bitmap } from '../src/core/bitmap.ts';
import type { FieldContent } from '../src/indexing/lexical.ts';
import { MAX_GATHERED_POSTINGS, PostingsBuilder } from '../src/indexing/postings/builder.ts';
import { PostingsIndex } from '../src/indexing/postings/postings-index.ts';
import { PostingsSegment } from '../src/indexing/postings/segment.ts';
import { readStored, type StoredFile, StoredWriter } from '../src/indexing/snapshot.ts';
import type { Adapter, CityFilter, Entry } from './adapter.ts';
import { weightsOf } from './expected.ts';

export const OURS = 'tiaosuo' as const;

export function tiaosuo(): Adapter {
  return {
    name: 'Tiaosuo',
    wantsCodes: false,
    wantsAll: true,
    canFilter: true,
    build: buildPostings,
    open(folder) {
      // As the product opens a snapshot: every file is read and held against its checksum.
      const parts = readManifest(folder).map((file) => ({
        segment: new PostingsSegment(readStored(folder, file)),
        live: null,
      }));
      const index = new PostingsIndex(parts);
      return {
        search: ({ question, limit, filter }) =>
          index.search({
            weights: weightsOf(question.tokens),
            limit,
            accept: filter === undefined ? undefined : bitmapOf(filter, index.size),
          }),
      };
    },
  };
}

/** Writes what the product writes of some entries: segments of postings, each filled up to its bound. */
export function buildPostings(folder: string, entries: Iterable<Entry>): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(manifestOf(folder), '[]');
  let builder = new PostingsBuilder();
  for (const { tokens } of entries) {
    builder.add({
      text: contentOf(tokens.text),
      heading: contentOf(tokens.heading),
      context: contentOf(tokens.context),
    });
    if (builder.postings < MAX_GATHERED_POSTINGS) continue;
    writeSegment(folder, builder);
    builder = new PostingsBuilder();
  }
  if (builder.size > 0) writeSegment(folder, builder);
}

const manifestOf = (folder: string) => join(folder, 'manifest.json');

export function readManifest(folder: string): StoredFile[] {
  const path = manifestOf(folder);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as StoredFile[]) : [];
}

function writeSegment(folder: string, builder: PostingsBuilder): void {
  const stored = new StoredWriter(folder, 'postings');
  builder.write(stored.writer);
  const files = [...readManifest(folder), stored.finish()];
  writeFileSync(manifestOf(folder), JSON.stringify(files));
}

const bitmaps = new WeakMap<CityFilter, Bitmap>();

/** The entries of a city; the product keeps such sets too (search/scope.ts). */
function bitmapOf(filter: CityFilter, size: number): Bitmap {
  let bitmap = bitmaps.get(filter);
  if (bitmap === undefined) {
    bitmap = new Bitmap(size);
    for (let id = 0; id < size; id++) if (filter.has(id)) bitmap.add(id);
    bitmaps.set(filter, bitmap);
  }
  return bitmap;
}

/** The words of a field, and its Han characters put together again: those side by side that have a pair. */
function contentOf(tokens: readonly string[]): FieldContent {
  const words: string[] = [];
  let folded = '';
  let before = '';
  tokens.forEach((token, i) => {
    if (token.startsWith('‥')) return;
    if (!/^·./u.test(token)) {
      words.push(token);
      return;
    }
    const character = token.slice(1);
    const pair = `‥${before}${character}`;
    folded += tokens[i - 1] === pair || tokens[i + 1] === pair ? character : ` ${character}`;
    before = character;
  });
  return { folded, words };
}

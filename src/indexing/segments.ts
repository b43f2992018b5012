/** Owns the segments of an index being built: new ones are filled up to a bound, old ones are kept, many are merged. */
import { Bitmap } from '../core/bitmap.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { ClauseStore } from './clause-store.ts';
import { ClauseStoreWriter } from './clause-store-writer.ts';
import type { Part } from './corpus.ts';
import { MAX_GATHERED_POSTINGS, PostingsBuilder } from './postings/builder.ts';
import { mergePostings } from './postings/merge.ts';
import { PostingsSegment } from './postings/segment.ts';
import { lexicalEntries } from './read-lexical.ts';
import {
  type Manifest,
  type ManifestSegment,
  readStored,
  type StoredFile,
  StoredWriter,
} from './snapshot.ts';
import { openVectorIndex, writeVectors } from './vectors.ts';

/** A segment as the manifest will name it; `parts` says which of them live. */
export interface BuiltSegment extends ManifestSegment {
  readonly store: ClauseStore;
}

/** The segments of an old index whose files are whole; what others held is read again from its source. */
export function keepSegments(folder: string, old: Manifest | null): BuiltSegment[] {
  return (old?.segments ?? []).flatMap((segment) => {
    try {
      readStored(folder, segment.postings);
      if (segment.vectors !== null) readStored(folder, segment.vectors);
      return [{ ...segment, store: new ClauseStore(readStored(folder, segment.clauses)) }];
    } catch {
      return []; // damaged
    }
  });
}

export interface SegmentOptions {
  readonly folder: string;
  readonly embedder: Embedder | null;
  readonly onProgress: (message: string) => void;
}

/** Fills one segment: clauses go to disk as they come, postings are gathered until `finish`. */
export class SegmentBuilder {
  readonly #options: SegmentOptions;
  readonly #clauses: StoredWriter;
  readonly #store: ClauseStoreWriter;
  readonly #postings = new PostingsBuilder();
  readonly #vectors: Float32Array[] = [];
  readonly #parts: number[] = [];

  constructor(options: SegmentOptions) {
    this.#options = options;
    this.#clauses = new StoredWriter(options.folder, 'clauses');
    this.#store = new ClauseStoreWriter(this.#clauses.writer);
  }

  /** Whether it should be finished before more is added. */
  get isFull(): boolean {
    return this.#postings.postings >= MAX_GATHERED_POSTINGS;
  }

  /** @param offset lines of the source before the part */
  async add(part: Part, offset: number): Promise<void> {
    for (const entry of lexicalEntries(part)) this.#postings.add(entry);
    this.#store.add(part);
    this.#parts.push(offset);
    const { embedder, onProgress } = this.#options;
    if (embedder !== null) this.#vectors.push(...(await embedPart(part, embedder, onProgress)));
  }

  finish(): BuiltSegment {
    const { folder, embedder } = this.#options;
    this.#store.finish();
    const clauses = this.#clauses.finish();
    const postings = writeStored(folder, 'postings', ({ writer }) => this.#postings.write(writer));
    const vectors =
      embedder === null
        ? null
        : writeStored(folder, 'vectors', ({ writer }) =>
            writeVectors(writer, this.#vectors, embedder.dimensions),
          );
    return {
      clauses,
      postings,
      vectors,
      parts: this.#parts,
      store: new ClauseStore(readStored(folder, clauses)),
    };
  }

  /** Gives up: nothing is left of it. */
  abandon(): void {
    this.#clauses.abandon();
  }
}

function writeStored(
  folder: string,
  kind: 'clauses' | 'postings' | 'vectors',
  write: (stored: StoredWriter) => void,
): StoredFile {
  const stored = new StoredWriter(folder, kind);
  try {
    write(stored);
    return stored.finish();
  } catch (error) {
    stored.abandon();
    throw error;
  }
}

const EMBEDDING_BATCH = 64;

async function embedPart(
  { clauses, passages }: Part,
  embedder: Embedder,
  onProgress: (message: string) => void,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let from = 0; from < passages.length; from += EMBEDDING_BATCH) {
    const batch = passages.slice(from, from + EMBEDDING_BATCH).map(({ clause, span }) => {
      const { heading = null, text = '' } = clauses[clause] ?? {};
      return [heading ?? '', text.slice(span.start, span.end)].filter((piece) => piece !== '').join('。');
    });
    vectors.push(...(await embedder.embed(batch, 'passage')));
    onProgress(`embedding ${vectors.length} of ${passages.length} passages`);
  }
  return vectors;
}

/** The entries of a segment that live; null where all do. */
export function liveEntries(store: ClauseStore, parts: ManifestSegment['parts']): Bitmap | null {
  if (parts.every((part) => part !== null)) return null;
  const live = new Bitmap(store.entries.length);
  store.parts.forEach(({ first, entries }, i) => {
    if (parts[i] !== null) live.addRange(first.entries, first.entries + entries);
  });
  return live;
}

// A query asks every segment, so there are few; each merge takes the small ones, so that a clause is copied some log(n) times.
const MAX_SEGMENTS = 8;
/** A segment with more gone than this share of it is written again without. */
const MAX_GONE = 1 / 3;

/** The segments of the next index: without those that hold nothing any more, and merged where there are many. */
export function compact(segments: readonly BuiltSegment[], options: SegmentOptions): BuiltSegment[] {
  const held = segments
    .map((segment) => ({ segment, entries: segment.store.entries.length, live: countLive(segment) }))
    .filter(({ live }) => live > 0);
  const largest = Math.max(0, ...held.map(({ live }) => live));
  const isWasteful = ({ entries, live }: { entries: number; live: number }) =>
    entries - live > entries * MAX_GONE;
  const chosen =
    held.length > MAX_SEGMENTS
      ? held.filter((one) => one.live * 2 < largest || isWasteful(one) || held.length > MAX_SEGMENTS * 2)
      : held.filter(isWasteful);
  const merged = chosen.length > 0 && (chosen.length > 1 || isWasteful(chosen[0] as (typeof held)[number]));
  const kept = held.filter((one) => !merged || !chosen.includes(one)).map(({ segment }) => segment);
  return merged
    ? [
        ...kept,
        mergeSegments(
          chosen.map(({ segment }) => segment),
          options,
        ),
      ]
    : kept;
}

function countLive({ store, parts }: BuiltSegment): number {
  return liveEntries(store, parts)?.count() ?? store.entries.length;
}

/** One segment with the live parts of several; nothing is analyzed or embedded again. */
export function mergeSegments(
  segments: readonly BuiltSegment[],
  { folder, embedder, onProgress }: SegmentOptions,
): BuiltSegment {
  onProgress(`merging ${segments.length} segments`);
  const offsets: number[] = [];
  const clauses = writeStored(folder, 'clauses', ({ writer }) => {
    const merged = new ClauseStoreWriter(writer);
    for (const { store, parts } of segments) {
      store.parts.forEach((part, i) => {
        const offset = parts[i] ?? null;
        if (offset === null) return;
        merged.add(store.readPart(part), store.strengthsIn(part));
        offsets.push(offset);
      });
    }
    merged.finish();
  });
  const inputs = segments.map(({ store, parts, postings }) => ({
    segment: new PostingsSegment(readStored(folder, postings)),
    live: liveEntries(store, parts),
  }));
  const postings = writeStored(folder, 'postings', ({ writer }) => mergePostings(inputs, writer));
  const vectors =
    embedder === null
      ? null
      : writeStored(folder, 'vectors', ({ writer }) =>
          writeVectors(writer, liveVectors(folder, segments, embedder.dimensions), embedder.dimensions),
        );
  return { clauses, postings, vectors, parts: offsets, store: new ClauseStore(readStored(folder, clauses)) };
}

function liveVectors(folder: string, segments: readonly BuiltSegment[], dimensions: number): Float32Array[] {
  return segments.flatMap(({ store, parts, vectors }) => {
    if (vectors === null) return [];
    const index = openVectorIndex([readStored(folder, vectors)], dimensions);
    return store.parts.flatMap(({ first, passages }, i) =>
      parts[i] === null
        ? []
        : Array.from({ length: passages }, (_, passage) => index.vector(first.passages + passage)),
    );
  });
}

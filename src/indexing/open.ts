/** Owns an opened snapshot: the way to everything that a search needs. Clauses are read when they are asked for. */
import { conceptGraph } from '../concepts/graph.ts';
import type { Bitmap } from '../core/bitmap.ts';
import { TiaosuoError } from '../core/errors.ts';
import type { Span } from '../core/span.ts';
import { fold } from '../text/fold.ts';
import type { Clause, DocumentRecord } from './corpus.ts';
import {
  entryDocuments,
  findNode,
  liveOf,
  nodesOf,
  type OpenSegment,
  placeDocuments,
  readingOrder,
  readNode,
} from './document-places.ts';
import { refuseOtherCode } from './identity.ts';
import { type LabelVectors, openLabelVectors } from './label-vectors.ts';
import { openSegments } from './open-segments.ts';
import { buildPhraseIndex, type PhraseIndex } from './phrases.ts';
import { PostingsIndex } from './postings/postings-index.ts';
import { type Manifest, readManifest, readStored, rebuildCommand } from './snapshot.ts';
import { openVectorIndex, type VectorIndex } from './vectors.ts';

export interface SectionHeading {
  readonly clause: Clause;
  readonly record: DocumentRecord;
  readonly folded: string;
}

/**
 * Entries are the clauses that can be hits: those with text, and the smallest units that are headings only. They are counted
 * through all segments, as passages are; numbers of deleted ones are never used.
 */
export interface Snapshot {
  readonly manifest: Manifest;
  /** In the order of their addresses; those with names of another kind behind, in the order of their file. */
  readonly documents: readonly DocumentRecord[];
  /** The place of a document in `documents`; -1 where there is none. */
  documentNumber(document: string): number;
  /** Clauses of a document that are counted: title blocks, preambles and endings are not. */
  countOf(document: number): number;
  /** The nodes of a document, in reading order; read anew each time. */
  clausesOf(document: string): readonly Clause[];
  /** The node with an address; null where there is none. */
  find(address: string): Clause | null;
  /** Headings without text of their own: no clauses, but what they print is printed. */
  readonly headings: readonly SectionHeading[];
  /** Numbers of entries go up to this, the deleted ones too. */
  readonly entries: number;
  readonly live: Bitmap;
  /** The clause of an entry. */
  clause(entry: number): Clause;
  addressOf(entry: number): string;
  /** Entry to its place in reading order: document by document, and inside one as it reads. */
  readonly order: Uint32Array;
  /** The document of an entry, by its place in `documents`. */
  documentOf(entry: number): number;
  isCounted(entry: number): boolean;
  /** The passages of an entry, in reading order, into its clause's text; an entry without text has an empty one. */
  passagesOf(entry: number): readonly Span[];
  /** The number of an entry's first passage: its others follow. */
  firstPassageOf(entry: number): number;
  /** The entry of a passage, and which of its passages it is. */
  entryOfPassage(passage: number): { entry: number; place: number };
  /** The entry with an address; -1 where none has it. */
  entryAt(address: string): number;
  readonly phrases: PhraseIndex;
  readonly lexical: PostingsIndex;
  /** The concepts that an entry speaks of, by their places in the concept graph; ascending. */
  topicsOf(entry: number): Uint16Array;
  /**
   * The levels of commitment that the sentences of an entry have, its heading included and the block of who is responsible not, as
   * bits: `levelsIn` of commitments/strength.ts names them. 0 where it has none.
   */
  strengthsOf(entry: number): number;
  /** Null where the index was built without an embedder. */
  readonly vectors: VectorIndex | null;
  /** Of the concept graph's labels; null where the index was built without an embedder. */
  readonly labels: LabelVectors | null;
}

const ATTEMPTS = 3;

/** Opens the index in a folder; refuses, with the command that rebuilds it, what is missing, foreign, stale or damaged. */
export function openSnapshot(folder: string): Snapshot {
  for (let attempt = 1; ; attempt++) {
    const manifest = readManifest(folder);
    if (manifest === null) {
      throw new TiaosuoError('index_missing', `there is no index in "${folder}"`, {
        hint: `build it: ${rebuildCommand(folder)}`,
      });
    }
    refuseOtherCode(folder, manifest);
    try {
      const { segments, entries } = openSegments(folder, manifest);
      const labels = manifest.labels === null ? null : readStored(folder, manifest.labels);
      return snapshotOf(manifest, { segments, entries, labels });
    } catch (error) {
      // A writer may have swapped the index and removed the old files between our two reads.
      const swapped = readManifest(folder)?.seal !== manifest.seal;
      if (!swapped || attempt === ATTEMPTS) throw error;
    }
  }
}

interface Loaded {
  readonly segments: readonly OpenSegment[];
  readonly entries: number;
  readonly labels: Uint8Array | null;
}

function snapshotOf(manifest: Manifest, { segments, entries, labels }: Loaded): Snapshot {
  const places = placeDocuments(segments);
  const documents = places.map(({ record }) => record);
  const numbers = new Map(documents.map(({ document }, i) => [document, i]));
  const live = liveOf(segments, entries);
  const documentsOfEntries = entryDocuments(segments, numbers, entries);
  const known = new Map<number, Clause>();

  const at = (entry: number): { segment: OpenSegment; local: number } => {
    const segment = segments.findLast(({ firstEntry }) => firstEntry <= entry);
    if (segment === undefined || entry >= entries) throw new RangeError(`no entry ${entry}`);
    return { segment, local: entry - segment.firstEntry };
  };
  const clause = (entry: number): Clause => {
    const cached = known.get(entry);
    if (cached !== undefined) return cached;
    const { segment, local } = at(entry);
    const read = readNode(segment, segment.store.entries[local] ?? 0);
    if (known.size >= CACHED_CLAUSES) known.clear();
    known.set(entry, read);
    return read;
  };
  const lexical = new PostingsIndex(segments.map(({ postings, live }) => ({ segment: postings, live })));
  return {
    manifest,
    documents,
    documentNumber: (document) => numbers.get(document) ?? -1,
    countOf: (document) => places[document]?.counted ?? 0,
    clausesOf: (document) => nodesOf(places[numbers.get(document) ?? -1]),
    find: (address) => {
      const found = findNode(segments, address);
      return found === null ? null : readNode(found.segment, found.node);
    },
    headings: segments.flatMap((segment) => headingsOf(segment, documents, numbers)),
    entries,
    live,
    clause,
    addressOf: (entry) => {
      const { segment, local } = at(entry);
      return segment.store.addressOf(segment.store.entries[local] ?? 0);
    },
    order: readingOrder(places, entries),
    documentOf: (entry) => documentsOfEntries[entry] ?? 0,
    isCounted: (entry) => {
      const { segment, local } = at(entry);
      return segment.store.isCounted(local);
    },
    passagesOf: (entry) => {
      const { segment, local } = at(entry);
      const { first, end } = segment.store.passagesOf(local);
      return Array.from({ length: end - first }, (_, i) => segment.store.spanOf(first + i));
    },
    firstPassageOf: (entry) => {
      const { segment, local } = at(entry);
      return segment.firstPassage + segment.store.passagesOf(local).first;
    },
    entryOfPassage: (passage) => {
      const segment = segments.findLast(({ firstPassage }) => firstPassage <= passage);
      if (segment === undefined) throw new RangeError(`no passage ${passage}`);
      const local = passage - segment.firstPassage;
      const entry = segment.store.entryOfPassage(local);
      return { entry: segment.firstEntry + entry, place: local - segment.store.passagesOf(entry).first };
    },
    entryAt: (address) => {
      const found = findNode(segments, address);
      const entry = found?.segment.store.entryOfClause(found.node) ?? -1;
      return found === null || entry < 0 ? -1 : found.segment.firstEntry + entry;
    },
    topicsOf: (entry) => {
      const { segment, local } = at(entry);
      return segment.store.topicsOf(local);
    },
    strengthsOf: (entry) => {
      const { segment, local } = at(entry);
      return segment.store.strengthsOf(local);
    },
    phrases: buildPhraseIndex(lexical, foldedTexts(clause)),
    lexical,
    vectors:
      manifest.embedder === null
        ? null
        : openVectorIndex(
            segments.flatMap(({ vectors }) => vectors ?? []),
            manifest.embedder.dimensions,
          ),
    labels: labels === null ? null : openLabelVectors(labels, conceptGraph()),
  };
}

/** Clauses that are kept as they were read. */
const CACHED_CLAUSES = 20_000;

function foldedTexts(clause: (entry: number) => Clause) {
  const known = new Map<number, { heading: string; text: string }>();
  return (entry: number) => {
    const cached = known.get(entry);
    if (cached !== undefined) return cached;
    const { heading, text } = clause(entry);
    const folded = { heading: fold(heading ?? ''), text: fold(text) };
    if (known.size >= CACHED_CLAUSES) known.clear();
    known.set(entry, folded);
    return folded;
  };
}

function headingsOf(
  segment: OpenSegment,
  documents: readonly DocumentRecord[],
  numbers: ReadonlyMap<string, number>,
): SectionHeading[] {
  const { store, offsets } = segment;
  return [...store.headings].flatMap((node) => {
    const part = store.partOf(node);
    if (offsets[part] === null) return [];
    const clause = readNode(segment, node);
    const record = documents[numbers.get(clause.document) ?? -1];
    return record === undefined ? [] : [{ clause, record, folded: fold(clause.heading ?? '') }];
  });
}

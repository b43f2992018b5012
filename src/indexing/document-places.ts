/** Owns where the nodes of a snapshot lie: which segment and part, of which document, in which order. */
import { isDocumentId } from '../core/address.ts';
import { Bitmap } from '../core/bitmap.ts';
import type { ClauseStore } from './clause-store.ts';
import type { Clause, DocumentRecord } from './corpus.ts';
import type { PostingsSegment } from './postings/segment.ts';
import type { ManifestSegment } from './snapshot.ts';

export interface OpenSegment {
  readonly store: ClauseStore;
  readonly postings: PostingsSegment;
  readonly vectors: Uint8Array | null;
  readonly offsets: ManifestSegment['parts'];
  readonly live: Bitmap | null;
  /** Numbers of its first entry and passage in the snapshot. */
  readonly firstEntry: number;
  readonly firstPassage: number;
}

interface NodeRange {
  readonly segment: OpenSegment;
  readonly record: DocumentRecord;
  /** The first node, and the one behind the last. */
  readonly first: number;
  readonly end: number;
  /** Lines of the file before its part. */
  readonly offset: number;
}

/** Where the nodes of a document lie, in reading order. */
export interface DocumentPlace {
  /** What its first part says of it. */
  record: DocumentRecord;
  /** Clauses that count. */
  counted: number;
  readonly ranges: NodeRange[];
}

/** A node, its line counted from the beginning of its file. */
export function readNode({ store, offsets }: OpenSegment, node: number): Clause {
  const clause = store.clause(node);
  const part = store.partOf(node);
  const offset = offsets[part] ?? 0;
  return offset === 0 ? clause : { ...clause, line: clause.line + offset };
}

export function findNode(
  segments: readonly OpenSegment[],
  address: string,
): { segment: OpenSegment; node: number } | null {
  for (const segment of segments) {
    const node = segment.store.find(address);
    if (node < 0) continue;
    const part = segment.store.partOf(node);
    if (segment.offsets[part] !== null) return { segment, node };
  }
  return null;
}

/** Live documents: by address, those with names of another kind behind, as they stand in their file. One may lie in several parts. */
export function placeDocuments(segments: readonly OpenSegment[]): DocumentPlace[] {
  const places = new Map<string, DocumentPlace>();
  for (const segment of segments) {
    const { store, offsets } = segment;
    store.parts.forEach((part, i) => {
      const offset = offsets[i] ?? null;
      if (offset === null) return;
      let node = part.first.clauses;
      const end = node + part.clauses;
      while (node < end) {
        const document = store.documentOf(node);
        const first = node;
        while (node < end && store.documentOf(node) === document) node++;
        const stored = store.documents[document];
        if (stored === undefined) continue;
        const place = places.get(stored.record.document) ?? { record: stored.record, counted: 0, ranges: [] };
        place.ranges.push({ segment, record: stored.record, first, end: node, offset });
        places.set(stored.record.document, place);
      }
      for (const { record, clauses } of store.documents.slice(
        part.first.documents,
        part.first.documents + part.documents,
      )) {
        const place = places.get(record.document);
        if (place !== undefined) place.counted += clauses;
      }
    });
  }
  for (const place of places.values()) {
    place.ranges.sort((a, b) => a.offset - b.offset || a.first - b.first);
    place.record = place.ranges[0]?.record ?? place.record;
  }
  return [...places.values()]
    .map((place) => ({ place, isOurs: isDocumentId(place.record.document) }))
    .sort((a, b) => Number(b.isOurs) - Number(a.isOurs) || compare(a.place, b.place, a.isOurs))
    .map(({ place }) => place);
}

function compare(a: DocumentPlace, b: DocumentPlace, byAddress: boolean): number {
  const [first, second] = [a.ranges[0], b.ranges[0]];
  if (byAddress || first === undefined || second === undefined) {
    return a.record.document < b.record.document ? -1 : a.record.document > b.record.document ? 1 : 0;
  }
  return first.offset - second.offset || first.first - second.first;
}

export function nodesOf(place: DocumentPlace | undefined): Clause[] {
  return (place?.ranges ?? []).flatMap(({ segment, first, end }) =>
    Array.from({ length: end - first }, (_, i) => readNode(segment, first + i)),
  );
}

/** Deleted entries have places too, behind all others. */
export function readingOrder(places: readonly DocumentPlace[], entries: number): Uint32Array {
  const order = new Uint32Array(entries).fill(entries);
  let place = 0;
  for (const { ranges } of places) {
    for (const { segment, first, end } of ranges) {
      const { store, firstEntry } = segment;
      for (let entry = store.entryFrom(first); entry < store.entryFrom(end); entry++) {
        order[firstEntry + entry] = place++;
      }
    }
  }
  return order;
}

/** The entries that are not gone. */
export function liveOf(segments: readonly OpenSegment[], entries: number): Bitmap {
  const all = new Bitmap(entries);
  for (const { store, live, firstEntry } of segments) {
    if (live === null) all.addRange(firstEntry, firstEntry + store.entries.length);
    else for (let i = 0; i < store.entries.length; i++) if (live.has(i)) all.add(firstEntry + i);
  }
  return all;
}

/** The document of each entry, by its number. */
export function entryDocuments(
  segments: readonly OpenSegment[],
  numbers: ReadonlyMap<string, number>,
  entries: number,
): Uint32Array {
  const documents = new Uint32Array(entries);
  for (const { store, firstEntry } of segments) {
    const places = store.documents.map(({ record }) => numbers.get(record.document) ?? 0);
    store.entries.forEach((node, i) => {
      documents[firstEntry + i] = places[store.documentOf(node)] ?? 0;
    });
  }
  return documents;
}

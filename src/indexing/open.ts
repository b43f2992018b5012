/** Owns an opened snapshot: everything a search needs, in memory. */
import { PARSER_VERSION } from '../clauses/parse.ts';
import { TiaosuoError } from '../core/errors.ts';
import { analyzerId } from '../text/analyze.ts';
import { fold } from '../text/fold.ts';
import { type Clause, type DocumentRecord, isCounted, isSearchable, type Passage } from './corpus.ts';
import { type LexicalIndex, openLexicalIndex } from './lexical.ts';
import { buildPhraseIndex, type PhraseIndex } from './phrases.ts';
import { type Manifest, readManifest, readSegment, readStored, rebuildCommand } from './snapshot.ts';
import { openVectorIndex, type VectorIndex } from './vectors.ts';

/** A clause that can be a hit, with what ranking needs to know of it. */
export interface Entry {
  readonly clause: Clause;
  readonly record: DocumentRecord;
  /** Positions in `passages`, in reading order; at least one. */
  readonly passages: readonly number[];
}

export interface SectionHeading {
  readonly clause: Clause;
  readonly record: DocumentRecord;
  readonly folded: string;
}

export interface Snapshot {
  readonly manifest: Manifest;
  readonly documents: readonly DocumentRecord[];
  /** Every node of every document, in reading order. */
  readonly clauses: readonly Clause[];
  readonly byAddress: ReadonlyMap<string, Clause>;
  /** The nodes of each document, in reading order. */
  readonly byDocument: ReadonlyMap<string, readonly Clause[]>;
  /** The searchable ones; phrases are counted by their positions here. */
  readonly entries: readonly Entry[];
  /** Headings without text of their own: no clauses, but what they print is printed. */
  readonly headings: readonly SectionHeading[];
  readonly passages: readonly (Passage & { readonly entry: number })[];
  readonly phrases: PhraseIndex;
  readonly lexical: LexicalIndex;
  /** Null where the index was built without an embedder. */
  readonly vectors: VectorIndex | null;
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
    try {
      return load(folder, manifest);
    } catch (error) {
      // A writer may have swapped the index and removed the old files between our two reads.
      const swapped = readManifest(folder)?.snapshot !== manifest.snapshot;
      if (!swapped || attempt === ATTEMPTS) throw error;
    }
  }
}

function load(folder: string, manifest: Manifest): Snapshot {
  if (manifest.analyzer !== analyzerId()) {
    throw new TiaosuoError(
      'index_stale',
      `index "${folder}" was made by analyzer ${manifest.analyzer}, this is ${analyzerId()}`,
      {
        hint: `rebuild it: ${rebuildCommand(folder, manifest.origin)}`,
      },
    );
  }
  if (manifest.parser !== PARSER_VERSION) {
    throw new TiaosuoError(
      'index_stale',
      `index "${folder}" was read by parser ${manifest.parser}, this is ${PARSER_VERSION}`,
      {
        hint: `rebuild it: ${rebuildCommand(folder, manifest.origin)}`,
      },
    );
  }
  const segments = manifest.segments.map(({ data }) => readSegment(folder, data));
  const documents = segments.flatMap((segment) => segment.documents);
  const clauses = segments.flatMap((segment) => segment.clauses);
  const records = new Map(documents.map((record) => [record.document, record]));
  const parents = new Set(clauses.map((clause) => clause.parent));
  const entries: (Entry & { passages: number[] })[] = [];
  const headings: SectionHeading[] = [];
  const entryOf = new Map<Clause, number>();
  for (const clause of clauses) {
    const record = records.get(clause.document);
    if (record === undefined) continue;
    if (!isSearchable(clause, parents.has(clause.clause))) {
      if (clause.heading !== null) headings.push({ clause, record, folded: fold(clause.heading) });
      continue;
    }
    entryOf.set(clause, entries.push({ clause, record, passages: [] }) - 1);
  }
  const passages: (Passage & { entry: number })[] = [];
  for (const segment of segments) {
    for (const passage of segment.passages) {
      const clause = segment.clauses[passage.clause];
      const entry = clause === undefined ? undefined : entryOf.get(clause);
      if (entry === undefined) continue;
      entries[entry]?.passages.push(passages.push({ ...passage, entry }) - 1);
    }
  }
  return {
    manifest,
    documents,
    clauses,
    byAddress: new Map(clauses.map((clause) => [clause.clause, clause])),
    byDocument: groupByDocument(clauses),
    entries,
    headings,
    passages,
    phrases: buildPhraseIndex(
      entries.map(({ clause }) => ({ heading: fold(clause.heading ?? ''), text: fold(clause.text) })),
    ),
    lexical: openLexicalIndex(Buffer.from(readStored(folder, manifest.lexical)).toString('utf8')),
    vectors: openVectors(folder, manifest),
  };
}

function groupByDocument(clauses: readonly Clause[]): Map<string, Clause[]> {
  const groups = new Map<string, Clause[]>();
  for (const clause of clauses) {
    const group = groups.get(clause.document);
    if (group === undefined) groups.set(clause.document, [clause]);
    else group.push(clause);
  }
  return groups;
}

function openVectors(folder: string, { embedder, segments }: Manifest): VectorIndex | null {
  if (embedder === null) return null;
  const parts = segments.map(({ vectors }) =>
    vectors === null ? new Uint8Array() : readStored(folder, vectors),
  );
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return openVectorIndex(all, embedder.dimensions);
}

/** How many of some clauses count as clauses: with text, and inside the outline. */
export function countClauses(entries: readonly Entry[]): number {
  return entries.reduce((sum, { clause }) => sum + (isCounted(clause) ? 1 : 0), 0);
}

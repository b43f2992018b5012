/** Owns the way from sources to a snapshot: only what changed is read, analyzed and embedded again. */

import { PARSER_VERSION } from '../clauses/parse.ts';
import { TiaosuoError } from '../core/errors.ts';
import { fileExists, joinPath, listFolder, makeFolder, readBytes, sha256 } from '../core/files.ts';
import { type RegistryEntry, readRegistry } from '../documents/registry.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { MAX_PASSAGE_CHARS } from '../passages/split.ts';
import { analyzerId } from '../text/analyze.ts';
import { isCounted, type PassageTokens, type Segment } from './corpus.ts';
import { buildLexicalIndex, type LexicalEntry } from './lexical.ts';
import { withLock } from './lock.ts';
import { type AnalyzedSegment, readDocumentSegment, readImportedSegment } from './read-segment.ts';
import {
  type Manifest,
  readManifest,
  readSegment,
  readStored,
  readTokens,
  type StoredFile,
  seal,
  store,
  swapManifest,
} from './snapshot.ts';
import { buildVectorIndex } from './vectors.ts';

export type Origin =
  | { readonly kind: 'documents'; readonly path: string }
  | { readonly kind: 'clauses'; readonly path: string };

export interface BuildOptions {
  readonly origin: Origin;
  readonly indexFolder: string;
  readonly embedder: Embedder | null;
  readonly onProgress?: (message: string) => void;
}

export interface BuildReport {
  readonly snapshot: string;
  readonly counts: Manifest['counts'];
  /** Sources that were read; the others were taken from the old index as they are. */
  readonly read: readonly string[];
  readonly kept: readonly string[];
  readonly removed: readonly string[];
  readonly warnings: readonly { source: string; line: number; message: string }[];
}

interface SourceFile {
  readonly source: string;
  /** Changes with anything that the segment depends on. */
  readonly key: string;
  readonly read: (taken: ReadonlySet<string>) => AnalyzedSegment;
  /** Whether its tokens are stored, so that they need not be cut again when another source changes. */
  readonly storesTokens: boolean;
}

interface BuiltSegment {
  readonly source: string;
  readonly key: string;
  readonly data: StoredFile;
  readonly tokensFile: StoredFile | null;
  readonly vectors: StoredFile | null;
  readonly segment: Segment;
  readonly tokens: () => readonly PassageTokens[];
}

/** Builds, or brings up to date, the index in `indexFolder`. Whatever fails, the index that was there stays. */
export async function buildSnapshot(options: BuildOptions): Promise<BuildReport> {
  makeFolder(options.indexFolder);
  return withLock(options.indexFolder, () => build(options));
}

/** Whether the index in a folder is missing, or made by other code, of other sources or with another embedder. */
export function isStale({ origin, indexFolder, embedder }: BuildOptions): boolean {
  const old = readManifest(indexFolder);
  if (old === null || !isCompatible(old, embedder)) return true;
  const keys = new Set(listSources(origin, () => {}).map(({ key }) => key));
  return old.segments.length !== keys.size || old.segments.some(({ key }) => !keys.has(key));
}

async function build({
  origin,
  indexFolder,
  embedder,
  onProgress = () => {},
}: BuildOptions): Promise<BuildReport> {
  const old = reusable(indexFolder, embedder);
  const sources = listSources(origin, onProgress);
  const kept = new Map(sources.map((source) => [source, keep(indexFolder, old, source)]));
  // Documents that are there keep their addresses: what links to them goes on working.
  const taken = new Set(
    [...kept.values()].flatMap((segment) => (segment === null ? [] : addressesOf(segment.segment))),
  );
  const built: BuiltSegment[] = [];
  const read: string[] = [];
  for (const [index, source] of sources.entries()) {
    const old = kept.get(source) ?? null;
    if (old !== null) {
      built.push(old);
      continue;
    }
    onProgress(`reading ${source.source} (${index + 1} of ${sources.length})`);
    const analyzed = source.read(taken);
    refuseRepeats(analyzed.segment, taken, source.source);
    for (const address of addressesOf(analyzed.segment)) taken.add(address);
    built.push(await storeSegment(source, analyzed, { indexFolder, embedder, onProgress }));
    read.push(source.source);
  }
  const removed = (old?.segments ?? [])
    .map((s) => s.source)
    .filter((name) => !sources.some((s) => s.source === name));
  const manifest = describe({
    built,
    origin,
    embedder,
    lexical: lexicalFor(indexFolder, { old, built, changed: read.length + removed.length > 0, onProgress }),
  });
  if (old?.snapshot !== manifest.snapshot || read.length > 0) swapManifest(indexFolder, manifest);
  return {
    snapshot: manifest.snapshot,
    counts: manifest.counts,
    read,
    kept: sources.map((s) => s.source).filter((name) => !read.includes(name)),
    removed,
    warnings: built.flatMap(({ source, segment }) =>
      segment.documents.flatMap(({ warnings }) =>
        warnings.map(({ line, message }) => ({ source, line, message })),
      ),
    ),
  };
}

/** The old manifest, where its parts can be used again; a damaged index is built anew. */
function reusable(folder: string, embedder: Embedder | null): Manifest | null {
  try {
    const old = readManifest(folder);
    if (old === null || !isCompatible(old, embedder)) return null;
    readStored(folder, old.lexical);
    return old;
  } catch {
    return null;
  }
}

function isCompatible(manifest: Manifest, embedder: Embedder | null): boolean {
  return (
    manifest.analyzer === analyzerId() &&
    manifest.parser === PARSER_VERSION &&
    (manifest.embedder?.id ?? null) === (embedder?.id ?? null)
  );
}

function listSources(origin: Origin, onProgress: (message: string) => void): SourceFile[] {
  if (origin.kind === 'clauses') return [importedSource(origin.path, onProgress)];
  if (!fileExists(origin.path)) {
    throw new TiaosuoError('unreadable', `folder "${origin.path}" does not exist`, {
      hint: 'name a folder of .txt documents: npx tiaosuo index --documents FOLDER',
    });
  }
  const registry = readRegistry(origin.path);
  const files = listFolder(origin.path).filter((name) => name.toLowerCase().endsWith('.txt'));
  if (files.length === 0) {
    throw new TiaosuoError('unreadable', `folder "${origin.path}" has no .txt document`, {
      hint: 'put documents there as plain text, one file each',
    });
  }
  return files.map((file) => documentSource(origin.path, file, registry.get(file)));
}

function documentSource(folder: string, file: string, registered: RegistryEntry | undefined): SourceFile {
  const hash = sha256(readBytes(joinPath(folder, file)));
  return {
    source: file,
    key: sha256(JSON.stringify([file, hash, registered ?? null, MAX_PASSAGE_CHARS])).slice(0, 32),
    read: (taken) => readDocumentSegment({ folder, file, sha256: hash, registered, taken }),
    storesTokens: true,
  };
}

function importedSource(path: string, onProgress: (message: string) => void): SourceFile {
  if (!fileExists(path)) {
    throw new TiaosuoError('unreadable', `file "${path}" does not exist`, {
      hint: 'name a .jsonl or .jsonl.gz file',
    });
  }
  return {
    source: path,
    key: sha256(JSON.stringify([sha256(readBytes(path)), MAX_PASSAGE_CHARS])).slice(0, 32),
    read: () =>
      readImportedSegment(path, (done, total) => onProgress(`analyzing ${done} of ${total} clauses`)),
    storesTokens: false, // the file is all of the index: it is read whole or kept whole
  };
}

function keep(folder: string, old: Manifest | null, { source, key }: SourceFile): BuiltSegment | null {
  const entry = old?.segments.find((segment) => segment.key === key);
  if (entry === undefined) return null;
  try {
    const { tokens } = entry;
    if (entry.vectors !== null) readStored(folder, entry.vectors);
    if (tokens !== null) readStored(folder, tokens);
    return {
      ...entry,
      source,
      tokensFile: tokens,
      segment: readSegment(folder, entry.data),
      tokens: () => (tokens === null ? [] : readTokens(folder, tokens)),
    };
  } catch {
    return null; // damaged: read the source again
  }
}

function addressesOf({ documents }: Segment): string[] {
  return documents.map(({ document }) => document);
}

function refuseRepeats(segment: Segment, taken: ReadonlySet<string>, source: string): void {
  const repeated = segment.documents.find(({ document }) => taken.has(document));
  if (repeated === undefined) return;
  throw new TiaosuoError(
    'unreadable',
    `"${source}" has the address "${repeated.document}" of another document`,
    {
      hint: 'give it another address in documents.json',
    },
  );
}

async function storeSegment(
  { source, key, storesTokens }: SourceFile,
  { segment, tokens }: AnalyzedSegment,
  {
    indexFolder,
    embedder,
    onProgress,
  }: Required<Pick<BuildOptions, 'indexFolder' | 'embedder' | 'onProgress'>>,
): Promise<BuiltSegment> {
  return {
    source,
    key,
    data: store(indexFolder, 'segment', JSON.stringify(segment)),
    tokensFile: storesTokens ? store(indexFolder, 'tokens', JSON.stringify(tokens)) : null,
    vectors: embedder === null ? null : await embedSegment(indexFolder, segment, embedder, onProgress),
    segment,
    tokens: () => tokens,
  };
}

async function embedSegment(
  folder: string,
  { clauses, passages }: Segment,
  embedder: Embedder,
  onProgress: (message: string) => void,
): Promise<StoredFile> {
  const BATCH = 64;
  const vectors: Float32Array[] = [];
  for (let from = 0; from < passages.length; from += BATCH) {
    const batch = passages.slice(from, from + BATCH).map(({ clause, span }) => {
      const { heading = null, text = '' } = clauses[clause] ?? {};
      return [heading ?? '', text.slice(span.start, span.end)].filter((part) => part !== '').join('。');
    });
    vectors.push(...(await embedder.embed(batch, 'passage')));
    onProgress(`embedding ${vectors.length} of ${passages.length} passages`);
  }
  return store(folder, 'vectors', buildVectorIndex(vectors, embedder.dimensions).serialize());
}

interface LexicalInput {
  readonly old: Manifest | null;
  readonly built: readonly BuiltSegment[];
  readonly changed: boolean;
  readonly onProgress: (message: string) => void;
}

/** Postings of all segments; their tokens are kept, so nothing is analyzed again here. */
function lexicalFor(folder: string, { old, built, changed, onProgress }: LexicalInput): StoredFile {
  if (old !== null && !changed) return old.lexical;
  onProgress('indexing');
  return store(folder, 'lexical', buildLexicalIndex(entriesOf(built)).serialize());
}

function* entriesOf(built: readonly BuiltSegment[]): Generator<LexicalEntry> {
  let id = 0;
  for (const segment of built) {
    for (const tokens of segment.tokens()) {
      const list = (joined: string) => (joined === '' ? [] : joined.split(' '));
      yield {
        id: id++,
        tokens: { text: list(tokens.text), heading: list(tokens.heading), context: list(tokens.context) },
      };
    }
  }
}

interface ManifestInput {
  readonly built: readonly BuiltSegment[];
  readonly origin: Origin;
  readonly embedder: Embedder | null;
  readonly lexical: StoredFile;
}

function describe({ built, origin, embedder, lexical }: ManifestInput): Manifest {
  const segments = built.map(({ source, key, data, tokensFile, vectors }) => ({
    source,
    key,
    data,
    tokens: tokensFile,
    vectors,
  }));
  const analyzer = analyzerId();
  const hashes = segments.map(({ data, vectors }) => [data.sha256, vectors?.sha256 ?? null]);
  return seal({
    format: 'tiaosuo-index',
    version: 1,
    snapshot: sha256(JSON.stringify([analyzer, PARSER_VERSION, hashes, lexical.sha256])).slice(0, 12),
    origin: { kind: origin.kind, path: origin.path },
    analyzer,
    parser: PARSER_VERSION,
    embedder: embedder === null ? null : { id: embedder.id, dimensions: embedder.dimensions },
    counts: {
      documents: built.reduce((sum, { segment }) => sum + segment.documents.length, 0),
      clauses: built.reduce((sum, { segment }) => sum + segment.clauses.filter(isCounted).length, 0),
      passages: built.reduce((sum, { segment }) => sum + segment.passages.length, 0),
    },
    segments,
    lexical,
  });
}

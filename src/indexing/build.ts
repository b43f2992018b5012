/** Owns the way from sources to a snapshot: only what changed is read, analyzed and embedded again. */

import { PARSER_VERSION } from '../clauses/parse.ts';
import { TiaosuoError } from '../core/errors.ts';
import { makeFolder, sha256 } from '../core/files.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { analyzerId } from '../text/analyze.ts';
import { isCounted, type Segment } from './corpus.ts';
import { buildLexicalIndex, type LexicalEntry } from './lexical.ts';
import { withLock } from './lock.ts';
import { type BuiltSegment, keepSegment, storeSegment } from './segments.ts';
import {
  type Manifest,
  readManifest,
  readStored,
  type StoredFile,
  seal,
  store,
  swapManifest,
} from './snapshot.ts';
import { listSources, type Origin } from './sources.ts';

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
  const kept = new Map(sources.map((source) => [source, keepSegment(indexFolder, old, source)]));
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
    lexical: lexicalFor(indexFolder, { old, built, isUnchanged: hasSameSegments(old, built), onProgress }),
  });
  if (old?.seal !== manifest.seal) swapManifest(indexFolder, manifest);
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

interface LexicalInput {
  readonly old: Manifest | null;
  readonly built: readonly BuiltSegment[];
  /** Whether the old index is made of the same segments in the same order. */
  readonly isUnchanged: boolean;
  readonly onProgress: (message: string) => void;
}

function hasSameSegments(old: Manifest | null, built: readonly BuiltSegment[]): boolean {
  const keys = (segments: readonly { key: string }[]) => segments.map(({ key }) => key).join(' ');
  return old !== null && keys(old.segments) === keys(built);
}

/** Postings of all segments; their tokens are kept, so nothing is analyzed again here. */
function lexicalFor(folder: string, { old, built, isUnchanged, onProgress }: LexicalInput): StoredFile {
  if (old !== null && isUnchanged) return old.lexical;
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

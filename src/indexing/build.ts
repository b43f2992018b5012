/** Owns the way from sources to a snapshot: only what changed is read, analyzed and embedded again. */
import { TiaosuoError } from '../core/errors.ts';
import { makeFolder, sha256 } from '../core/files.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { type ClauseDifference, changesOf, type IndexChanges } from './changes.ts';
import { isOwn, ownIdentity } from './identity.ts';
import { storeLabels } from './label-vectors.ts';
import { withLock } from './lock.ts';
import { AddedParts, PartsOfIndex } from './parts.ts';
import { estimateOf } from './progress.ts';
import { type BuiltSegment, compact, keepSegments } from './segments.ts';
import {
  clearAway,
  FORMAT_VERSION,
  type Manifest,
  readManifest,
  type StoredFile,
  seal,
  swapManifest,
} from './snapshot.ts';
import { listSources, type Origin, type SourceFile } from './sources.ts';

export interface BuildOptions {
  readonly origin: Origin;
  readonly indexFolder: string;
  readonly embedder: Embedder | null;
  readonly onProgress?: (message: string) => void;
}

/** With what changed against the index that was there; the clauses of a document that reads as before are no change. */
export interface BuildReport extends IndexChanges {
  readonly snapshot: string;
  readonly counts: Manifest['counts'];
  /** Sources of which something was read; the others were taken from the old index as they are. */
  readonly read: readonly string[];
  readonly kept: readonly string[];
  readonly removed: readonly string[];
  /** Outline nodes that were read and analyzed now: what the change cost. */
  readonly analyzed: number;
  readonly warnings: readonly { source: string; line: number; message: string }[];
}

/** How two wordings of a clause, heading and text, differ: what comes further down knows how to compare. */
export type Differ = (before: string, after: string) => ClauseDifference;

/** Builds, or brings up to date, the index in `indexFolder`. Whatever fails, the index that was there stays. */
export async function buildSnapshot(options: BuildOptions, difference: Differ): Promise<BuildReport> {
  makeFolder(options.indexFolder);
  return withLock(options.indexFolder, () => build(options, difference));
}

/** Whether the index in a folder is missing, or made by other code, of other sources or with another embedder. */
export function isStale({ origin, indexFolder, embedder }: BuildOptions): boolean {
  const old = manifestOfThisFormat(indexFolder);
  if (old === null || !isCompatible(old, embedder)) return true;
  return keysOf(old.sources) !== keysOf(listSources(origin));
}

/** Null where there is none, or one of another format; throws where it is damaged. */
function manifestOfThisFormat(folder: string): Manifest | null {
  try {
    return readManifest(folder);
  } catch (error) {
    if (error instanceof TiaosuoError && error.code === 'index_stale') return null;
    throw error;
  }
}

function keysOf(sources: readonly { key: string }[]): string {
  return sources.map(({ key }) => key).join(' ');
}

async function build(
  { origin, indexFolder, embedder, onProgress = () => {} }: BuildOptions,
  difference: Differ,
): Promise<BuildReport> {
  const before = readable(indexFolder);
  const stored = keepSegments(indexFolder, before);
  // What other code or another model made is read again, but what it said can be compared.
  const old = before !== null && isCompatible(before, embedder) ? before : null;
  const sources = listSources(origin);
  const options = { folder: indexFolder, embedder, onProgress };
  const parts = new PartsOfIndex(old === null ? [] : stored);
  const added = new AddedParts(options);
  const read: string[] = [];
  try {
    parts.expect(sources);
    for (const source of sources) {
      if (await readSource(source, { parts, added, onProgress })) read.push(source.source);
    }
  } catch (error) {
    added.abandon();
    throw error;
  }
  const [kept, fresh] = [parts.segments(), added.finish()];
  const segmentsBefore = before?.segments.length ?? null;
  const changes = changesOf({ before: stored, segmentsBefore, kept, added: fresh, difference });
  const segments = compact([...kept, ...fresh], options);
  const labels = await storeLabels(old?.labels ?? null, options);
  const manifest = describe({ segments, sources, origin, embedder, labels });
  if (old?.seal !== manifest.seal) swapManifest(indexFolder, manifest);
  clearAway(indexFolder, manifest);
  const names = new Set(sources.map(({ source }) => source));
  return {
    snapshot: manifest.snapshot,
    counts: manifest.counts,
    read,
    kept: sources.map(({ source }) => source).filter((name) => !read.includes(name)),
    removed: (old?.sources ?? []).map(({ source }) => source).filter((name) => !names.has(name)),
    analyzed: added.clauses,
    warnings: warningsOf(segments),
    ...changes,
  };
}

interface Reading {
  readonly parts: PartsOfIndex;
  readonly added: AddedParts;
  readonly onProgress: (message: string) => void;
}

/** Takes a source's parts from the old index, or reads them. Returns whether any was read. */
async function readSource(source: SourceFile, { parts, added, onProgress }: Reading): Promise<boolean> {
  const estimate = estimateOf(`reading ${source.source}`, onProgress);
  let hasRead = false;
  for await (const part of source.parts()) {
    if (!parts.keep(part)) {
      hasRead = true;
      const analyzed = part.read(parts.documents);
      parts.refuseRepeats(analyzed, part, source.source);
      await added.add(analyzed, part.offset);
    }
    estimate(part.progress, added.clauses);
  }
  return hasRead;
}

/** The old manifest, where what it names can be read. */
function readable(folder: string): Manifest | null {
  try {
    return readManifest(folder);
  } catch {
    return null; // a damaged index is built anew
  }
}

function isCompatible(manifest: Manifest, embedder: Embedder | null): boolean {
  return isOwn(manifest) && (manifest.embedder?.id ?? null) === (embedder?.id ?? null);
}

interface ManifestInput {
  readonly segments: readonly BuiltSegment[];
  readonly sources: readonly SourceFile[];
  readonly origin: Origin;
  readonly embedder: Embedder | null;
  readonly labels: StoredFile | null;
}

function describe({ segments, sources, origin, embedder, labels }: ManifestInput): Manifest {
  const keys = segments.flatMap(({ store, parts }) =>
    store.parts.filter((_, i) => parts[i] !== null).map(({ key }) => key),
  );
  const own = ownIdentity();
  const { analyzer, parser, concepts, strength } = own;
  const identity = [analyzer, parser, concepts, strength, embedder?.id ?? null, keys.sort()];
  return seal({
    format: 'tiaosuo-index',
    version: FORMAT_VERSION,
    // The same content is the same snapshot, in whatever segments it lies.
    snapshot: sha256(JSON.stringify(identity)).slice(0, 12),
    origin: { kind: origin.kind, path: origin.path },
    ...own,
    embedder: embedder === null ? null : { id: embedder.id, dimensions: embedder.dimensions },
    labels,
    counts: countsOf(segments),
    sources: sources.map(({ source, key }) => ({ source, key })),
    segments: segments.map(({ clauses, postings, vectors, parts }) => ({
      clauses,
      postings,
      vectors,
      parts,
    })),
  });
}

function countsOf(segments: readonly BuiltSegment[]): Manifest['counts'] {
  const documents = new Set<string>();
  let clauses = 0;
  let passages = 0;
  for (const { store, parts } of segments) {
    store.parts.forEach((part, i) => {
      if (parts[i] === null) return;
      passages += part.passages;
      for (const stored of store.documents.slice(
        part.first.documents,
        part.first.documents + part.documents,
      )) {
        documents.add(stored.record.document);
        clauses += stored.clauses;
      }
    });
  }
  return { documents: documents.size, clauses, passages };
}

function warningsOf(segments: readonly BuiltSegment[]): BuildReport['warnings'] {
  return segments.flatMap(({ store, parts }) =>
    store.parts.flatMap(({ source, first, documents }, i) =>
      parts[i] === null
        ? []
        : store.documents
            .slice(first.documents, first.documents + documents)
            .flatMap(({ record }) => record.warnings.map(({ line, message }) => ({ source, line, message }))),
    ),
  );
}

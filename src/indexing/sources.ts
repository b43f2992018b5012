/** Owns what an index is built from: a folder of documents, or one file of clauses that somebody else has split. */
import { TiaosuoError } from '../core/errors.ts';
import { fileExists, joinPath, listFolder, readBytes, sha256 } from '../core/files.ts';
import { type RegistryEntry, readRegistry } from '../documents/registry.ts';
import { MAX_PASSAGE_CHARS } from '../passages/split.ts';
import { type AnalyzedSegment, readDocumentSegment, readImportedSegment } from './read-segment.ts';

export type Origin =
  | { readonly kind: 'documents'; readonly path: string }
  | { readonly kind: 'clauses'; readonly path: string };

export interface SourceFile {
  readonly source: string;
  /** Changes with anything that the segment depends on. */
  readonly key: string;
  readonly read: (taken: ReadonlySet<string>) => AnalyzedSegment;
  /** Whether its tokens are stored, so that they need not be cut again when another source changes. */
  readonly storesTokens: boolean;
}

/** The sources in code-unit order of their names; files are hashed here and parsed only when they are read. */
export function listSources(origin: Origin, onProgress: (message: string) => void): SourceFile[] {
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
  // What documents.json names keeps its address, in whatever order the files come.
  const reserved = [...registry.values()].map(({ document }) => document);
  return files.map((file) => documentSource(origin.path, file, { registered: registry.get(file), reserved }));
}

interface Registered {
  readonly registered: RegistryEntry | undefined;
  readonly reserved: readonly string[];
}

function documentSource(folder: string, file: string, { registered, reserved }: Registered): SourceFile {
  const hash = sha256(readBytes(joinPath(folder, file)));
  return {
    source: file,
    key: sha256(JSON.stringify([file, hash, registered ?? null, MAX_PASSAGE_CHARS])).slice(0, 32),
    read: (taken) =>
      readDocumentSegment({
        folder,
        file,
        sha256: hash,
        registered,
        taken: new Set([...taken, ...reserved]),
      }),
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
    storesTokens: false, // the file is all of the index: as long as it is the same, so is the inverted index
  };
}

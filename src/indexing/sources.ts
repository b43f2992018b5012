/** Owns what an index is built from: a folder of documents, or one file of clauses that somebody else has split. */
import { TiaosuoError } from '../core/errors.ts';
import { fileExists, joinPath, listFolder, readBytes, sha256, sha256OfFile } from '../core/files.ts';
import { type RegistryEntry, readRegistry } from '../documents/registry.ts';
import { MAX_PASSAGE_CHARS } from '../passages/split.ts';
import type { Part } from './corpus.ts';
import { readClauseParts } from './read-clauses.ts';
import { readDocument } from './read-document.ts';

export type Origin =
  | { readonly kind: 'documents'; readonly path: string }
  | { readonly kind: 'clauses'; readonly path: string };

export interface SourceFile {
  readonly source: string;
  /** Changes with anything that its parts depend on. */
  readonly key: string;
  /** In order, each once. */
  parts(): AsyncIterable<SourcePart> | Iterable<SourcePart>;
}

export interface SourcePart {
  /** The same key, the same part. */
  readonly key: string;
  /** Lines of the source before it. */
  readonly offset: number;
  /** How much of the source is read with it: 0 to 1. */
  readonly progress: number;
  /** @param taken addresses of documents that are there already */
  read(taken: ReadonlySet<string>): Part;
}

/** The sources in code-unit order of their names; files are hashed here and parsed only when they are read. */
export function listSources(origin: Origin): SourceFile[] {
  if (origin.kind === 'clauses') return [importedSource(origin.path)];
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
  const key = sha256(JSON.stringify([file, hash, registered ?? null, MAX_PASSAGE_CHARS])).slice(0, 32);
  const read = (taken: ReadonlySet<string>) =>
    readDocument({ folder, file, sha256: hash, key, registered, taken: new Set([...taken, ...reserved]) });
  return { source: file, key, parts: () => [{ key, offset: 0, progress: 1, read }] };
}

function importedSource(path: string): SourceFile {
  if (!fileExists(path)) {
    throw new TiaosuoError('unreadable', `file "${path}" does not exist`, {
      hint: 'name a .jsonl or .jsonl.gz file',
    });
  }
  const key = sha256(JSON.stringify([sha256OfFile(path), MAX_PASSAGE_CHARS])).slice(0, 32);
  return { source: path, key, parts: () => readClauseParts(path) };
}

/** Owns index/ on disk: content-addressed files, one manifest that names them, replaced by one rename. */
//
//   index/manifest.json             versions, analyzer, embedder, counts, and every other file with its SHA-256
//   index/segment-<hash>.json       a document's clauses and passages; unchanged documents keep their file
//   index/tokens-<hash>.json        what was indexed of them: read only when the index is brought up to date
//   index/vectors-<hash>.f32        a segment's vectors, where an embedder made some
//   index/lexical-<hash>.json       the inverted index of all segments
//
// No file is ever changed in place: until the new manifest is renamed over the old one, the old index is whole.
import { TiaosuoError } from '../core/errors.ts';
import {
  fileExists,
  joinPath,
  listFolder,
  PROJECT_FOLDER,
  readBytes,
  removeFile,
  resolvePath,
  sha256,
  writeFileAtomically,
} from '../core/files.ts';
import { z } from '../core/schema.ts';
import type { PassageTokens, Segment } from './corpus.ts';

/** The index of seeds/, which commands use where none is named. */
export const DEFAULT_INDEX = joinPath(PROJECT_FOLDER, 'index');
const MANIFEST = 'manifest.json';
const FORMAT = 'tiaosuo-index';
const FORMAT_VERSION = 1;
const OURS =
  /^(?:(?:segment|tokens|vectors|lexical)-[0-9a-f]{16}\.(?:json|f32)(?:\.\d+\.tmp)?|manifest\.json\.\d+\.tmp)$/;

const storedFile = z.object({ file: z.string(), sha256: z.string(), bytes: z.number() });

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  /** Identifies the content: the same sources read by the same code have the same snapshot. */
  snapshot: z.string(),
  /** What it was built from: the folder's or file's name, for messages. */
  origin: z.object({ kind: z.enum(['documents', 'clauses']), path: z.string() }),
  analyzer: z.string(),
  parser: z.number(),
  embedder: z.object({ id: z.string(), dimensions: z.number() }).nullable(),
  counts: z.object({ documents: z.number(), clauses: z.number(), passages: z.number() }),
  segments: z.array(
    z.object({
      source: z.string(),
      key: z.string(),
      data: storedFile,
      tokens: storedFile.nullable(),
      vectors: storedFile.nullable(),
    }),
  ),
  lexical: storedFile,
  /** SHA-256 of all the rest. */
  seal: z.string(),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** The command that builds the index in a folder anew, with what it was built from where that is known. */
export function rebuildCommand(folder: string, origin?: Manifest['origin']): string {
  if (resolvePath(folder) === DEFAULT_INDEX) return 'npx tiaosuo index';
  const from = origin === undefined ? '--documents FOLDER' : `--${origin.kind} "${origin.path}"`;
  return `npx tiaosuo index ${from} --index "${folder}"`;
}
export type StoredFile = z.infer<typeof storedFile>;

/** A manifest with its seal: whatever changes in it later shows. */
export function seal(manifest: Omit<Manifest, 'seal'>): Manifest {
  return { ...manifest, seal: sha256(JSON.stringify(manifest)) };
}

/** Null where there is no index; refuses what is no manifest of this format and version. */
export function readManifest(folder: string): Manifest | null {
  const path = joinPath(folder, MANIFEST);
  if (!fileExists(path)) return null;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(readBytes(path)).toString('utf8'));
  } catch (cause) {
    throw damaged(folder, MANIFEST, { what: 'is not readable', cause });
  }
  const found = value as { format?: unknown; version?: unknown };
  if (found?.format === FORMAT && found.version !== FORMAT_VERSION) {
    throw new TiaosuoError(
      'index_stale',
      `index "${folder}" has format ${String(found.version)}, not ${FORMAT_VERSION}`,
      {
        hint: `rebuild it: ${rebuildCommand(folder)}`,
      },
    );
  }
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success)
    throw damaged(folder, MANIFEST, { what: 'is no manifest of an index', cause: parsed.error });
  const { seal: expected, ...rest } = parsed.data;
  if (seal(rest).seal !== expected) throw damaged(folder, MANIFEST, { what: 'is not as it was written' });
  return parsed.data;
}

/** The bytes of a file of the index, checked against the manifest. */
export function readStored(folder: string, { file, sha256: expected }: StoredFile): Uint8Array {
  const path = joinPath(folder, file);
  let bytes: Uint8Array;
  try {
    bytes = readBytes(path);
  } catch (cause) {
    throw damaged(folder, file, { what: 'is missing', cause });
  }
  if (sha256(bytes) !== expected) throw damaged(folder, file, { what: 'is not what the manifest says' });
  return bytes;
}

export function readSegment(folder: string, stored: StoredFile): Segment {
  return JSON.parse(Buffer.from(readStored(folder, stored)).toString('utf8')) as Segment;
}

export function readTokens(folder: string, stored: StoredFile): PassageTokens[] {
  return JSON.parse(Buffer.from(readStored(folder, stored)).toString('utf8')) as PassageTokens[];
}

/** Writes a new file of the index; its name is made of its content, so a file that is there already is the same. */
export function store(
  folder: string,
  kind: 'segment' | 'tokens' | 'vectors' | 'lexical',
  content: string | Uint8Array,
): StoredFile {
  const hash = sha256(content);
  const file = `${kind}-${hash.slice(0, 16)}.${kind === 'vectors' ? 'f32' : 'json'}`;
  const bytes = typeof content === 'string' ? Buffer.byteLength(content) : content.length;
  const stored = { file, sha256: hash, bytes };
  if (!isIntact(folder, stored)) writeFileAtomically(joinPath(folder, file), content);
  return stored;
}

function isIntact(folder: string, stored: StoredFile): boolean {
  try {
    readStored(folder, stored);
    return true;
  } catch {
    return false;
  }
}

/** The one moment in which the index changes; then files that no manifest names any more are removed. */
export function swapManifest(folder: string, manifest: Manifest): void {
  writeFileAtomically(joinPath(folder, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`);
  const named = new Set([
    manifest.lexical.file,
    ...manifest.segments.flatMap(({ data, tokens, vectors }) => [
      data.file,
      tokens?.file ?? '',
      vectors?.file ?? '',
    ]),
  ]);
  for (const file of listFolder(folder)) {
    if (OURS.test(file) && !named.has(file)) removeFile(joinPath(folder, file));
  }
}

function damaged(
  folder: string,
  file: string,
  { what, cause }: { what: string; cause?: unknown },
): TiaosuoError {
  return new TiaosuoError('index_damaged', `"${joinPath(folder, file)}" ${what}`, {
    hint: `rebuild it: ${rebuildCommand(folder)}`,
    cause,
  });
}

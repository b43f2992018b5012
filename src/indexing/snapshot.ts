/** Owns index/ on disk: content-addressed files, one manifest that names them, replaced by one rename. */
//
//   index/manifest.json           versions, analyzer, embedder, counts, and every other file with its SHA-256
//   index/clauses-<hash>.bin      a segment's documents, clauses and passages
//   index/postings-<hash>.bin     its inverted index
//   index/vectors-<hash>.bin      its vectors, where an embedder made some
//   index/labels-<hash>.bin       the vectors of the concept graph's labels, by the same embedder
//
// A segment holds parts: a document, or some imported ones. A part that changed is written into a new segment and marked as gone
// in its old one, by the manifest. No file is ever changed in place: until the new manifest is renamed over the old one, the old
// index is whole.
import { TiaosuoError } from '../core/errors.ts';
import {
  FileWriter,
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
import { SectionWriter } from '../core/sections.ts';

/** The index of seeds/, which commands use where none is named. */
export const DEFAULT_INDEX = joinPath(PROJECT_FOLDER, 'index');
const MANIFEST = 'manifest.json';
const FORMAT = 'tiaosuo-index';
export const FORMAT_VERSION = 4;
// Those of the first format too, so that nothing is left of it.
const OURS =
  /^(?:(?:clauses|postings|vectors|labels|segment|tokens|lexical)-[0-9a-f]{16}\.(?:bin|json|f32)|[a-z.]+\.\d+(?:\.\d+)?\.tmp)$/;

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
  /** The concept graph by which topics were found. */
  concepts: z.string(),
  /** The scale by which the strength of commitments was found. */
  strength: z.string(),
  embedder: z.object({ id: z.string(), dimensions: z.number() }).nullable(),
  /** Vectors of the graph's labels; null where no embedder made any. */
  labels: storedFile.nullable(),
  counts: z.object({ documents: z.number(), clauses: z.number(), passages: z.number() }),
  /** The files that it was built from; a key changes with anything that the file's parts depend on. */
  sources: z.array(z.object({ source: z.string(), key: z.string() })),
  segments: z.array(
    z.object({
      clauses: storedFile,
      postings: storedFile,
      vectors: storedFile.nullable(),
      /** For each part of the segment the lines of its source before it; null where the part is gone. */
      parts: z.array(z.number().nullable()),
    }),
  ),
  /** SHA-256 of all the rest. */
  seal: z.string(),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestSegment = Manifest['segments'][number];

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

export type StoredKind = 'clauses' | 'postings' | 'vectors' | 'labels';

/** A new file of the index, written from front to back; its name is made of its content when it is finished. */
export class StoredWriter {
  readonly writer: SectionWriter;
  readonly #kind: StoredKind;
  readonly #file: FileWriter;

  constructor(folder: string, kind: StoredKind) {
    this.#kind = kind;
    this.#file = new FileWriter(folder, kind);
    this.writer = new SectionWriter(this.#file);
  }

  finish(): StoredFile {
    this.writer.finish();
    return this.#file.finish((hash) => `${this.#kind}-${hash.slice(0, 16)}.bin`);
  }

  abandon(): void {
    this.#file.abandon();
  }
}

/** The one moment in which the index changes. */
export function swapManifest(folder: string, manifest: Manifest): void {
  writeFileAtomically(joinPath(folder, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`);
}

/** Removes files of ours that a manifest does not name: older ones, and what killed builds left. */
export function clearAway(folder: string, { segments, labels }: Manifest): void {
  const named = new Set([
    labels?.file ?? '',
    ...segments.flatMap(({ clauses, postings, vectors }) => [
      clauses.file,
      postings.file,
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

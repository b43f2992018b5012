/** The door to the file system and to hashing: whole files in, whole files out, replaced at once or not at all. */
import { createHash, type Hash } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { fileURLToPath } from 'node:url';
import { createGunzip, gunzipSync } from 'node:zlib';
import type { Span } from './span.ts';

/** The folder of the checkout, wherever the command is run from. */
export const PROJECT_FOLDER = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export const joinPath = join;
export const resolvePath = resolve;
export const fileExists = existsSync;

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** How many bytes a file has; 0 where there is none. */
export function fileLength(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

export function readBytes(path: string): Uint8Array {
  return readFileSync(path);
}

/** Pieces of a file, spans of bytes, each as far as the file goes; the file is opened once. */
export function readPieces(path: string, spans: readonly Span[]): Uint8Array[] {
  const file = openSync(path, 'r');
  try {
    return spans.map(({ start, end }) => {
      const piece = new Uint8Array(Math.max(0, end - start));
      let read = 0;
      for (let more = -1; more !== 0 && read < piece.length; read += more) {
        more = readSync(file, piece, read, piece.length - read, start + read);
      }
      return piece.subarray(0, read);
    });
  } finally {
    closeSync(file);
  }
}

/** Makes a file `keep` bytes long, then writes behind them; what is cut short by a crash is for the reader to notice. */
export function appendBehind(path: string, keep: number, bytes: Uint8Array): void {
  if (fileLength(path) > keep) truncateSync(path, keep);
  appendFileSync(path, bytes);
}

/** The text of a UTF-8 file, unpacked where its name ends in .gz. */
export function readText(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** The lines of a UTF-8 file one by one, unpacked where its name ends in .gz, with the share of the file that is read. */
export async function* readLines(path: string): AsyncGenerator<{ line: string; progress: number }> {
  const { size } = statSync(path);
  const file = createReadStream(path, { highWaterMark: READ_BYTES });
  const unpacked = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  // A broken pipe is told to its end only.
  file.on('error', (error) => unpacked.destroy(error));
  const decoder = new StringDecoder('utf8');
  let rest = '';
  try {
    for await (const chunk of unpacked) {
      const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield { line, progress: size === 0 ? 1 : file.bytesRead / size };
    }
    yield { line: rest + decoder.end(), progress: 1 };
  } finally {
    // Whoever stops reading early leaves the file behind the unpacking open.
    file.destroy();
  }
}

const READ_BYTES = 1 << 20;

/** Hexadecimal SHA-256 of a file, which is read piece by piece. */
export function sha256OfFile(path: string): string {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  const piece = Buffer.alloc(READ_BYTES);
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      hash.update(piece.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** The names in a folder, sorted; empty where there is no such folder. */
export function listFolder(path: string): string[] {
  return existsSync(path) ? readdirSync(path).sort() : [];
}

/** The same names, the one that was left alone longest first. */
export function listOldestFirst(path: string): string[] {
  const changedMs = (name: string) => statSync(join(path, name)).mtimeMs;
  return listFolder(path).sort((a, b) => changedMs(a) - changedMs(b));
}

export function makeFolder(path: string): void {
  mkdirSync(path, { recursive: true });
}

/** Writes beside the target, flushes to disk, then renames: a reader sees the old file or the new one, never a part. */
export function writeFileAtomically(path: string, content: string | Uint8Array): void {
  const beside = `${path}.${process.pid}.tmp`;
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  try {
    writeAndFlush(beside, bytes);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function writeAndFlush(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'w');
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * A file that is written from front to back and has its name only when it is whole: `finish` flushes it to disk and renames it
 * to what `name` makes of its content's SHA-256. Until then it lies beside, under a name of this process.
 */
export class FileWriter {
  /** Bytes written so far. */
  length = 0;
  readonly #folder: string;
  readonly #beside: string;
  readonly #file: number;
  readonly #hash: Hash = createHash('sha256');
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;

  constructor(folder: string, kind: string) {
    this.#folder = folder;
    this.#beside = join(folder, `${kind}.${process.pid}.${nextTemporary++}.tmp`);
    this.#file = openSync(this.#beside, 'w');
  }

  /** Takes the bytes as they are now. */
  write(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.length += bytes.length;
    if (bytes.length >= WRITE_BYTES) {
      this.#flush();
      this.#put(bytes);
      return;
    }
    this.#pending.push(Uint8Array.from(bytes));
    this.#pendingBytes += bytes.length;
    if (this.#pendingBytes >= WRITE_BYTES) this.#flush();
  }

  /** A file that has this name already has the same content, or is damaged: it is replaced. */
  finish(name: (sha256: string) => string): { file: string; sha256: string; bytes: number } {
    this.#flush();
    fsyncSync(this.#file);
    closeSync(this.#file);
    const hash = this.#hash.digest('hex');
    const file = name(hash);
    renameSync(this.#beside, join(this.#folder, file));
    return { file, sha256: hash, bytes: this.length };
  }

  /** Gives up: nothing is left of it. */
  abandon(): void {
    closeSync(this.#file);
    rmSync(this.#beside, { force: true });
  }

  #flush(): void {
    if (this.#pendingBytes === 0) return;
    this.#put(Buffer.concat(this.#pending));
    this.#pending = [];
    this.#pendingBytes = 0;
  }

  #put(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    for (let written = 0; written < bytes.length; ) written += writeSync(this.#file, bytes, written);
  }
}

const WRITE_BYTES = 1 << 20;
let nextTemporary = 0;

/** Creates a file with its whole content at once; false where it is there already: the first writer wins. */
export function createExclusively(path: string, content: string): boolean {
  const beside = `${path}.${process.pid}.tmp`;
  writeAndFlush(beside, Buffer.from(content, 'utf8'));
  try {
    linkSync(beside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(beside, { force: true });
  }
}

export const moveFile = renameSync;

export function removeFile(path: string): void {
  rmSync(path, { force: true });
}

/** Hexadecimal SHA-256. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

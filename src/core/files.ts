/** The door to the file system and to hashing: whole files in, whole files out, replaced at once or not at all. */
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** The folder of the checkout, wherever the command is run from. */
export const PROJECT_FOLDER = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export const joinPath = join;
export const resolvePath = resolve;
export const fileExists = existsSync;

export function readBytes(path: string): Uint8Array {
  return readFileSync(path);
}

/** The text of a UTF-8 file, unpacked where its name ends in .gz. */
export function readText(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** The names in a folder, sorted; empty where there is no such folder. */
export function listFolder(path: string): string[] {
  return existsSync(path) ? readdirSync(path).sort() : [];
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

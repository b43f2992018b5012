/** Owns what answers are held against before anything is timed, and the questions, as a worker reads them from a file. */
// It is made in a process of its own (make-truth.ts), so that neither the tokens nor the analyzer count as memory of an engine.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Found, Question, TokenSet } from './adapter.ts';
import { CACHE } from './paths.ts';
import { pickOf, type Size } from './plan.ts';
import { type Pick, readMeta } from './token-file.ts';

/** Best entries that are asked for and compared. */
export const TOP = 20;
/** Cities of generated clauses. */
export const CITIES = 300;

export interface Truth {
  readonly entries: number;
  /** CPU seconds to read all tokens once: a part of every build. */
  readonly readSeconds: number;
  readonly questions: readonly Question[];
  /** Postings of all tokens of a question, in the order of questions. */
  readonly postings: readonly number[];
  /** Questions with gold; empty where there is none for this size. */
  readonly judged: readonly Question[];
  readonly rare: readonly { readonly question: Question; readonly ids: readonly number[] }[];
  /** For our own engine: questions by number, and their best entries. */
  readonly expected: readonly { readonly question: number; readonly best: readonly Found[] }[];
}

export function corpusFolder({ corpus, count }: Size): string {
  return join(CACHE, corpus === 'generated' ? `generated-${count}` : corpus);
}

export function pickFrom(size: Size): Pick {
  return pickOf(size, readMeta(corpusFolder(size))?.entries ?? 0);
}

const truthPath = (size: Size, tokens: TokenSet) => join(CACHE, 'truth', `${size.name}-${tokens}.json`);

export function writeTruth(size: Size, tokens: TokenSet, truth: Truth): void {
  const path = truthPath(size, tokens);
  mkdirSync(dirname(path), { recursive: true });
  const json = JSON.stringify(truth, (_, value) => (value instanceof Map ? [...value] : value));
  writeFileSync(path, json);
}

export function readTruth(size: Size, tokens: TokenSet): Truth {
  const json = readFileSync(truthPath(size, tokens), 'utf8');
  return JSON.parse(json, (key, value) => (key === 'gold' ? new Map(value) : value)) as Truth;
}

/** City of every entry; null where the corpus has none. */
export function readCities(size: Size): Uint16Array | null {
  const path = join(corpusFolder(size), 'cities.u16');
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  return new Uint16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

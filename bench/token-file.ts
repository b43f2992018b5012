/** Owns the file of tokens cut once: every engine and every size reads the same numbers from it. */
// FOLDER/words.u32    entry after entry: city, counts of text, heading and context, then that many numbers of words and parts
// FOLDER/grams.u32    the same without the city, for characters and pairs
// FOLDER/vocabulary.txt   line n names token n
// FOLDER/meta.json    written last: without it the folder is unfinished
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Entry, FIELDS, type FieldTokens, type TokenSet } from './adapter.ts';

/** Numbers of tokens, by field in the order of FIELDS. */
export type FieldNumbers = readonly [text: number[], heading: number[], context: number[]];

export interface CutEntry {
  readonly city: number;
  readonly words: FieldNumbers;
  readonly grams: FieldNumbers;
}

export interface Meta {
  /** What the tokens were made of and by: another id means cutting again. */
  readonly id: string;
  readonly entries: number;
  readonly cpuSeconds: number;
  /** Clause addresses in the order of entries; empty where nothing refers to them. */
  readonly addresses: readonly string[];
}

/** Which entries of a folder are read: `count` of the first `end`, evenly spread. */
export interface Pick {
  readonly end: number;
  readonly count: number;
}

/** In the chain of words (chain.u32): where two words do not touch, and where an entry ends. */
export const BREAK = 0xffffffff;
export const END = 0xfffffffe;

const BUFFERED = 1 << 20;

export class U32Writer {
  readonly #file: number;
  readonly #buffer = new Uint32Array(BUFFERED);
  #used = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  push(value: number): void {
    if (this.#used === BUFFERED) this.#flush();
    this.#buffer[this.#used++] = value;
  }

  pushAll(values: ArrayLike<number>): void {
    for (let i = 0; i < values.length; i++) this.push(values[i] ?? 0);
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    const bytes = new Uint8Array(this.#buffer.buffer, 0, this.#used * 4);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    this.#used = 0;
  }
}

export class U32Reader {
  readonly #file: number;
  readonly #buffer = new Uint32Array(BUFFERED);
  #at = 0;
  #end = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'r');
  }

  /** The next `count` numbers; the view holds until the next call. Throws where the file ends before. */
  take(count: number): Uint32Array {
    if (this.#at + count > this.#end) this.#fill(count);
    this.#at += count;
    return this.#buffer.subarray(this.#at - count, this.#at);
  }

  close(): void {
    closeSync(this.#file);
  }

  #fill(count: number): void {
    if (count > BUFFERED) throw new Error(`${count} numbers in one entry, at most ${BUFFERED} are read`);
    this.#buffer.copyWithin(0, this.#at, this.#end);
    this.#end -= this.#at;
    this.#at = 0;
    while (this.#end < count) {
      const bytes = new Uint8Array(this.#buffer.buffer, this.#end * 4, (BUFFERED - this.#end) * 4);
      // The file holds whole numbers only; a short read in the middle of one would be an odd file system.
      const read = readSync(this.#file, bytes);
      if (read === 0 || read % 4 !== 0)
        throw new Error('the file of tokens ends too early; remove bench/.cache');
      this.#end += read / 4;
    }
  }
}

/** Gives each name a number, in the order of first sight. */
export class Vocabulary {
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.names.push(name);
    this.#numbers.set(name, this.names.length - 1);
    return this.names.length - 1;
  }
}

export function createTokenWriter(folder: string) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const words = new U32Writer(join(folder, 'words.u32'));
  const grams = new U32Writer(join(folder, 'grams.u32'));
  let entries = 0;
  const writeFields = (writer: U32Writer, fields: FieldNumbers) => {
    for (const field of fields) writer.push(field.length);
    for (const field of fields) writer.pushAll(field);
  };
  return {
    add(entry: CutEntry): void {
      words.push(entry.city);
      writeFields(words, entry.words);
      writeFields(grams, entry.grams);
      entries++;
    },
    finish({ names, ...meta }: Omit<Meta, 'entries'> & { names: readonly string[] }): void {
      words.close();
      grams.close();
      writeFileSync(join(folder, 'vocabulary.txt'), names.join('\n'));
      writeFileSync(join(folder, 'meta.json'), JSON.stringify({ ...meta, entries } satisfies Meta));
    },
  };
}

/** Null where the folder is not there or not finished. */
export function readMeta(folder: string): Meta | null {
  const path = join(folder, 'meta.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Meta) : null;
}

export function readVocabulary(folder: string): string[] {
  return readFileSync(join(folder, 'vocabulary.txt'), 'utf8').split('\n');
}

/** A token's ASCII name, for engines that would not keep the token as it is. */
export function codeOf(token: number): string {
  return `t${token.toString(36)}`;
}

/** Numbers in place of names, and all that is needed to find a token again. */
export interface NumberedEntry {
  readonly id: number;
  readonly city: number;
  /** By field in the order of FIELDS. */
  readonly fields: readonly number[][];
}

export function* readNumbers(
  folder: string,
  tokens: TokenSet,
  { end, count }: Pick,
): Generator<NumberedEntry> {
  const words = new U32Reader(join(folder, 'words.u32'));
  const grams = tokens === 'all' ? new U32Reader(join(folder, 'grams.u32')) : null;
  try {
    let id = 0;
    for (let at = 0; at < end; at++) {
      const city = words.take(1)[0] ?? 0;
      const isPicked = (at * count) % end < count;
      const fields: number[][] = isPicked ? FIELDS.map(() => []) : [];
      readFields(words, fields);
      if (grams !== null) readFields(grams, fields);
      if (isPicked) yield { id: id++, city, fields };
    }
  } finally {
    words.close();
    grams?.close();
  }
}

function readFields(reader: U32Reader, into: readonly number[][]): void {
  const counts = [...reader.take(FIELDS.length)];
  counts.forEach((count, field) => {
    const numbers = reader.take(count);
    const list = into[field];
    if (list !== undefined) for (const number of numbers) list.push(number);
  });
}

export function* readEntries(
  folder: string,
  { tokens, pick, asCodes = false }: { tokens: TokenSet; pick: Pick; asCodes?: boolean },
): Generator<Entry> {
  const names = readVocabulary(folder);
  const shown = asCodes ? names.map((_, token) => codeOf(token)) : names;
  const nameOf = (token: number) => shown[token] ?? '';
  for (const { id, city, fields } of readNumbers(folder, tokens, pick)) {
    const [text = [], heading = [], context = []] = fields.map((field) => field.map(nameOf));
    yield { id, city, tokens: { text, heading, context } satisfies FieldTokens };
  }
}

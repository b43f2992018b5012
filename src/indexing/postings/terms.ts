/** Owns the term dictionary of a segment: a token's name to its posting list, opened without reading a name. */
// Grams come first, found by halving their sorted keys; words behind them, found by hashing.
import type { Sections, SectionWriter } from '../../core/sections.ts';
import { StringTable, writeStringTable } from '../../core/string-table.ts';
import { characterName, pairName, readTokenName } from '../../text/grams.ts';
import { isPairKey, pairKey } from './gram-ids.ts';
import type { WrittenLists } from './list-writer.ts';

export interface TermNames {
  /** Ascending. */
  readonly keys: Uint32Array;
  readonly words: readonly string[];
}

/** The lists are those of the keys and, behind them, of the words. */
export function writeTerms(writer: SectionWriter, lists: WrittenLists, { keys, words }: TermNames): void {
  writer.add('grams', keys);
  writeStringTable(writer, 'words', words);
  writer.add('counts', lists.counts);
  writer.add('starts', lists.starts);
  writer.add('positions', lists.positionStarts.subarray(0, keys.length));
}

/** Where a term's postings stand in the bytes of all lists. */
export interface TermList {
  /** Clauses that hold it, the deleted ones too; above 0. */
  readonly count: number;
  readonly start: number;
  /** Where its postings end and its positions, if it has any, begin. */
  readonly end: number;
}

export class Terms {
  readonly keys: Uint32Array;
  readonly words: StringTable;
  readonly #counts: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #positions: Uint32Array;

  constructor(sections: Sections) {
    this.keys = sections.uint32('grams');
    this.words = new StringTable(sections, 'words');
    this.#counts = sections.uint32('counts');
    this.#starts = sections.uint32('starts');
    this.#positions = sections.uint32('positions');
  }

  get size(): number {
    return this.keys.length + this.words.size;
  }

  /** The number of a token, by its name in the index; -1 where no clause holds it. */
  find(name: string): number {
    const { kind, text } = readTokenName(name);
    if (kind === 'word' || text.length !== (kind === 'character' ? 1 : 2)) return this.#ofWord(name);
    const key = kind === 'character' ? text.charCodeAt(0) : pairKey(text.charCodeAt(0), text.charCodeAt(1));
    const gram = isPairKey(key) === (kind === 'pair') ? this.findKey(key) : -1;
    return gram >= 0 ? gram : this.#ofWord(name);
  }

  /** The number of a gram by its key; -1 where no clause holds it. */
  findKey(key: number): number {
    let low = 0;
    let high = this.keys.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.keys[middle] as number;
      if (found === key) return middle;
      if (found < key) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  #ofWord(name: string): number {
    const word = this.words.find(name);
    return word < 0 ? -1 : this.keys.length + word;
  }

  nameOf(term: number): string {
    if (term >= this.keys.length) return this.words.at(term - this.keys.length);
    const key = this.keys[term] as number;
    return isPairKey(key)
      ? pairName(String.fromCharCode(key >>> 16, key & 0xffff))
      : characterName(String.fromCharCode(key));
  }

  countOf(term: number): number {
    return this.#counts[term] as number;
  }

  listOf(term: number): TermList {
    const end = term < this.keys.length ? this.#positions[term] : this.#starts[term + 1];
    return { count: this.countOf(term), start: this.#starts[term] as number, end: end as number };
  }
}

/** Owns an opened segment of postings: views over its bytes, and a cursor over one list of them. */
import { Sections } from '../../core/sections.ts';
import { ONCE, readUint32, SKIP_BYTES, skipCount } from './codec.ts';
import { isPairKey } from './gram-ids.ts';
import { type TermList, Terms } from './terms.ts';

/** What a cursor stands on behind its last posting; greater than any clause. */
export const NO_CLAUSE = 0x7fffffff;

export class PostingsSegment {
  /** Clauses, the deleted ones too. */
  readonly size: number;
  readonly terms: Terms;
  /** Posting lists of all terms, one after the other. */
  readonly lists: Uint8Array;
  /** Han characters and other words of a clause, all fields together. */
  readonly lengths: Uint16Array;

  /** @param bytes what `PostingsBuilder.write` or `mergePostings` wrote; throws RangeError for anything else */
  constructor(bytes: Uint8Array) {
    const sections = new Sections(bytes);
    this.terms = new Terms(sections);
    this.lists = sections.bytes('lists');
    this.lengths = sections.uint16('lengths');
    this.size = this.lengths.length;
  }

  cursor(term: number): PostingCursor {
    return new PostingCursor(this, term);
  }

  /** The words of letters and digits, with their term numbers. Read when they are asked for first. */
  latinWords(): readonly LatinWord[] {
    this.#latinWords ??= findLatinWords(this.terms);
    return this.#latinWords;
  }

  #latinWords: readonly LatinWord[] | null = null;
}

export interface LatinWord {
  readonly word: string;
  readonly term: number;
}

function findLatinWords({ keys, words }: Terms): LatinWord[] {
  const found: LatinWord[] = [];
  for (let i = 0; i < words.size; i++) {
    if (!/^[\p{Script=Latin}\p{Nd}]/u.test(words.startOf(i))) continue;
    found.push({ word: words.at(i), term: keys.length + i });
  }
  return found;
}

/** Where the first posting of a list is written: behind its skips. */
export function firstPosting({ count, start }: TermList): number {
  return start + skipCount(count) * SKIP_BYTES;
}

export interface Skip {
  /** Where the block's first posting is written. */
  readonly at: number;
  /** The clause that its gap counts from. */
  readonly clause: number;
  /** Bytes from the first position of the list to the block's first. */
  readonly positions: number;
}

/** The last block of a list that begins behind no posting of `clause`; null for the first one, which needs no skip. */
export function findSkip(bytes: Uint8Array, list: TermList, clause: number): Skip | null {
  let low = 0;
  let high = skipCount(list.count);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (readUint32(bytes, list.start + middle * SKIP_BYTES) < clause) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return null;
  const skip = list.start + (low - 1) * SKIP_BYTES;
  return {
    clause: readUint32(bytes, skip),
    at: firstPosting(list) + readUint32(bytes, skip + 4),
    positions: readUint32(bytes, skip + 8),
  };
}

/** Goes over the postings of one term in the order of their clauses. Begins before the first one. */
export class PostingCursor {
  /** The clause it stands on; -1 before the first, NO_CLAUSE behind the last. */
  clause = -1;
  /** Count byte of the posting it stands on. */
  counts = 0;
  readonly #bytes: Uint8Array;
  readonly #list: TermList;
  readonly #hasPositions: boolean;
  #at: number;
  /** Where the positions of the posting it stands on begin; of the next one, once they are read or passed over. */
  #positionsAt: number;
  #positionsRead = true;

  constructor({ terms, lists }: PostingsSegment, term: number) {
    this.#bytes = lists;
    this.#list = terms.listOf(term);
    this.#at = firstPosting(this.#list);
    this.#positionsAt = this.#list.end;
    this.#hasPositions = term < terms.keys.length && isPairKey(terms.keys[term] as number);
  }

  /** Postings of the list. */
  get count(): number {
    return this.#list.count;
  }

  /** Whether the token stands in heading or text, and not in the context only. */
  get isPrinted(): boolean {
    return this.counts >>> 2 !== 0;
  }

  /** To the next posting; false behind the last one. */
  next(): boolean {
    if (!this.#positionsRead) this.#passPositions();
    if (this.#at >= this.#list.end) {
      this.clause = NO_CLAUSE;
      return false;
    }
    const gap = this.#varint();
    this.clause += gap >>> 1;
    this.counts = gap & 1 ? (this.#bytes[this.#at++] as number) : ONCE;
    this.#positionsRead = !this.#hasPositions;
    return true;
  }

  /** To the first posting of `clause` or behind it; never backwards. */
  seek(clause: number): boolean {
    if (this.clause >= clause) return this.clause !== NO_CLAUSE;
    this.skipTo(clause);
    while (this.clause < clause) if (!this.next()) return false;
    return true;
  }

  /** Passes over whole blocks that end before `clause`; the next posting may still lie before it. */
  skipTo(clause: number): void {
    const skip = findSkip(this.#bytes, this.#list, clause);
    if (skip === null || skip.at <= this.#at) return;
    this.#at = skip.at;
    this.clause = skip.clause;
    this.#positionsAt = this.#list.end + skip.positions;
    this.#positionsRead = true;
  }

  /** Puts the positions of the posting it stands on into `into`, from 0; their number. Only once for each posting. */
  positions(into: number[]): number {
    const found = this.#positionCount();
    let position = 0;
    for (let i = 0; i < found; i++) {
      position += this.#positionVarint();
      into[i] = position;
    }
    return found;
  }

  /** The bytes of its positions as they are written, to be copied: from start to end. Only once for each posting. */
  rawPositions(): { bytes: Uint8Array; start: number; end: number } {
    const start = this.#positionsAt;
    this.#passPositions();
    return { bytes: this.#bytes, start, end: this.#positionsAt };
  }

  #passPositions(): void {
    for (let left = this.#positionCount(); left > 0; left--) {
      while ((this.#bytes[this.#positionsAt++] as number) > 127);
    }
  }

  #positionCount(): number {
    this.#positionsRead = true;
    return this.counts === ONCE ? 1 : this.#positionVarint();
  }

  #positionVarint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.#positionsAt++] as number;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }

  #varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.#at++] as number;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }
}

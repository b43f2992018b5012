/** Owns the writing of posting lists, one term after the other, into one section of a file. */
import type { SectionWriter } from '../../core/sections.ts';
import { BLOCK, ByteWriter, ONCE, SKIP_BYTES, skipCount } from './codec.ts';

const CHUNK_BYTES = 1 << 20;

export class ListWriter {
  readonly #starts: Uint32Array;
  readonly #positionStarts: Uint32Array;
  readonly #counts: Uint32Array;
  readonly #out: SectionWriter;
  readonly #chunk = new ByteWriter(CHUNK_BYTES);
  readonly #list = new ByteWriter();
  readonly #positions = new ByteWriter();
  readonly #skips: number[] = [];
  #term = 0;
  #written = 0;
  #last = -1;
  #count = 0;

  /** @param terms how many there are at the most */
  constructor(out: SectionWriter, terms: number) {
    this.#out = out;
    this.#starts = new Uint32Array(terms + 1);
    this.#positionStarts = new Uint32Array(terms);
    this.#counts = new Uint32Array(terms);
  }

  /** Adds a posting to the term that is open; clauses come in ascending order. `positions` are written already. */
  add(clause: number, counts: number, positions?: { bytes: Uint8Array; start: number; end: number }): void {
    if (this.#count > 0 && this.#count % BLOCK === 0) {
      this.#skips.push(this.#last, this.#list.length, this.#positions.length);
    }
    const more = counts === ONCE ? 0 : 1;
    this.#list.varint((clause - this.#last) * 2 + more);
    if (more === 1) this.#list.byte(counts);
    if (positions !== undefined) this.#positions.copy(positions.bytes, positions.start, positions.end);
    this.#last = clause;
    this.#count++;
  }

  /** Ends the term that is open; the next one begins. False, and no term, where it has no posting. */
  endTerm(): boolean {
    if (this.#count === 0) return false;
    const chunk = this.#chunk;
    if (this.#skips.length !== skipCount(this.#count) * 3) throw new RangeError('skips do not fit the list');
    for (const number of this.#skips) chunk.uint32(number);
    chunk.copy(this.#list.bytes, 0, this.#list.length);
    const listBytes = skipCount(this.#count) * SKIP_BYTES + this.#list.length;
    chunk.copy(this.#positions.bytes, 0, this.#positions.length);
    this.#counts[this.#term] = this.#count;
    this.#starts[this.#term] = this.#written;
    this.#positionStarts[this.#term] = this.#written + listBytes;
    this.#written += listBytes + this.#positions.length;
    if (this.#written > 0xffffffff) throw new RangeError('posting lists of more than 4 GiB');
    this.#term++;
    this.#list.length = 0;
    this.#positions.length = 0;
    this.#skips.length = 0;
    this.#last = -1;
    this.#count = 0;
    if (chunk.length >= CHUNK_BYTES) this.#flush();
    return true;
  }

  /** Call after the last term. */
  finish(): WrittenLists {
    // Reading a posting looks at the byte behind it.
    this.#chunk.byte(0);
    this.#flush();
    this.#starts[this.#term] = this.#written;
    return {
      counts: this.#counts.subarray(0, this.#term),
      starts: this.#starts.subarray(0, this.#term + 1),
      positionStarts: this.#positionStarts.subarray(0, this.#term),
    };
  }

  #flush(): void {
    this.#out.append(this.#chunk.written());
    this.#chunk.length = 0;
  }
}

export interface WrittenLists {
  /** Postings, term by term. */
  readonly counts: Uint32Array;
  /** Where a term's list begins, in bytes from the start of the section; one more than terms. */
  readonly starts: Uint32Array;
  /** Where a term's positions begin; the end of its list where it has none. */
  readonly positionStarts: Uint32Array;
}

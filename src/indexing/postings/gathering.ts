/** Owns what one clause says of its terms, and the log of all of them, sorted by term when it is written. */
import { type ByteWriter, countByte } from './codec.ts';

/** Counts of the terms of one clause, by field: 0 text, 1 heading, 2 context. */
export class TermCounts {
  /** Terms that were counted since the last `take` of each, in order of first sight. */
  readonly touched: number[] = [];
  /** Eight bits a field and a ninth in none: counts above 255 stay 255. */
  #counts = new Uint32Array(1 << 12);

  count(term: number, field: number): void {
    if (term >= this.#counts.length) {
      const larger = new Uint32Array(Math.max(term + 1, this.#counts.length * 2));
      larger.set(this.#counts);
      this.#counts = larger;
    }
    const counts = this.#counts[term] as number;
    if (counts === 0) this.touched.push(term);
    const shift = field * 8;
    if (((counts >>> shift) & 255) < 255) this.#counts[term] = counts + (1 << shift);
  }

  /** The count byte of a term, which is forgotten. */
  take(term: number): number {
    const counts = this.#counts[term] as number;
    this.#counts[term] = 0;
    return countByte(counts & 255, (counts >>> 8) & 255, (counts >>> 16) & 255);
  }
}

/** Where the pairs of one clause stand: a list for each, in order. */
export class Occurrences {
  /** Term to its first and last occurrence + 1; 0 where it has none. */
  #first = new Uint32Array(1 << 12);
  #last = new Uint32Array(1 << 12);
  readonly #positions: number[] = [];
  readonly #next: number[] = [];

  clear(): void {
    this.#positions.length = 0;
    this.#next.length = 0;
  }

  /** Positions of a term come in ascending order. */
  add(term: number, position: number): void {
    if (term >= this.#first.length) {
      this.#first = grown(this.#first, term + 1);
      this.#last = grown(this.#last, term + 1);
    }
    const occurrence = this.#positions.push(position);
    this.#next.push(0);
    const last = this.#last[term] as number;
    if (last === 0) this.#first[term] = occurrence;
    else this.#next[last - 1] = occurrence;
    this.#last[term] = occurrence;
  }

  /** Writes the positions of a term, with their number before them where `counted`, and forgets them. */
  write(term: number, counted: boolean, out: ByteWriter): void {
    const first = this.#first[term] ?? 0;
    if (counted) {
      let count = 0;
      for (let at = first; at !== 0; at = this.#next[at - 1] as number) count++;
      out.varint(count);
    }
    let before = 0;
    for (let at = first; at !== 0; at = this.#next[at - 1] as number) {
      const position = this.#positions[at - 1] as number;
      out.varint(position - before);
      before = position;
    }
    if (first !== 0) {
      this.#first[term] = 0;
      this.#last[term] = 0;
    }
  }
}

/** Postings in the order of their clauses. */
export class PostingLog {
  terms = new Uint32Array(1 << 12);
  clauses = new Uint32Array(1 << 12);
  counts = new Uint8Array(1 << 12);
  /** Where the positions of a posting begin in the bytes of all positions. */
  positions = new Uint32Array(1 << 12);
  length = 0;

  push(term: number, clause: number, counts: number, position: number): void {
    if (this.length === this.terms.length) {
      const capacity = this.length * 2;
      this.terms = grown(this.terms, capacity);
      this.clauses = grown(this.clauses, capacity);
      this.positions = grown(this.positions, capacity);
      const larger = new Uint8Array(capacity);
      larger.set(this.counts);
      this.counts = larger;
    }
    this.terms[this.length] = term;
    this.clauses[this.length] = clause;
    this.counts[this.length] = counts;
    this.positions[this.length] = position;
    this.length++;
  }

  /** Places in the log, term by term and in each in order: those of term t are `order[starts[t]]` to `order[starts[t + 1] - 1]`. */
  byTerm(terms: number): { starts: Uint32Array; order: Uint32Array } {
    const starts = new Uint32Array(terms + 1);
    for (let i = 0; i < this.length; i++) {
      const term = this.terms[i] as number;
      starts[term + 1] = (starts[term + 1] as number) + 1;
    }
    for (let term = 0; term < terms; term++) {
      starts[term + 1] = (starts[term + 1] as number) + (starts[term] as number);
    }
    const next = starts.slice();
    const order = new Uint32Array(this.length);
    for (let i = 0; i < this.length; i++) {
      const term = this.terms[i] as number;
      const place = next[term] as number;
      order[place] = i;
      next[term] = place + 1;
    }
    return { starts, order };
  }
}

function grown(array: Uint32Array<ArrayBuffer>, capacity: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(capacity, array.length * 2));
  larger.set(array);
  return larger;
}

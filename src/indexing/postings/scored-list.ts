/** Owns one posting list on its way through a query: added up window by window. */
import { BM25F } from '../lexical.ts';
import { ONCE } from './codec.ts';
import { findSkip, firstPosting, type PostingsSegment } from './segment.ts';
import type { TermList } from './terms.ts';

/** What turns a posting into a number between 0 and 1. */
export interface Gains {
  /** By count byte: counts times the weights of their fields. */
  readonly frequency: Float64Array;
  /** By length: 1 / (1 - b + b * length / mean). */
  readonly norm: Float64Array;
}

/** Gains for all lengths up to the longest of these segments. */
export function gainsOf(segments: readonly Pick<PostingsSegment, 'lengths'>[], mean: number): Gains {
  const { b, weight } = BM25F;
  let longest = 0;
  for (const { lengths } of segments) for (const length of lengths) longest = Math.max(longest, length);
  const norm = Float64Array.from(
    { length: longest + 1 },
    (_, length) => 1 / (1 - b + (b * length) / (mean || 1)),
  );
  const frequency = Float64Array.from(
    { length: 256 },
    (_, counts) =>
      (counts >>> 4) * weight.text + ((counts >>> 2) & 3) * weight.heading + (counts & 3) * weight.context,
  );
  return { frequency, norm };
}

export interface Window {
  /** The first clause of it, and the first one behind it. */
  readonly start: number;
  readonly stop: number;
  /** Scores, from the clause `start` on. */
  readonly sums: Float64Array;
}

export class ScoredList {
  /** Weight in the query times inverse document frequency times (k1 + 1): no posting gives more. */
  readonly #factor: number;
  readonly #bytes: Uint8Array;
  readonly #list: TermList;
  readonly #lengths: PostingsSegment['lengths'];
  readonly #gains: Gains;
  #at: number;
  #clause = -1;

  /** @param weight weight in the query times inverse document frequency */
  constructor(
    { lists, terms, lengths }: PostingsSegment,
    { term, weight, gains }: { term: number; weight: number; gains: Gains },
  ) {
    this.#factor = weight * (BM25F.k1 + 1);
    this.#bytes = lists;
    this.#list = terms.listOf(term);
    this.#lengths = lengths;
    this.#gains = gains;
    this.#at = firstPosting(this.#list);
  }

  /** Passes over blocks of postings before a clause. */
  skipTo(clause: number): void {
    const skip = findSkip(this.#bytes, this.#list, clause);
    if (skip === null || skip.at <= this.#at) return;
    this.#at = skip.at;
    this.#clause = skip.clause;
  }

  /** Adds what its postings of a window give to the window's sums. Returns postings read. */
  addUp({ start, stop, sums }: Window): number {
    // The one loop that everything waits for: fields are locals, numbers stay unboxed, nothing is called.
    const bytes = this.#bytes;
    const end = this.#list.end;
    const factor = this.#factor;
    const lengths = this.#lengths;
    const { frequency, norm } = this.#gains;
    const { k1 } = BM25F;
    let at = this.#at;
    let clause = this.#clause;
    let read = 0;
    while (at < end) {
      let next = at;
      let gap = bytes[next++] as number;
      if (gap > 127) {
        gap &= 127;
        for (let shift = 7; ; shift += 7) {
          const byte = bytes[next++] as number;
          gap |= (byte & 127) << shift;
          if (byte < 128) break;
        }
      }
      const found = clause + (gap >>> 1);
      if (found >= stop) break;
      // Without a branch, which would be guessed wrong for every third posting: the byte, or the counts of one occurrence.
      const more = gap & 1;
      const counts = ((bytes[next] as number) & -more) | (ONCE & (more - 1));
      clause = found;
      at = next + more;
      read++;
      if (found < start) continue;
      const times = (frequency[counts] as number) * (norm[lengths[found] as number] as number);
      const gain = times / (k1 + times);
      sums[found - start] = (sums[found - start] as number) + factor * gain;
    }
    this.#at = at;
    this.#clause = clause;
    return read;
  }
}

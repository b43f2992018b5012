/** Owns sets of small whole numbers: one bit each. */

/** A set of numbers from 0 to `size - 1`. */
export class Bitmap {
  readonly size: number;
  /** Bit `i & 31` of word `i >>> 5` is member `i`; bits from `size` on are 0. */
  readonly words: Uint32Array;

  constructor(size: number) {
    this.size = size;
    this.words = new Uint32Array((size + 31) >>> 5);
  }

  static of(size: number, members: Iterable<number>): Bitmap {
    const bitmap = new Bitmap(size);
    for (const member of members) bitmap.add(member);
    return bitmap;
  }

  has(i: number): boolean {
    return ((this.words[i >>> 5] ?? 0) & (1 << (i & 31))) !== 0;
  }

  add(i: number): void {
    if (i >= 0 && i < this.size) this.words[i >>> 5] = (this.words[i >>> 5] ?? 0) | (1 << (i & 31));
  }

  /** Adds `start` to `end - 1`. */
  addRange(start: number, end: number): void {
    const stop = Math.min(end, this.size);
    for (let i = Math.max(0, start); i < stop; ) {
      if ((i & 31) === 0 && i + 32 <= stop) {
        this.words[i >>> 5] = 0xffffffff;
        i += 32;
      } else this.add(i++);
    }
  }

  /** Whether any of `start` to `end - 1` is a member. */
  hasAny(start: number, end: number): boolean {
    for (let i = Math.max(0, start); i < Math.min(end, this.size); ) {
      if ((i & 31) === 0 && (this.words[i >>> 5] ?? 0) === 0) i += 32;
      else if (this.has(i)) return true;
      else i++;
    }
    return false;
  }

  /** The members of both; sets of one size. */
  and(other: Bitmap): Bitmap {
    const both = new Bitmap(this.size);
    for (let i = 0; i < this.words.length; i++)
      both.words[i] = (this.words[i] as number) & (other.words[i] as number);
    return both;
  }

  /** The members of this set that are not in the other; sets of one size. */
  without(other: Bitmap): Bitmap {
    const left = new Bitmap(this.size);
    for (let i = 0; i < this.words.length; i++)
      left.words[i] = (this.words[i] as number) & ~(other.words[i] as number);
    return left;
  }

  /** The members, ascending. */
  *[Symbol.iterator](): Generator<number> {
    for (let i = 0; i < this.words.length; i++) {
      for (let word = this.words[i] as number; word !== 0; word &= word - 1) {
        yield i * 32 + (31 - Math.clz32(word & -word));
      }
    }
  }

  count(): number {
    let count = 0;
    for (let word of this.words) for (; word !== 0; word &= word - 1) count++;
    return count;
  }
}

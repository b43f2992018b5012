/** Owns how a posting is written: clause numbers as gaps, counts in one byte, both only where they say something. */
//
//   posting     varint(gap * 2 + more), and, where more is 1, a byte  tttthhcc: counts in text, heading and context
//   gap         to the clause before it; from -1 for the first one
//   more = 0    the token stands once in the text and nowhere else: three postings of four
//   list        BLOCK postings and more begin with a table of skips, one for each full block but the last
//   skip        clause before the block (uint32), bytes from the first posting to the block (uint32), the same into the positions
//
//   positions   of a pair, posting by posting: where more is 1 first varint(how many), then varint(gap) each
import { BM25F } from '../lexical.ts';

/** Postings between two skips. */
export const BLOCK = 128;
export const SKIP_BYTES = 12;

/** The count byte of one occurrence in the text. */
export const ONCE = 1 << 4;

export function countByte(text: number, heading: number, context: number): number {
  const { cap } = BM25F;
  return (
    (Math.min(text, cap.text) << 4) | (Math.min(heading, cap.heading) << 2) | Math.min(context, cap.context)
  );
}

/** How many skips a list of `count` postings begins with. */
export function skipCount(count: number): number {
  return count > BLOCK ? Math.ceil(count / BLOCK) - 1 : 0;
}

/** Grows as it is written; numbers are unsigned, up to 2^32 - 1. */
export class ByteWriter {
  bytes: Uint8Array;
  length = 0;

  constructor(capacity = 1024) {
    this.bytes = new Uint8Array(capacity);
  }

  reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  varint(value: number): void {
    this.reserve(5);
    let rest = value;
    while (rest > 127) {
      this.bytes[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.bytes[this.length++] = rest;
  }

  uint32(value: number): void {
    this.reserve(4);
    for (let shift = 0; shift < 32; shift += 8) this.bytes[this.length++] = (value >>> shift) & 255;
  }

  copy(bytes: Uint8Array, start: number, end: number): void {
    this.reserve(end - start);
    this.bytes.set(bytes.subarray(start, end), this.length);
    this.length += end - start;
  }

  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}

export function readUint32(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24)) >>>
    0
  );
}

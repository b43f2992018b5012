/** Owns where a pattern stands almost: the stretch of a text that fewest changes turn into it. */
// Myers, A fast bit-vector algorithm for approximate string matching based on dynamic programming, J. ACM 46(3), 1999, in blocks
// as Hyyrö, A bit-vector algorithm for computing Levenshtein and Damerau edit distances, Nordic J. of Computing 10, 2003.
import type { Span } from '../core/span.ts';

export interface NearStretch extends Span {
  /** Units left out, put in or replaced. */
  readonly edits: number;
}

export interface Pattern {
  /** The stretch with the fewest edits, the first of equals; null where more than `maxEdits` are needed. */
  nearest(text: string, maxEdits: number): NearStretch | null;
}

const BITS = 32;

/** @param pattern one unit and more */
export function patternOf(pattern: string): Pattern {
  const forward = new BitPattern(pattern);
  const backward = new BitPattern(reversed(pattern));
  return {
    nearest(text, maxEdits) {
      const end = forward.bestEnd(text, true);
      if (end.edits > maxEdits) return null;
      // The same from behind gives the beginning.
      const from = Math.max(0, end.at - pattern.length - end.edits);
      const back = backward.bestEnd(reversed(text.slice(from, end.at)), false);
      return { start: end.at - back.at, end: end.at, edits: end.edits };
    },
  };
}

function reversed(text: string): string {
  let turned = '';
  for (let i = text.length - 1; i >= 0; i--) turned += text.charAt(i);
  return turned;
}

class BitPattern {
  readonly #length: number;
  readonly #blocks: number;
  /** By unit: where in the pattern it stands, a bit each. */
  readonly #masks = new Map<number, Int32Array>();
  readonly #none: Int32Array;
  readonly #up: Int32Array;
  readonly #down: Int32Array;

  constructor(pattern: string) {
    this.#length = pattern.length;
    this.#blocks = Math.ceil(pattern.length / BITS);
    this.#none = new Int32Array(this.#blocks);
    this.#up = new Int32Array(this.#blocks);
    this.#down = new Int32Array(this.#blocks);
    for (let i = 0; i < pattern.length; i++) {
      const unit = pattern.charCodeAt(i);
      const mask = this.#masks.get(unit) ?? new Int32Array(this.#blocks);
      mask[i >>> 5] = (mask[i >>> 5] ?? 0) | (1 << (i & 31));
      this.#masks.set(unit, mask);
    }
  }

  /**
   * The end of the stretch with the fewest edits, in a text that it may begin anywhere in or, where `isFree` is false, begins with.
   * Of equal ends side by side the last: 76 for 75 is a digit replaced, not one put in.
   */
  bestEnd(text: string, isFree: boolean): { at: number; edits: number } {
    this.#up.fill(-1);
    this.#down.fill(0);
    let edits = this.#length;
    let best = { at: 0, edits };
    for (let i = 0; i < text.length; i++) {
      edits += this.#step(this.#masks.get(text.charCodeAt(i)) ?? this.#none, isFree ? 0 : 1);
      if (edits < best.edits || (edits === best.edits && best.at === i)) best = { at: i + 1, edits };
    }
    return best;
  }

  /** One unit of the text; how the edits for the whole pattern change, -1 to 1. */
  #step(mask: Int32Array, first: number): number {
    const last = this.#blocks - 1;
    const lastBit = 1 << ((this.#length - 1) & 31);
    const [ups, downs] = [this.#up, this.#down];
    let carry = first;
    for (let block = 0; block <= last; block++) {
      const [up, down] = [ups[block] as number, downs[block] as number];
      const equal = mask[block] as number;
      const vertical = equal | down;
      const carried = carry < 0 ? equal | 1 : equal;
      const horizontal = (((carried & up) + up) ^ up) | carried;
      let plus = down | ~(horizontal | up);
      let minus = up & horizontal;
      const bit = block === last ? lastBit : 1 << 31;
      const out = (plus & bit) !== 0 ? 1 : (minus & bit) !== 0 ? -1 : 0;
      plus = (plus << 1) | (carry > 0 ? 1 : 0);
      minus = (minus << 1) | (carry < 0 ? 1 : 0);
      ups[block] = minus | ~(vertical | plus);
      downs[block] = plus & vertical;
      carry = out;
    }
    return carry;
  }
}

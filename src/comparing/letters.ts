/** Owns what of a folded text is its wording: letters and digits, with what makes numbers differ. */

/**
 * The letters and digits of a text in order, without blanks, line breaks and punctuation. All arrays are of the same length.
 */
export interface Letters {
  /**
   * Equal on two sides where the letters are: the unit itself, and inside a word of Latin letters and digits also the mark that
   * stands before it (2.5 is not 25) and the sign behind it (95% is not 95).
   */
  readonly symbols: Int32Array;
  /** Where each stands in the text; `ends` is behind its sign, if it has one. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** 1 where it is part of the same word or character as the one before, and no cut may come between. */
  readonly joined: Uint8Array;
}

const UNKNOWN = 0;
const MARK = 1;
const LETTER = 2;
/** Of words that are one run: Latin letters and digits, as src/text/segment.ts takes them. */
const RUN = 3;
const SURROGATE = 4;

const kinds = new Uint8Array(0x10000);

const SIGNS: Readonly<Record<string, number>> = { '%': 1, '‰': 2, '℃': 3 };
const JOINING = /^[.+/-]$/;
const MARK_SHIFT = 16;
const SIGN_SHIFT = 24;
/** Any mark outside ASCII. */
const OTHER_MARK = 127;

export function lettersOf(folded: string): Letters {
  const letters = new LetterList(folded.length);
  // Behind the last letter, where that is part of a run; -1 elsewhere.
  let runEnd = -1;
  for (let i = 0; i < folded.length; i++) {
    const unit = folded.charCodeAt(i);
    const kind = kindOf(unit);
    if (kind === LETTER) {
      letters.put(i, unit, 0);
      runEnd = -1;
    } else if (kind === RUN) {
      const gap = runEnd < 0 ? '' : folded.slice(runEnd, i);
      const isJoined = runEnd >= 0 && (gap === '' || JOINING.test(gap));
      letters.put(i, unit | (markOf(gap) << MARK_SHIFT), isJoined ? 1 : 0);
      runEnd = i + 1;
    } else if (kind === SURROGATE && isLetterPair(folded, i)) {
      letters.put(i, unit, 0);
      letters.put(i + 1, folded.charCodeAt(++i), 1);
      runEnd = -1;
    } else if (runEnd === i) {
      const sign = SIGNS[folded.charAt(i)];
      if (sign === undefined) continue;
      letters.sign(sign);
      runEnd = -1;
    }
  }
  return letters.whole();
}

class LetterList {
  private readonly symbols: Int32Array;
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  private readonly joined: Uint8Array;
  private count = 0;

  constructor(maxLetters: number) {
    this.symbols = new Int32Array(maxLetters);
    this.starts = new Int32Array(maxLetters);
    this.ends = new Int32Array(maxLetters);
    this.joined = new Uint8Array(maxLetters);
  }

  put(at: number, symbol: number, joined: 0 | 1): void {
    this.symbols[this.count] = symbol;
    this.starts[this.count] = at;
    this.ends[this.count] = at + 1;
    this.joined[this.count] = joined;
    this.count++;
  }

  /** A sign of one unit, right behind the last letter. */
  sign(sign: number): void {
    const last = this.count - 1;
    this.symbols[last] = (this.symbols[last] ?? 0) | (sign << SIGN_SHIFT);
    this.ends[last] = (this.ends[last] ?? 0) + 1;
  }

  whole(): Letters {
    return {
      symbols: this.symbols.subarray(0, this.count),
      starts: this.starts.subarray(0, this.count),
      ends: this.ends.subarray(0, this.count),
      joined: this.joined.subarray(0, this.count),
    };
  }
}

function kindOf(unit: number): number {
  if (unit >= 0x4e00 && unit <= 0x9fff) return LETTER;
  const known = kinds[unit] ?? UNKNOWN;
  if (known !== UNKNOWN) return known;
  const kind = readKind(unit);
  kinds[unit] = kind;
  return kind;
}

function readKind(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return SURROGATE;
  const character = String.fromCharCode(unit);
  if (/[\p{Script=Latin}\p{Nd}]/u.test(character)) return RUN;
  return /[\p{L}\p{N}\p{M}]/u.test(character) ? LETTER : MARK;
}

/** A character outside the basic plane, as rare Han ones are: both its units. Emoji and lone halves are none. */
function isLetterPair(folded: string, at: number): boolean {
  const point = folded.codePointAt(at) ?? 0;
  return point > 0xffff && /[\p{L}\p{N}]/u.test(String.fromCodePoint(point));
}

/** What keeps two pieces of a number apart: the first mark in the gap, a blank where there is none, 0 for no gap. */
function markOf(gap: string): number {
  if (gap === '') return 0;
  const mark = (gap.trimStart() || ' ').charCodeAt(0);
  return mark < OTHER_MARK ? mark : OTHER_MARK;
}

/** Owns what a text says, whatever it looks like: its letters, digits and signs in a row, each with its place. */
// Width, case, script, blanks, line breaks, quotation marks and all punctuation between words are left out: a quote without a
// comma says the same. What makes two numbers differ stays: 2.5 is not 25, 1、2 is not 12, ≥95% is not 95.
import { fold } from '../text/fold.ts';
import {
  CIRCLE,
  COMPARATOR,
  COMPOSED,
  DIGIT,
  kindOf,
  LETTER,
  letterPair,
  SIGN,
  SURROGATE,
  signOf,
} from './kinds.ts';
import { separatorOf } from './separators.ts';
import { APART, HAN_NUMERALS, MINUS, MINUS_SHAPES, RAISED, SUPERSCRIPTS } from './signs.ts';

/** Nothing, or what is copied along with a text and has no width. */
const INVISIBLE = /^\p{Cf}{0,4}$/u;

export interface Reading {
  /** Equal where two texts say the same. */
  readonly key: string;
  /** For each unit of the key where it stands in the text; of a sign between two numbers, all that stands between them. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Of any string; linear in its length. */
export function readingOf(text: string): Reading {
  const folded = fold(text);
  const letters = new Gathered(text, folded);
  for (let i = 0; i < folded.length; i++) {
    const unit = folded.charCodeAt(i);
    switch (kindOf(unit)) {
      case LETTER:
        letters.letter(i, folded.charAt(i));
        break;
      case DIGIT:
        letters.digit(i);
        break;
      case SIGN:
        letters.put(signOf(unit), i, i + 1);
        break;
      case COMPARATOR:
        letters.comparator(i);
        break;
      case COMPOSED:
        letters.composed(i);
        break;
      case CIRCLE:
        letters.circle(i);
        break;
      case SURROGATE:
        if (letterPair(folded, i)) {
          letters.put(folded.charAt(i), i, i + 1);
          letters.put(folded.charAt(i + 1), i + 1, i + 2);
          i++;
        }
    }
  }
  return letters.whole();
}

class Gathered {
  readonly #text: string;
  readonly #folded: string;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  #key = '';
  #last = '';

  constructor(text: string, folded: string) {
    this.#text = text;
    this.#folded = folded;
  }

  put(unit: string, start: number, end: number): void {
    this.#key += unit;
    this.#last = unit;
    this.#starts.push(start);
    this.#ends.push(end);
  }

  letter(at: number, unit: string): void {
    // 十、二 is not 十二; 二 十五 is 二十五, and so is one that a line ends in.
    if (isHanNumeral(unit) && isHanNumeral(this.#last) && /[^\s\p{Cf}]/u.test(this.#gapTo(at))) {
      this.put(APART, this.#endOfLast, at);
    }
    this.put(unit, at, at + 1);
  }

  digit(at: number): void {
    const isSuperscript = SUPERSCRIPTS.includes(this.#text.charAt(at));
    const gap = this.#gapTo(at);
    if (isDigit(this.#last)) {
      if (isSuperscript && !SUPERSCRIPTS.includes(this.#text.charAt(at - 1))) this.put(RAISED, at, at);
      else if (!INVISIBLE.test(gap))
        this.put(separatorOf(this.#folded, this.#endOfLast, at), this.#endOfLast, at);
    } else if (this.#isMinusBefore(at)) {
      this.put(MINUS, at - 1, at);
    }
    this.put(this.#folded.charAt(at), at, at + 1);
  }

  /** Where a number follows; before anything else it is no part of what is said. */
  comparator(at: number): void {
    if (/^[<>=\s]*[-+]?\p{Nd}/u.test(this.#folded.slice(at, at + 8)))
      this.put(this.#folded.charAt(at), at, at + 1);
  }

  /** One character that is printed for several: ㎡, ℃, Ⅲ, or another form of a Han character. */
  composed(at: number): void {
    for (const unit of fold(this.#text.charAt(at).normalize('NFKC'))) {
      if (/[\p{L}\p{N}°]/u.test(unit) && unit.length === 1) this.put(unit, at, at + 1);
    }
  }

  /** Between numerals it is typed for 〇; elsewhere it is a bullet. */
  circle(at: number): void {
    const isNumeral = isHanNumeral(this.#last) || isHanNumeral(this.#folded.charAt(at + 1));
    if (isNumeral) this.put('〇', at, at + 1);
  }

  whole(): Reading {
    return { key: this.#key, starts: this.#starts, ends: this.#ends };
  }

  get #endOfLast(): number {
    return this.#ends.at(-1) ?? 0;
  }

  #gapTo(at: number): string {
    return this.#folded.slice(this.#endOfLast, at);
  }

  /** -5, and not the dash of 2025年-2030年 or a rule before a year. */
  #isMinusBefore(at: number): boolean {
    if (at === 0 || at === this.#endOfLast || !MINUS_SHAPES.includes(this.#text.charAt(at - 1))) return false;
    const before = this.#folded.charAt(at - 2);
    return before !== '-' && !/[\p{Script=Latin}\p{Nd}年月日号时元%)]/u.test(before);
  }
}

export function isDigit(unit: string): boolean {
  return unit >= '0' && unit <= '9' && unit.length === 1;
}

export function isHanNumeral(unit: string): boolean {
  return unit !== '' && HAN_NUMERALS.includes(unit);
}

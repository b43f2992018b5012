/** Owns what a unit of a folded text is when it is read: a letter, a digit, a sign, or a mark that says nothing. */
import { CIRCLES, COMPARATORS, SIGNS } from './signs.ts';

export const MARK = 1;
export const LETTER = 2;
export const DIGIT = 3;
export const SIGN = 4;
export const COMPARATOR = 5;
export const COMPOSED = 6;
export const SURROGATE = 7;
export const CIRCLE = 8;

const UNKNOWN = 0;
const kinds = new Uint8Array(0x10000);

export function kindOf(unit: number): number {
  const known = kinds[unit] ?? UNKNOWN;
  if (known !== UNKNOWN) return known;
  const kind = readKind(String.fromCharCode(unit), unit);
  kinds[unit] = kind;
  return kind;
}

export function signOf(unit: number): string {
  return SIGNS[String.fromCharCode(unit)] ?? '';
}

/** Whether two surrogates are a letter; emoji and lone halves are none. */
export function letterPair(folded: string, at: number): boolean {
  const point = folded.codePointAt(at) ?? 0;
  return point > 0xffff && /[\p{L}\p{N}]/u.test(String.fromCodePoint(point));
}

function readKind(character: string, unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return SURROGATE;
  if (character in SIGNS) return SIGN;
  if (CIRCLES.includes(character)) return CIRCLE;
  if (COMPARATORS.includes(character)) return COMPARATOR;
  if (/\p{Nd}/u.test(character)) return DIGIT;
  if (isComposed(character, unit)) return COMPOSED;
  return /[\p{L}\p{N}]/u.test(character) || isMarkOfLetter(character, unit) ? LETTER : MARK;
}

/** Accents, but not the signs that only choose a shape. */
function isMarkOfLetter(character: string, unit: number): boolean {
  return /\p{M}/u.test(character) && !(unit >= 0xfe00 && unit <= 0xfe0f);
}

/** Squared units, Roman numerals, ℃, radicals and compatibility forms of Han characters, as they are copied out of PDF files. */
function isComposed(character: string, unit: number): boolean {
  const isShape =
    (unit >= 0x3300 && unit <= 0x33ff) ||
    (unit >= 0x2100 && unit <= 0x214f) ||
    (unit >= 0x2160 && unit <= 0x217f) ||
    (unit >= 0x2e80 && unit <= 0x2fdf) ||
    (unit >= 0xf900 && unit <= 0xfaff);
  return isShape && character.normalize('NFKC') !== character;
}

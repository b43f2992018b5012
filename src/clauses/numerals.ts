/** Owns ordinals: 四十四, ⑫, 12, １２ and 十二之一 to numbers and back. */

const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const CHARACTERS = '零一二三四五六七八九';

/** The characters a Chinese numeral is written with, for a regular expression's class. */
export const CHINESE_NUMERAL = '〇零一二两三四五六七八九十百千';

/** 0 to 9,999; null where `text` is no numeral: 四十四 is 44, 一〇八 is 108, 十 is 10. */
export function parseChineseNumeral(text: string): number | null {
  if (text === '') return null;
  let total = 0;
  let digit: number | null = null;
  let positional = '';
  for (const character of text) {
    const value = DIGITS[character];
    const unit = UNITS[character];
    if (value !== undefined) {
      positional += value;
      digit = value;
    } else if (unit !== undefined) {
      total += (digit ?? 1) * unit;
      digit = null;
    } else {
      return null;
    }
  }
  const hasUnit = [...text].some((character) => UNITS[character] !== undefined);
  return hasUnit ? total + (digit ?? 0) : Number(positional);
}

/** The inverse of `parseChineseNumeral` in the usual form: 44 is 四十四, 108 is 一百零八. 1 to 9,999. */
export function formatChineseNumeral(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 9999)
    throw new RangeError(`${value} is not between 1 and 9999`);
  let text = '';
  let skipped = false;
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / unit) % 10;
    if (digit === 0) {
      skipped = text !== '';
      continue;
    }
    text += `${skipped ? '零' : ''}${unit === 10 && digit === 1 && text === '' ? '' : CHARACTERS[digit]}${name}`;
    skipped = false;
  }
  return text;
}

// ① to ⑳, ⑴ to ⒇, ㈠ to ㈩, ❶ to ❿: each row's first character, its first number and its length.
const ENCLOSED: readonly (readonly [first: string, from: number, count: number])[] = [
  ['①', 1, 20],
  ['㉑', 21, 15],
  ['㊱', 36, 15],
  ['⑴', 1, 20],
  ['㈠', 1, 10],
  ['❶', 1, 10],
  ['⒈', 1, 20],
];

/** The number in one enclosed character, or null. */
export function parseEnclosed(character: string): number | null {
  const unit = character.charCodeAt(0);
  for (const [first, from, count] of ENCLOSED) {
    const offset = unit - first.charCodeAt(0);
    if (offset >= 0 && offset < count) return from + offset;
  }
  return null;
}

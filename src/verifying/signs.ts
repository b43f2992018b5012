/** Owns which marks are part of what is said: signs of numbers, and numerals that are written as characters. */

/** Kept wherever they stand, under the one that all shapes of it are read as. The others are ASCII or stand for themselves. */
export const SIGNS: Readonly<Record<string, string>> = {
  '%': '%',
  '‰': '‰',
  '≥': '≥',
  '≧': '≥',
  '⩾': '≥',
  '≤': '≤',
  '≦': '≤',
  '⩽': '≤',
  '±': '±',
  '×': '×',
  '÷': '÷',
  '+': '+',
  '°': '°',
  '≈': '≈',
  '≠': '≠',
  $: '$',
  '¥': '¥',
  '￥': '¥',
  '€': '€',
  '£': '£',
};

/** Kept where a number follows: elsewhere they are arrows, rules and marks of quoting. */
export const COMPARATORS = '<>=';

/** Of a range or a list of one number to the next: what is read between two of them. Anything else only keeps them apart. */
export const BETWEEN_NUMBERS: Readonly<Record<string, string>> = {
  '-': '-',
  '~': '-',
  '/': '/',
  ':': ':',
};

/** Marks that can be a minus; a dash never is one. */
export const MINUS_SHAPES = '-－−﹣';
export const MINUS = '−';

export const HAN_NUMERALS = '〇零一二三四五六七八九十百千万亿两';
/** Behind digits they are a part of the number: 5万. */
export const HAN_MAGNITUDES = '十百千万亿';
/** Circles that are typed for 〇. */
export const CIRCLES = '○◯';
export const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Two numbers that stand side by side, whatever stands between them. */
export const APART = ' ';
/** Before an exponent: 10² is not 102. */
export const RAISED = '^';

/** Whoever quotes what stands behind one of them, and leaves it off, says the opposite: 化石能源 out of 非化石能源. */
export const NEGATIONS = '不未非';

/** Quotes cut at random out of printed clauses, dressed as people copy and type them, and changed in one place. Seeded. */
import traditionalToSimplified from 'opencc-js/dict/TSCharacters';
import type { Clause } from '../../src/indexing/corpus.ts';
import { fold } from '../../src/text/fold.ts';
import { segment } from '../../src/text/segment.ts';

export type Random = (below: number) => number;

/** Mulberry32: whole numbers from 0 to `below - 1`. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

export function oneOf<T>(random: Random, list: readonly T[]): T {
  return list[random(list.length)] as T;
}

/** Heading and text as somebody who reads them would copy them. */
function printedWhole({ heading, text }: Clause): string {
  return heading === null ? text : `${heading}。\n${text}`;
}

const RUN = /[\p{Script=Latin}\p{Nd}.,%≥≤+~-]/u;
const HAN_NUMBER = /[〇零一二三四五六七八九十百千万亿两萬億兩]/;
const LETTER = /[\p{L}\p{N}]/u;

/** Nobody quotes half a number, or leaves off a negation. */
function isCut(text: string, at: number): boolean {
  const [before, behind] = [text.charAt(at - 1), text.charAt(at)];
  return (
    (RUN.test(before) && RUN.test(behind)) ||
    (HAN_NUMBER.test(behind) && (HAN_NUMBER.test(before) || /\p{Nd}/u.test(before))) ||
    /[≥≤不未非]/.test(before)
  );
}

/** A stretch of 8 to 120 units with 8 letters at least, of a clause that has as many. */
export function cutQuote(random: Random, clauses: readonly Clause[]): { clause: string; text: string } {
  for (;;) {
    const clause = oneOf(random, clauses);
    const whole = printedWhole(clause);
    const length = 8 + random(113);
    let start = random(Math.max(1, whole.length - length));
    let end = Math.min(whole.length, start + length);
    while (start > 0 && isCut(whole, start)) start--;
    while (end < whole.length && isCut(whole, end)) end++;
    const text = whole.slice(start, end);
    if ([...text].filter((unit) => LETTER.test(unit)).length >= 8) return { clause: clause.clause, text };
  }
}

const traditional = new Map<string, string[]>();
for (const entry of traditionalToSimplified.split('|')) {
  const [from = '', to = ''] = entry.split(' ');
  if (from.length !== 1 || to.length !== 1 || fold(from) !== fold(to)) continue;
  traditional.set(to, [...(traditional.get(to) ?? []), from]);
}

const STYLES: readonly (readonly string[])[] = [
  ['，', ',', '﹐'],
  ['。', '.'],
  ['；', ';'],
  ['：', ':'],
  ['“', '"', '「', '『', '‘'],
  ['”', '"', '」', '』', '’'],
  ['（', '(', '﹙'],
  ['）', ')', '﹚'],
  ['〔', '[', '［', '('],
  ['〕', ']', '］', ')'],
  ['%', '％'],
];

type Dress = (random: Random, text: string) => string;

const mapped = (change: (random: Random, unit: string) => string): Dress => {
  return (random, text) => [...text].map((unit) => change(random, unit)).join('');
};

/** No mark between two digits is touched: those are numbers. */
const inMarks = (change: (random: Random, mark: string) => string): Dress => {
  return (random, text) =>
    text.replace(/(?<!\p{Nd})[^\p{L}\p{N}\s%％+≥≤~./-]|[^\p{L}\p{N}\s%％+≥≤~./-](?!\p{Nd})/gu, (mark) =>
      change(random, mark),
    );
};

const between = (put: string, oneIn: number): Dress => {
  return (random, text) =>
    text.replace(/(?<![\p{Script=Latin}\p{Nd}.,%~-])(?=.)(?![.,%~-])/gu, () =>
      random(oneIn) === 0 ? put : '',
    );
};

const DRESSES: readonly Dress[] = [
  inMarks((random, mark) => oneOf(random, STYLES.find((shapes) => shapes.includes(mark)) ?? [mark])),
  inMarks((random, mark) => (random(3) === 0 ? '' : mark)),
  mapped((random, unit) => oneOf(random, traditional.get(unit) ?? [unit])),
  mapped((_, unit) => (/\p{Script=Han}/u.test(unit) ? fold(unit) : unit)),
  mapped((random, unit) =>
    unit >= '!' && unit <= '~' && random(2) === 0 ? String.fromCharCode(unit.charCodeAt(0) + 0xfee0) : unit,
  ),
  mapped((_, unit) => unit.toUpperCase()),
  between(' ', 6),
  between('\u3000', 20),
  between('\n', 30),
  between('\u200b', 9),
  (_, text) => text.replace(/\n/g, ''),
  (_, text) => `“${text}”`,
  (_, text) => ` ${text}。 `,
  (_, text) => `……${text}……`,
];

/** The same words in another dress: up to four changes of width, script, marks and blanks. */
export function dressed(random: Random, text: string): string {
  let worn = text;
  for (let times = random(5); times > 0; times--) worn = oneOf(random, DRESSES)(random, worn);
  return worn;
}

const NEGATIONS = ['不', '未', '非'] as const;

/** One digit, one negation or one word of a quote changed; null where it has none of what was to be changed. */
export function changed(random: Random, text: string, words: readonly string[]): string | null {
  const spans = segment(fold(text)).filter(
    ({ start, end }) => end - start > 1 && /\p{Script=Han}/u.test(text.slice(start, end)),
  );
  const kind = oneOf(random, ['digit', 'negation', 'word'] as const);
  if (kind === 'digit') {
    const digits = [...text.matchAll(/[0-9]/g)];
    if (digits.length === 0) return null;
    const { index } = oneOf(random, digits);
    const other = (Number(text.charAt(index)) + 1 + random(9)) % 10;
    return text.slice(0, index) + other + text.slice(index + 1);
  }
  if (spans.length === 0) return null;
  if (kind === 'negation') {
    const printed = [...text.matchAll(/[不未非]/g)];
    if (printed.length > 0) {
      const { index, 0: negation } = oneOf(random, printed);
      const others = NEGATIONS.filter((other) => other !== negation);
      return text.slice(0, index) + oneOf(random, ['', ...others]) + text.slice(index + 1);
    }
    const { start } = oneOf(random, spans);
    return text.slice(0, start) + oneOf(random, NEGATIONS) + text.slice(start);
  }
  const { start, end } = oneOf(random, spans);
  const other = oneOf(random, words);
  return fold(other) === fold(text.slice(start, end)) ? null : text.slice(0, start) + other + text.slice(end);
}

/** All words of two characters and more that clauses print, each as often as it stands there. */
export function wordsIn(clauses: readonly Clause[]): string[] {
  return clauses.flatMap(({ text }) =>
    segment(fold(text))
      .map(({ start, end }) => text.slice(start, end))
      .filter((word) => /^\p{Script=Han}{2,}$/u.test(word)),
  );
}

/** Owns which stretches of a block stand in quotation marks, and which of them quote a document. */

import { lettersOf } from '../../comparing/letters.ts';
import type { Span } from '../../core/span.ts';
import { fold } from '../../text/fold.ts';

/** Letters and digits that a quotation of a document has at the least: “双碳” and “无废城市” are names, not quotations. */
export const MIN_QUOTED_LETTERS = 6;

export interface Marked extends Span {
  /** What stands between the marks. */
  readonly inner: Span;
  /** False where the closing mark is missing: `inner` is empty then. */
  readonly closed: boolean;
}

const PAIRS: Readonly<Record<string, string>> = {
  '“': '”',
  '‘': '’',
  '「': '」',
  '『': '』',
  '﹁': '﹂',
  '﹃': '﹄',
  '〝': '〞',
  '"': '"',
  "'": "'",
};

/**
 * Quotations of a text, in order, outermost ones only: what stands in ‘’ inside “” belongs to the outer one. Marks inside 《》 are
 * part of the title. `continues`: the next paragraph opens with the mark again, so this one may end without closing it.
 */
export function markedIn(text: string, { continues = false }: { continues?: boolean } = {}): Marked[] {
  const titles = titlesIn(text);
  // Some keyboards close where they should open: ”…”.
  const isReversed = !text.includes('“') && /^(?:[^”]*”[^”]*”)+[^”]*$/.test(text);
  const marked: Marked[] = [];
  for (let i = 0; i < text.length; i++) {
    const close = isReversed && text.charAt(i) === '”' ? '”' : closingOf(text, i);
    if (close === undefined || titles.some(({ start, end }) => start <= i && i < end)) continue;
    const end = closingAt(text, i, close);
    if (end < 0 && close !== '”' && close !== '」') continue; // a foot mark, an inch, an apostrophe
    if (end >= 0) {
      marked.push({ start: i, end: end + 1, inner: { start: i + 1, end }, closed: true });
      i = end;
    } else if (continues) {
      marked.push({ start: i, end: text.length, inner: { start: i + 1, end: text.length }, closed: true });
      break;
    } else {
      marked.push({ start: i, end: i + 1, inner: { start: i + 1, end: i + 1 }, closed: false });
    }
  }
  return marked;
}

function closingOf(text: string, at: number): string | undefined {
  const mark = text.charAt(at);
  if (mark === "'" && !opensHere(text, at)) return undefined;
  return PAIRS[mark];
}

/** An apostrophe has a letter in front of it: don't. */
function opensHere(text: string, at: number): boolean {
  return !/[\w]/.test(text.charAt(at - 1)) && /\S/.test(text.charAt(at + 1));
}

/** Where the mark that was opened at `from` is closed; -1 where it is not. The same pair inside itself is counted. */
function closingAt(text: string, from: number, close: string): number {
  const open = text.charAt(from);
  let depth = 1;
  for (let i = from + 1; i < text.length; i++) {
    const unit = text.charAt(i);
    if (unit === close && (close !== "'" || !/[\w]/.test(text.charAt(i + 1)))) {
      depth--;
      if (depth === 0) return i;
    } else if (unit === open) {
      depth++;
    }
  }
  return -1;
}

/** 《…》 of a text, outermost ones, marks included. */
export function titlesIn(text: string): Span[] {
  const titles: Span[] = [];
  let start = -1;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text.charAt(i) === '《') {
      if (depth === 0) start = i;
      depth++;
    } else if (text.charAt(i) === '》' && depth > 0) {
      depth--;
      if (depth === 0) titles.push({ start, end: i + 1 });
    }
  }
  return titles;
}

/**
 * Whether marked words quote a document: six letters and digits or more, one of them Han. What is only a 《title》, or the short
 * name that a document gets (以下简称“…”), quotes nothing.
 */
export function quotesDocument(text: string, { start, inner }: Marked): boolean {
  const words = text.slice(inner.start, inner.end);
  if (/以下(?:统|合)?(?:简)?称(?:为|作)?[：:]?\s*$/.test(text.slice(0, start))) return false;
  return countLetters(words) >= MIN_QUOTED_LETTERS && /\p{Script=Han}/u.test(words) && !isTitle(words);
}

export function countLetters(words: string): number {
  return lettersOf(fold(words)).symbols.length;
}

function isTitle(words: string): boolean {
  const [title, ...others] = titlesIn(words.trim());
  return title !== undefined && others.length === 0 && title.end - title.start === words.trim().length;
}

/** Owns where the words of an anchor stand in a text, and which of several places is meant. */
import type { Span } from '../core/span.ts';
import { fold } from '../text/fold.ts';

export interface ClauseText {
  /** Its address. */
  readonly clause: string;
  readonly text: string;
}

/** A span of a clause's text. */
export interface Place extends Span {
  readonly clause: string;
}

/** What is looked for, as `plainText` gives it. */
export interface Quoted {
  /** Not empty. */
  readonly words: string;
  /** Null where it is not known what stood there; '' where nothing did. */
  readonly prefix: string | null;
  readonly suffix: string | null;
}

/** 'whole': prefix and suffix stand around it; 'half': one of them does, and is long enough to mean something. */
export interface Candidate extends Place {
  readonly context: 'whole' | 'half' | 'none';
}

interface PlainText {
  readonly text: string;
  /** Where each unit of `text` stands in the original. */
  readonly at: readonly number[];
}

const BLANK = /[\s\u200b-\u200d\u2060]/;
const RUN = /[\p{Script=Latin}\p{Nd}]/u;

/** A text folded and without blanks, but for one blank where it keeps two numbers or Latin words apart: 1 2 is not 12. */
export function plainText(original: string): PlainText {
  const folded = fold(original);
  const at: number[] = [];
  let text = '';
  let isApart = false;
  for (let i = 0; i < folded.length; i++) {
    const unit = folded.charAt(i);
    if (BLANK.test(unit)) {
      isApart = true;
      continue;
    }
    if (isApart && RUN.test(unit) && RUN.test(text.at(-1) ?? '')) {
      text += ' ';
      at.push(i - 1);
    }
    isApart = false;
    text += unit;
    at.push(i);
  }
  return { text, at };
}

/** Fewer letters say nothing by themselves: 绿色发展 stands in every plan, and another clause that has it is no proof. */
const TELLING_LETTERS = 6;
/** Of its neighbours so many must be the same on one side, for words that say nothing by themselves. */
const NEIGHBOURS = 2;
/** A prefix or suffix that is alone in agreeing must have so many units: a full stop behind is no evidence. */
const MIN_HALF = 4;

/**
 * The places of a clause that say exactly this, in order. One where a number is cut that was not cut before (5年 in 15年), or where
 * 不 stands before that did not, says something else. `isElsewhere`: it is another clause than the one that was cited, so words that
 * say nothing by themselves need a neighbour that is known.
 */
export function placesOf(
  quoted: Quoted,
  { clause, text }: ClauseText,
  { isElsewhere }: { isElsewhere: boolean },
): Candidate[] {
  const plain = plainText(text);
  const found: Candidate[] = [];
  const { words } = quoted;
  const isTelling = lettersIn(words) >= TELLING_LETTERS;
  const isBlind = !isElsewhere && quoted.prefix === null && quoted.suffix === null;
  for (let from = plain.text.indexOf(words); from >= 0; from = plain.text.indexOf(words, from + 1)) {
    const around = { before: plain.text.slice(0, from), after: plain.text.slice(from + words.length) };
    if (!isWhole(quoted, around)) continue;
    if (!isTelling && !isBlind && !hasNeighbour(quoted, around)) continue;
    const start = plain.at[from] ?? 0;
    const end = (plain.at[from + words.length - 1] ?? 0) + 1;
    found.push({ clause, start, end, context: contextOf(quoted, around) });
  }
  return found;
}

/** The place that more stands around than around any other; all that have as much. */
export function chooseByContext(places: readonly Candidate[]): readonly Candidate[] {
  for (const context of ['whole', 'half'] as const) {
    const those = places.filter((place) => place.context === context);
    if (those.length > 0) return those;
  }
  return places;
}

interface Around {
  readonly before: string;
  readonly after: string;
}

function contextOf({ prefix, suffix }: Quoted, { before, after }: Around): Candidate['context'] {
  const isAfterPrefix =
    prefix !== null && (prefix === '' ? before === '' : before.trimEnd().endsWith(prefix));
  const isBeforeSuffix =
    suffix !== null && (suffix === '' ? after === '' : after.trimStart().startsWith(suffix));
  if (isAfterPrefix && isBeforeSuffix) return 'whole';
  const isHalf =
    (isAfterPrefix && prefix.length >= MIN_HALF) || (isBeforeSuffix && suffix.length >= MIN_HALF);
  return isHalf ? 'half' : 'none';
}

function hasNeighbour({ prefix, suffix }: Quoted, { before, after }: Around): boolean {
  const last = prefix?.slice(-NEIGHBOURS) ?? '';
  const first = suffix?.slice(0, NEIGHBOURS) ?? '';
  return (
    (last.length === NEIGHBOURS && before.trimEnd().endsWith(last)) ||
    (first.length === NEIGHBOURS && after.trimStart().startsWith(first)) ||
    (prefix === '' && suffix === '' && before === '' && after === '')
  );
}

function lettersIn(plain: string): number {
  return plain.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

const NUMERALS = '〇零一二三四五六七八九十百千万亿两';
const RUNS = '\\p{Script=Latin}\\p{Nd}';
const NUMBER = new RegExp(`^[${RUNS}${NUMERALS}%‰℃]$`, 'u');
// What of a number or a Latin word stands at the end of what comes before, or at the beginning of what follows.
const NUMBER_BEFORE = new RegExp(`(?:[${RUNS}][${RUNS}.+/-]*|[${NUMERALS}]+)$`, 'u');
const NUMBER_BEHIND = new RegExp(`^(?:[%‰℃]|[.+/-]?[${RUNS}]+|,\\d{3}(?!\\d)|[${NUMERALS}]+)`, 'u');
const THOUSANDS_BEFORE = /\d,$/;
const THREE_DIGITS = /^\d{3}(?!\d)/;
const NEGATION_BEFORE = /[不未非无勿]$/;
/** No number or word that stands at an edge is longer. */
const MAX_EDGE = 40;

/** Whether the edges cut what they cut when the words were taken, or nothing. */
function isWhole({ words, prefix, suffix }: Quoted, { before, after }: Around): boolean {
  const isSameBefore = (pattern: RegExp) => endOf(before, pattern) === endOf(prefix ?? '', pattern);
  const isSameBehind = (pattern: RegExp) =>
    beginningOf(after, pattern) === beginningOf(suffix ?? '', pattern);
  if (NUMBER.test(words.charAt(0)) && !isSameBefore(NUMBER_BEFORE)) return false;
  if (THREE_DIGITS.test(words) && !isSameBefore(THOUSANDS_BEFORE)) return false;
  if (NUMBER.test(words.charAt(words.length - 1)) && !isSameBehind(NUMBER_BEHIND)) return false;
  // Where it is not known what stood before, that 不 stands there now says nothing.
  return prefix === null || isSameBefore(NEGATION_BEFORE);
}

function endOf(text: string, pattern: RegExp): string {
  return pattern.exec(text.slice(-MAX_EDGE))?.[0] ?? '';
}

function beginningOf(text: string, pattern: RegExp): string {
  return pattern.exec(text.slice(0, MAX_EDGE))?.[0] ?? '';
}

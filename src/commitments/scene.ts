/** Owns what surrounds a figure: its sentence, the phrase in front of it, the run behind it, what is past, what governs. */
import type { Span } from '../core/span.ts';
import { splitSentences } from '../passages/split.ts';
import { type Dense, densify } from './dense.ts';
import { type Quantity, quantitiesOf } from './quantities.ts';
import { type YearMark, yearsOf } from './years.ts';

export interface Scene {
  readonly dense: Dense;
  readonly text: string;
  readonly sentences: readonly SentenceScene[];
}

export interface SentenceScene extends Span {
  readonly quantities: readonly Quantity[];
  readonly years: readonly YearMark[];
  /** 其中…: what governed the sentence before still does. */
  readonly goesOn: boolean;
}

// Further back than this nothing belongs to a figure; it also keeps hostile texts linear.
const MAX_LEAD_CHARS = 120;
const MAX_RUN_CHARS = 60;
const MAX_BRACKET_CHARS = 60;
const STOPS = ',;。:!?\n、()';
const BREAKS = ',;。:!?\n';

export function readScene(printed: string, exclude: readonly Span[], issueYear: number | null): Scene {
  const dense = densify(printed, exclude);
  const { text } = dense;
  const years = yearsOf(text, issueYear, dense.masked);
  const taken = new Uint8Array(text.length);
  for (const { start, end } of years) taken.fill(1, start, end);
  const quantities = quantitiesOf(text, (at) => taken[at] === 1);
  const nextYear = cursor(years);
  const nextQuantity = cursor(quantities);
  const sentences = sentencesOf(text).map((sentence) => ({
    ...sentence,
    quantities: nextQuantity(sentence.end),
    years: nextYear(sentence.end),
    goesOn: /^["']?其中/.test(text.slice(sentence.start, sentence.start + 4)),
  }));
  return { dense, text, sentences };
}

/** Hands out sorted spans, those that begin before `end` and were not handed out before. */
function cursor<T extends Span>(spans: readonly T[]): (end: number) => T[] {
  let next = 0;
  return (end) => {
    const from = next;
    while (next < spans.length && (spans[next]?.start ?? end) < end) next++;
    return spans.slice(from, next);
  };
}

/** Sentences; one that stops at a line break behind a comma or colon goes on in the next line. */
function sentencesOf(text: string): Span[] {
  const sentences: Span[] = [];
  for (const sentence of splitSentences(text)) {
    const last = sentences.at(-1);
    if (last !== undefined && /[,;:、]/.test(text.charAt(last.end - 1))) {
      sentences[sentences.length - 1] = { start: last.start, end: sentence.end };
    } else {
      sentences.push(sentence);
    }
  }
  return sentences;
}

/** Where the phrase in front of `at` begins: behind the last stop, an open bracket, or `from`. */
export function leadStart({ text, dense }: Scene, from: number, at: number): number {
  const least = Math.max(from, at - MAX_LEAD_CHARS);
  for (let i = at - 1; i >= least; i--) {
    if (dense.masked(i)) continue;
    const character = text.charAt(i);
    if (character === ')') {
      const open = text.slice(Math.max(least, i - MAX_BRACKET_CHARS), i).lastIndexOf('(');
      if (open >= 0) i = Math.max(least, i - MAX_BRACKET_CHARS) + open;
    } else if (character === '(' || BREAKS.includes(character)) return i + 1;
  }
  return least;
}

/** The length of a bracket at `at` that belongs to a word (县(市、区)); 0 where there is none, or it says more. */
export function shortBracket(text: string, at: number): number {
  if (text.charAt(at) !== '(') return 0;
  return /^\([^()\d,;。]{1,6}\)/.exec(text.slice(at, at + 8))?.[0].length ?? 0;
}

/** Where the run behind `at` ends: at the next stop or bracket. */
export function runEnd({ text }: Scene, at: number, end: number): number {
  const most = Math.min(end, at + MAX_RUN_CHARS);
  for (let i = at; i < most; i++) {
    if (i > at) i += shortBracket(text, i);
    if (STOPS.includes(text.charAt(i))) return i;
  }
  return most;
}

/** Owns a quote as it is looked for: the parts that an ellipsis joins, each read as clauses are. */
import type { Span } from '../core/span.ts';
import { fold } from '../text/fold.ts';
import { type Reading, readingOf } from './reading.ts';

export interface Quote {
  readonly text: string;
  /** With their places in the whole quote, in order, none of them empty; more than one where something was left out. */
  readonly parts: readonly Reading[];
  /** Letters, digits and signs of all parts. */
  readonly letters: number;
  /** Folded: marks before its first letter and behind its last, those that stand next to it. */
  readonly before: string;
  readonly behind: string;
}

export const MAX_MARKS = 8;

/** ……, ..., 。。。, [...], 〔略〕; the text is folded. */
const ELLIPSIS = /\((?:…+|\.{3,}|中?略)\)|[…⋯]+|\.{3,}|。{3,}|·{6}/gu;

export function readQuote(text: string): Quote {
  const folded = fold(text);
  const parts = keptSpans(folded)
    .map(({ start, end }) => shifted(readingOf(text.slice(start, end)), start))
    .filter(({ key }) => key !== '');
  const first = parts[0]?.starts[0] ?? 0;
  const last = parts.at(-1)?.ends.at(-1) ?? folded.length;
  return {
    text,
    parts,
    letters: parts.reduce((sum, { key }) => sum + key.length, 0),
    before: folded.slice(Math.max(0, first - MAX_MARKS), first),
    behind: folded.slice(last, last + MAX_MARKS),
  };
}

/** With more ellipses it is no quote, and they are marks like others. */
const MAX_PARTS = 100;

/** What of a folded quote stands between its ellipses. */
function keptSpans(folded: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const mark of folded.matchAll(ELLIPSIS)) {
    if (spans.length === MAX_PARTS) return [{ start: 0, end: folded.length }];
    spans.push({ start, end: mark.index });
    start = mark.index + mark[0].length;
  }
  spans.push({ start, end: folded.length });
  return spans;
}

function shifted(reading: Reading, by: number): Reading {
  if (by === 0) return reading;
  return { ...reading, starts: reading.starts.map((at) => at + by), ends: reading.ends.map((at) => at + by) };
}

/** Owns the words of a sentence as they are compared: they tile it, and numbers are whole. */
import type { Span } from '../core/span.ts';
import { segment } from '../text/segment.ts';

export interface Word {
  /** Folded, without blanks; equal where the words are. */
  readonly key: string;
  /** With the blanks behind it; those at the beginning of a sentence belong to its first word. */
  readonly span: Span;
}

/** 三百二十 and 百分之二十五 are numbers like 320 and 25%, but the cutter may cut them. */
const HAN_NUMBER = /^(?:[百千万]分之)?[〇零一二三四五六七八九十百千万亿两]+$/;
const THOUSANDS = /^\d{1,3}(?:,\d{3})*$/;
const THREE_DIGITS = /^\d{3}(?!\d)/;

/** The words and, each by itself, the marks between them in a span of a folded text, in order; none for an empty span. */
export function wordsOf(folded: string, { start, end }: Span): Word[] {
  const text = folded.slice(start, end);
  const pieces: Span[] = [];
  let at = 0;
  for (const word of segment(text)) {
    putMarks(pieces, text, at, word.start);
    pieces.push(word);
    at = word.end;
  }
  putMarks(pieces, text, at, text.length);
  return withBlanks(text, joinNumbers(text, pieces)).map((piece) => ({
    key: text.slice(piece.start, piece.end).replace(/\s+/gu, ''),
    span: { start: start + piece.start, end: start + piece.end },
  }));
}

/** Marks of one or two units; blanks are left out. */
function putMarks(pieces: Span[], text: string, from: number, to: number): void {
  let at = from;
  for (const mark of text.slice(from, to)) {
    if (mark.trim() !== '') pieces.push({ start: at, end: at + mark.length });
    at += mark.length;
  }
}

/** Pieces of one number become one: 二|十五, 1|,|200. */
function joinNumbers(text: string, pieces: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && last.end === piece.start && isOneNumber(text, last, piece)) {
      joined[joined.length - 1] = { start: last.start, end: piece.end };
    } else {
      joined.push(piece);
    }
  }
  return joined;
}

function isOneNumber(text: string, last: Span, next: Span): boolean {
  const [before, after] = [text.slice(last.start, last.end), text.slice(next.start, next.end)];
  if (HAN_NUMBER.test(before)) return HAN_NUMBER.test(after);
  if (after === ',') return THOUSANDS.test(before) && THREE_DIGITS.test(text.slice(next.end));
  return before.endsWith(',') && before.length > 1 && THREE_DIGITS.test(after);
}

function withBlanks(text: string, pieces: readonly Span[]): Span[] {
  if (pieces.length === 0) return text === '' ? [] : [{ start: 0, end: text.length }];
  return pieces.map((_, i) => ({
    start: i === 0 ? 0 : (pieces[i]?.start ?? 0),
    end: pieces[i + 1]?.start ?? text.length,
  }));
}

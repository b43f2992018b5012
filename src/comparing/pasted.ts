/** Owns how a pasted text is read: its paragraphs, each with the heading that it or the line before begins with. */
import { MARKER_RANKS, readMarker } from '../clauses/markers.ts';
import { type Span, slice, trim } from '../core/span.ts';
import { fold } from '../text/fold.ts';

export interface PastedParagraph {
  /** Into the text that was pasted: the paragraph without its marker and heading. */
  readonly span: Span;
  readonly heading: string | null;
}

/** A heading has at most so many characters: as in documents. */
const MAX_HEADING_CHARS = 40;

/**
 * The lines that hold text. A line that is nothing but a numbered heading is the heading of the next one; a numbered line that goes
 * on behind its first 。 begins with its heading, as documents print it. Anything else is text, and so is a heading of which nothing
 * is said: another of its rank follows, or none.
 */
export function readPasted(text: string): PastedParagraph[] {
  const paragraphs: PastedParagraph[] = [];
  let above: Heading | null = null;
  const askFor = (heading: Heading) => paragraphs.push({ span: heading.span, heading: null });
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start);
    const line = trim(text, { start, end });
    start = end + 1;
    if (!hasLetters(slice(text, line))) continue;
    const { rank, heading, rest } = readLine(text, line);
    if (above !== null && rank <= above.rank) {
      askFor(above);
      above = null;
    }
    if (rest !== null) {
      const named = heading ?? above?.span ?? null;
      paragraphs.push({ span: rest, heading: named === null ? null : slice(text, named) });
    }
    above = rest === null && heading !== null ? { span: heading, rank } : null;
  }
  if (above !== null) askFor(above);
  return paragraphs;
}

interface Heading {
  readonly span: Span;
  readonly rank: number;
}

interface Line {
  /** Of its marker; below all where it has none. */
  readonly rank: number;
  readonly heading: Span | null;
  /** Its text; null where it is nothing but a heading. */
  readonly rest: Span | null;
}

// A numbered line that ends so is an item of a list, not the heading of what follows.
const ITEM_END = /[;,!?]$/;

function readLine(text: string, line: Span): Line {
  const printed = slice(text, line);
  const marker = readMarker(fold(printed), printed);
  const body = trim(text, { start: line.start + (marker?.length ?? 0), end: line.end });
  if (marker === null || marker.doubtful || !hasLetters(slice(text, body))) {
    return { rank: Number.POSITIVE_INFINITY, heading: null, rest: line };
  }
  const rank = MARKER_RANKS[marker.kind];
  // An article begins with a sentence.
  if (marker.kind === 'article') return { rank, heading: null, rest: body };
  const words = fold(slice(text, body));
  const stop = words.indexOf('。');
  const length = stop < 0 ? words.length : stop;
  if (length === 0 || length > MAX_HEADING_CHARS) return { rank, heading: null, rest: body };
  const heading = { start: body.start, end: body.start + length };
  const rest = trim(text, { start: Math.min(body.end, heading.end + 1), end: body.end });
  if (hasLetters(slice(text, rest))) return { rank, heading, rest };
  return ITEM_END.test(words) ? { rank, heading: null, rest: body } : { rank, heading, rest: null };
}

function hasLetters(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

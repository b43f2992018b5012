/** Owns how a pasted text is read: its paragraphs, each with the heading that it or the line before begins with. */
import { readMarker } from '../clauses/markers.ts';
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
 * on behind its first 。 begins with its heading, as documents print it. Anything else is text.
 */
export function readPasted(text: string): PastedParagraph[] {
  const paragraphs: PastedParagraph[] = [];
  let above: string | null = null;
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start);
    const line = trim(text, { start, end });
    start = end + 1;
    if (!/[\p{L}\p{N}]/u.test(slice(text, line))) continue;
    const { rest, heading, isHeading } = readLine(text, line);
    if (isHeading) {
      above = heading;
      continue;
    }
    paragraphs.push({ span: rest, heading: heading ?? above });
    above = null;
  }
  // A heading that nothing follows is what was asked.
  if (paragraphs.length === 0 && above !== null) return [{ span: trim(text, whole(text)), heading: null }];
  return paragraphs;
}

function readLine(text: string, line: Span): { rest: Span; heading: string | null; isHeading: boolean } {
  const printed = slice(text, line);
  const marker = readMarker(fold(printed), printed);
  if (marker === null || marker.doubtful) return { rest: line, heading: null, isHeading: false };
  const body = trim(text, { start: line.start + marker.length, end: line.end });
  const words = fold(slice(text, body));
  const stop = words.indexOf('。');
  const length = stop < 0 ? words.length : stop;
  if (length === 0 || length > MAX_HEADING_CHARS) return { rest: body, heading: null, isHeading: false };
  const heading = text.slice(body.start, body.start + length);
  const rest = trim(text, { start: Math.min(body.end, body.start + length + 1), end: body.end });
  return { rest, heading, isHeading: rest.end <= rest.start };
}

function whole(text: string): Span {
  return { start: 0, end: text.length };
}

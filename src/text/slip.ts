/** Owns what counts as a slip of the keyboard: one wrong, missing or extra character. */
import type { Span } from '../core/span.ts';

/** Shorter strings are words of their own when a character is changed: 光伏 and 光热. */
export const MIN_SLIP_CHARS = 3;

/** Whether two strings are the same, or one character away from it. Counts UTF-16 units. */
export function isWithinOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (a.length === b.length) return at === a.length || a.slice(at + 1) === b.slice(at + 1);
  return a.length > b.length ? a.slice(at + 1) === b.slice(at) : a.slice(at) === b.slice(at + 1);
}

/**
 * The two halves of a string, neither of which begins or ends inside a number where that can be. Of a string with one slip one
 * half is whole, so whoever looks for the string finds every place by looking for its halves.
 */
export function halvesOf(text: string): { left: string; right: string } {
  const isDigit = (at: number) => /[0-9]/.test(text.charAt(at));
  const middle = Math.floor(text.length / 2);
  let cut = middle;
  while (cut > 0 && isDigit(cut - 1) && isDigit(cut)) cut--;
  if (cut === 0) cut = middle;
  return { left: text.slice(0, cut), right: text.slice(cut) };
}

export type SlipKind = 'wrong' | 'missing' | 'extra';

export interface SlippedPlace extends Span {
  /** What happened to the typed string: 'missing' where the text has a character more than it. */
  readonly slip: SlipKind;
}

/**
 * The places beside an occurrence of one half that are the whole typed string with one slip in its other half, and at least
 * MIN_SLIP_CHARS long; none where the other half stands there as typed.
 */
export function slippedBeside(
  text: string,
  { left, right }: { left: string; right: string },
  { side, span }: { side: 'left' | 'right'; span: Span },
): SlippedPlace[] {
  const other = side === 'left' ? right : left;
  const places: SlippedPlace[] = [];
  for (const [slip, more] of [
    ['wrong', 0],
    ['missing', 1],
    ['extra', -1],
  ] as const) {
    const chars = other.length + more;
    const place =
      side === 'left'
        ? { start: span.start, end: span.end + chars, slip }
        : { start: span.start - chars, end: span.end, slip };
    if (place.start < 0 || place.end > text.length || place.end - place.start < MIN_SLIP_CHARS) continue;
    const there = side === 'left' ? text.slice(span.end, place.end) : text.slice(place.start, span.start);
    if (slip === 'wrong' && there === other) return [];
    if (isWithinOneSlip(there, other)) places.push(place);
  }
  return places;
}

/** The first place in a text that is the typed string with one slip; null where there is none, or it is too short for one. */
export function findSlipped(text: string, typed: string): SlippedPlace | null {
  if (typed.length < MIN_SLIP_CHARS) return null;
  const halves = halvesOf(typed);
  let first: SlippedPlace | null = null;
  for (const side of ['left', 'right'] as const) {
    const half = halves[side];
    for (let at = text.indexOf(half); at >= 0; at = text.indexOf(half, at + 1)) {
      const span = { start: at, end: at + half.length };
      for (const place of slippedBeside(text, halves, { side, span })) {
        if (first === null || place.start < first.start) first = place;
      }
    }
  }
  return first;
}

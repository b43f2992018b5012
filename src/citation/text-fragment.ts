/** Owns text fragments: the end of a link (#:~:text=…) by which a browser finds and marks words on any page, ours or the issuer's. */
// https://wicg.github.io/scroll-to-text-fragment/: a browser takes the first place that fits, ignoring case, and only whole words.
import { type Span, trim } from '../core/span.ts';
import { fold } from '../text/fold.ts';
import { segment } from '../text/segment.ts';

/** Longer words are named by how they begin and end; a Han character is nine units of an address. */
const MAX_EXACT = 24;
/** UTF-16 units of such a beginning or end: at least, and before it counts as not to be told apart. */
const MIN_END = 6;
const MAX_END = 24;

/**
 * '#:~:text=…' for the words at a span of a clause's text, widened to whole words; `documentText` is all that the page prints, the
 * clause included. Null where a browser could take another place: where the words, or how they begin, stand on the page more than
 * once, or not as the clause has them, or where nothing but marks is at the span.
 */
export function textFragment(clauseText: string, span: Span, documentText: string): string | null {
  const words = wordsIn(clauseText);
  const whole = widened(clauseText, words, span);
  if (whole === null) return null;
  const page = comparable(documentText);
  const quote = clauseText.slice(whole.start, whole.end);
  if (quote.length <= MAX_EXACT && !quote.includes('\n')) {
    return isOnce(page, comparable(quote)) ? `#:~:text=${escaped(quote)}` : null;
  }
  const ends = beginningAndEnd(clauseText, words, { whole, page });
  return ends === null ? null : `#:~:text=${ends.map(escaped).join(',')}`;
}

interface Sought {
  readonly whole: Span;
  /** `comparable`. */
  readonly page: string;
}

/** The shortest beginning that stands on the page once, and the shortest end that first comes where the words end. */
function beginningAndEnd(text: string, words: readonly Span[], { whole, page }: Sought): string[] | null {
  const inside = words.filter(({ start, end }) => whole.start <= start && end <= whole.end);
  const all = comparable(text.slice(whole.start, whole.end));
  const fits = ({ start, end }: Span) => end - start >= MIN_END && end - start <= MAX_END;
  const inOneParagraph = (part: Span) => !text.slice(part.start, part.end).includes('\n');
  const beginning = inside
    .map(({ end }) => ({ start: whole.start, end }))
    .filter((part) => fits(part) && inOneParagraph(part))
    .map((part) => text.slice(part.start, part.end))
    .find((part) => isOnce(page, comparable(part)));
  if (beginning === undefined) return null;
  const at = page.indexOf(comparable(beginning));
  if (!page.startsWith(all, at)) return null;
  const end = inside
    .toReversed()
    .map(({ start }) => ({ start, end: whole.end }))
    .filter((part) => fits(part) && inOneParagraph(part))
    .map((part) => text.slice(part.start, part.end))
    .find((part) => {
      const behind = at + comparable(beginning).length;
      return page.indexOf(comparable(part), behind) === at + all.length - comparable(part).length;
    });
  return end === undefined ? null : [beginning, end];
}

/** From the beginning of the first word that the span touches to the end of the last; null where it touches none. */
function widened(text: string, words: readonly Span[], span: Span): Span | null {
  const { start, end } = trim(text, span);
  const touched = words.filter((word) => word.start < end && word.end > start);
  const [first, last] = [touched[0], touched.at(-1)];
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end };
}

function wordsIn(text: string): Span[] {
  return segment(fold(text));
}

/** Browsers differ in which shapes are the same to them, so all that might be are; and in how they count blanks, so none count. */
function comparable(text: string): string {
  return fold(text).replace(/\s+/gu, '');
}

function isOnce(page: string, part: string): boolean {
  const first = page.indexOf(part);
  return first >= 0 && page.indexOf(part, first + 1) < 0;
}

/** Commas and ampersands separate, and a hyphen makes a prefix of what stands before it. */
function escaped(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('-', '%2D');
}

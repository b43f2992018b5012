/** Owns the text that targets are read in: folded, without the blanks that pages set between figures and words, names masked. */
import type { Span } from '../core/span.ts';
import { fold } from '../text/fold.ts';

export interface Dense {
  /** Folded, blanks left out except between two digits; what is to be passed over is line breaks. */
  readonly text: string;
  /** Whether the unit at `i` stands in 《》 or in short quotation marks: in a name, not in a promise. */
  masked(i: number): boolean;
  /** Half-open in `text` to half-open in what was given; a span of nothing to where it stands. */
  span(start: number, end: number): Span;
}

// A title seldom is longer, nor is what is quoted; a mark that lost its partner then hides nothing.
const MAX_TITLE_CHARS = 80;
const MAX_QUOTE_CHARS = 40;

export function densify(printed: string, exclude: readonly Span[]): Dense {
  const folded = fold(printed);
  const places = new Int32Array(folded.length + 1);
  const hidden = hide(folded.length, exclude);
  const pieces: string[] = [];
  let length = 0;
  for (let i = 0; i < folded.length; i++) {
    const character = folded.charAt(i);
    const blank = character === ' ' || character === '\r';
    if (blank && !(isDigit(folded, i - 1) && isDigit(folded, i + 1))) continue;
    places[length++] = i;
    pieces.push(hidden?.[i] === 1 ? '\n' : character);
  }
  const text = pieces.join('');
  const names = mask(text, (i) => printed.charAt(places[i] ?? 0));
  return {
    text,
    masked: (i) => names[i] === 1,
    span: (start, end) =>
      end > start
        ? { start: places[start] ?? 0, end: (places[end - 1] ?? 0) + 1 }
        : { start: places[start] ?? 0, end: places[start] ?? 0 },
  };
}

function isDigit(text: string, i: number): boolean {
  const unit = text.charCodeAt(i);
  return unit >= 0x30 && unit <= 0x39;
}

function hide(length: number, exclude: readonly Span[]): Uint8Array | null {
  if (exclude.length === 0) return null;
  const hidden = new Uint8Array(length);
  for (const { start, end } of exclude) hidden.fill(1, Math.max(0, start), Math.max(0, end));
  return hidden;
}

/** Pairs 《》, “” and the straight marks that open and close alike; a pair across 。 is none. */
function mask(text: string, printedAt: (i: number) => string): Uint8Array {
  const names = new Uint8Array(text.length);
  let title = -1;
  let quote = -1;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '。' || character === '\n') title = quote = -1;
    else if (character === '《') title = title < 0 ? i : title;
    else if (character === '》') {
      if (title >= 0 && i - title <= MAX_TITLE_CHARS) names.fill(1, title, i + 1);
      title = -1;
    } else if (character === '"') {
      if (quote >= 0 && !OPENING.includes(printedAt(i))) {
        if (i - quote <= MAX_QUOTE_CHARS) names.fill(1, quote, i + 1);
        quote = -1;
      } else if (!CLOSING.includes(printedAt(i))) quote = i;
    }
  }
  return names;
}

const OPENING = '“「『〝﹁﹃„';
const CLOSING = '”」』〞﹂﹄';

/** Owns what it means that a string stands in a text: literally, but no number is cut in two. */
import type { Span } from '../core/span.ts';

/** Whether an occurrence begins or ends inside a longer number: nobody who prints 95% says 5%. */
export function cutsNumber(text: string, at: number, phrase: string): boolean {
  const end = at + phrase.length;
  return (
    (isDigit(text, at) &&
      (isDigit(text, at - 1) || (text.charAt(at - 1) === '.' && isDigit(text, at - 2)))) ||
    (isDigit(text, end - 1) && (isDigit(text, end) || (text.charAt(end) === '.' && isDigit(text, end + 1))))
  );
}

function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0x30 && unit <= 0x39;
}

/** Both folded. */
export function stands(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (!cutsNumber(text, at, phrase)) return true;
  }
  return false;
}

/** Every occurrence, overlapping ones too; both folded. */
export function occurrences(text: string, phrase: string): Span[] {
  const spans: Span[] = [];
  if (phrase === '') return spans;
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (!cutsNumber(text, at, phrase)) spans.push({ start: at, end: at + phrase.length });
  }
  return spans;
}

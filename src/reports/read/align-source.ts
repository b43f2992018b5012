/** Owns where the words of a Markdown text stand in its source: escapes, character references and line prefixes lie between. */
import type { BlockWriter } from './report.ts';

const REFERENCE = /&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});/y;

/** Puts each unit of `value` at its place in `source` from `start` on, and gives where the last one ends. */
export function putAligned(
  writer: BlockWriter,
  value: string,
  { source, start, end }: { source: string; start: number; end: number },
): number {
  let at = start;
  for (let i = 0; i < value.length; i++) {
    const unit = value.charAt(i);
    at = skipTo(value, i, { source, at, end });
    const width = widthAt(value, i, source, at);
    writer.unit(unit, at, Math.min(end, at + width));
    // Both halves of a character outside the basic plane can come from one reference.
    const isPair = width > 2 && i + 1 < value.length && /[\ud800-\udbff]/.test(unit);
    if (isPair) writer.unit(value.charAt(++i), at, Math.min(end, at + width));
    at = Math.min(end, at + width);
  }
  return at;
}

/** The next place in the source that can print unit `i`: what a line begins with (`> `, blanks) is passed over. */
function skipTo(
  value: string,
  i: number,
  { source, at, end }: { source: string; at: number; end: number },
): number {
  for (let place = at; place < end; place++) {
    if (source.charAt(place) === value.charAt(i) || widthAt(value, i, source, place) > 1) return place;
  }
  return Math.min(at, Math.max(0, end - 1));
}

/** How many units of the source print unit `i` of the value there. */
function widthAt(value: string, i: number, source: string, at: number): number {
  const unit = value.charAt(i);
  const here = source.charAt(at);
  if (here === '\\' && source.charAt(at + 1) === unit && /[!-/:-@[-`{-~]/.test(unit)) return 2;
  if (here === '\r' && unit === '\n' && source.charAt(at + 1) === '\n') return 2;
  if (here !== '&') return 1;
  REFERENCE.lastIndex = at;
  const reference = REFERENCE.exec(source)?.[0];
  return reference === undefined || value.startsWith(reference, i) ? 1 : reference.length;
}

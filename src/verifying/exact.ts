/** Owns where a clause holds a quote, read letter by letter: all parts of it, whole and in order. */
import type { Span } from '../core/span.ts';
import { standsAt } from './edges.ts';

/**
 * Every place of a quote in the key of a clause's reading, by its parts; at most `max`. Of a quote with an ellipsis only the first
 * place, each part as near to the next as it stands.
 */
export function stretchesIn(key: string, parts: readonly string[], max: number): (readonly Span[])[] {
  const [first, ...others] = parts;
  if (first === undefined) return [];
  if (others.length > 0) {
    const joined = joinedIn(key, parts);
    return joined === null ? [] : [joined];
  }
  const found: (readonly Span[])[] = [];
  for (const start of standsAt(key, first)) {
    found.push([{ start, end: start + first.length }]);
    if (found.length >= max) break;
  }
  return found;
}

function joinedIn(key: string, parts: readonly string[]): Span[] | null {
  const spans: Span[] = [];
  let from = 0;
  for (const part of parts) {
    const [at] = standsAt(key, part, from);
    if (at === undefined) return null;
    from = at + part.length;
    spans.push({ start: at, end: from });
  }
  for (let i = parts.length - 2; i >= 0; i--) {
    const [part, span, next] = [parts[i] ?? '', spans[i], spans[i + 1]];
    for (const at of standsAt(key, part, span?.start)) {
      if (at + part.length > (next?.start ?? 0)) break;
      spans[i] = { start: at, end: at + part.length };
    }
  }
  return spans;
}

/** Owns the arithmetic of spans: half-open ranges in UTF-16 units of one original text. */

/** `text.slice(start, end)`; `0 <= start <= end <= text.length`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function span(start: number, end: number): Span {
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end < start) {
    throw new RangeError(`[${start}, ${end}) is no span`);
  }
  return { start, end };
}

export function slice(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

export function length({ start, end }: Span): number {
  return end - start;
}

/** Whether every unit of `inner` lies in `outer`; an empty span lies where it stands. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function shift({ start, end }: Span, by: number): Span {
  return span(start + by, end + by);
}

/** Sorted, non-empty, non-overlapping spans that cover exactly what `spans` cover; touching spans become one. */
export function merge(spans: readonly Span[]): Span[] {
  const sorted = spans.filter((s) => s.end > s.start).sort((a, b) => a.start - b.start || a.end - b.end);
  const merged: Span[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && next.start <= last.end) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, next.end) };
    } else {
      merged.push(next);
    }
  }
  return merged;
}

/** `span` without white space at either end; empty at its start where nothing else is in it. */
export function trim(text: string, { start, end }: Span): Span {
  const inner = text.slice(start, end);
  const lead = inner.length - inner.trimStart().length;
  return lead === inner.length
    ? { start, end: start }
    : { start: start + lead, end: start + inner.trimEnd().length };
}

/** Owns clauses as quotes are looked for in them: marker, heading and text read in one go, with the way back to each. */
import type { Span } from '../core/span.ts';
import type { Clause } from '../indexing/corpus.ts';
import { cuts } from './edges.ts';
import { isHanNumeral, type Reading, readingOf } from './reading.ts';
import { APART } from './signs.ts';

export type Field = 'marker' | 'heading' | 'text';

export interface ClauseReading {
  readonly clause: Clause;
  /** Of all fields, one behind the other; places are into the field that a unit belongs to. */
  readonly reading: Reading;
  /** What of the key each field is, in order; together they are all of it. */
  readonly fields: readonly FieldRange[];
}

export interface FieldRange extends Span {
  readonly field: Field;
  /** The whole field as printed; `null` is ''. */
  readonly printed: string;
}

export function readClause(clause: Clause): ClauseReading {
  const { marker, heading, text } = clause;
  const fields: (FieldRange & { end: number })[] = [];
  const whole = { key: '', starts: [] as number[], ends: [] as number[] };
  const printed = { marker: marker ?? '', heading: heading ?? '', text };
  for (const field of ['marker', 'heading', 'text'] as const) {
    const { key, starts, ends } = readingOf(printed[field]);
    // 6. and 2025年 are two numbers, and so are (一) and 一体化; the gap belongs to what stands before it.
    if (cuts(whole.key + key, whole.key.length) && isNumber(whole.key.slice(-1)))
      putGap(whole, fields.at(-1));
    const start = whole.key.length;
    whole.key += key;
    for (const at of starts) whole.starts.push(at);
    for (const at of ends) whole.ends.push(at);
    fields.push({ field, printed: printed[field], start, end: whole.key.length });
  }
  return { clause, reading: whole, fields };
}

function isNumber(unit: string): boolean {
  return isHanNumeral(unit) || /[\p{Script=Latin}\p{Nd}]/u.test(unit);
}

function putGap(
  whole: { key: string; starts: number[]; ends: number[] },
  before: { end: number } | undefined,
): void {
  if (before === undefined) return;
  const at = whole.ends.at(-1) ?? 0;
  whole.key += APART;
  whole.starts.push(at);
  whole.ends.push(at);
  before.end++;
}

/** A stretch of a clause's key, field by field; a field that it does not touch is left out, and an empty stretch has none. */
export function printedIn(
  { fields, reading }: ClauseReading,
  { start, end }: Span,
): (FieldRange & { at: Span })[] {
  return fields.flatMap((range) => {
    const [first, last] = [Math.max(start, range.start), Math.min(end, range.end)];
    if (first >= last) return [];
    return [{ ...range, at: { start: reading.starts[first] ?? 0, end: reading.ends[last - 1] ?? 0 } }];
  });
}

/** Where in the key the marker ends. */
export function behindMarker({ fields }: ClauseReading): number {
  return fields[0]?.end ?? 0;
}

/** Readings that are kept: those of some 10 MB of text. */
const KEPT_READINGS = 10_000;

/** Reads clauses once, as long as there is room. */
export class ClauseReadings {
  readonly #kept = new Map<string, ClauseReading>();

  of(clause: Clause): ClauseReading {
    const known = this.#kept.get(clause.clause);
    if (known !== undefined) return known;
    const read = readClause(clause);
    if (this.#kept.size >= KEPT_READINGS) this.#kept.clear();
    this.#kept.set(clause.clause, read);
    return read;
  }
}

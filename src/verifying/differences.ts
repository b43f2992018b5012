/** Owns what is shown of an altered quote: the words that differ, on both sides as they are printed. */
import { wordsOf } from '../comparing/words.ts';
import type { Span } from '../core/span.ts';
import { fold } from '../text/fold.ts';
import { type Changed, changesBetween } from './alignment.ts';
import { type ClauseReading, type Field, printedIn } from './clause-readings.ts';
import type { Reading } from './reading.ts';

/** `text.slice(start, end)`; empty where the other side alone has something. */
export interface PrintedSpan extends Span {
  readonly text: string;
}

export interface Difference {
  /** Into the quote. */
  readonly quote: PrintedSpan;
  /** Into the clause's text, or into its heading or marker where `field` says so. */
  readonly place: PrintedSpan & { readonly clause: string; readonly field: Field };
}

/** A part of a quote, and the stretch of a clause's key that says almost the same. */
export interface Pair {
  readonly quote: string;
  readonly part: Reading;
  readonly inClause: ClauseReading;
  readonly stretch: Span;
}

/** The words that differ between a part of a quote and its place, in order: numbers whole, and never half a word. */
export function differencesOf(pair: Pair): Difference[] {
  const { quote, part, inClause, stretch } = pair;
  const said = inClause.reading.key.slice(stretch.start, stretch.end);
  const edges = {
    a: wordEdges(quote, part, { start: 0, end: part.key.length }),
    b: edgesInClause(inClause, stretch),
  };
  const changes = wordByWord(changesBetween(part.key, said), {
    ...edges,
    lengths: [part.key.length, said.length],
  });
  return changes.flatMap((change) => printed(pair, change));
}

interface Edges {
  /** 1 where a word begins, by place in the key. */
  readonly a: Uint8Array;
  readonly b: Uint8Array;
  readonly lengths: readonly [number, number];
}

/** Changes grown over the equal letters beside them until they end where words end on both sides; those that meet are one. */
function wordByWord(changes: readonly Changed[], edges: Edges): Changed[] {
  const grown: { a: { start: number; end: number }; b: { start: number; end: number } }[] = [];
  changes.forEach((change, at) => {
    const next = changes[at + 1];
    const current = { a: { ...change.a }, b: { ...change.b } };
    const last = grown.at(-1);
    const least = last?.a.end ?? 0;
    while (!isEdge(edges, current.a.start, current.b.start) && current.a.start > least) {
      current.a.start--;
      current.b.start--;
    }
    const most = next?.a.start ?? edges.lengths[0];
    while (!isEdge(edges, current.a.end, current.b.end) && current.a.end < most) {
      current.a.end++;
      current.b.end++;
    }
    if (last !== undefined && last.a.end >= current.a.start) {
      last.a.end = current.a.end;
      last.b.end = current.b.end;
    } else {
      grown.push(current);
    }
  });
  return grown;
}

function isEdge({ a, b, lengths }: Edges, inA: number, inB: number): boolean {
  return (inA >= lengths[0] || a[inA] === 1) && (inB >= lengths[1] || b[inB] === 1);
}

function edgesInClause({ reading, fields }: ClauseReading, { start, end }: Span): Uint8Array {
  const edges = new Uint8Array(end - start);
  for (const range of fields) {
    const span = { start: Math.max(start, range.start), end: Math.min(end, range.end) };
    if (span.start < span.end) edges.set(wordEdges(range.printed, reading, span), span.start - start);
  }
  return edges;
}

/** So much more is cut than is asked about, so that a word at the end of it is seen whole. */
const AROUND = 8;

function wordEdges(text: string, { starts, ends }: Reading, { start, end }: Span): Uint8Array {
  const edges = new Uint8Array(end - start);
  const around = {
    start: Math.max(0, (starts[start] ?? 0) - AROUND),
    end: Math.min(text.length, (ends[end - 1] ?? 0) + AROUND),
  };
  const begins = new Set(wordsOf(fold(text), around).map(({ span }) => span.start));
  for (let i = start; i < end; i++) if (begins.has(starts[i] ?? 0)) edges[i - start] = 1;
  return edges;
}

/** One difference; more where it lies across the end of a marker or a heading: the later ones have nothing on the side of the quote. */
function printed({ quote, part, inClause, stretch }: Pair, { a, b }: Changed): Difference[] {
  const inKey = { start: b.start + stretch.start, end: b.end + stretch.start };
  const { clause } = inClause.clause;
  return sidesIn(inClause, inKey).map((side, i) => ({
    quote: spanOf(quote, part, i === 0 ? a : { start: a.end, end: a.end }),
    place: { clause, ...side },
  }));
}

function sidesIn(inClause: ClauseReading, inKey: Span): (PrintedSpan & { field: Field })[] {
  const touched = printedIn(inClause, inKey);
  if (touched.length > 0) {
    return touched.map(({ field, printed, at }) => ({ field, ...at, text: printed.slice(at.start, at.end) }));
  }
  // Nothing stands here: behind the letter before, or where the field begins.
  const own = inClause.fields.findLast(({ start, end }) => start < end && start <= inKey.start);
  if (own === undefined) return [{ field: 'text', start: 0, end: 0, text: '' }];
  return [{ field: own.field, ...spanOf(own.printed, inClause.reading, inKey, own.start) }];
}

/** @param first where in the key the text begins that the span is into */
function spanOf(text: string, { starts, ends }: Reading, { start, end }: Span, first = 0): PrintedSpan {
  if (start < end) {
    const span = { start: starts[start] ?? 0, end: ends[end - 1] ?? 0 };
    return { ...span, text: text.slice(span.start, span.end) };
  }
  const at = start > first ? (ends[start - 1] ?? 0) : 0;
  return { start: at, end: at, text: '' };
}

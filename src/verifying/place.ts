/** Owns a place of a quote as it is answered: spans into what is printed, with the marks that the quote has too. */
import type { Span } from '../core/span.ts';
import { fold } from '../text/fold.ts';
import { type ClauseReading, type Field, printedIn } from './clause-readings.ts';
import type { PrintedSpan } from './differences.ts';
import { MAX_MARKS, type Quote } from './quote.ts';

export interface QuotePlace extends PrintedSpan {
  readonly clause: string;
  /** What of the quote stands in the clause's heading; null where nothing does. `start` to `end` is then what stands in its text. */
  readonly heading: PrintedSpan | null;
  /** The clause's marker, where the quote has it too: (二). */
  readonly marker: string | null;
  /** Where the quote leaves something out: what it does hold, in order. Empty where nothing is left out. */
  readonly parts: readonly (Span & { readonly field: Field })[];
}

/** @param stretches of the clause's key, one for each part of the quote; not all of them empty */
export function placeOf(inClause: ClauseReading, stretches: readonly Span[], quote: Quote): QuotePlace {
  // Of an altered quote a part may have no place at all.
  const held = stretches.filter(({ start, end }) => start < end);
  const touched = printedIn(inClause, { start: held[0]?.start ?? 0, end: held.at(-1)?.end ?? 0 });
  const inField = (field: Field): PrintedSpan | null => {
    const range = touched.find((one) => one.field === field);
    if (range === undefined) return null;
    const edge = { quote, isFirst: range === touched[0], isLast: range === touched.at(-1) };
    return withMarks(range.printed, range.at, edge);
  };
  return {
    clause: inClause.clause.clause,
    ...(inField('text') ?? { start: 0, end: 0, text: '' }),
    heading: inField('heading'),
    marker: inField('marker') === null ? null : inClause.clause.marker,
    parts: quote.parts.length === 1 ? [] : held.flatMap((stretch) => partsOf(inClause, stretch)),
  };
}

function partsOf(inClause: ClauseReading, stretch: Span): QuotePlace['parts'] {
  return printedIn(inClause, stretch).map(({ field, at }) => ({ field, ...at }));
}

interface Edge {
  readonly quote: Quote;
  /** Whether the quote begins and ends in this field. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

function withMarks(text: string, span: Span, { quote, isFirst, isLast }: Edge): PrintedSpan {
  const before = text.slice(Math.max(0, span.start - MAX_MARKS), span.start);
  const behind = text.slice(span.end, span.end + MAX_MARKS);
  const start = isFirst ? span.start - sharedMarks(turned(quote.before), turned(before)) : span.start;
  const end = isLast ? span.end + sharedMarks(quote.behind, behind) : span.end;
  return { start, end, text: text.slice(start, end) };
}

function turned(text: string): string {
  return [...text].reverse().join('');
}

/** How many units of printed marks, from its edge on, a quote has there too; the blanks between them count. */
function sharedMarks(quoted: string, printed: string): number {
  const wanted = [...quoted].filter((mark) => mark.trim() !== '');
  let [taken, units] = [0, 0];
  for (const mark of fold(printed)) {
    units += mark.length;
    if (mark.trim() === '') continue;
    if (/[\p{L}\p{N}]/u.test(mark) || shapeOf(wanted.shift() ?? '') !== shapeOf(mark)) break;
    taken = units;
  }
  return taken;
}

function shapeOf(mark: string): string {
  return mark === "'" ? '"' : mark === '.' ? '。' : mark === '、' ? ',' : mark;
}

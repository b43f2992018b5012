/** Owns what a check says of one place in a report. */
import type { Span } from '../../core/span.ts';
import type { QuoteResult } from '../services.ts';
import type { MentionKind } from './mention.ts';

export type FindingVerdict =
  // quotations
  | 'exact'
  | 'altered' // a place says almost this
  | 'not_found'
  | 'misattributed' // the words are printed, but not where the report says; of a number: it is another document's than the title beside it
  | 'unclosed' // an opening mark without its closing one: nothing was checked
  // titles, numbers, keys and addresses
  | 'title_ok'
  | 'unknown_title'
  | 'number_ok'
  | 'unknown_number'
  | 'address_ok'
  | 'unknown_address'
  // links
  | 'link_ok'
  | 'link_moved' // the words stand somewhere else now
  | 'link_ambiguous'
  | 'link_lost'; // the text changed and the words are not found

/** `start` to `end` is into the clause's text; `heading` is what of the words stands in its heading. */
export type FindingPlace = Pick<
  QuoteResult['places'][number],
  'clause' | 'start' | 'end' | 'text' | 'heading'
>;

/** One of the sources that a quotation is cited to. */
export interface CitedSource {
  readonly kind: MentionKind;
  /** As the report names it. */
  readonly value: string;
  readonly documents: readonly string[];
  readonly clause: string | null;
  /** Whether one of the places lies in it; null where it names nothing that is here. */
  readonly holds: boolean | null;
}

export interface ReportFinding {
  readonly kind: 'quotation' | 'title' | 'number' | 'key' | 'address' | 'link';
  /** The words of the quotation, or the title, number or address by itself. */
  readonly text: string;
  /** Into the report's source, marks and brackets included. */
  readonly span: Span;
  /** Where the span starts, both from 1; columns count UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly verdict: FindingVerdict;
  /** Whether it makes the check fail. */
  readonly fails: boolean;
  /** What a quotation is cited to: any of them may hold it. */
  readonly cited: readonly CitedSource[];
  /** Who the sentence says it is, where a key, note or link is what it is cited to: 扬州提出“…”[@nanjing-2025/2.2]. */
  readonly saidBy: readonly CitedSource[];
  /** Of a quotation every clause that holds it; of a link where it leads; of a title, number or address what it names, with empty text. */
  readonly places: readonly FindingPlace[];
  readonly differences: QuoteResult['differences'];
  /** Documents that a title, number, key, address or link names. */
  readonly documents: readonly string[];
}

/** A finding before its line and column are known. */
export type Unplaced = Omit<ReportFinding, 'line' | 'column'>;

export const NOTHING = { cited: [], saidBy: [], places: [], differences: [], documents: [] } as const;

/** Lines and columns of a source. */
export function positionsIn(source: string): (at: number) => { line: number; column: number } {
  const lines = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) lines.push(at + 1);
  return (at) => {
    let [low, high] = [0, lines.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lines[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (lines[low] ?? 0) + 1 };
  };
}

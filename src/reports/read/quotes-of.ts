/** Owns the quotations of a report: marked words of its paragraphs, and whole block quotations. */
import type { Span } from '../../core/span.ts';
import type { Mention } from './mention.ts';
import { countLetters, type Marked, markedIn, quotesDocument } from './quotations.ts';
import type { Block } from './report.ts';

export interface Quotation {
  /** The block that it begins in, and the one that it ends in: they differ in block quotations only. */
  readonly first: number;
  readonly last: number;
  /** Into the first block's words: with its marks. Of a block quotation what it has in the first block. */
  readonly span: Span;
  /** The words themselves, by block. */
  readonly parts: readonly { readonly block: number; readonly span: Span }[];
  readonly text: string;
  readonly isBlock: boolean;
}

/** All marked stretches of a block, with the note that a mark of the next one repeats this one's. */
export function markedOf(blocks: readonly Block[], index: number): Marked[] {
  const block = blocks[index];
  if (block === undefined) return [];
  const next = blocks[index + 1];
  const continues = next?.kind === block.kind && next.note === block.note && /^\s*[“「]/.test(next.text);
  return markedIn(block.text, { continues });
}

/**
 * Whether a block quotation is prose of the report's author: more than half of its letters stand in quotation marks, but not all, so
 * they are what is quoted.
 */
export function isOwnProse(block: Block, marked: readonly Marked[]): boolean {
  const all = countLetters(block.text);
  const quoted = marked.reduce(
    (sum, { inner }) => sum + countLetters(block.text.slice(inner.start, inner.end)),
    0,
  );
  return quoted * 2 > all && marked.some(({ start }) => countLetters(block.text.slice(0, start)) > 1);
}

/** The quotations of the paragraph at `index`. */
export function inlineQuotations(blocks: readonly Block[], index: number): Quotation[] {
  const text = blocks[index]?.text ?? '';
  return markedOf(blocks, index)
    .filter((marked) => marked.closed && quotesDocument(text, marked))
    .map(({ start, end, inner }) => ({
      first: index,
      last: index,
      span: { start, end },
      parts: [{ block: index, span: inner }],
      text: text.slice(inner.start, inner.end),
      isBlock: false,
    }));
}

/**
 * The quotations of a block quotation, whose paragraphs have the numbers `group`: one, or several where paragraphs before the last
 * end in a source of their own. `tails` are where the sources begin.
 */
export function blockQuotations(
  blocks: readonly Block[],
  group: readonly number[],
  tails: ReadonlyMap<number, number>,
): Quotation[] {
  const quotations: Quotation[] = [];
  let parts: { block: number; span: Span }[] = [];
  for (const index of group) {
    const text = blocks[index]?.text ?? '';
    const tail = tails.get(index) ?? text.length;
    const span = withoutMarks(text, trimmed(text, { start: 0, end: tail }));
    if (span.end > span.start) parts.push({ block: index, span });
    const hasSource = tail < text.length;
    if (parts.length === 0 || (!hasSource && index !== group.at(-1))) continue;
    // A paragraph that is a source only speaks of the ones before it.
    const [first] = parts;
    const words = parts.map((part) => blocks[part.block]?.text.slice(part.span.start, part.span.end) ?? '');
    if (first !== undefined && countLetters(words.join('')) >= 6) {
      quotations.push({
        first: first.block,
        last: index,
        span: first.span,
        parts,
        text: words.join('\n'),
        isBlock: true,
      });
    }
    parts = [];
  }
  return quotations;
}

function trimmed(text: string, { start, end }: Span): Span {
  const words = text.slice(start, end);
  return { start: start + words.length - words.trimStart().length, end: start + words.trimEnd().length };
}

function withoutMarks(text: string, span: Span): Span {
  const [marked] = markedIn(text.slice(span.start, span.end));
  const isWhole = marked?.closed === true && marked.start === 0 && marked.end === span.end - span.start;
  return isWhole ? { start: span.start + 1, end: span.end - 1 } : span;
}

/**
 * Where the source of a block quotation's paragraph begins: [@keys], （sources in brackets） at its end, a line that opens with ——.
 * The length of the text where there is none.
 */
export function tailOf({ text }: Block, mentions: readonly Mention[]): number {
  const line = /(?:^|\n)\s*(?:——|—|--|―|──|出处[:：]|来源[:：])[^\n]*$/.exec(text);
  if (line !== null && mentions.some(({ start, kind }) => start >= line.index && kind !== 'note'))
    return line.index;
  let end = text.trimEnd().length;
  for (;;) {
    const group = /(?:\[[^[\]]*\]|[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)])[。.]?\s*$/.exec(
      text.slice(0, end),
    );
    if (group === null) break;
    const isSource = mentions.some(
      ({ start, end: to, kind }) => kind !== 'city' && kind !== 'note' && start >= group.index && to <= end,
    );
    if (!isSource) break;
    end = group.index;
  }
  return end === text.trimEnd().length ? text.length : end;
}

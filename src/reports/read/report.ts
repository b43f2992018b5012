/** Owns what a report is once it is read, whatever file it came in: blocks of plain words that know where they stand. */
import type { Span } from '../../core/span.ts';

export type ReportKind = 'markdown' | 'docx';

/** Between two words where something stands that is not read: code, an image, raw HTML. */
export const NOT_READ = '\ufffc';

/** One paragraph, heading, table cell or paragraph of a note. All positions but `starts` and `ends` are into `text`. */
export interface Block {
  /** 'quote': a paragraph of a block quotation. */
  readonly kind: 'paragraph' | 'heading' | 'quote';
  /** Its words, without markup. */
  readonly text: string;
  /** Where each unit of `text` starts and ends in the report's source. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly links: readonly (Span & { readonly url: string })[];
  /** Marks of foot- and endnotes: behind which unit each stands, and which note it names. */
  readonly notes: readonly { readonly at: number; readonly note: string }[];
  /** The note that the block is part of; null in the running text. */
  readonly note: string | null;
  /** Paragraphs of one block quotation share a number; -1 elsewhere. */
  readonly quotation: number;
}

export interface Report {
  readonly kind: ReportKind;
  /** What spans of findings are into: the Markdown file itself; of a .docx its paragraphs, one a line, notes at the end. */
  readonly source: string;
  readonly blocks: readonly Block[];
}

/** A span of a block's words as a span of the source. */
export function toSource({ starts, ends }: Block, { start, end }: Span): Span {
  const from = starts[start] ?? ends.at(-1) ?? 0;
  return { start: from, end: end > start ? (ends[end - 1] ?? from) : from };
}

/** Gathers a block unit by unit. */
export class BlockWriter {
  text = '';
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly links: (Span & { url: string })[] = [];
  readonly notes: { at: number; note: string }[] = [];

  /** `text` stands at `start` in the source, unit by unit. */
  put(text: string, start: number): void {
    for (let i = 0; i < text.length; i++) this.unit(text.charAt(i), start + i, start + i + 1);
  }

  unit(unit: string, start: number, end: number): void {
    this.text += unit;
    this.starts.push(start);
    this.ends.push(end);
  }

  whole(place: Pick<Block, 'kind' | 'note' | 'quotation'>): Block {
    const { text, starts, ends, links, notes } = this;
    return { ...place, text, starts, ends, links, notes };
  }
}

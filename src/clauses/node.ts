/** Owns the shape of an outline's node and the way from its text back into the source. */
import type { Span } from '../core/span.ts';
import type { Responsibility } from './responsibility.ts';

export type NodeKind = 'head' | 'preamble' | 'unit' | 'bullet' | 'annex' | 'entry' | 'end';

export type PartKind = 'marker' | 'heading' | 'text' | 'block' | 'gap';

/** A stretch of the source that belongs to a node; a gap is the 。 behind a heading, a bracket around it, or white space. */
export interface Part extends Span {
  readonly kind: PartKind;
}

/**
 * One node of a document's outline.
 *
 *     二、 加快推动发展方式绿色低碳转型                      a section: heading, no text of its own
 *     (二) 积极稳妥推进碳达峰碳中和 。 全面构建…    marker, heading, gap, text
 *     (责任部门:市环保局)                                block, the end of the text
 */
export interface OutlineNode {
  /** The address without its document: '2.2', 'head', 'annex.u4'. */
  readonly path: string;
  readonly kind: NodeKind;
  /** 1 at the top; 0 for what stands outside the numbering. */
  readonly level: number;
  readonly marker: string | null;
  /** The printed path: 二、(二). */
  readonly label: string;
  readonly heading: string | null;
  /** The body as printed, its block included, paragraphs joined by a line break; '' where it has none. */
  readonly text: string;
  /** Where `text` stands in the source, one span a paragraph. */
  readonly paragraphs: readonly Span[];
  /** Everything of the source that belongs to this node, in order, without overlap. */
  readonly parts: readonly Part[];
  readonly responsible: Responsibility | null;
  readonly parent: string | null;
  /** 1-based number of the line it begins on. */
  readonly line: number;
}

export interface OutlineWarning {
  readonly line: number;
  readonly code:
    | 'number_skipped'
    | 'number_repeated'
    | 'number_backwards'
    | 'block_unclosed'
    | 'table_lines'
    | 'no_headings'
    | 'issuer_doubtful';
  readonly message: string;
}

/** The places of the source where a span of a node's text stands; more than one where it crosses a paragraph end. */
export function sourceSpans({ paragraphs }: Pick<OutlineNode, 'paragraphs'>, inText: Span): Span[] {
  const spans: Span[] = [];
  let offset = 0;
  for (const paragraph of paragraphs) {
    const length = paragraph.end - paragraph.start;
    const start = Math.max(inText.start, offset);
    const end = Math.min(inText.end, offset + length);
    if (start < end)
      spans.push({ start: paragraph.start + start - offset, end: paragraph.start + end - offset });
    offset += length + 1; // the line break that joins paragraphs
  }
  return spans;
}

/** Owns how printed text becomes nodes: its paragraphs as printed, and what was found in it marked. */
import type { Span } from '../src/core/span.ts';

interface MarkedTextProps {
  readonly text: string;
  /** Into `text`, in any order; they may overlap and reach outside `within`. */
  readonly marks?: readonly Span[];
  /** The part of `text` that is shown; all of it by default. */
  readonly within?: Span;
}

export function MarkedText({ text, marks = [], within = { start: 0, end: text.length } }: MarkedTextProps) {
  return (
    <>
      {cutAtMarks(marks, within).map(({ start, end, isMarked }) =>
        isMarked ? <mark>{text.slice(start, end)}</mark> : text.slice(start, end),
      )}
    </>
  );
}

interface ParagraphsProps extends MarkedTextProps {
  /** Shown before and after, where something of the text is left out there. */
  readonly ellipsis?: string;
}

/** A <p> for each paragraph of the text, or of what is shown of it. */
export function MarkedParagraphs({ text, marks = [], within, ellipsis = '' }: ParagraphsProps) {
  const shown = within ?? { start: 0, end: text.length };
  const paragraphs = paragraphsOf(text, shown);
  const isCutBefore = ellipsis !== '' && shown.start > 0;
  const isCutAfter = ellipsis !== '' && shown.end < text.length;
  return (
    <>
      {paragraphs.map((paragraph, i) => (
        <p>
          {isCutBefore && i === 0 && <span class="cut">{ellipsis}</span>}
          <MarkedText text={text} marks={marks} within={paragraph} />
          {isCutAfter && i === paragraphs.length - 1 && <span class="cut">{ellipsis}</span>}
        </p>
      ))}
    </>
  );
}

function paragraphsOf(text: string, { start, end }: Span): Span[] {
  const paragraphs: Span[] = [];
  let from = start;
  for (const line of text.slice(start, end).split('\n')) {
    paragraphs.push({ start: from, end: from + line.length });
    from += line.length + 1;
  }
  return paragraphs.filter((paragraph) => paragraph.end > paragraph.start);
}

function cutAtMarks(marks: readonly Span[], { start, end }: Span): (Span & { isMarked: boolean })[] {
  const pieces: (Span & { isMarked: boolean })[] = [];
  let at = start;
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    const from = Math.max(mark.start, at);
    const to = Math.min(mark.end, end);
    if (from >= to) continue;
    if (from > at) pieces.push({ start: at, end: from, isMarked: false });
    pieces.push({ start: from, end: to, isMarked: true });
    at = to;
  }
  if (at < end) pieces.push({ start: at, end, isMarked: false });
  return pieces;
}

/** Owns the sentences of a report's paragraph: what may speak of a quotation, and what speaks of the next. */
import type { Span } from '../../core/span.ts';
import type { Marked } from './quotations.ts';

const END = /[。！？!?]/;
// What follows a full stop and still belongs to its sentence: closing marks, [@keys], (sources in brackets), and a stop of its own.
const TAIL =
  /[”’」』）)\]】]*(?:\s*\[[^[\]]*@[^[\]]*\]|\s*[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)])*[。]?/y;

/**
 * Spans that tile the text. A sentence ends at 。！？ outside quotations, or with a quotation that ends in one of them: “……。”
 */
export function sentencesOf(text: string, marked: readonly Marked[]): Span[] {
  const sentences: Span[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const quotation = marked.find((one) => one.start === i && one.closed);
    const last = quotation === undefined ? i : quotation.end - 1;
    const stop =
      quotation === undefined ? text.charAt(i) : text.slice(0, quotation.inner.end).trimEnd().at(-1);
    i = last;
    if (stop === undefined || !END.test(stop)) continue;
    TAIL.lastIndex = last + 1;
    const end = last + 1 + (TAIL.exec(text)?.[0].length ?? 0);
    sentences.push({ start, end });
    start = end;
    i = end - 1;
  }
  if (start < text.length) sentences.push({ start, end: text.length });
  return sentences;
}

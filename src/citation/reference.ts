/** Owns the plain citation of a clause or a quote: what is printed as printed, what is inferred in 〔〕, nothing made up. */
import { TiaosuoError } from '../core/errors.ts';
import type { Span } from '../core/span.ts';
import type { Clause, DocumentRecord } from '../indexing/corpus.ts';

export const CITATION_FORMATS = ['text'] as const;
export type CitationFormat = (typeof CITATION_FORMATS)[number];

export interface Citation {
  readonly clause: string;
  readonly format: CitationFormat;
  readonly citation: string;
  /** The words at the span, as printed; null where the whole clause is cited. */
  readonly quote: string | null;
  readonly span: Span | null;
  /** Path of the page that opens the document at the clause. */
  readonly link: string;
  /** Which facts of the citation are inferred. */
  readonly inferred: readonly string[];
}

/**
 * 南京市人民政府：《关于全面推进美丽南京建设的实施方案》（宁政发〔2025〕16号），2025年2月13日，二、(二)：“…”。
 * A span that does not lie in the clause's text is refused.
 */
export function cite(record: DocumentRecord, clause: Clause, span: Span | null): Citation {
  if (span !== null && !isInside(span, clause.text.length)) {
    throw new TiaosuoError(
      'bad_request',
      `span ${span.start}-${span.end} is not inside the text of "${clause.clause}"`,
      {
        hint: `its text has ${clause.text.length} characters; start and end count UTF-16 units, end not included`,
      },
    );
  }
  const quote = span === null ? null : clause.text.slice(span.start, span.end);
  const inferred: string[] = [];
  const fact = (name: 'issuer' | 'date' | 'number' | 'title', printed: string | null) => {
    if (printed !== null) return printed;
    const value = record.inferred[name]?.value;
    if (value === undefined) return null;
    inferred.push(name);
    return `〔${name === 'date' ? chineseDate(value) : value}〕`;
  };
  const issuer = fact('issuer', record.issuer);
  const title = fact('title', record.title);
  const number = fact('number', record.number);
  const date = fact('date', record.date === null ? null : chineseDate(record.date));
  const work = `${title === null ? record.document : `《${title}》`}${number === null ? '' : `（${number}）`}`;
  const place = `${clause.label}${quote === null ? (clause.heading ?? '') : ''}`;
  const parts = [issuer === null ? work : `${issuer}：${work}`, ...(date === null ? [] : [date]), place];
  return {
    clause: clause.clause,
    format: 'text',
    citation: `${parts.join('，')}${quote === null ? '' : `：“${quote}”`}。`,
    quote,
    span,
    link: linkTo(clause.clause),
    inferred,
  };
}

function isInside({ start, end }: Span, length: number): boolean {
  return Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end && end <= length;
}

/** The page of a clause: '/d/nanjing-2025/2.2'. */
export function linkTo(address: string): string {
  return `/d/${address.split('/').map(encodeURIComponent).join('/')}`;
}

function chineseDate(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

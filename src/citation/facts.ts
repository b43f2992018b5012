/** Owns what a document gives a citation: each fact as printed, as inferred in 〔〕, or not at all. */
import type { DocumentRecord } from '../indexing/corpus.ts';

export type FactName = 'issuer' | 'title' | 'number' | 'date' | 'year';

export interface Fact {
  readonly value: string;
  readonly isInferred: boolean;
  /** What an inferred fact follows from, in Chinese; null where it is printed or nothing is said of it. */
  readonly basis: string | null;
}

export interface DocumentFacts {
  readonly document: string;
  readonly issuer: Fact | null;
  /** The document's own title; of a notice that forwards a plan the plan's. */
  readonly title: Fact | null;
  readonly number: Fact | null;
  /** YYYY-MM-DD. */
  readonly date: Fact | null;
  /** Four digits. */
  readonly year: Fact | null;
  /** Where the document is published; null where that is not known. */
  readonly url: string | null;
  readonly script: 'simplified' | 'traditional';
}

export function factsOf(record: DocumentRecord): DocumentFacts {
  const fact = (name: 'issuer' | 'title' | 'number' | 'date'): Fact | null => {
    const printed = record[name];
    if (printed !== null) return { value: printed, isInferred: false, basis: null };
    const inferred = record.inferred[name];
    return inferred === undefined
      ? null
      : { value: inferred.value, isInferred: true, basis: inferred.basis.zh };
  };
  const date = fact('date');
  return {
    document: record.document,
    issuer: fact('issuer'),
    title: fact('title'),
    number: fact('number'),
    date,
    year: yearOf(date, record.year),
    url: record.source,
    script: record.script,
  };
}

/** A year without a date comes from a number, a title or an import: it is not printed as the year of issue. */
function yearOf(date: Fact | null, year: number | null): Fact | null {
  if (date !== null) return { ...date, value: date.value.slice(0, 4) };
  return year === null ? null : { value: String(year), isInferred: true, basis: null };
}

/** 〔南通市人民政府办公室〕 where it is inferred; `text` is the value in the form that is wanted. */
export function marked(fact: Fact, text: string = fact.value): string {
  return fact.isInferred ? `〔${text}〕` : text;
}

/** The document's id stands in for a title that nobody knows, marked as ours. */
export function titleOf({ title, document }: DocumentFacts): Fact {
  return title ?? { value: document, isInferred: true, basis: null };
}

/**
 * The bodies of a joint issue: 中共苏州市委、苏州市人民政府 are two. A 、 inside brackets divides nothing:
 * 市发展改革委(市能源局、市粮食局) is one.
 */
export function bodiesOf(issuer: string): string[] {
  const bodies = [''];
  let depth = 0;
  for (const character of issuer) {
    if (/[(（〔]/.test(character)) depth++;
    if (/[)）〕]/.test(character)) depth--;
    if (depth <= 0 && /[、，,\s]/.test(character)) bodies.push('');
    else bodies.push((bodies.pop() ?? '') + character);
  }
  return bodies.filter((body) => body !== '');
}

/** 2025年2月13日 */
export function chineseDate(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** 《…》 around a title; a title inside it takes 〈〉 (GB/T 15834—2011, 书名号). */
export function inTitleMarks(title: string): string {
  return `《${title.replaceAll('《', '〈').replaceAll('》', '〉')}》`;
}

/** Which of these are inferred; the names of the facts that a form of citation shows. */
export function inferredOf(facts: DocumentFacts, shown: readonly FactName[]): FactName[] {
  return shown.filter((name) => facts[name]?.isInferred === true);
}

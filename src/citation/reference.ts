/** Owns citations: of a document, a clause or a quote, in every form; what is printed as printed, what is inferred in 〔〕, nothing made up. */
import { TiaosuoError } from '../core/errors.ts';
import type { Span } from '../core/span.ts';
import type { Clause, DocumentRecord } from '../indexing/corpus.ts';
import { pathInWords } from './clause-path.ts';
import { type CslItem, cslItem, type Entry, toBibtex, toCsl, toRis } from './exchange.ts';
import { type DocumentFacts, type FactName, factsOf, inferredOf } from './facts.ts';
import { gbt7714, gbt7714InText } from './gbt7714.ts';
import { legal } from './legal.ts';
import { footnote, inText } from './notes.ts';
import { type CitationFormat, type CiteOptions, type Settings, settingsOf } from './options.ts';
import { plainCitation } from './plain.ts';
import { type Piece, render } from './render.ts';

export type { CslItem } from './exchange.ts';
export { EDITIONS, type Edition, STYLES, type Style } from './gbt7714.ts';
export { CITATION_FORMATS, type CitationFormat, type CiteOptions } from './options.ts';
export { MARKUPS, type Markup } from './render.ts';

export interface Citation {
  /** The address; the document's id where the document itself is cited. */
  readonly clause: string;
  readonly format: CitationFormat;
  readonly citation: string;
  /** The words at the span, as printed; null where no quote is cited. */
  readonly quote: string | null;
  readonly span: Span | null;
  /** Path of the page that opens the document at the clause. */
  readonly link: string;
  /** Which facts of the citation are inferred. */
  readonly inferred: readonly string[];
}

/** What is cited: a document (clause null), a clause (span null), or a quote. */
export interface Cited {
  readonly record: DocumentRecord;
  readonly clause: Clause | null;
  readonly span?: Span | null;
}

/** Throws bad_request where the span does not lie in the clause's text, or an option is none. */
export function cite(
  record: DocumentRecord,
  clause: Clause | null,
  span: Span | null,
  options: CiteOptions = {},
): Citation {
  return citeWith({ record, clause, span }, settingsOf(options));
}

function citeWith({ record, clause, span = null }: Cited, settings: WriteSettings): Citation {
  const quote = quoteAt(clause, span);
  const facts = factsOf(record);
  const key = clause?.clause ?? record.document;
  return {
    clause: key,
    format: settings.format,
    citation: write({ facts, clause, quote, key }, settings),
    quote,
    span,
    link: linkTo(key),
    inferred: inferredOf(facts, shownBy(settings, facts)),
  };
}

/**
 * Several as one text, each once: a numbered list (by author and year, and in a text, without numbers, in the order given), or one file for other
 * programs with one entry an address, which holds all its quotes. '' for none, but for a CSL file, which is then an empty array.
 */
export function citeAll(list: readonly Cited[], options: CiteOptions = {}): string {
  const settings = settingsOf(options);
  if (isExchange(settings.format)) return writeFile(entriesOf(list), settings);
  const suffixes = settings.style === 'author-year' ? yearSuffixes(list) : new Map<string, string>();
  const citations = list.map((cited) => {
    const yearSuffix = suffixes.get(cited.record.document) ?? '';
    return citeWith(cited, { ...settings, yearSuffix }).citation;
  });
  return asList([...new Set(citations)], settings);
}

/** One cited place in the forms that a report needs. */
export interface Reference {
  /** By GB/T 7714, without a number in front. */
  readonly numeric: string;
  readonly markdown: string;
  readonly html: string;
  readonly link: string;
  readonly csl: CslItem;
}

export function referenceOf(
  { record, clause, span = null }: Cited,
  options: Omit<CiteOptions, 'markup'> = {},
): Reference {
  const asked: CiteOptions = { format: 'gbt7714', ...options };
  const { citation: numeric, link, quote, clause: key } = cite(record, clause, span, asked);
  return {
    numeric,
    markdown: cite(record, clause, span, { ...asked, markup: 'markdown' }).citation,
    html: cite(record, clause, span, { ...asked, markup: 'html' }).citation,
    link,
    csl: cslItem(entryOf(key, factsOf(record), clause, quote), settingsOf(asked)),
  };
}

/** The page of a clause: '/d/nanjing-2025/2.2'. */
export function linkTo(address: string): string {
  return `/d/${address.split('/').map(encodeURIComponent).join('/')}`;
}

interface Written {
  readonly facts: DocumentFacts;
  readonly clause: Clause | null;
  readonly quote: string | null;
  readonly key: string;
}

type WriteSettings = Settings & { readonly yearSuffix?: string };

/** a, b, … for the documents of a list that have issuer and year in common, in the order of the list. */
function yearSuffixes(list: readonly Cited[]): Map<string, string> {
  const alike = new Map<string, Set<string>>();
  for (const { record } of list) {
    const { issuer, year } = factsOf(record);
    const name = JSON.stringify([issuer?.value ?? null, year?.value ?? null]);
    alike.set(name, (alike.get(name) ?? new Set()).add(record.document));
  }
  const several = [...alike.values()].filter(({ size }) => size > 1);
  return new Map(
    several.flatMap((documents) => [...documents].map((document, i) => [document, letters(i)] as const)),
  );
}

/** a, b, …, z, aa, ab, … */
function letters(n: number): string {
  const last = String.fromCharCode(97 + (n % 26));
  return n < 26 ? last : `${letters(Math.floor(n / 26) - 1)}${last}`;
}

function write({ facts, clause, quote, key }: Written, settings: WriteSettings): string {
  if (isExchange(settings.format)) return writeFile([entryOf(key, facts, clause, quote)], settings);
  const href = settings.linkBase === null ? null : `${settings.linkBase}${linkTo(key)}`;
  return render(piecesOf({ facts, clause, quote }, settings), { markup: settings.markup, href });
}

function piecesOf({ facts, clause, quote }: Omit<Written, 'key'>, settings: WriteSettings): Piece[] {
  const place = clause === null ? null : pathInWords(clause);
  switch (settings.format) {
    case 'text':
      return plainCitation(facts, clause, quote);
    case 'legal':
      return legal(facts, place);
    case 'footnote':
      return footnote(facts, place, settings.accessed);
    case 'in-text':
      return settings.style === 'author-year'
        ? gbt7714InText(facts, place, settings)
        : inText(facts, place, quote);
    default:
      return gbt7714(facts, place, settings);
  }
}

function isExchange(format: CitationFormat): boolean {
  return format === 'csl' || format === 'ris' || format === 'bibtex';
}

function writeFile(entries: readonly Entry[], settings: Settings): string {
  if (settings.format === 'csl') return toCsl(entries, settings);
  return settings.format === 'ris' ? toRis(entries, settings) : toBibtex(entries, settings);
}

function entryOf(key: string, facts: DocumentFacts, clause: Clause | null, quote: string | null): Entry {
  return {
    key,
    facts,
    place: clause === null ? null : pathInWords(clause),
    quotes: quote === null ? [] : [quote],
  };
}

function entriesOf(list: readonly Cited[]): Entry[] {
  const entries = new Map<string, Entry>();
  for (const { record, clause, span = null } of list) {
    const key = clause?.clause ?? record.document;
    const entry = entryOf(key, factsOf(record), clause, quoteAt(clause, span));
    const quotes = new Set([...(entries.get(key)?.quotes ?? []), ...entry.quotes]);
    entries.set(key, { ...entry, quotes: [...quotes] });
  }
  return [...entries.values()];
}

function asList(citations: readonly string[], { format, style, markup }: Settings): string {
  const isNumbered = format !== 'in-text' && (style === 'numeric' || !format.startsWith('gbt7714'));
  if (citations.length === 0) return '';
  if (markup === 'html') {
    const tag = isNumbered ? 'ol' : 'ul';
    return `<${tag}>\n${citations.map((citation) => `<li>${citation}</li>\n`).join('')}</${tag}>\n`;
  }
  const number = (n: number) => {
    if (markup === 'markdown') return isNumbered ? `${n}. ` : '- ';
    if (!isNumbered) return '';
    return format === 'legal' ? `〔${n}〕` : format.startsWith('gbt7714') ? `[${n}] ` : `${n}. `;
  };
  return citations.map((citation, i) => `${number(i + 1)}${citation}\n`).join('');
}

/** The facts that a form shows: what is not shown needs no mark. */
function shownBy({ format, style }: Settings, { number, date }: DocumentFacts): FactName[] {
  if (format === 'legal' || (format === 'in-text' && style === 'numeric')) {
    return number === null ? ['issuer', 'title', 'date'] : ['title', 'number'];
  }
  if (format === 'in-text') return ['issuer', 'year'];
  const isDated = format === 'text' || format === 'footnote' || date !== null;
  return ['issuer', 'title', 'number', isDated ? 'date' : 'year'];
}

function quoteAt(clause: Clause | null, span: Span | null): string | null {
  if (span === null) return null;
  const length = clause?.text.length ?? 0;
  const { start, end } = span;
  const isInside =
    Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end && end <= length;
  if (clause === null || !isInside) {
    throw new TiaosuoError(
      'bad_request',
      `span ${start}-${end} is not inside the text of "${clause?.clause ?? 'a document'}"`,
      { hint: `its text has ${length} characters; start and end count UTF-16 units, end not included` },
    );
  }
  return clause.text.slice(start, end);
}

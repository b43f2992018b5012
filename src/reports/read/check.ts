/** Owns the checking of a report: every quotation, title, number, address and link of it, with a verdict and a place. */
import type { Span } from '../../core/span.ts';
import type { QuoteResult, ReportServices } from '../services.ts';
import { readDocx } from './docx-read.ts';
import {
  type CitedSource,
  type FindingPlace,
  type FindingVerdict,
  NOTHING,
  positionsIn,
  type ReportFinding,
  type Unplaced,
} from './findings.ts';
import { keyOf, mentionFindings, type QuotedLink } from './judging.ts';
import { readMarkdown } from './markdown-read.ts';
import type { Mention } from './mention.ts';
import { type AttributedQuotation, type ReadReport, readReportWords } from './reading.ts';
import { type Block, type Report, type ReportKind, toSource } from './report.ts';

/** Throws `unreadable` where a .docx is none. */
export function readReport(content: string | Uint8Array, kind: ReportKind): Report {
  if (kind === 'docx')
    return readDocx(typeof content === 'string' ? new TextEncoder().encode(content) : content);
  return readMarkdown(
    typeof content === 'string' ? content : new TextDecoder('utf-8', { ignoreBOM: true }).decode(content),
  );
}

/** In the order of the report. Nothing is found of words that quote nothing: `quotesDocument` says which do. */
export function checkReport(
  content: string | Uint8Array,
  kind: ReportKind,
  services: ReportServices,
): ReportFinding[] {
  return findingsOf(readReport(content, kind), services);
}

/**
 * Whether a check fails: a quotation is altered, not found or cited to another source than holds it, or a key, address, link, title or
 * number is used as a citation and names nothing here. A title or number that is only mentioned may be of a document elsewhere.
 */
export function failsCheck(findings: readonly ReportFinding[]): boolean {
  return findings.some(({ fails }) => fails);
}

export function findingsOf(report: Report, services: ReportServices): ReportFinding[] {
  const read = readReportWords(report, services);
  const positions = positionsIn(report.source);
  const put = (finding: Omit<ReportFinding, 'line' | 'column'>): ReportFinding => ({
    ...finding,
    ...positions(finding.span.start),
  });
  const used = new Set(read.quotations.flatMap(({ cited, speakers }) => [...cited, ...speakers]).map(keyOf));
  const results = verified(read, services);
  const quoted = read.quotations.flatMap(({ cited }, i) => quotedLinks(cited, results[i]));
  return [
    ...quotationFindings(report, read, { services, results }),
    ...mentionFindings(report, read.mentions, { services, used, quoted }),
    ...read.unclosed.map(({ block, span }) => unclosed(report.blocks[block] as Block, span)),
  ]
    .map(put)
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function unclosed(block: Block, span: Span): Unplaced {
  const text = block.text.slice(span.start, span.end);
  return {
    ...NOTHING,
    kind: 'quotation',
    text,
    span: toSource(block, span),
    verdict: 'unclosed',
    fails: false,
  };
}

/** In the order of the quotations. */
function verified({ quotations }: ReadReport, services: ReportServices): readonly QuoteResult[] {
  return services.verify(
    quotations.map(({ text, cited }) => {
      const clause = cited.find((one) => one.clause !== null)?.clause ?? null;
      return clause === null ? { text } : { text, clause };
    }),
  );
}

/** The words that a link is cited for, as its clause prints them: an author changes marks and script. */
function quotedLinks(cited: readonly Mention[], result: QuoteResult | undefined): QuotedLink[] {
  return cited
    .filter(({ kind, span }) => kind === 'link' && span !== null)
    .map((link) => ({ link, place: result?.places.find(({ clause }) => clause === link.clause) }))
    .map(({ link, place }) => ({
      link,
      quote: result?.verdict === 'exact' && place !== undefined ? place.text : (result?.text ?? ''),
    }));
}

function quotationFindings(
  report: Report,
  { quotations }: ReadReport,
  { services, results }: { services: ReportServices; results: readonly QuoteResult[] },
): Unplaced[] {
  return quotations.map((quotation, i) => {
    const result = results[i] ?? { text: quotation.text, verdict: 'not_found', places: [], differences: [] };
    const verdict = verdictOf(quotation, result, services);
    const source = (one: Mention) => citedSource(one, result.places, services);
    return {
      kind: 'quotation',
      text: quotation.text,
      span: sourceSpan(quotation, report.blocks),
      verdict,
      fails: verdict !== 'exact',
      cited: quotation.cited.map(source),
      saidBy: quotation.speakers.map(source),
      places: result.places,
      differences: result.differences,
      documents: [],
    };
  });
}

/** With its marks; of a block quotation from the first word to the last. */
function sourceSpan({ parts, span, first, isBlock }: AttributedQuotation, blocks: readonly Block[]): Span {
  const block = blocks[first];
  const last = parts.at(-1);
  const end = last === undefined ? undefined : blocks[last.block];
  if (block === undefined || last === undefined || end === undefined) return { start: 0, end: 0 };
  const from = toSource(block, span);
  return isBlock ? { start: from.start, end: toSource(end, last.span).end } : from;
}

function verdictOf(
  { cited, speakers }: AttributedQuotation,
  { verdict, places }: QuoteResult,
  services: ReportServices,
): FindingVerdict {
  if (verdict !== 'exact') return verdict;
  const holds = narrowed(cited).map((one) => holdsOf(one, places, services));
  const says = speakers.map((one) => holdsOf(one, places, services));
  const isWrong = (all: readonly (boolean | null)[]) => all.includes(false) && !all.includes(true);
  return isWrong(holds) || isWrong(says) ? 'misattributed' : 'exact';
}

/** Where a source names a clause, the bare name of its document beside it adds nothing. */
function narrowed(cited: readonly Mention[]): Mention[] {
  const exact = new Set(cited.filter(({ clause }) => clause !== null).flatMap(({ documents }) => documents));
  return cited.filter(({ clause, documents }) => clause !== null || !documents.some((one) => exact.has(one)));
}

/** Null where it names nothing here: that is said of the mention itself. A city without documents said nothing. */
function holdsOf(source: Mention, places: readonly FindingPlace[], services: ReportServices): boolean | null {
  const { documents, clause } = source;
  if (documents.length === 0) return source.isCity ? false : null;
  return places.some((place) => {
    if (clause !== null) return place.clause === clause || place.clause.startsWith(`${clause}.`);
    return documents.includes(services.clause(place.clause)?.document ?? place.clause.split('/')[0] ?? '');
  });
}

function citedSource(
  source: Mention,
  places: readonly FindingPlace[],
  services: ReportServices,
): CitedSource {
  const { kind, value, documents, clause } = source;
  return { kind, value, documents, clause, holds: holdsOf(source, places, services) };
}

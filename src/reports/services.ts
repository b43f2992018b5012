/** Owns what reports need to know of an index, and the way from an opened snapshot to it. */
import { type AnchorQuery, type ResolvedAnchor, resolveAnchor } from '../citation/anchor.ts';
import { lettersOf } from '../comparing/letters.ts';
import type { DocumentRecord } from '../indexing/corpus.ts';
import type { Snapshot } from '../indexing/open.ts';
import { fold } from '../text/fold.ts';
import { type AskedQuote, type VerifyResult, verifyQuotes } from '../verifying/verify.ts';

export interface NamedDocument {
  readonly document: string;
  readonly title: string | null;
  readonly city: string | null;
}

export interface NamedClause {
  readonly clause: string;
  readonly document: string;
  readonly text: string;
}

export type QuotePlace = VerifyResult['places'][number];

/** What a check needs of a verified quotation. */
export type QuoteResult = Pick<VerifyResult, 'text' | 'verdict' | 'places' | 'differences'>;

export interface ReportServices {
  /** In the order asked; a place in `clause` comes first. */
  verify(quotes: readonly AskedQuote[]): readonly QuoteResult[];
  /** Where the words of an anchor are now. */
  resolve(anchor: AnchorQuery): ResolvedAnchor;
  document(id: string): NamedDocument | null;
  clause(address: string): NamedClause | null;
  /** By a title as printed, or without what an author leaves out of it; none where no document has it. */
  documentsByTitle(title: string): readonly NamedDocument[];
  /** By 发文字号, in brackets of any shape. */
  documentsByNumber(number: string): readonly NamedDocument[];
  /** By the name of a city without 市. */
  documentsOfCity(city: string): readonly NamedDocument[];
}

/** What an opened snapshot knows. */
export function reportServices(snapshot: Snapshot): ReportServices {
  const documents = new Map(snapshot.documents.map((record) => [record.document, named(record)]));
  const records = snapshot.documents;
  const titles = records.map((record) => ({
    record,
    titles: record.titles.map(lettersIn),
    cores: record.titles.map((title) => lettersIn(coreOf(title))),
  }));
  return {
    verify: (quotes) => verifyQuotes(snapshot, quotes),
    resolve: (anchor) => {
      const document = anchor.clause.split('/')[0] ?? '';
      const others = documents.has(document) ? snapshot.clausesOf(document) : [];
      return resolveAnchor(anchor, snapshot.find(anchor.clause), others);
    },
    document: (id) => documents.get(id) ?? null,
    clause: (address) => {
      const clause = snapshot.find(address);
      return clause === null ? null : { clause: clause.clause, document: clause.document, text: clause.text };
    },
    documentsByTitle: (title) => byTitle(title, titles),
    documentsByNumber: (number) => {
      const wanted = lettersIn(number);
      return records.filter((r) => r.number !== null && lettersIn(r.number) === wanted).map(named);
    },
    documentsOfCity: (city) => records.filter((record) => record.city === city).map(named),
  };
}

interface Titled {
  readonly record: DocumentRecord;
  readonly titles: readonly string[];
  readonly cores: readonly string[];
}

// A core shorter than this says too little: 实施方案 is no name.
const MIN_CORE_LETTERS = 8;

/**
 * As printed first. Then without the issuer in front of 关于 and what stands in brackets at the end; then the title of a notice that
 * holds the document's own: 关于印发《…》的通知.
 */
function byTitle(title: string, titles: readonly Titled[]): NamedDocument[] {
  const wanted = lettersIn(title);
  if (wanted === '') return [];
  const core = lettersIn(coreOf(title));
  const tests: ((one: Titled) => boolean)[] = [
    (one) => one.titles.includes(wanted),
    (one) => core.length >= MIN_CORE_LETTERS && one.cores.includes(core),
    (one) =>
      one.cores.some(
        (own) => own.length >= MIN_CORE_LETTERS && /^.*印发/.test(wanted) && wanted.includes(own),
      ),
  ];
  for (const test of tests) {
    const found = titles.filter(test);
    if (found.length > 0) return found.map(({ record }) => named(record));
  }
  return [];
}

function coreOf(title: string): string {
  return fold(title)
    .replace(/^.{0,20}?(?:市|政府|委员会|办公[室厅]|局)?关于(?:印发)?/, '')
    .replace(/\([^()]*\)(?=(?:的通知)?$)/, '');
}

/** Letters and digits of a name, folded: brackets, blanks and dashes are written in many ways. */
function lettersIn(name: string): string {
  const folded = fold(name);
  const { starts, ends } = lettersOf(folded);
  return Array.from(starts, (start, i) => folded.slice(start, ends[i]))
    .join('')
    .replace(/第(?=\d+号$)/, '');
}

function named({ document, title, city }: DocumentRecord): NamedDocument {
  return { document, title, city };
}

/** Owns citing and checking: references, anchors of quotes, and whether a quote is printed as it is quoted. */
import { type Anchor, anchorOf } from '../citation/anchor.ts';
import { permalink } from '../citation/permalink.ts';
import { type Citation, type Cited, type CiteOptions, cite, citeAll } from '../citation/reference.ts';
import type { Span } from '../core/span.ts';
import type { Snapshot } from '../indexing/open.ts';
import { type AskedQuote, type VerifyResult, verifyQuotes } from '../verifying/verify.ts';
import type { Names } from './names.ts';

/** Quotes that one request checks. */
export const MAX_QUOTES = 500;

export interface AnchoredCitation extends Citation {
  /** Of a quote: by what its words are found again; null where no quote is cited. */
  readonly anchor: Anchor | null;
  /** Of a quote: the page that opens at the words and marks them. */
  readonly permalink: string | null;
}

export interface VerifyAnswer {
  readonly results: readonly VerifyResult[];
  readonly snapshot: string;
}

export interface Citing {
  /** Of a clause, of a quote in it, or, without a span, of a whole document. */
  cite(address: string, span: Span | null, options?: CiteOptions): AnchoredCitation;
  /** Clauses and documents as one text: a list of references, or one file of them; '' for none, but `[]` for CSL-JSON. */
  citeAll(addresses: readonly string[], options?: CiteOptions): string;
  /** One result a quote, in the order asked. */
  verify(quotes: readonly AskedQuote[]): VerifyAnswer;
}

/** @param hasDocument whether an address is that of a whole document */
export function citing(snapshot: Snapshot, names: Names, hasDocument: (document: string) => boolean): Citing {
  const cited = (address: string): Cited =>
    hasDocument(address) ? { record: names.record(address), clause: null } : names.clause(address);
  const id = snapshot.manifest.snapshot;
  return {
    cite(address, span, options) {
      const { record, clause } = cited(address);
      const citation = cite(record, clause, span, options);
      const anchor = clause === null || span === null ? null : anchorOf(id, clause, span);
      return { ...citation, anchor, permalink: anchor === null ? null : permalink(anchor) };
    },
    citeAll: (addresses, options) => citeAll(addresses.map(cited), options),
    verify: (quotes) => ({ results: verifyQuotes(snapshot, quotes), snapshot: id }),
  };
}

/** Owns how documents and clauses are shown outside a search. */
import { sourceSpans } from '../clauses/node.ts';
import { type StrengthSentence, strengthsOf } from '../commitments/strength.ts';
import type { Span } from '../core/span.ts';
import type { Clause, DocumentRecord } from '../indexing/corpus.ts';
import type { Snapshot } from '../indexing/open.ts';

export interface DocumentSummary {
  readonly document: string;
  readonly city: string | null;
  readonly title: string | null;
  readonly number: string | null;
  readonly issuer: string | null;
  readonly date: string | null;
  readonly year: number | null;
  readonly script: 'simplified' | 'traditional';
  /** Clauses with text of their own; title block, preamble and ending not counted. */
  readonly clauses: number;
  readonly titles: readonly string[];
  readonly posted: string | null;
  readonly source: string | null;
  /** Facts that are not printed, each with what it is inferred from. */
  readonly inferred: DocumentRecord['inferred'];
  readonly warnings: readonly { line: number; code: string; message: string }[];
}

export interface ResponsibleBodies {
  readonly lead: readonly string[];
  readonly others: readonly string[];
  /** Of the block, into the clause's text. */
  readonly span: Span;
}

export interface ClauseSummary {
  readonly clause: string;
  readonly level: number;
  readonly marker: string | null;
  readonly label: string;
  readonly heading: string | null;
  readonly text: string;
  readonly responsible: ResponsibleBodies | null;
  readonly parent: string | null;
}

export interface DocumentView extends Omit<DocumentSummary, 'clauses'> {
  /** In reading order, headings without text included. */
  readonly clauses: readonly ClauseSummary[];
}

export interface ClauseView extends ClauseSummary {
  readonly document: string;
  readonly city: string | null;
  readonly year: number | null;
  readonly title: string | null;
  /** From the top down. */
  readonly ancestors: readonly { clause: string; marker: string | null; heading: string | null }[];
  readonly children: readonly string[];
  readonly previous: string | null;
  readonly next: string | null;
  /** Its sentences that carry a word of the scale of commitment, each by its strongest, and their parts. */
  readonly strengths: readonly StrengthSentence[];
  /** Where the text stands in the source file, UTF-16 units; a span a paragraph. */
  readonly source: { readonly file: string | null; readonly line: number; readonly spans: readonly Span[] };
}

export function summarize(snapshot: Snapshot, record: DocumentRecord): DocumentSummary {
  const {
    document,
    city,
    title,
    number,
    issuer,
    date,
    year,
    script,
    titles,
    posted,
    source,
    inferred,
    warnings,
  } = record;
  const clauses = snapshot.countOf(snapshot.documentNumber(document));
  return {
    document,
    city,
    title,
    number,
    issuer,
    date,
    year,
    script,
    clauses,
    titles,
    posted,
    source,
    inferred,
    warnings,
  };
}

export function viewDocument(snapshot: Snapshot, record: DocumentRecord): DocumentView {
  const clauses = snapshot.clausesOf(record.document).map(summarizeClause);
  return { ...summarize(snapshot, record), clauses };
}

export function viewClause(snapshot: Snapshot, clause: Clause, record: DocumentRecord): ClauseView {
  const siblings = snapshot.clausesOf(clause.document);
  const position = siblings.findIndex((sibling) => sibling.clause === clause.clause);
  return {
    ...summarizeClause(clause),
    document: clause.document,
    city: record.city,
    year: record.year,
    title: record.title,
    ancestors: ancestorsOf(snapshot, clause).map(({ clause: address, marker, heading }) => ({
      clause: address,
      marker,
      heading,
    })),
    children: siblings.filter(({ parent }) => parent === clause.clause).map((child) => child.clause),
    previous: siblings[position - 1]?.clause ?? null,
    next: siblings[position + 1]?.clause ?? null,
    strengths: strengthsOf(clause.text, {
      exclude: clause.responsible === null ? [] : [clause.responsible.span],
    }),
    source: {
      file: record.file,
      line: clause.line,
      spans: sourceSpans(clause, { start: 0, end: clause.text.length }),
    },
  };
}

function summarizeClause({
  clause,
  level,
  marker,
  label,
  heading,
  text,
  responsible,
  parent,
}: Clause): ClauseSummary {
  return {
    clause,
    level,
    marker,
    label,
    heading,
    text,
    responsible:
      responsible === null
        ? null
        : { lead: responsible.lead, others: responsible.others, span: responsible.span },
    parent,
  };
}

export function ancestorsOf(snapshot: Snapshot, clause: Clause): Clause[] {
  const above = clause.parent === null ? null : snapshot.find(clause.parent);
  return above === null ? [] : [...ancestorsOf(snapshot, above), above];
}

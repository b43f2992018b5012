/** Owns which forms the hits of a search are taken away in, and the rows of those that are tables. */
import type { DocumentSummary } from './documents.ts';
import type { Hit } from './present.ts';
import type { Table } from './tables.ts';

/** Files of references for reference managers, by the format of citation that each of them holds; and tables. */
export const REFERENCE_EXPORTS = { csl: 'csl', ris: 'ris', bib: 'bibtex' } as const;
export const EXPORT_FORMATS = ['csl', 'ris', 'bib', 'csv', 'md'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export type TableExport = Exclude<ExportFormat, keyof typeof REFERENCE_EXPORTS>;

/** Whether it is a file of references; else it is a table. */
export function isReferenceExport(format: ExportFormat): format is keyof typeof REFERENCE_EXPORTS {
  return format in REFERENCE_EXPORTS;
}

/**
 * A row a hit, in the order of the answer; the clause's whole text as printed. What no document prints is an empty cell, also where
 * it could be inferred: a citation says what is inferred, a cell cannot.
 */
export function hitsTable(
  hits: readonly Hit[],
  documents: readonly Pick<DocumentSummary, 'document' | 'title' | 'number'>[],
): Table {
  const known = new Map(documents.map((summary) => [summary.document, summary]));
  return {
    columns: ['clause', 'city', 'year', 'title', 'number', 'label', 'heading', 'text', 'match', 'score'],
    rows: hits.map(({ clause, document, city, year, label, heading, text, match, scores }) => {
      const { title = null, number = null } = known.get(document) ?? {};
      const score = Number(scores.fused.toFixed(4));
      return [clause, city, year, title, number, label, heading, text, match, score];
    }),
  };
}

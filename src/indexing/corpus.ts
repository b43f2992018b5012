/** Owns what a snapshot is about: documents, their clauses and the passages cut from them. */

import type { OutlineNode, OutlineWarning } from '../clauses/node.ts';
import type { Span } from '../core/span.ts';
import type { InferredFacts } from '../documents/registry.ts';

export interface DocumentRecord {
  readonly document: string;
  readonly city: string | null;
  readonly year: number | null;
  readonly title: string | null;
  readonly titles: readonly string[];
  readonly number: string | null;
  readonly issuer: string | null;
  readonly date: string | null;
  /** The day the page it was received from gives as its own; not the document's date. */
  readonly posted: string | null;
  readonly script: 'simplified' | 'traditional';
  /** What is not printed but follows from something; each with its basis. */
  readonly inferred: InferredFacts;
  readonly source: string | null;
  /** The source file's name and SHA-256; null for imported clauses. */
  readonly file: string | null;
  readonly sha256: string | null;
  readonly warnings: readonly OutlineWarning[];
}

/** An outline node with its address; imported clauses are such nodes without an outline around them. */
export interface Clause extends Omit<OutlineNode, 'parent'> {
  readonly clause: string;
  readonly document: string;
  readonly parent: string | null;
}

export interface Passage {
  /** Position of its clause in the part. */
  readonly clause: number;
  /** Into the clause's text; empty where the clause is a heading only. */
  readonly span: Span;
}

/** One document read, or some imported ones: what is done again when its source changes, and only then. */
export interface Part {
  /** The file that it came from. */
  readonly source: string;
  /** Changes with anything that the part depends on. */
  readonly key: string;
  readonly documents: readonly DocumentRecord[];
  /** In reading order. Imported ones may be of several documents. */
  readonly clauses: readonly Clause[];
  /** In the order of their clauses: of every clause that can be a hit, and of no other. */
  readonly passages: readonly Passage[];
  /** Whether the clauses came split: they are kept as they came. */
  readonly isImported: boolean;
}

/** An imported clause: what it came with is all there is of it. */
export function importedNode({ id, document, heading, text, line }: ImportedClause): Clause {
  return {
    clause: id,
    path: id,
    document,
    kind: 'unit',
    level: 1,
    marker: null,
    label: heading ?? id,
    heading,
    text,
    paragraphs: [{ start: 0, end: text.length }],
    parts: [],
    responsible: null,
    parent: null,
    line,
  };
}

export interface ImportedClause {
  readonly id: string;
  readonly document: string;
  readonly heading: string | null;
  readonly text: string;
  /** 1-based, in the file of clauses. */
  readonly line: number;
}

/**
 * Whether a clause can be a hit: it has text of its own, or it is the smallest unit and has a heading. A section heading with
 * clauses below it is no clause; its words help those to be found.
 */
export function isSearchable(clause: Clause, hasChildren: boolean): boolean {
  return clause.text !== '' || (clause.heading !== null && !hasChildren);
}

/** Whether a clause is counted: title blocks, preambles and endings are searched, but no clauses. */
export function isCounted(clause: Clause): boolean {
  return clause.text !== '' && clause.kind !== 'head' && clause.kind !== 'preamble' && clause.kind !== 'end';
}

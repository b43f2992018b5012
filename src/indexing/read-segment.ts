/** Owns the way from a source to a segment: parse, cut into passages, analyze. */

import { parseDocument } from '../clauses/parse.ts';
import { joinAddress } from '../core/address.ts';
import { messageOf, TiaosuoError } from '../core/errors.ts';
import { joinPath, readBytes, readText } from '../core/files.ts';
import { z } from '../core/schema.ts';
import { decode, sourceOf } from '../documents/read.ts';
import { identify, type RegistryEntry } from '../documents/registry.ts';
import { splitPassages } from '../passages/split.ts';
import { analyze, indexName } from '../text/analyze.ts';
import { scriptOf } from '../text/fold.ts';
import {
  type Clause,
  type DocumentRecord,
  isSearchable,
  type Passage,
  type PassageTokens,
  type Segment,
} from './corpus.ts';

/** A segment and, passage by passage, what is indexed of it. */
export interface AnalyzedSegment {
  readonly segment: Segment;
  readonly tokens: readonly PassageTokens[];
}

export interface DocumentFile {
  readonly folder: string;
  readonly file: string;
  readonly sha256: string;
  readonly registered: RegistryEntry | undefined;
  /** Addresses of the documents read before. */
  readonly taken: ReadonlySet<string>;
}

export function readDocumentSegment({
  folder,
  file,
  sha256,
  registered,
  taken,
}: DocumentFile): AnalyzedSegment {
  const source = sourceOf(decode(readBytes(joinPath(folder, file)), file));
  const { metadata, nodes, warnings } = parseDocument(source);
  const { document, city, year } = identify(metadata, { file, registered, taken });
  const record: DocumentRecord = {
    ...metadata,
    title: registered?.corrections?.title ?? metadata.title,
    document,
    city,
    year,
    inferred: (registered?.inferred ?? {}) as DocumentRecord['inferred'],
    source: registered?.source ?? null,
    file,
    sha256,
    warnings,
  };
  const clauses = nodes.map(
    (node): Clause => ({
      ...node,
      clause: joinAddress(document, node.path),
      document,
      parent: node.parent === null ? null : joinAddress(document, node.parent),
    }),
  );
  const { passages, tokens } = readPassages(clauses, [record]);
  return { segment: { documents: [record], clauses, passages }, tokens };
}

const importedClause = z.object({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  document: z.string().min(1),
  city: z.string().nullish(),
  year: z.number().int().nullish(),
  heading: z.string().nullish(),
  text: z.string(),
});

/** Clauses that somebody else has split, one JSON object a line; ids are kept as given. */
export function readImportedSegment(
  path: string,
  onProgress: (done: number, total: number) => void,
): AnalyzedSegment {
  const lines = readLines(path);
  const documents = new Map<string, DocumentRecord>();
  const clauses: Clause[] = [];
  const seen = new Set<string>();
  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    const clause = parseImported(line, { path, line: index + 1 });
    if (seen.has(clause.id)) throw importError(path, index + 1, `id "${clause.id}" stands twice`);
    seen.add(clause.id);
    if (!documents.has(clause.document)) documents.set(clause.document, importedDocument(clause));
    clauses.push(importedNode(clause, index + 1));
  });
  const records = [...documents.values()];
  const { passages, tokens } = readPassages(clauses, records, onProgress);
  return { segment: { documents: records, clauses, passages }, tokens };
}

function readLines(path: string): string[] {
  try {
    return readText(path)
      .replace(/^\uFEFF/, '')
      .split('\n');
  } catch (cause) {
    throw new TiaosuoError('unreadable', `"${path}" cannot be read or unpacked: ${messageOf(cause)}`, {
      hint: 'name a whole .jsonl or .jsonl.gz file; nothing was changed',
      cause,
    });
  }
}

function parseImported(line: string, { path, line: number }: { path: string; line: number }) {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw importError(path, number, 'is no JSON object', cause);
  }
  const parsed = importedClause.safeParse(value);
  if (!parsed.success) throw importError(path, number, z.prettifyError(parsed.error), parsed.error);
  return parsed.data;
}

function importError(path: string, line: number, what: string, cause?: unknown): TiaosuoError {
  return new TiaosuoError('unreadable', `"${path}" line ${line}: ${what}`, {
    hint: 'each line is one object {id, document, city?, year?, heading?, text}; nothing was changed',
    cause,
  });
}

type Imported = ReturnType<typeof parseImported>;

function importedDocument({ document, city, year, text }: Imported): DocumentRecord {
  return {
    document,
    city: city ?? null,
    year: year ?? null,
    title: document,
    titles: [document],
    number: null,
    issuer: null,
    date: null,
    posted: null,
    script: scriptOf(text),
    inferred: {},
    source: null,
    file: null,
    sha256: null,
    warnings: [],
  };
}

function importedNode({ id, document, heading, text }: Imported, line: number): Clause {
  const whole = text.toWellFormed();
  return {
    clause: id,
    path: id,
    document,
    kind: 'unit',
    level: 1,
    marker: null,
    label: heading?.toWellFormed() ?? id,
    heading: heading?.toWellFormed() ?? null,
    text: whole,
    paragraphs: [{ start: 0, end: whole.length }],
    parts: [],
    responsible: null,
    parent: null,
    line,
  };
}

/** Heading path, title and city help a passage to be found; they are its context, not its text. */
function readPassages(
  clauses: readonly Clause[],
  documents: readonly DocumentRecord[],
  onProgress: (done: number, total: number) => void = () => {},
): { passages: Passage[]; tokens: PassageTokens[] } {
  const records = new Map(documents.map((record) => [record.document, record]));
  const byAddress = new Map(clauses.map((clause) => [clause.clause, clause]));
  const parents = new Set(clauses.map((clause) => clause.parent));
  const passages: Passage[] = [];
  const tokens: PassageTokens[] = [];
  clauses.forEach((clause, index) => {
    if (index % 1000 === 0) onProgress(index, clauses.length);
    if (!isSearchable(clause, parents.has(clause.clause))) return;
    const heading = tokensOf(clause.heading ?? '');
    const context = tokensOf(contextOf(clause, byAddress, records.get(clause.document)));
    const spans = clause.text === '' ? [{ start: 0, end: 0 }] : splitPassages(clause.text);
    for (const span of spans) {
      const text = tokensOf(clause.text.slice(span.start, span.end));
      passages.push({ clause: index, span });
      tokens.push({ text, heading, context });
    }
  });
  onProgress(clauses.length, clauses.length);
  return { passages, tokens };
}

function contextOf(
  clause: Clause,
  byAddress: ReadonlyMap<string, Clause>,
  record: DocumentRecord | undefined,
): string {
  const words = [record?.city ?? '', record?.title ?? ''];
  for (let above = clause.parent; above !== null; above = byAddress.get(above)?.parent ?? null) {
    words.push(byAddress.get(above)?.heading ?? '');
  }
  return words.join(' ');
}

function tokensOf(text: string): string {
  return analyze(text, 'index').map(indexName).join(' ');
}

/** Owns the way from a document's file to a part of the index: parse it, and cut its clauses into passages. */
import { parseDocument } from '../clauses/parse.ts';
import { joinAddress } from '../core/address.ts';
import { joinPath, readBytes } from '../core/files.ts';
import { decode, sourceOf } from '../documents/read.ts';
import { identify, type RegistryEntry } from '../documents/registry.ts';
import { splitPassages } from '../passages/split.ts';
import { type Clause, type DocumentRecord, isSearchable, type Part, type Passage } from './corpus.ts';

export interface DocumentFile {
  readonly folder: string;
  readonly file: string;
  readonly sha256: string;
  readonly key: string;
  readonly registered: RegistryEntry | undefined;
  /** Addresses of the documents read before. */
  readonly taken: ReadonlySet<string>;
}

export function readDocument({ folder, file, sha256, key, registered, taken }: DocumentFile): Part {
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
  return {
    source: file,
    key,
    documents: [record],
    clauses,
    passages: passagesOf(clauses),
    isImported: false,
  };
}

/** The passages of all clauses that can be hits; a heading without text is one empty passage. */
export function passagesOf(clauses: readonly Clause[]): Passage[] {
  const parents = new Set(clauses.map(({ parent }) => parent));
  return clauses.flatMap((clause, index) => {
    if (!isSearchable(clause, parents.has(clause.clause))) return [];
    const spans = clause.text === '' ? [{ start: 0, end: 0 }] : splitPassages(clause.text);
    return spans.map((span) => ({ clause: index, span }));
  });
}

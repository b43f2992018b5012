/** Owns the clauses of a segment on disk: found by number or by address, and read one at a time. */
//
// A clause is a record of JSON: an object as the outline has it, or, for an imported one, the short list of what came with it.
import { Sections } from '../core/sections.ts';
import type { Span } from '../core/span.ts';
import { StringTable } from '../core/string-table.ts';
import { type Clause, type DocumentRecord, importedNode, type Part } from './corpus.ts';

/** A document as a segment knows it: one whose clauses lie in several parts is in each of them. */
export interface StoredDocument {
  readonly record: DocumentRecord;
  /** Clauses of it that count, in this part. */
  readonly clauses: number;
}

/** What a part takes up in its segment: from the numbers that end the part before. */
export interface StoredPart {
  readonly source: string;
  readonly key: string;
  readonly documents: number;
  readonly clauses: number;
  /** Clauses that can be hits. */
  readonly entries: number;
  readonly passages: number;
  readonly isImported: boolean;
}

/** Numbers are places in the segment: of clauses, of entries (clauses that can be hits), of passages, of documents. */
export class ClauseStore {
  readonly parts: readonly PlacedPart[];
  readonly documents: readonly StoredDocument[];
  /** The clauses that are hits: entry to clause. */
  readonly entries: Uint32Array;
  /** Headings without text of their own: their clauses. */
  readonly headings: Uint32Array;
  readonly #partStarts: Uint32Array;
  readonly #records: Buffer;
  readonly #starts: Uint32Array;
  readonly #clauseDocuments: Uint32Array;
  readonly #addresses: StringTable;
  readonly #counted: Uint8Array;
  readonly #firstPassages: Uint32Array;
  readonly #spans: Uint32Array;
  readonly #firstTopics: Uint32Array;
  readonly #topics: Uint16Array;
  readonly #strengths: Uint8Array;

  /** @param bytes what a ClauseStoreWriter wrote; throws RangeError for anything else */
  constructor(bytes: Uint8Array) {
    const sections = new Sections(bytes);
    this.parts = placed(sections.json('parts') as StoredPart[]);
    this.documents = sections.json('documents') as StoredDocument[];
    this.entries = sections.uint32('entry.clauses');
    this.headings = sections.uint32('headings');
    this.#partStarts = Uint32Array.from(this.parts, ({ first }) => first.clauses);
    const records = sections.bytes('records');
    this.#records = Buffer.from(records.buffer, records.byteOffset, records.byteLength);
    this.#starts = sections.uint32('clause.starts');
    this.#clauseDocuments = sections.uint32('clause.documents');
    this.#addresses = new StringTable(sections, 'addresses');
    this.#counted = sections.bytes('entry.counted');
    this.#firstPassages = sections.uint32('entry.passages');
    this.#spans = sections.uint32('passage.spans');
    this.#firstTopics = sections.uint32('entry.topics');
    this.#topics = sections.uint16('topics');
    this.#strengths = sections.bytes('entry.strengths');
  }

  get clauses(): number {
    return this.#addresses.size;
  }

  get passages(): number {
    return this.#spans.length / 2;
  }

  clause(i: number): Clause {
    const json = this.#records.toString('utf8', this.#starts[i], this.#starts[i + 1]);
    const record = JSON.parse(json) as Clause | [string, string | null, string, number];
    if (!Array.isArray(record)) return record;
    const [id, heading, text, line] = record;
    const document = this.documents[this.documentOf(i)]?.record.document ?? '';
    return importedNode({ id, document, heading, text, line });
  }

  /** The part that a clause is in. */
  partOf(clause: number): number {
    return lastAtMost(this.#partStarts, clause);
  }

  /** The document of a clause. */
  documentOf(clause: number): number {
    return this.#clauseDocuments[clause] ?? 0;
  }

  addressOf(clause: number): string {
    return this.#addresses.at(clause);
  }

  /** The clause with an address; -1 where there is none. */
  find(address: string): number {
    return this.#addresses.find(address);
  }

  /** Whether an entry is counted as a clause: title blocks, preambles and endings are not. */
  isCounted(entry: number): boolean {
    return this.#counted[entry] === 1;
  }

  /** The passages of an entry: the first one, and the one behind the last. */
  passagesOf(entry: number): { first: number; end: number } {
    return { first: this.#firstPassages[entry] ?? 0, end: this.#firstPassages[entry + 1] ?? 0 };
  }

  /** The concepts that an entry speaks of, by their places in the concept graph; ascending. */
  topicsOf(entry: number): Uint16Array {
    return this.#topics.subarray(this.#firstTopics[entry] ?? 0, this.#firstTopics[entry + 1] ?? 0);
  }

  /** The levels of commitment that an entry has sentences of, as bits (`levelsIn`); 0 where it has none. */
  strengthsOf(entry: number): number {
    return this.#strengths[entry] ?? 0;
  }

  /** Of all entries of a part, in order. */
  strengthsIn({ first, entries }: PlacedPart): Uint8Array {
    return this.#strengths.subarray(first.entries, first.entries + entries);
  }

  /** The entry of a passage. */
  entryOfPassage(passage: number): number {
    return lastAtMost(this.#firstPassages, passage);
  }

  /** The entry of a clause; -1 where it is none. */
  entryOfClause(clause: number): number {
    const entry = lastAtMost(this.entries, clause);
    return this.entries[entry] === clause ? entry : -1;
  }

  /** The first entry that is a clause or stands behind it. */
  entryFrom(clause: number): number {
    return lastAtMost(this.entries, clause - 1) + 1;
  }

  /** Into the clause's text. */
  spanOf(passage: number): Span {
    return { start: this.#spans[passage * 2] ?? 0, end: this.#spans[passage * 2 + 1] ?? 0 };
  }

  /** A part as it was added, to be written again. */
  readPart({ first, ...part }: PlacedPart): Part {
    const clauses = Array.from({ length: part.clauses }, (_, i) => this.clause(first.clauses + i));
    const passages = Array.from({ length: part.entries }, (_, i) => first.entries + i).flatMap((entry) => {
      const { first: from, end } = this.passagesOf(entry);
      const clause = (this.entries[entry] ?? 0) - first.clauses;
      return Array.from({ length: end - from }, (_, i) => ({ clause, span: this.spanOf(from + i) }));
    });
    const documents = this.documents.slice(first.documents, first.documents + part.documents);
    const { source, key, isImported } = part;
    return { source, key, isImported, clauses, passages, documents: documents.map(({ record }) => record) };
  }
}

const COUNTED = ['documents', 'clauses', 'entries', 'passages'] as const;

/** A part with the numbers that it begins at. */
export interface PlacedPart extends StoredPart {
  readonly first: Readonly<Record<(typeof COUNTED)[number], number>>;
}

function placed(parts: readonly StoredPart[]): PlacedPart[] {
  const at = { documents: 0, clauses: 0, entries: 0, passages: 0 };
  return parts.map((part) => {
    const first = { ...at };
    for (const name of COUNTED) at[name] += part[name];
    return { ...part, first };
  });
}

/** The place of the last number of an ascending list that is not above `limit`; -1 where all are. */
function lastAtMost(ascending: Uint32Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

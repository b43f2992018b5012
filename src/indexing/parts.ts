/** Owns the parts of an index being built: which the new one keeps of the old one, and which are read now. */
import { TiaosuoError } from '../core/errors.ts';
import type { Part } from './corpus.ts';
import { importError } from './read-clauses.ts';
import { type BuiltSegment, SegmentBuilder, type SegmentOptions } from './segments.ts';
import type { SourceFile, SourcePart } from './sources.ts';

/** The parts of the old index, which of them the new one keeps, and the addresses that are taken. */
export class PartsOfIndex {
  /** Addresses of the documents that are there. */
  readonly documents = new Set<string>();
  readonly #clauses = new Set<string>();
  readonly #old: readonly BuiltSegment[];
  readonly #places = new Map<string, { segment: number; part: number }>();
  readonly #offsets: (number | null)[][];

  constructor(old: readonly BuiltSegment[]) {
    this.#old = old;
    this.#offsets = old.map(({ parts }) => parts.map(() => null));
    old.forEach(({ store, parts }, segment) => {
      store.parts.forEach(({ key }, part) => {
        if (parts[part] !== null) this.#places.set(key, { segment, part });
      });
    });
  }

  /** Documents that are there keep their addresses, whatever new one is read before them: what links to them goes on working. */
  expect(sources: readonly SourceFile[]): void {
    for (const { key } of sources)
      for (const document of this.#documentsOf(key)) this.documents.add(document);
  }

  /** Keeps a part as the old index has it; false where it has none like it. */
  keep({ key, offset }: SourcePart): boolean {
    const place = this.#places.get(key);
    if (place === undefined || this.#offsets[place.segment]?.[place.part] !== null) return false;
    (this.#offsets[place.segment] as (number | null)[])[place.part] = offset;
    for (const document of this.#documentsOf(key)) this.documents.add(document);
    const { store } = this.#old[place.segment] as BuiltSegment;
    const part = store.parts[place.part];
    const first = part?.first.clauses ?? 0;
    for (let node = first; node < first + (part?.clauses ?? 0); node++) {
      const address = store.addressOf(node);
      if (this.#clauses.has(address))
        throw standsTwice(address, part?.source ?? '', offset + store.clause(node).line);
      this.#clauses.add(address);
    }
    return true;
  }

  #documentsOf(key: string): string[] {
    const place = this.#places.get(key);
    const store = place === undefined ? undefined : this.#old[place.segment]?.store;
    const part = place === undefined ? undefined : store?.parts[place.part];
    if (store === undefined || part === undefined || part.isImported) return [];
    const { first, documents } = part;
    return store.documents
      .slice(first.documents, first.documents + documents)
      .map(({ record }) => record.document);
  }

  /** Refuses a document or a clause with an address that is taken. */
  refuseRepeats({ isImported, documents, clauses }: Part, { offset }: SourcePart, source: string): void {
    for (const { document } of isImported ? [] : documents) {
      if (this.documents.has(document)) {
        throw new TiaosuoError(
          'unreadable',
          `"${source}" has the address "${document}" of another document`,
          {
            hint: 'give it another address in documents.json',
          },
        );
      }
      this.documents.add(document);
    }
    for (const { clause, line } of isImported ? clauses : []) {
      if (this.#clauses.has(clause)) {
        throw standsTwice(clause, source, offset + line);
      }
      this.#clauses.add(clause);
    }
  }

  /** The old segments, with the parts that were kept. */
  segments(): BuiltSegment[] {
    return this.#old.map((segment, i) => ({ ...segment, parts: this.#offsets[i] ?? [] }));
  }
}

function standsTwice(id: string, source: string, line: number): TiaosuoError {
  return importError(source, line, { what: `id "${id}" stands twice` });
}

/** What is read now: a segment after the other, each filled up to its bound. */
export class AddedParts {
  /** Nodes that were added. */
  clauses = 0;
  readonly #options: SegmentOptions;
  readonly #finished: BuiltSegment[] = [];
  #open: SegmentBuilder | null = null;

  constructor(options: SegmentOptions) {
    this.#options = options;
  }

  async add(part: Part, offset: number): Promise<void> {
    this.#open ??= new SegmentBuilder(this.#options);
    await this.#open.add(part, offset);
    this.clauses += part.clauses.length;
    if (this.#open.isFull) this.#close();
  }

  finish(): readonly BuiltSegment[] {
    this.#close();
    return this.#finished;
  }

  abandon(): void {
    this.#open?.abandon();
    this.#open = null;
  }

  #close(): void {
    if (this.#open === null) return;
    this.#options.onProgress(`writing ${this.clauses} clauses`);
    this.#finished.push(this.#open.finish());
    this.#open = null;
  }
}

/** Owns how the clauses of a segment get onto disk, with what is found in them once and for all: topics and strengths. */
import { strengthBits, strengthsOf } from '../commitments/strength.ts';
import { topicsOf } from '../concepts/topics.ts';
import type { SectionWriter } from '../core/sections.ts';
import { writeStringTable } from '../core/string-table.ts';
import { fold } from '../text/fold.ts';
import type { StoredDocument, StoredPart } from './clause-store.ts';
import { type Clause, isCounted, isSearchable, type Part } from './corpus.ts';

/** Writes parts one after the other; memory holds their numbers and addresses, not their texts. */
export class ClauseStoreWriter {
  readonly #writer: SectionWriter;
  readonly #parts: StoredPart[] = [];
  readonly #documents: StoredDocument[] = [];
  readonly #addresses: string[] = [];
  readonly #starts = [0];
  readonly #clauseDocuments: number[] = [];
  readonly #entries: number[] = [];
  readonly #counted: number[] = [];
  readonly #headings: number[] = [];
  readonly #firstPassages: number[] = [];
  readonly #spans: number[] = [];
  readonly #topics: number[] = [];
  readonly #firstTopics: number[] = [];
  readonly #strengths: number[] = [];

  constructor(writer: SectionWriter) {
    this.#writer = writer;
    writer.begin('records');
  }

  /** @param strengths of the part's entries, where they are known from another segment; else they are read now */
  add(part: Part, strengths: Uint8Array | null = null): void {
    const before = {
      clauses: this.#addresses.length,
      entries: this.#entries.length,
      spans: this.#spans.length,
    };
    const places = new Map(part.documents.map(({ document }, i) => [document, this.#documents.length + i]));
    const parents = new Set(part.clauses.map(({ parent }) => parent));
    const counted = new Map<string, number>();
    let passage = 0;
    part.clauses.forEach((clause, i) => {
      const place = this.#addresses.push(clause.clause) - 1;
      this.#clauseDocuments.push(places.get(clause.document) ?? 0);
      this.#append(part.isImported ? [clause.clause, clause.heading, clause.text, clause.line] : clause);
      if (isCounted(clause)) counted.set(clause.document, (counted.get(clause.document) ?? 0) + 1);
      if (!isSearchable(clause, parents.has(clause.clause))) {
        if (clause.heading !== null) this.#headings.push(place);
        return;
      }
      this.#entries.push(place);
      this.#counted.push(isCounted(clause) ? 1 : 0);
      this.#firstPassages.push(this.#spans.length / 2);
      this.#firstTopics.push(this.#topics.length);
      this.#topics.push(...topicsOf(fold(`${clause.heading ?? ''}\n${clause.text}`)));
      const known = strengths?.[this.#strengths.length - before.entries];
      this.#strengths.push(known ?? readStrengths(clause));
      for (; part.passages[passage]?.clause === i; passage++) {
        const { start = 0, end = 0 } = part.passages[passage]?.span ?? {};
        this.#spans.push(start, end);
      }
    });
    for (const record of part.documents) {
      this.#documents.push({ record, clauses: counted.get(record.document) ?? 0 });
    }
    this.#parts.push({
      source: part.source,
      key: part.key,
      documents: part.documents.length,
      clauses: this.#addresses.length - before.clauses,
      entries: this.#entries.length - before.entries,
      passages: (this.#spans.length - before.spans) / 2,
      isImported: part.isImported,
    });
  }

  #append(record: unknown): void {
    const bytes = Buffer.from(JSON.stringify(record), 'utf8');
    this.#writer.append(bytes);
    this.#starts.push((this.#starts.at(-1) ?? 0) + bytes.length);
  }

  finish(): void {
    const writer = this.#writer;
    writer.add('clause.starts', Uint32Array.from(this.#starts));
    writer.add('clause.documents', Uint32Array.from(this.#clauseDocuments));
    writeStringTable(writer, 'addresses', this.#addresses);
    writer.add('entry.clauses', Uint32Array.from(this.#entries));
    writer.add('entry.counted', Uint8Array.from(this.#counted));
    writer.add('entry.passages', Uint32Array.from([...this.#firstPassages, this.#spans.length / 2]));
    writer.add('passage.spans', Uint32Array.from(this.#spans));
    writer.add('entry.topics', Uint32Array.from([...this.#firstTopics, this.#topics.length]));
    writer.add('topics', Uint16Array.from(this.#topics));
    writer.add('entry.strengths', Uint8Array.from(this.#strengths));
    writer.add('headings', Uint32Array.from(this.#headings));
    writer.addJson('documents', this.#documents);
    writer.addJson('parts', this.#parts);
  }
}

/** Of heading and text; who is responsible for a clause commits to nothing. */
function readStrengths({ heading, text, responsible }: Clause): number {
  const exclude = responsible === null ? [] : [responsible.span];
  const sentences = [...strengthsOf(heading ?? ''), ...strengthsOf(text, { exclude })];
  return strengthBits(sentences.flatMap(({ parts }) => parts.map(({ level }) => level)));
}

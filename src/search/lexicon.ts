/** Owns what a query can refer to in an index: its cities, years, documents, numbers, bodies and wording. */
import { cityNamed } from '../documents/cities.ts';
import type { DocumentRecord } from '../indexing/corpus.ts';
import type { Snapshot } from '../indexing/open.ts';
import { fold } from '../text/fold.ts';
import { bodiesOf } from './body-directory.ts';

export interface Lexicon {
  /** Cities of the index by every form a query names them in: 南京, 南京市, nanjing; all folded. */
  readonly cities: ReadonlyMap<string, string>;
  readonly years: ReadonlySet<number>;
  readonly documents: ReadonlyMap<string, DocumentRecord>;
  /** Addresses of documents as a folded query writes them. */
  readonly documentsByForm: ReadonlyMap<string, string>;
  /** A document by its own 发文字号, folded. */
  readonly byNumber: ReadonlyMap<string, DocumentRecord>;
  /** Whether some clause or heading holds these words, folded. */
  readonly has: (phrase: string) => boolean;
  readonly hasClause: (address: string) => boolean;
  /** Whether some clause's block names a body that this name asks for. */
  readonly hasBody: (name: string) => boolean;
  readonly hasDocument: (city: string | null, year: number | null) => boolean;
}

export function buildLexicon(documents: readonly DocumentRecord[], snapshot: Snapshot): Lexicon {
  const { phrases, headings, find } = snapshot;
  const cities = new Map<string, string>();
  for (const { city } of documents) {
    if (city === null) continue;
    const known = cityNamed(fold(city));
    for (const form of [city, known?.name, known?.full, known?.pinyin]) {
      if (form !== undefined) cities.set(fold(form), city);
    }
  }
  const numbered = documents.flatMap((record) =>
    record.number === null ? [] : [[fold(record.number).replace(/\s/g, ''), record] as const],
  );
  return {
    cities,
    years: new Set(documents.flatMap(({ year }) => year ?? [])),
    documents: new Map(documents.map((record) => [record.document, record])),
    documentsByForm: new Map(documents.map(({ document }) => [fold(document), document])),
    byNumber: new Map(numbered),
    has: (phrase) => phrases.has(phrase) || headings.some(({ folded }) => folded.includes(phrase)),
    hasClause: (address) => find(address) !== null,
    hasBody: (name) => bodiesOf(snapshot).find(name).length > 0,
    hasDocument: (city, year) =>
      documents.some((d) => (city === null || d.city === city) && (year === null || d.year === year)),
  };
}

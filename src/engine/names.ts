/** Owns what the names in a request mean in one index: documents, cities, topics, bodies and so on; an unknown one is refused. */
import { STRENGTHS, type Strength, strengthNamed } from '../commitments/strength.ts';
import { conceptGraph } from '../concepts/graph.ts';
import { TiaosuoError } from '../core/errors.ts';
import type { Clause, DocumentRecord } from '../indexing/corpus.ts';
import type { Snapshot } from '../indexing/open.ts';
import type { Lexicon } from '../search/lexicon.ts';
import { fold } from '../text/fold.ts';

export interface Names {
  record(document: string): DocumentRecord;
  clause(address: string): { readonly clause: Clause; readonly record: DocumentRecord };
  /** The number of a clause that can be a hit; refuses what has no text to compare, as a section heading. */
  entry(address: string): number;
  /** Names with or without 市, in either script, or pinyin. */
  cities(names: readonly string[]): string[];
  /** Years of documents. */
  years(years: readonly number[]): number[];
  documents(documents: readonly string[]): string[];
  /** Concepts by id or term: their places in the concept graph. */
  topics(names: readonly string[]): number[];
  /** Levels of commitment by name, label or word, in either script. */
  strengths(names: readonly string[]): Strength[];
  /** Bodies by any of their names; given back as asked. */
  bodies(names: readonly string[]): string[];
}

export function namesOf(snapshot: Snapshot, lexicon: Lexicon): Names {
  function record(document: string): DocumentRecord {
    const found = lexicon.documents.get(document);
    if (found !== undefined) return found;
    throw new TiaosuoError('not_found', `document "${document}" not found`, {
      hint: 'GET /api/documents lists the documents',
    });
  }

  function clause(address: string): { clause: Clause; record: DocumentRecord } {
    // Imported clauses have ids of any form: /api/clauses/<document>/<id> names them by their document too.
    const slash = address.indexOf('/');
    const within = snapshot.find(address.slice(slash + 1));
    const found =
      snapshot.find(address) ?? (within?.document === address.slice(0, Math.max(0, slash)) ? within : null);
    if (found !== null) return { clause: found, record: record(found.document) };
    const document = address.split('/')[0] ?? '';
    throw new TiaosuoError('not_found', `clause "${address}" not found`, {
      hint: lexicon.documents.has(document)
        ? `GET /api/documents/${document} lists its clauses`
        : 'GET /api/documents lists the documents',
    });
  }

  return {
    record,
    clause,
    entry: (address) => {
      const found = clause(address).clause;
      const entry = snapshot.entryAt(found.clause);
      if (entry >= 0) return entry;
      const below = snapshot
        .clausesOf(found.document)
        .find(({ clause }) => clause.startsWith(`${found.clause}.`) && snapshot.entryAt(clause) >= 0);
      throw new TiaosuoError('unprocessable', `"${address}" has no text of its own`, {
        hint:
          below === undefined
            ? `GET /api/documents/${found.document} lists its clauses`
            : `take a clause below it, such as ${below.clause}`,
      });
    },
    cities: (names) =>
      names.map((name) =>
        known(lexicon.cities.get(fold(name.trim())), name, {
          kind: 'city',
          all: new Set(lexicon.cities.values()),
        }),
      ),
    years: (years) =>
      years.map((year) =>
        known(lexicon.years.has(year) ? year : undefined, year, { kind: 'year', all: lexicon.years }),
      ),
    documents: (documents) => documents.map((document) => record(document).document),
    topics: (names) => names.map(topicNamed),
    strengths: (names) => names.map(strengthAsked),
    bodies: (names) =>
      names.map((name) => {
        const asked = fold(name.trim());
        if (lexicon.hasBody(asked)) return asked;
        throw new TiaosuoError('unprocessable', `no clause of this index names a body "${name}"`, {
          hint: 'facets.body of an answer names the bodies of its hits',
        });
      }),
  };
}

function topicNamed(name: string): number {
  const concept = conceptGraph().find(name);
  if (concept >= 0) return concept;
  throw new TiaosuoError('unprocessable', `no topic "${name}" in the concept graph`, {
    hint: 'facets.topic of an answer names the topics of its hits',
  });
}

function strengthAsked(name: string): Strength {
  const level = strengthNamed(name);
  if (level !== undefined) return level;
  throw new TiaosuoError('unprocessable', `no strength "${name}" in the scale of commitment`, {
    hint: `it has ${STRENGTHS.join(', ')}`,
  });
}

/** Refuses a filter that nothing in the index can match, and says what could. */
function known<T>(
  found: T | undefined,
  asked: unknown,
  { kind, all }: { kind: string; all: Iterable<unknown> },
): T {
  if (found !== undefined) return found;
  throw new TiaosuoError('unprocessable', `no document of ${kind} "${String(asked)}" in this index`, {
    hint: `it has ${[...all].sort().join(', ')}`,
  });
}

/** Refuses a number out of its range. */
export function requireInteger(name: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && min <= value && value <= max) return;
  throw new TiaosuoError('bad_request', `${name} is ${value}`, {
    hint: `it is a whole number from ${min} to ${max}`,
  });
}

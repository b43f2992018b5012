/** Owns how bodies are shown: who leads which clause, and who takes part. */
import type { Span } from '../core/span.ts';
import type { Snapshot } from '../indexing/open.ts';
import { type BodyEntry, bodiesOf, type RelatedBody, spansOf } from '../search/body-directory.ts';
import type { Table } from './tables.ts';

export interface BodyClause {
  /** Its address. */
  readonly clause: string;
  readonly label: string;
  readonly heading: string | null;
  /** Where the body's name stands, into the clause's text. */
  readonly spans: readonly Span[];
}

export interface RelatedBodyView {
  /** The city's own, where its documents name it; otherwise null. */
  readonly body: string | null;
  readonly name: string;
  /** Of the reform that made one of the other. */
  readonly year: number;
  /** The reform and its source, in Chinese. */
  readonly note: string;
}

export interface BodyView {
  /** '苏州/住建局'; 住建局 where the city is not known. */
  readonly body: string;
  /** As its city's documents write it most often, Simplified. */
  readonly name: string;
  readonly city: string | null;
  readonly kind: string;
  readonly printed: readonly { readonly name: string; readonly count: number }[];
  /** Clauses whose block names it as leading, in reading order. */
  readonly lead: readonly BodyClause[];
  /** Clauses whose block names it otherwise. */
  readonly others: readonly BodyClause[];
  readonly predecessors: readonly RelatedBodyView[];
  readonly successors: readonly RelatedBodyView[];
}

export interface BodiesAnswer {
  /** City by city as their documents stand; in a city those with most clauses first. */
  readonly bodies: readonly BodyView[];
  /**
   * What was looked at: documents of the cities asked for, their clauses, and how many of these print a block. Imported clauses are
   * not: no block is read in them.
   */
  readonly searched: { readonly documents: number; readonly clauses: number; readonly blocks: number };
  /**
   * Cities of which no body was found, with the clauses that were looked at and how many of these print a block: none where the city
   * names nobody at all.
   */
  readonly silent: readonly {
    readonly city: string | null;
    readonly clauses: number;
    readonly blocks: number;
  }[];
  readonly snapshot: string;
}

export interface BodiesOptions {
  /** Short names (苏州); empty or left out: all. */
  readonly city?: readonly string[];
  /** A body's name in any form; left out: all. */
  readonly name?: string;
}

export function presentBodies(
  snapshot: Snapshot,
  { city: cities = [], name }: BodiesOptions = {},
): BodiesAnswer {
  const directory = bodiesOf(snapshot);
  const isAsked = (city: string | null) => cities.length === 0 || (city !== null && cities.includes(city));
  const cityOf = (entry: number) => snapshot.documents[snapshot.documentOf(entry)]?.city ?? null;
  const blocks = directory.blocks.map(cityOf).filter(isAsked);
  const documents = snapshot.documents.filter(({ city, file }) => file !== null && isAsked(city));
  const clausesOf = (records: typeof documents) =>
    records.reduce((sum, { document }) => sum + snapshot.countOf(snapshot.documentNumber(document)), 0);
  const found = (name === undefined ? directory.bodies : directory.find(name)).filter(({ city }) =>
    isAsked(city),
  );
  return {
    bodies: found.map((body) => viewBody(snapshot, body)),
    searched: { documents: documents.length, clauses: clausesOf(documents), blocks: blocks.length },
    silent: [...new Set(documents.map(({ city }) => city))]
      .filter((city) => !found.some((body) => body.city === city))
      .map((city) => ({
        city,
        clauses: clausesOf(documents.filter((record) => record.city === city)),
        blocks: blocks.filter((other) => other === city).length,
      })),
    snapshot: snapshot.manifest.snapshot,
  };
}

function viewBody(snapshot: Snapshot, body: BodyEntry): BodyView {
  const { id, name, city, kind, printed } = body;
  const clauses = (entries: readonly number[]) =>
    entries.map((entry): BodyClause => {
      const { clause, label, heading } = snapshot.clause(entry);
      return { clause, label, heading, spans: spansOf(snapshot, body, entry) };
    });
  const related = (list: readonly RelatedBody[]) => list.map((other) => viewRelated(snapshot, other, city));
  return {
    body: addressOf(city, id),
    name,
    city,
    kind,
    printed,
    lead: clauses(body.lead),
    others: clauses(body.others),
    predecessors: related(body.predecessors),
    successors: related(body.successors),
  };
}

function viewRelated(
  snapshot: Snapshot,
  { id, name, year, note }: RelatedBody,
  city: string | null,
): RelatedBodyView {
  const own = bodiesOf(snapshot).bodies.some((body) => body.id === id && body.city === city);
  return { body: own ? addressOf(city, id) : null, name, year, note };
}

function addressOf(city: string | null, id: string): string {
  return city === null ? id : `${city}/${id}`;
}

/** One line for each body and clause, the clauses that it leads first. */
export function bodiesTable({ bodies }: BodiesAnswer): Table {
  return {
    columns: ['body', 'name', 'city', 'kind', 'role', 'clause', 'heading'],
    rows: bodies.flatMap(({ body, name, city, kind, lead, others }) => {
      const row = (role: string) => (one: BodyClause) => [
        body,
        name,
        city,
        kind,
        role,
        one.clause,
        one.heading,
      ];
      return [...lead.map(row('lead')), ...others.map(row('other'))];
    }),
  };
}

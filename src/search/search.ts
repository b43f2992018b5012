/** Owns a search from its query to the ranked clauses, with totals and facets over all of them. */
import type { Embedder } from '../embedding/embedder.ts';
import type { DocumentRecord } from '../indexing/corpus.ts';
import type { SectionHeading, Snapshot } from '../indexing/open.ts';
import { type FusedCandidate, fuse } from './fuse.ts';
import type { Lexicon } from './lexicon.ts';
import { parseQuery, type Query } from './query.ts';
import { type RankedClause, rank } from './rank.ts';
import { type Candidate, type LexicalCandidate, retrieveLexical, retrieveSemantic } from './retrieve.ts';

export type SearchMode = 'hybrid' | 'lexical' | 'semantic';

export interface SearchInput {
  readonly q: string;
  readonly mode: SearchMode;
  /** Empty lists filter nothing. Values as the index holds them. */
  readonly cities: readonly string[];
  readonly years: readonly number[];
  readonly documents: readonly string[];
  readonly understand: boolean;
}

export interface Searched {
  readonly query: Query;
  /** What was done: without an embedder every mode is answered by words. */
  readonly answeredBy: SearchMode;
  /** All hits, best first. */
  readonly ranked: readonly RankedClause[];
  /** Headings without text of their own, in the scope of the filters, that hold every term. */
  readonly headings: readonly SectionHeading[];
  /** Entries in the scope of the filters: what was looked at. */
  readonly searched: readonly number[];
}

export interface SearchContext {
  readonly snapshot: Snapshot;
  readonly lexicon: Lexicon;
  readonly embedder: Embedder | null;
}

export async function runSearch(
  { snapshot, lexicon, embedder }: SearchContext,
  input: SearchInput,
): Promise<Searched> {
  const query = parseQuery(input.q, lexicon, { understand: input.understand });
  const searched = inScope(snapshot, query, input);
  const hits = withWording(snapshot, query, searched);
  const accept = membership(snapshot, hits);
  const hasVectors = embedder !== null && snapshot.vectors !== null;
  const answeredBy = hasVectors ? input.mode : 'lexical';
  const lexical = answeredBy === 'semantic' ? [] : retrieveLexical(snapshot, query, accept);
  let semantic: Candidate[] = [];
  if (answeredBy !== 'lexical' && embedder !== null && query.text !== '') {
    const [vector] = await embedder.embed([query.text], 'query');
    if (vector !== undefined)
      semantic = retrieveSemantic(snapshot, vector, { floor: embedder.floor, accept });
  }
  const named = namedEntries(snapshot, query, accept);
  // A query of filters or exclusions alone lists what they leave: every word of it, there being none, stands there.
  const literal = asksWords(query)
    ? literalEntries(snapshot, query, accept)
    : new Set(narrows(query, input) ? hits : []);
  const fused = fuse(lexical, semantic, {
    weights: { lexical: 1, semantic: embedder?.weight ?? 0 },
    floor: embedder?.floor ?? 0,
  });
  const candidates = withMissing(snapshot, fused, [...named, ...literal]);
  return {
    query,
    answeredBy,
    ranked: rank(snapshot, query, { candidates, literal, named }),
    headings: holdingHeadings(snapshot, query, input),
    searched,
  };
}

/** What the filters leave to be searched. */
function inScope(snapshot: Snapshot, query: Query, input: SearchInput): readonly number[] {
  const lists = [query.cities, input.cities, query.years, input.years, query.documents, input.documents];
  if (lists.every((list) => list.length === 0)) return allEntries(snapshot);
  return allEntries(snapshot).filter((entry) => passesFilters(snapshot.entries[entry]?.record, query, input));
}

function passesFilters(record: DocumentRecord | undefined, query: Query, input: SearchInput): boolean {
  const allows = <T>(list: readonly T[], value: T | null) =>
    list.length === 0 || (value !== null && list.includes(value));
  return (
    record !== undefined &&
    allows(query.cities, record.city) &&
    allows(input.cities, record.city) &&
    allows(query.years, record.year) &&
    allows(input.years, record.year) &&
    allows(query.documents, record.document) &&
    allows(input.documents, record.document)
  );
}

/** A section's heading is no clause and no hit, but a city whose heading says it is not silent. */
function holdingHeadings({ headings }: Snapshot, query: Query, input: SearchInput): SectionHeading[] {
  if (query.terms.length === 0) return [];
  return headings.filter(
    ({ folded, record }) =>
      query.terms.every((term) => folded.includes(term)) &&
      !query.excluded.some((term) => folded.includes(term)) &&
      passesFilters(record, query, input),
  );
}

/** Keeps what holds every quoted phrase and none of the excluded ones. */
function withWording({ phrases }: Snapshot, query: Query, entries: readonly number[]): readonly number[] {
  if (query.phrases.length === 0 && query.excluded.length === 0) return entries;
  return entries.filter(
    (entry) =>
      query.phrases.every((phrase) => phrases.holds(entry, phrase)) &&
      !query.excluded.some((phrase) => phrases.holds(entry, phrase)),
  );
}

function membership({ entries }: Snapshot, members: readonly number[]): (entry: number) => boolean {
  if (members.length === entries.length) return () => true;
  const flags = new Uint8Array(entries.length);
  for (const entry of members) flags[entry] = 1;
  return (entry) => flags[entry] === 1;
}

const everyEntry = new WeakMap<Snapshot, readonly number[]>();

function allEntries(snapshot: Snapshot): readonly number[] {
  const all = everyEntry.get(snapshot) ?? snapshot.entries.map((_, entry) => entry);
  everyEntry.set(snapshot, all);
  return all;
}

/** Entries that hold every term, found by the wording itself and not by the index of tokens. */
function literalEntries(
  { phrases }: Snapshot,
  { terms }: Query,
  accept: (entry: number) => boolean,
): Set<number> {
  const [rarest, ...others] = [...terms].sort((a, b) => phrases.find(a).length - phrases.find(b).length);
  if (rarest === undefined) return new Set();
  return new Set(
    phrases
      .find(rarest)
      .filter((entry) => accept(entry) && others.every((term) => phrases.holds(entry, term))),
  );
}

/** The clauses that a query names; a heading without text stands for the clauses below it. */
function namedEntries(snapshot: Snapshot, query: Query, accept: (entry: number) => boolean): Set<number> {
  const named = new Set<number>();
  if (query.named.length === 0) return named;
  const isEntry = new Set(snapshot.entries.map(({ clause }) => clause.clause));
  const wanted = (address: string) =>
    query.named.some((name) => name === address || (!isEntry.has(name) && address.startsWith(`${name}.`)));
  snapshot.entries.forEach(({ clause }, entry) => {
    if (wanted(clause.clause) && accept(entry)) named.add(entry);
  });
  return named;
}

/** Whether a query without words still asks for something: what its filters and exclusions leave. */
function narrows(query: Query, input: SearchInput): boolean {
  return [
    query.cities,
    query.years,
    query.documents,
    query.excluded,
    input.cities,
    input.years,
    input.documents,
  ].some((list) => list.length > 0);
}

function asksWords({ terms, tokens, named }: Query): boolean {
  return terms.length > 0 || tokens.size > 0 || named.length > 0;
}

/** Adds entries that neither list found: what stands there literally is a hit whatever the scores say. */
function withMissing(
  snapshot: Snapshot,
  fused: readonly FusedCandidate[],
  wanted: readonly number[],
): FusedCandidate[] {
  const found = new Set(fused.map(({ entry }) => entry));
  const missing = [...new Set(wanted)].filter((entry) => !found.has(entry));
  return [
    ...fused,
    ...missing.map((entry) => ({
      entry,
      passage: snapshot.entries[entry]?.passages[0] ?? 0,
      lexical: null as LexicalCandidate | null,
      semantic: null,
      fused: 0,
    })),
  ];
}

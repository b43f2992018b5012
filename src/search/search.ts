/** Owns a search from its query to the ranked clauses, with counts over all of them. */
import type { Bitmap } from '../core/bitmap.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type { LexicalIndex } from '../indexing/lexical.ts';
import type { SectionHeading, Snapshot } from '../indexing/open.ts';
import { readTokenName } from '../text/grams.ts';
import { type FusedCandidate, fuse } from './fuse.ts';
import type { Lexicon } from './lexicon.ts';
import { parseQuery, type Query } from './query.ts';
import { maxRelated, type RankedClause, rank } from './rank.ts';
import { retrieveBoth, retrieveSemantic, type SemanticCandidate } from './retrieve.ts';
import { allows, type Filters, type Scope, scopeOf, withWording } from './scope.ts';
import { NOT_WIDENED, type Widening, widen } from './widen.ts';

export type SearchMode = 'hybrid' | 'lexical' | 'semantic';

export interface SearchInput extends Filters {
  readonly q: string;
  readonly mode: SearchMode;
  readonly understand: boolean;
  /** Whether the query is widened by the concepts that it comes close to. */
  readonly concepts: boolean;
  /** How many of the best are wanted. */
  readonly limit: number;
}

export interface Searched {
  readonly query: Query;
  readonly widening: Widening;
  /** What was done: without an embedder every mode is answered by words. */
  readonly answeredBy: SearchMode;
  /** The best hits, as many as were wanted. */
  readonly best: readonly RankedClause[];
  /** All entries that are literal hits, in no order. */
  readonly literal: ReadonlySet<number>;
  /** All related clauses, best first. */
  readonly related: readonly RankedClause[];
  /** Where there is no hit: the clauses nearest below the line, best first. */
  readonly nearest: readonly RankedClause[];
  /** Headings without text of their own, in the scope of the filters, that hold every term. */
  readonly headings: readonly SectionHeading[];
  /** What was looked at. */
  readonly scope: Scope;
}

/** What the official words of a query's concepts count beside its own. */
const CONCEPT_WEIGHT = 1;

export interface SearchContext {
  readonly snapshot: Snapshot;
  /** What ranks by words. */
  readonly lexical: LexicalIndex;
  readonly lexicon: Lexicon;
  readonly embedder: Embedder | null;
}

export async function runSearch(context: SearchContext, input: SearchInput): Promise<Searched> {
  const { snapshot, lexicon, embedder } = context;
  const query = parseQuery(input.q, lexicon, { understand: input.understand });
  const scope = scopeOf(snapshot, [query, input]);
  const accept = withWording(snapshot, query, scope);
  const hasVectors = embedder !== null && snapshot.vectors !== null;
  const answeredBy = hasVectors ? input.mode : 'lexical';
  const vector = answeredBy === 'lexical' ? null : await vectorOf(query, embedder);
  const widening = input.concepts
    ? widen(query.text, { vector, labels: snapshot.labels })
    : { ...NOT_WIDENED, vector };
  const semantic = findSemantic(context, widening, accept);
  const named = namedEntries(snapshot, query, accept);
  const holding = asksWords(query)
    ? entriesHolding(snapshot, query.terms, accept)
    : // A query of filters or exclusions alone lists what they leave: every word of it, there being none, stands there.
      new Set(narrows(query, input) ? (accept ?? snapshot.live) : []);
  const literal = new Set([...named, ...holding]);
  const allWords = entriesHolding(snapshot, query.words, accept);
  const anyway = [...new Set([...literal, ...allWords, ...semantic.map(({ entry }) => entry)])].sort(
    (a, b) => a - b,
  );
  const [lexical, concept] =
    answeredBy === 'semantic'
      ? [[], []]
      : retrieveBoth(context, [query.tokens, widening.tokens], {
          accept,
          anyway,
          limit: maxRelated(snapshot.lexical.size),
        });
  const fused = fuse(
    { lexical, concept, semantic },
    {
      weights: { lexical: 1, concept: CONCEPT_WEIGHT, semantic: embedder?.weight ?? 0 },
      floor: embedder?.floor ?? 0,
    },
  );
  const candidates = withMissing(fused, literal);
  const ranking = rank(snapshot, {
    candidates,
    named,
    literal,
    allWords,
    tokens: [...query.tokens.keys()].map((name) => readTokenName(name).text),
    limit: input.limit,
  });
  return {
    query,
    widening,
    answeredBy,
    best: ranking.best,
    literal,
    related: ranking.related,
    nearest: ranking.nearest,
    headings: holdingHeadings(snapshot, query, input),
    scope,
  };
}

async function vectorOf({ text }: Query, embedder: Embedder | null): Promise<Float32Array | null> {
  if (embedder === null || text === '') return null;
  const [vector] = await embedder.embed([text], 'query');
  return vector ?? null;
}

function findSemantic(
  { snapshot, embedder }: SearchContext,
  { vector }: Widening,
  accept: Bitmap | undefined,
): SemanticCandidate[] {
  if (embedder === null || vector === null) return [];
  return retrieveSemantic(snapshot, vector, { floor: embedder.floor, accept });
}

/** A section's heading is no clause and no hit, but a city whose heading says it is not silent. */
function holdingHeadings({ headings }: Snapshot, query: Query, input: SearchInput): SectionHeading[] {
  if (query.terms.length === 0) return [];
  return headings.filter(
    ({ folded, record }) =>
      query.terms.every((term) => folded.includes(term)) &&
      !query.excluded.some((term) => folded.includes(term)) &&
      allows([query, input], record),
  );
}

/** Entries whose own words hold every one of some phrases; none where there are no phrases. */
function entriesHolding(
  { phrases }: Snapshot,
  wanted: readonly string[],
  accept: Bitmap | undefined,
): Set<number> {
  const [only] = wanted;
  const held = wanted.length === 1 && only !== undefined ? phrases.find(only) : phrases.findAll(wanted);
  return new Set(accept === undefined ? held : held.filter((entry) => accept.has(entry)));
}

/** The clauses that a query names; a heading without text stands for the clauses below it. */
function namedEntries(snapshot: Snapshot, { named }: Query, accept: Bitmap | undefined): Set<number> {
  const entries = named.flatMap((address) => {
    const entry = snapshot.entryAt(address);
    return entry >= 0 ? [entry] : entriesBelow(snapshot, address);
  });
  return new Set(entries.filter((entry) => accept?.has(entry) ?? true));
}

function entriesBelow(snapshot: Snapshot, address: string): number[] {
  const document = address.slice(0, Math.max(0, address.indexOf('/')));
  return snapshot
    .clausesOf(document)
    .filter(({ clause }) => clause.startsWith(`${address}.`))
    .map(({ clause }) => snapshot.entryAt(clause))
    .filter((entry) => entry >= 0);
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
function withMissing(fused: readonly FusedCandidate[], wanted: ReadonlySet<number>): FusedCandidate[] {
  const found = new Set(fused.map(({ entry }) => entry));
  const missing = [...wanted].filter((entry) => !found.has(entry));
  return [
    ...fused,
    ...missing.map((entry) => ({
      entry,
      lexical: null,
      concept: null,
      semantic: null,
      fused: 0,
    })),
  ];
}

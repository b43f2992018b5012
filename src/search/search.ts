/** Owns a search from its query to the ranked clauses, with counts over all of them. */
import type { Bitmap } from '../core/bitmap.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type { LexicalIndex } from '../indexing/lexical.ts';
import type { SectionHeading, Snapshot } from '../indexing/open.ts';
import { readTokenName } from '../text/grams.ts';
import { DEFAULT_WEIGHTS, type FusedCandidate, fuse } from './fuse.ts';
import type { Lexicon } from './lexicon.ts';
import { isAnswered } from './line.ts';
import { parseQuery, type Query } from './query.ts';
import { maxRelated, type RankedClause, rank } from './rank.ts';
import {
  type Candidate,
  retrieveBoth,
  retrieveLexical,
  retrieveSemantic,
  type SemanticCandidate,
  tellingTokens,
} from './retrieve.ts';
import { allows, asksOfClauses, type Filters, type Scope, scopeOf, withWording } from './scope.ts';
import { conceptTrust, EVIDENCE_CLAUSES, evidenceOf, type WordEvidence, weightsFor } from './weights.ts';
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
  const answeredBy = embedder !== null && snapshot.vectors !== null ? input.mode : 'lexical';
  const evidence = findEvidence(context, query);
  const widening = await readMeaning(context, query, { input, answeredBy, evidence });
  const semantic = findSemantic(context, widening, accept);
  const saying = whoSays(snapshot, query, { input, accept });
  const [lexical, concept] =
    answeredBy === 'semantic'
      ? [[], []]
      : findByWords(context, [query, widening], { saying, semantic, accept });
  const weights =
    answeredBy === 'semantic'
      ? DEFAULT_WEIGHTS
      : weightsFor(evidence, { trust: widening.trust, isSaid: saying.literal.size > 0 });
  const fused = fuse(
    { lexical, concept, semantic },
    {
      weights: { ...weights, semantic: weights.semantic * (embedder?.weight ?? 0) },
      floor: embedder?.floor ?? 0,
      ...(accept === undefined ? {} : { tops: topScores(context, widening, evidence) }),
    },
  );
  const ranking = rank(snapshot, {
    ...saying,
    candidates: withMissing(fused, saying.literal),
    tokens: [...query.tokens.keys()].map((name) => readTokenName(name).text),
    limit: input.limit,
    isAnswered:
      answeredBy === 'lexical' ||
      isAnswered(context, { widening, semantic, accept, evidence, chars: [...query.text].length }),
  });
  const headings = holdingHeadings(snapshot, query, input);
  return { query, widening, answeredBy, ...ranking, literal: saying.literal, headings, scope };
}

/** What the query's words find in the whole index: how sure they are does not depend on filters. */
function findEvidence({ snapshot, lexical }: SearchContext, { tokens }: Query): WordEvidence {
  const counts = { size: lexical.size, countOf: (name: string) => snapshot.lexical.countOf(name) };
  const best = retrieveLexical({ snapshot, lexical }, tokens, {
    accept: undefined,
    anyway: [],
    limit: EVIDENCE_CLAUSES,
  });
  return evidenceOf(best, tellingTokens(tokens, counts), counts);
}

async function readMeaning(
  { snapshot, embedder }: SearchContext,
  query: Query,
  { input, answeredBy, evidence }: { input: SearchInput; answeredBy: SearchMode; evidence: WordEvidence },
): Promise<Widening> {
  const vector = answeredBy === 'lexical' ? null : await vectorOf(query, embedder);
  if (!input.concepts) return { ...NOT_WIDENED, vector };
  const chars = [...query.text].length;
  const trustOf = (nearness: number) => conceptTrust(evidence, nearness, chars);
  return widen(query.text, { vector, labels: snapshot.labels, trustOf });
}

interface Saying {
  /** Entries that the query names outright. */
  readonly named: ReadonlySet<number>;
  /** Entries that are literal hits, the named ones too. */
  readonly literal: ReadonlySet<number>;
  /** Entries that hold every word, but perhaps not together. */
  readonly allWords: ReadonlySet<number>;
}

/** Which entries say what is asked in the query's own words. */
function whoSays(
  snapshot: Snapshot,
  query: Query,
  { input, accept }: { input: SearchInput; accept: Bitmap | undefined },
): Saying {
  const named = namedEntries(snapshot, query, accept);
  const holding = asksWords(query)
    ? entriesHolding(snapshot, query.terms, accept)
    : // A query of filters or exclusions alone lists what they leave: every word of it, there being none, stands there.
      new Set(narrows(query, input) ? (accept ?? snapshot.live) : []);
  return {
    named,
    literal: new Set([...named, ...holding]),
    allWords: entriesHolding(snapshot, query.words, accept),
  };
}

function findByWords(
  context: SearchContext,
  [query, widening]: readonly [Query, Widening],
  found: { saying: Saying; semantic: readonly SemanticCandidate[]; accept: Bitmap | undefined },
): [Candidate[], Candidate[]] {
  const { literal, allWords } = found.saying;
  const near = found.semantic.map(({ entry }) => entry);
  return retrieveBoth(context, [query.tokens, widening.tokens], {
    accept: found.accept,
    anyway: [...new Set([...literal, ...allWords, ...near])].sort((a, b) => a - b),
    limit: maxRelated(context.snapshot.lexical.size),
  });
}

/** The best scores there are in the whole index. */
function topScores(context: SearchContext, widening: Widening, { top }: WordEvidence) {
  const retrieval = { accept: undefined, anyway: [], limit: 1 };
  return {
    lexical: top,
    concept: retrieveLexical(context, widening.tokens, retrieval)[0]?.score ?? 0,
    semantic: findSemantic(context, widening, undefined)[0]?.score ?? 0,
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
  if (query.terms.length === 0 || asksOfClauses(input) || asksOfClauses(query)) return [];
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
  const narrowing = ({ cities, years, documents }: Filters) => [cities, years, documents];
  return (
    [query.excluded, ...narrowing(query), ...narrowing(input)].some((list) => list.length > 0) ||
    asksOfClauses(query) ||
    asksOfClauses(input)
  );
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

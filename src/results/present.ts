/** Owns the shape of an answer: hits, facets and what was searched, as every front shows them. */
import type { Span } from '../core/span.ts';
import type { DocumentRecord } from '../indexing/corpus.ts';
import type { Snapshot } from '../indexing/open.ts';
import type { Intent } from '../search/intents.ts';
import { type Notice, WORDS_ONLY } from '../search/notices.ts';
import type { Filter } from '../search/query.ts';
import type { RankedClause } from '../search/rank.ts';
import type { Scope } from '../search/scope.ts';
import type { Searched, SearchMode } from '../search/search.ts';
import { densestPassage, highlight } from './highlight.ts';

export interface Hit {
  /** Its address: 'nanjing-2025/2.2'. */
  readonly clause: string;
  readonly document: string;
  readonly city: string | null;
  readonly year: number | null;
  /** The printed path: 二、(二). */
  readonly label: string;
  readonly heading: string | null;
  /** The clause's whole text as printed. */
  readonly text: string;
  /** Into `text`; sorted, not overlapping. */
  readonly highlights: readonly Span[];
  readonly headingHighlights: readonly Span[];
  /** The passage to show of `text`; null where the clause is a heading only. */
  readonly passage: Span | null;
  readonly match: 'literal' | 'semantic';
  /** Null where that side did not find the clause; `fused` is 0 to 1. */
  readonly scores: {
    readonly lexical: number | null;
    readonly semantic: number | null;
    readonly fused: number;
  };
  /** What it shares with the query, folded. */
  readonly shared: readonly string[];
  readonly why: string;
}

export interface HeadingHit {
  readonly clause: string;
  readonly document: string;
  readonly city: string | null;
  readonly year: number | null;
  readonly label: string;
  readonly heading: string;
}

export interface FacetValue<T> {
  readonly value: T;
  readonly count: number;
  /** Of these, the ones that say so literally: a city whose hits are all related is silent on the words asked for. */
  readonly literal: number;
}

export interface SearchAnswer {
  readonly query: string;
  readonly mode: SearchMode;
  /** Differs from `mode` where there is no embedder: then words answer. */
  readonly answeredBy: SearchMode;
  /** All hits, on whatever page. */
  readonly total: number;
  readonly counts: { readonly literal: number; readonly related: number };
  readonly hits: readonly Hit[];
  /** Section headings that hold every word asked for: no clauses and no hits, but printed. */
  readonly headings: readonly HeadingHit[];
  /** Over all hits; every value in the filters' scope is listed, those without a hit with 0. */
  readonly facets: {
    readonly city: readonly FacetValue<string>[];
    readonly year: readonly FacetValue<number>[];
    readonly document: readonly FacetValue<string>[];
  };
  /** What was looked at: also the proof of a silence. */
  readonly searched: { readonly documents: number; readonly clauses: number };
  /** What the query itself narrows by, written out. */
  readonly filters: readonly Filter[];
  /** What was understood of its plain words; each can be taken back. */
  readonly intents: readonly Intent[];
  readonly notices: readonly Notice[];
  readonly snapshot: string;
  readonly tookMs: number;
}

export interface PresentOptions {
  readonly mode: SearchMode;
  readonly offset: number;
  readonly limit: number;
  readonly startedMs: number;
}

export function presentAnswer(snapshot: Snapshot, found: Searched, options: PresentOptions): SearchAnswer {
  const { query, best, literal, related, scope, answeredBy } = found;
  const counts = countByDocument(snapshot, found);
  return {
    query: query.raw,
    mode: options.mode,
    answeredBy,
    total: literal.size + related.length,
    counts: { literal: literal.size, related: related.length },
    hits: best
      .slice(options.offset, options.offset + options.limit)
      .map((hit) => presentHit(snapshot, found, hit)),
    headings: found.headings.map(({ clause, record }) => ({
      clause: clause.clause,
      document: clause.document,
      city: record.city,
      year: record.year,
      label: clause.label,
      heading: clause.heading ?? '',
    })),
    facets: {
      city: facet(snapshot, { found, counts }, 'city'),
      year: facet(snapshot, { found, counts }, 'year'),
      document: facet(snapshot, { found, counts }, 'document'),
    },
    searched: {
      documents: scope.documents.length,
      clauses: scope.clauses,
    },
    filters: query.filters,
    intents: query.intents,
    notices: answeredBy === options.mode ? query.notices : [...query.notices, WORDS_ONLY],
    snapshot: snapshot.manifest.snapshot,
    tookMs: Math.round((performance.now() - options.startedMs) * 100) / 100,
  };
}

function presentHit(snapshot: Snapshot, { query }: Searched, hit: RankedClause): Hit {
  const clause = snapshot.clause(hit.entry);
  const record = recordOf(snapshot, snapshot.documentOf(hit.entry));
  const passages = snapshot.passagesOf(hit.entry).filter(({ start, end }) => start < end);
  const marks = highlight(snapshot, query, hit, passages);
  const nearest = hit.semantic === null ? null : (passages[hit.semantic.passage] ?? null);
  const isNamed = query.named.some((name) => clause.clause === name || clause.clause.startsWith(`${name}.`));
  return {
    clause: clause.clause,
    document: clause.document,
    city: record.city,
    year: record.year,
    label: clause.label,
    heading: clause.heading,
    text: clause.text,
    highlights: marks.text,
    headingHighlights: marks.heading,
    passage: densestPassage(passages, marks.text) ?? nearest ?? passages[0] ?? null,
    match: hit.literal || isNamed ? 'literal' : 'semantic',
    scores: {
      lexical: hit.lexical === null ? null : round(hit.lexical.score),
      semantic: hit.semantic === null ? null : round(hit.semantic.score),
      fused: round(hit.fused),
    },
    shared: marks.shared,
    why: whyOf(hit, marks.shared, isNamed),
  };
}

function whyOf(hit: RankedClause, shared: readonly string[], isNamed: boolean): string {
  const words = shared.join('、');
  if (isNamed) return '指名';
  if (hit.literal) return words === '' ? '筛选' : `字面：${words}`;
  const meaning = hit.semantic === null ? '' : `；语义 ${hit.semantic.score.toFixed(2)}`;
  return `${words === '' ? '相关' : `相关：共有 ${words}`}${meaning}`;
}

// With thousands of imported documents the silent ones are counted by `searched`, not listed.
const MAX_SILENT_VALUES = 60;

/** Hits and literal hits by the places of their documents. */
type DocumentCounts = ReadonlyMap<number, { count: number; literal: number }>;

function countByDocument(snapshot: Snapshot, { literal, related }: Searched): DocumentCounts {
  const counts = new Map<number, { count: number; literal: number }>();
  const add = (entry: number, isLiteral: boolean) => {
    const document = snapshot.documentOf(entry);
    const counted = counts.get(document) ?? { count: 0, literal: 0 };
    counts.set(document, counted);
    counted.count++;
    if (isLiteral) counted.literal++;
  };
  for (const entry of literal) add(entry, true);
  for (const { entry } of related) add(entry, false);
  return counts;
}

function facet<T extends string | number>(
  snapshot: Snapshot,
  { found, counts }: { found: Searched; counts: DocumentCounts },
  name: keyof FacetValues,
): FacetValue<T>[] {
  const values = new Map<string | number, { count: number; literal: number }>();
  const all = facetValues(snapshot, found.scope)[name];
  if (all.length <= MAX_SILENT_VALUES) for (const value of all) values.set(value, { count: 0, literal: 0 });
  for (const [document, counted] of counts) {
    const value = recordOf(snapshot, document)[name];
    if (value === null) continue;
    const sum = values.get(value) ?? { count: 0, literal: 0 };
    values.set(value, { count: sum.count + counted.count, literal: sum.literal + counted.literal });
  }
  return [...values]
    .map(([value, counted]) => ({ value: value as T, ...counted }))
    .sort((a, b) => b.literal - a.literal || b.count - a.count || (a.value < b.value ? -1 : 1));
}

interface FacetValues {
  readonly city: readonly string[];
  readonly year: readonly number[];
  readonly document: readonly string[];
}

const known = new WeakMap<Scope, FacetValues>();

/** The values that the documents of a scope have, each once. */
function facetValues({ documents }: Snapshot, scope: Scope): FacetValues {
  const found = known.get(scope);
  if (found !== undefined) return found;
  const records = scope.documents.flatMap((document) => documents[document] ?? []);
  const values = {
    city: [...new Set(records.flatMap(({ city }) => city ?? []))],
    year: [...new Set(records.flatMap(({ year }) => year ?? []))],
    document: records.map(({ document }) => document),
  };
  known.set(scope, values);
  return values;
}

function recordOf({ documents }: Snapshot, document: number): DocumentRecord {
  const record = documents[document];
  if (record === undefined) throw new RangeError(`no document ${document}`);
  return record;
}

function round(score: number): number {
  return Math.round(score * 1e4) / 1e4;
}

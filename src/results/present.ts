/** Owns the shape of an answer: hits, facets and what was searched, as every front shows them. */
import type { Span } from '../core/span.ts';
import { countClauses, type Snapshot } from '../indexing/open.ts';
import type { Intent } from '../search/intents.ts';
import { type Notice, WORDS_ONLY } from '../search/notices.ts';
import type { Filter } from '../search/query.ts';
import type { RankedClause } from '../search/rank.ts';
import type { Searched, SearchMode } from '../search/search.ts';
import { highlight } from './highlight.ts';

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
  const { query, ranked, searched, answeredBy } = found;
  const literal = ranked.filter((hit) => hit.literal).length;
  const entries = searched.flatMap((entry) => snapshot.entries[entry] ?? []);
  return {
    query: query.raw,
    mode: options.mode,
    answeredBy,
    total: ranked.length,
    counts: { literal, related: ranked.length - literal },
    hits: ranked
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
      city: facet(snapshot, found, ({ city }) => city),
      year: facet(snapshot, found, ({ year }) => year),
      document: facet(snapshot, found, ({ document }) => document),
    },
    searched: {
      documents: new Set(entries.map(({ record }) => record)).size,
      clauses: countClauses(entries),
    },
    filters: query.filters,
    intents: query.intents,
    notices: answeredBy === options.mode ? query.notices : [...query.notices, WORDS_ONLY],
    snapshot: snapshot.manifest.snapshot,
    tookMs: Math.round((performance.now() - options.startedMs) * 100) / 100,
  };
}

function presentHit(snapshot: Snapshot, { query }: Searched, hit: RankedClause): Hit {
  const entry = snapshot.entries[hit.entry];
  if (entry === undefined) throw new RangeError(`no entry ${hit.entry}`);
  const { clause, record } = entry;
  const found = spanOf(snapshot, hit.passage);
  const marks = highlight(snapshot, query, hit, found);
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
    passage: densestPassage(snapshot, entry.passages, marks.text) ?? found,
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

/** The passage that holds most highlights, the earlier of equals; null where none holds any. */
function densestPassage(
  snapshot: Snapshot,
  passages: readonly number[],
  marks: readonly Span[],
): Span | null {
  let best: { span: Span; count: number } | null = null;
  for (const passage of passages) {
    const span = spanOf(snapshot, passage);
    if (span === null) continue;
    const count = marks.filter((mark) => mark.start >= span.start && mark.end <= span.end).length;
    if (count > (best?.count ?? 0)) best = { span, count };
  }
  return best?.span ?? null;
}

function spanOf(snapshot: Snapshot, passage: number): Span | null {
  const span = snapshot.passages[passage]?.span;
  return span === undefined || span.end === span.start ? null : span;
}

// With thousands of imported documents the silent ones are counted by `searched`, not listed.
const MAX_SILENT_VALUES = 60;

function facet<T extends string | number>(
  snapshot: Snapshot,
  { ranked, searched }: Searched,
  facetOf: (record: Snapshot['documents'][number]) => T | null,
): FacetValue<T>[] {
  const counts = new Map<T, { count: number; literal: number }>();
  for (const entry of searched) {
    const value = facetOf(recordOf(snapshot, entry));
    if (value !== null) counts.set(value, { count: 0, literal: 0 });
  }
  for (const { entry, literal } of ranked) {
    const value = facetOf(recordOf(snapshot, entry));
    const counted = value === null ? undefined : counts.get(value);
    if (counted === undefined) continue;
    counted.count++;
    if (literal) counted.literal++;
  }
  return [...counts]
    .map(([value, counted]) => ({ value, ...counted }))
    .filter(({ count }) => count > 0 || counts.size <= MAX_SILENT_VALUES)
    .sort((a, b) => b.literal - a.literal || b.count - a.count || (a.value < b.value ? -1 : 1));
}

function recordOf(snapshot: Snapshot, entry: number): Snapshot['documents'][number] {
  const found = snapshot.entries[entry];
  if (found === undefined) throw new RangeError(`no entry ${entry}`);
  return found.record;
}

function round(score: number): number {
  return Math.round(score * 1e4) / 1e4;
}

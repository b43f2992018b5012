/** Owns the shape of an answer: hits, facets and what was searched, as every front shows them. */
import { conceptGraph } from '../concepts/graph.ts';
import type { Span } from '../core/span.ts';
import type { DocumentRecord } from '../indexing/corpus.ts';
import type { Snapshot } from '../indexing/open.ts';
import type { Intent } from '../search/intents.ts';
import { type Notice, WORDS_ONLY } from '../search/notices.ts';
import type { RankedClause } from '../search/rank.ts';
import type { Searched, SearchMode } from '../search/search.ts';
import type { NearConcept } from '../search/widen.ts';
import type { Filter } from '../search/written-filters.ts';
import { type Facets, facetsOf } from './facets.ts';
import { densestPassage, type Highlights, highlight } from './highlight.ts';

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
  /** Official words, folded, by which a related clause says what the query means; empty for a literal hit. */
  readonly means: readonly string[];
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

/** A concept by which a query was widened. */
export interface WidenedBy {
  /** field/slug. */
  readonly concept: string;
  /** Its official term. */
  readonly term: string;
  /** The label that the query holds or comes closest to. */
  readonly label: string;
  /** Above 0 to 1; 1 where the query holds the label itself. */
  readonly nearness: number;
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
  /** Over all hits. */
  readonly facets: Facets;
  /**
   * Where no clause is a hit: the clauses that come nearest, best first. They lie below the line, so they are no hits and are
   * counted nowhere.
   */
  readonly nearest: readonly Hit[];
  /** What the query comes close to in the concept graph, best first: whose official words were looked for as well. */
  readonly concepts: readonly WidenedBy[];
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
    facets: facetsOf(snapshot, found),
    nearest: found.nearest.map((hit) => presentHit(snapshot, found, hit, true)),
    concepts: found.widening.concepts.map(presentConcept),
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

function presentConcept({ concept, label, nearness }: NearConcept): WidenedBy {
  const { concepts, labels } = conceptGraph();
  const { id = '', term = '' } = concepts[concept] ?? {};
  return { concept: id, term, label: labels[label]?.text ?? '', nearness: round(nearness) };
}

/** @param isBelow whether it lies below the line: it is then no hit and not related */
export function presentHit(
  snapshot: Snapshot,
  found: Pick<Searched, 'query' | 'widening'>,
  hit: RankedClause,
  isBelow = false,
): Hit {
  const { query } = found;
  const clause = snapshot.clause(hit.entry);
  const record = recordOf(snapshot, snapshot.documentOf(hit.entry));
  const passages = snapshot.passagesOf(hit.entry).filter(({ start, end }) => start < end);
  const marks = highlight(snapshot, found, hit, passages);
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
    means: marks.means,
    why: whyOf(hit, { marks, isNamed, asked: query.text, isBelow }),
  };
}

interface Reason {
  readonly marks: Highlights;
  readonly isNamed: boolean;
  /** The query's words. */
  readonly asked: string;
  readonly isBelow: boolean;
}

/** 相关：烧煤改用电 → 以电代煤；语义 0.62 */
function whyOf(hit: RankedClause, { marks, isNamed, asked, isBelow }: Reason): string {
  const kind = isBelow ? '最近' : '相关';
  const words = marks.shared.join('、');
  if (isNamed) return '指名';
  if (hit.literal) return words === '' ? '筛选' : `字面：${words}`;
  const reasons = [
    marks.means.length === 0 ? '' : `${asked} → ${marks.means.join('、')}`,
    words === '' ? '' : `共有 ${words}`,
    hit.semantic === null ? '' : `语义 ${hit.semantic.score.toFixed(2)}`,
  ].filter((reason) => reason !== '');
  return reasons.length === 0 ? kind : `${kind}：${reasons.join('；')}`;
}

function recordOf({ documents }: Snapshot, document: number): DocumentRecord {
  const record = documents[document];
  if (record === undefined) throw new RangeError(`no document ${document}`);
  return record;
}

function round(score: number): number {
  return Math.round(score * 1e4) / 1e4;
}

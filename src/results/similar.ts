/** Owns the shape of similar clauses: hits that say how similar they are, and why. */
import { type Band, bandOf } from '../comparing/bands.ts';
import { nearestPassage, sharedConcepts } from '../comparing/profile.ts';
import { MAX_NEAREST, type SimilarClause } from '../comparing/similar.ts';
import type { SimilarScope, SimilarTo } from '../comparing/similar-search.ts';
import { type WordingIndex, wordingIndex } from '../comparing/wording.ts';
import { conceptGraph } from '../concepts/graph.ts';
import { length, merge, type Span, shift } from '../core/span.ts';
import type { Snapshot } from '../indexing/open.ts';
import { officialLabels } from '../search/widen.ts';
import { densestPassage } from './highlight.ts';
import type { Hit } from './present.ts';

export interface SharedRun {
  /** Into the text that was asked with. */
  readonly a: Span;
  /** Into the hit's text. */
  readonly b: Span;
}

export interface SimilarHit extends Hit {
  /** 0 to 1: how likely it is that both do the same job. */
  readonly similarity: number;
  /** Null below the line. */
  readonly band: Band | null;
  /** Concepts of which both speak, the rarest first. */
  readonly concepts: readonly { readonly concept: string; readonly term: string }[];
  /** Runs of 8 and more characters that both have, whatever their script, width and punctuation. */
  readonly wording: readonly SharedRun[];
}

export interface SimilarParagraph {
  /** Into the text that was asked with. */
  readonly span: Span;
  readonly hits: readonly SimilarHit[];
  readonly nearest: readonly SimilarHit[];
}

export interface SimilarAnswer {
  /** The clause asked with; null for a text. */
  readonly clause: string | null;
  /** Above the line, best first, one hit a clause; empty where there is no counterpart. */
  readonly hits: readonly SimilarHit[];
  /** Where nothing is above the line: what comes nearest. No hits. */
  readonly nearest: readonly SimilarHit[];
  /** A text's paragraphs, each answered by itself; empty for a clause. */
  readonly paragraphs: readonly SimilarParagraph[];
  readonly searched: { readonly documents: number; readonly clauses: number };
  readonly snapshot: string;
  readonly tookMs: number;
}

export interface SimilarOptions {
  /** Null: a text was asked with. */
  readonly clause: string | null;
  readonly scope: SimilarScope;
  /** Hits of each paragraph, and of all. */
  readonly limit: number;
  readonly startedMs: number;
}

export function presentSimilar(
  snapshot: Snapshot,
  found: readonly SimilarTo[],
  { clause, scope, limit, startedMs }: SimilarOptions,
): SimilarAnswer {
  const paragraphs = found.map((one) => presentParagraph(snapshot, one, limit));
  return {
    clause,
    hits: bestOfAll(paragraphs.map(({ hits }) => hits)).slice(0, limit),
    nearest: paragraphs.every(({ hits }) => hits.length === 0)
      ? bestOfAll(paragraphs.map(({ nearest }) => nearest)).slice(0, MAX_NEAREST)
      : [],
    paragraphs: clause === null ? paragraphs : [],
    searched: { documents: scope.documents, clauses: scope.clauses },
    snapshot: snapshot.manifest.snapshot,
    tookMs: Math.round((performance.now() - startedMs) * 100) / 100,
  };
}

/** One hit a clause, for the paragraph to which it is most similar. */
function bestOfAll(lists: readonly (readonly SimilarHit[])[]): SimilarHit[] {
  const [only] = lists;
  if (lists.length === 1 && only !== undefined) return [...only];
  const best = new Map<string, SimilarHit>();
  for (const hit of lists.flat()) {
    if (hit.similarity > (best.get(hit.clause)?.similarity ?? -1)) best.set(hit.clause, hit);
  }
  return [...best.values()].sort((a, b) => b.similarity - a.similarity);
}

function presentParagraph(
  snapshot: Snapshot,
  { span, profile, hits, nearest }: SimilarTo,
  limit: number,
): SimilarParagraph {
  const asked = { wording: wordingIndex(profile.folded), profile, start: span.start };
  return {
    span,
    hits: hits.slice(0, limit).map((hit) => presentHit(snapshot, asked, hit)),
    nearest: nearest.map((hit) => presentHit(snapshot, asked, hit, true)),
  };
}

interface Asked {
  readonly wording: WordingIndex;
  readonly profile: SimilarTo['profile'];
  /** Where the paragraph begins in the text that was asked with. */
  readonly start: number;
}

function presentHit(
  snapshot: Snapshot,
  asked: Asked,
  { entry, similarity, features, profile, copied }: SimilarClause,
  isBelow = false,
): SimilarHit {
  const clause = snapshot.clause(entry);
  const document = snapshot.documents[snapshot.documentOf(entry)];
  const runs = asked.wording.runsWith(profile.folded);
  const shared = merge(runs.map(({ b }) => b));
  const passages = snapshot.passagesOf(entry).filter(({ start, end }) => start < end);
  const concepts = sharedConcepts(asked.profile, profile).slice(0, MAX_CONCEPTS);
  const band = isBelow ? null : bandOf(similarity, copied);
  return {
    clause: clause.clause,
    document: clause.document,
    city: document?.city ?? null,
    year: document?.year ?? null,
    label: clause.label,
    heading: clause.heading,
    text: clause.text,
    // Where no wording is the same, what shows the likeness are the things that both name.
    highlights: shared.length > 0 ? shared : labelsIn(profile.folded, concepts),
    headingHighlights: [],
    passage: densestPassage(passages, shared) ?? passages[nearestPassage(asked.profile, profile)] ?? null,
    match: band === 'verbatim' ? 'literal' : 'semantic',
    scores: {
      lexical: round(features.words),
      semantic: profile.vector === null || asked.profile.vector === null ? null : round(features.meaning),
      fused: round(similarity),
    },
    shared: [...new Set(runs.map(({ b }) => profile.folded.slice(b.start, b.end)))],
    means: concepts.map((concept) => viewConcept(concept).term),
    why: whyOf({ band, similarity, concepts: concepts.map(viewConcept), runs }),
    similarity: round(similarity),
    band,
    concepts: concepts.map(viewConcept),
    wording: runs.map(({ a, b }) => ({ a: shift(a, asked.start), b })),
  };
}

const MAX_CONCEPTS = 8;

function viewConcept(concept: number): SimilarHit['concepts'][number] {
  const { id = '', term = '' } = conceptGraph().concepts[concept] ?? {};
  return { concept: id, term };
}

/** Where a folded text prints official labels of some concepts. */
function labelsIn(folded: string, concepts: readonly number[]): Span[] {
  const spans: Span[] = [];
  for (const label of concepts.flatMap(officialLabels).filter((text) => text.length > 1)) {
    for (let start = folded.indexOf(label); start >= 0; start = folded.indexOf(label, start + label.length)) {
      spans.push({ start, end: start + label.length });
    }
  }
  return merge(spans);
}

const BAND_NAMES: Readonly<Record<Band, string>> = { verbatim: '同文', counterpart: '对应', related: '相关' };
const MAX_NAMED = 4;

/** 对应 0.82：同涉 碳普惠、绿色出行；同文 3 处 48 字 */
function whyOf({
  band,
  similarity,
  concepts,
  runs,
}: Pick<SimilarHit, 'band' | 'similarity' | 'concepts'> & { runs: readonly SharedRun[] }): string {
  const named = concepts
    .slice(0, MAX_NAMED)
    .map(({ term }) => term)
    .join('、');
  const characters = merge(runs.map(({ b }) => b)).reduce((sum, span) => sum + length(span), 0);
  const reasons = [
    named === '' ? '' : `同涉 ${named}`,
    runs.length === 0 ? '' : `同文 ${runs.length} 处 ${characters} 字`,
  ].filter((reason) => reason !== '');
  const kind = `${band === null ? '最近' : BAND_NAMES[band]} ${similarity.toFixed(2)}`;
  return reasons.length === 0 ? kind : `${kind}：${reasons.join('；')}`;
}

function round(score: number): number {
  return Math.round(score * 1e4) / 1e4;
}

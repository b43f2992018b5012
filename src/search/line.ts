/** Owns the line between a query that some clause answers in other words and one to which clauses merely come nearest. */
import { labelKey } from '../concepts/graph.ts';
import type { Bitmap } from '../core/bitmap.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { idf } from '../indexing/lexical.ts';
import type { Snapshot } from '../indexing/open.ts';
import type { Query } from './query.ts';
import type { SemanticCandidate } from './retrieve.ts';
import type { WordEvidence } from './weights.ts';
import { officialLabels, partsOfConcept, type Widening } from './widen.ts';

interface Found {
  readonly widening: Widening;
  /** What the query's vector found. */
  readonly semantic: readonly SemanticCandidate[];
  /** What was looked at; all where undefined. */
  readonly accept: Bitmap | undefined;
  readonly evidence: WordEvidence;
  /** Characters of what was asked. */
  readonly chars: number;
}

// The coverage of a query times its characters: how many of them the best clause answers for. Topics of the tuning sets that no
// document speaks of reach 1, by words that stand somewhere; questions that name what they ask for begin at 1.6.
const SAID_CHARS = 1.6;
/** The concepts nearest to a query whose labels speak for a clause, where they come near enough; others say little of what was asked. */
const TRUSTED_CONCEPTS = 2;
const TRUSTED_NEARNESS = 0.5;
// 露天焚烧秸秆 is spoken of where a clause prints 秸秆露天焚烧; 地热能开发 is not where one prints 风能开发.
const MIN_COVERAGE = 0.7;

/**
 * Whether anything answers a query in other words than its own: a clause that holds most of its words, one whose meaning is near
 * enough by itself, or one that prints an official label of a concept that the query comes close to. Where the query is the
 * official term of something, and no clause or heading anywhere prints, wholly or nearly, a label of it or of a part of it, nobody
 * speaks of it, however near other things come.
 */
export function isAnswered(
  { snapshot, embedder }: { snapshot: Snapshot; embedder: Embedder | null },
  { widening: { asks, concepts }, semantic, accept, evidence, chars }: Found,
): boolean {
  if (asks !== null && !isSpokenOf(snapshot, asks)) return false;
  if (evidence.coverage * chars >= SAID_CHARS && semantic.length > 0) return true;
  const line = embedder?.line ?? 0;
  if (semantic.some(({ score }) => score >= line)) return true;
  return trustedLabels(concepts).some((label) =>
    snapshot.phrases.find(label).some((entry) => accept?.has(entry) ?? true),
  );
}

/** How much nearer than the line a clause has to be to say by its meaning alone what a term names exactly. */
const TERM_MARGIN = 0.1;

/**
 * Tells of one clause whether it would answer a query by itself: by a meaning that is near enough, or by an official label of a
 * concept that the query comes close to. Where the query is an official label itself, only labels of that concept and of its parts
 * count, and meaning has to be nearer: who names a thing by its term is not answered by something like it.
 */
export function answersByItself(
  { snapshot, embedder }: { snapshot: Snapshot; embedder: Embedder | null },
  { text }: Pick<Query, 'text'>,
  { asks, concepts }: Widening,
): (candidate: { entry: number; semantic: SemanticCandidate | null }) => boolean {
  const key = labelKey(text);
  const named =
    asks ?? concepts.find(({ concept }) => officialLabels(concept).includes(key))?.concept ?? null;
  const labels = named === null ? trustedLabels(concepts) : tellingLabels([named, ...partsOfConcept(named)]);
  const saying = new Set(labels.flatMap((label) => snapshot.phrases.find(label)));
  const line = (embedder?.line ?? Number.POSITIVE_INFINITY) + (named === null ? 0 : TERM_MARGIN);
  return ({ entry, semantic }) => saying.has(entry) || (semantic !== null && semantic.score >= line);
}

function trustedLabels(concepts: Widening['concepts']): string[] {
  const trusted = concepts
    .slice(0, TRUSTED_CONCEPTS)
    .flatMap(({ concept, nearness }) => (nearness >= TRUSTED_NEARNESS ? [concept] : []));
  return tellingLabels(trusted);
}

function isSpokenOf(snapshot: Snapshot, concept: number): boolean {
  const { phrases, headings } = snapshot;
  const isPrinted = (label: string) =>
    phrases.has(label) || headings.some(({ folded }) => folded.includes(label));
  const own = tellingLabels([concept]);
  return (
    own.some(isPrinted) ||
    tellingLabels(partsOfConcept(concept)).some(isPrinted) ||
    own.some((label) => coverageOf(label, snapshot) >= MIN_COVERAGE)
  );
}

/** How much of a label one clause prints at the most: the share of its pairs of characters, rarer ones counting more; 0 to 1. */
function coverageOf(label: string, { phrases, lexical }: Snapshot): number {
  const characters = [...label];
  const pairs = new Set(characters.slice(1).map((next, i) => `${characters[i]}${next}`));
  const held = new Map<number, number>();
  let all = 0;
  for (const pair of pairs) {
    const entries = phrases.find(pair);
    const weight = idf(lexical.size, entries.length);
    all += weight;
    for (const entry of entries) held.set(entry, (held.get(entry) ?? 0) + weight);
  }
  let most = 0;
  for (const sum of held.values()) most = Math.max(most, sum);
  return all === 0 ? 0 : most / all;
}

/** A label of one character stands in words that mean something else. */
function tellingLabels(concepts: readonly number[]): string[] {
  return concepts.flatMap(officialLabels).filter((label) => label.length > 1);
}

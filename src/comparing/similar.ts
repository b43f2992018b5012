/** Owns which clauses do the same job as a clause or a text: candidates, their similarity, and the line below which there is none. */
import type { Bitmap } from '../core/bitmap.ts';
import { merge, type Span } from '../core/span.ts';
import { topK } from '../core/topk.ts';
import type { Snapshot } from '../indexing/open.ts';
import { bothWays, type Features } from './features.ts';
import { type Profile, profilesOf } from './profile.ts';
import { type SourceKind, similarityOf } from './similarity.ts';
import { type WordingRun, wordingIndex } from './wording.ts';

export interface SimilarClause {
  readonly entry: number;
  /** 0 to 1: how likely it is that both do the same job. */
  readonly similarity: number;
  readonly features: Features;
  readonly profile: Profile;
  /** How much of the shorter of the two texts stands in the other; 0 where little can. */
  readonly copied: number;
}

export interface SimilarFound {
  /** Above the line, best first; ties in reading order. */
  readonly hits: readonly SimilarClause[];
  /** Where there are none: the ones that come nearest, below the line. */
  readonly nearest: readonly SimilarClause[];
}

/** So many of a source's rarest words look for candidates in a large index. */
const ASKED_WORDS = 64;
/** Up to so many entries each is held against the source; of more, the best of two lists. */
const ALL_UP_TO = 400;
const BY_WORDS = 150;
const BY_MEANING = 150;
/** Clauses below the line that are shown where none is above it. */
export const MAX_NEAREST = 3;

/** Where no clause reaches this, the source has no counterpart, and nothing is a hit. */
export const LINE = 0.37;
/** Beside a counterpart, clauses down to this are shown. */
export const RELATED = 0.03;

/** @param accept which entries may be found */
export function similarTo(
  snapshot: Snapshot,
  { source, kind }: { source: Profile; kind: SourceKind },
  accept: Bitmap,
): SimilarFound {
  const profiles = profilesOf(snapshot);
  const wording = wordingIndex(source.folded);
  const scored = candidatesFor(snapshot, source, accept).map((entry): SimilarClause => {
    const profile = profiles.ofEntry(entry);
    const [features, back] = bothWays(source, profile);
    const likely = similarityOf(features, kind, hasVectors(source, profile));
    const mayBeCopied = Math.max(features.held, back.held) >= HELD_OF_COPIED;
    const copied = mayBeCopied ? copiedShare(wording.runsWith(profile.folded), source, profile) : 0;
    return { entry, features, profile, copied, similarity: withCopied(likely, copied) };
  });
  const ranked = topK(
    scored.map((item) => ({ item, score: item.similarity })),
    scored.length,
    (a, b) => (snapshot.order[a.entry] ?? 0) - (snapshot.order[b.entry] ?? 0),
  ).map(({ item }) => item);
  const hasCounterpart = (ranked[0]?.similarity ?? 0) >= LINE;
  return {
    hits: hasCounterpart ? ranked.filter(({ similarity }) => similarity >= RELATED) : [],
    nearest: hasCounterpart ? [] : ranked.slice(0, MAX_NEAREST),
  };
}

/** The same from both sides: the mean of what each says of the other; whether one stands in the other does not count. */
export function mutualSimilarity(a: Profile, b: Profile): number {
  const [from, back] = bothWays(a, b);
  const hasMeaning = hasVectors(a, b);
  return (similarityOf(from, 'clause', hasMeaning) + similarityOf(back, 'clause', hasMeaning)) / 2;
}

/** Where half of the shorter text stands in the other, they are one text with changes: that share is then the least of it. */
export const COPIED_SHARE = 0.5;
/** The share of a text's words without which half of it cannot stand in another, by rarity: far below it. */
const HELD_OF_COPIED = 0.3;

/** How much of the shorter of two texts stands in the other, in runs of shared wording; 0 to 1. */
export function copiedShare(runs: readonly WordingRun[], a: Profile, b: Profile): number {
  const ofA = shareOf(
    runs.map((run) => run.a),
    a.folded,
  );
  const ofB = shareOf(
    runs.map((run) => run.b),
    b.folded,
  );
  return Math.max(ofA, ofB);
}

export function withCopied(likely: number, copied: number): number {
  return copied >= COPIED_SHARE ? Math.max(likely, copied) : likely;
}

/** How many of a text's letters and digits stand in some spans of it, as a share; 0 to 1. */
function shareOf(spans: readonly Span[], folded: string): number {
  const letters = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const all = letters(folded);
  const taken = merge(spans).reduce((sum, { start, end }) => sum + letters(folded.slice(start, end)), 0);
  return all === 0 ? 0 : taken / all;
}

function hasVectors(a: Profile, b: Profile): boolean {
  return a.vector !== null && b.vector !== null;
}

function candidatesFor(snapshot: Snapshot, source: Profile, accept: Bitmap): number[] {
  if (accept.count() <= ALL_UP_TO) return [...accept];
  const { lexical, vectors } = snapshot;
  const byWords = lexical.search({
    weights: profilesOf(snapshot).tellingWords(source, ASKED_WORDS),
    accept,
    limit: BY_WORDS,
    order: snapshot.order,
  });
  const candidates = new Set(byWords.best.map(({ id }) => id));
  if (source.vector !== null && vectors !== null) {
    const isFound = (passage: number) => accept.has(snapshot.entryOfPassage(passage).entry);
    for (const { id } of vectors.search(source.vector, { limit: BY_MEANING, accept: isFound })) {
      candidates.add(snapshot.entryOfPassage(id).entry);
    }
  }
  return [...candidates];
}

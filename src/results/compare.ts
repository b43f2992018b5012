/** Owns the shape of a comparison: two clauses side by side, sentence by sentence and word by word. */
import type { AlignedSentence, Alignment } from '../comparing/align.ts';
import { type Band, bandOf } from '../comparing/bands.ts';
import type { Profile } from '../comparing/profile.ts';
import { copiedShare, RELATED, withCopied } from '../comparing/similar.ts';
import { wordingIndex } from '../comparing/wording.ts';
import type { Span } from '../core/span.ts';
import type { Snapshot } from '../indexing/open.ts';

export interface ComparedClause {
  readonly clause: string;
  readonly document: string;
  readonly city: string | null;
  readonly year: number | null;
  readonly title: string | null;
  readonly label: string;
  readonly heading: string | null;
  readonly text: string;
}

export interface CompareAnswer {
  readonly a: ComparedClause;
  readonly b: ComparedClause;
  /** Runs of 8 and more characters that both have, whatever their script, width and punctuation; in the order of `a`. */
  readonly shared: readonly { readonly a: Span; readonly b: Span }[];
  /** 0 to 1: how likely it is that both do the same job. */
  readonly similarity: number;
  /** Null where they have nothing to do with each other. */
  readonly band: Band | null;
  /** Sentences of both, those that answer each other together; their parts tile both texts, every unit in one part. */
  readonly sentences: readonly AlignedSentence[];
  /** 0 to 1: how much of both texts is the same, word by word. */
  readonly sameWords: number;
  readonly snapshot: string;
  readonly tookMs: number;
}

export interface CompareOptions {
  readonly entries: readonly [number, number];
  readonly profiles: readonly [Profile, Profile];
  readonly similarity: number;
  readonly alignment: Alignment;
  readonly startedMs: number;
}

export function presentComparison(
  snapshot: Snapshot,
  { entries: [a, b], profiles: [one, other], similarity, alignment, startedMs }: CompareOptions,
): CompareAnswer {
  const shared = wordingIndex(one.folded).runsWith(other.folded);
  const copied = copiedShare(shared, one, other);
  const isBelow = withCopied(similarity, copied) < RELATED;
  return {
    a: sideOf(snapshot, a),
    b: sideOf(snapshot, b),
    shared,
    similarity: round(withCopied(similarity, copied)),
    band: isBelow ? null : bandOf(similarity, copied),
    sentences: alignment.sentences,
    sameWords: round(alignment.similarity),
    snapshot: snapshot.manifest.snapshot,
    tookMs: Math.round((performance.now() - startedMs) * 100) / 100,
  };
}

function sideOf(snapshot: Snapshot, entry: number): ComparedClause {
  const { clause, document, label, heading, text } = snapshot.clause(entry);
  const record = snapshot.documents[snapshot.documentOf(entry)];
  return {
    clause,
    document,
    city: record?.city ?? null,
    year: record?.year ?? null,
    title: record?.title ?? null,
    label,
    heading,
    text,
  };
}

function round(score: number): number {
  return Math.round(score * 1e4) / 1e4;
}

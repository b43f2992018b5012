/** Owns two clauses side by side: which sentences belong together, and what is the same in them word by word. The door to diff. */
import { diffArrays } from 'diff';
import { type Span, slice } from '../core/span.ts';
import { fold } from '../text/fold.ts';
import { type CutText, type Neighbours, pairSentences, type SentencePair, spanOf } from './pairing.ts';
import { sentencesOf } from './sentences.ts';
import { readable, type Stretch } from './stretches.ts';
import { type Word, wordsOf } from './words.ts';

/** `a` and `b`: stands on that side alone. */
export type PartKind = 'equal' | 'changed' | 'a' | 'b';

export interface AlignedPart {
  readonly kind: PartKind;
  /** Into the whole text; null only where the kind is the other side. */
  readonly a: Span | null;
  readonly b: Span | null;
}

export interface AlignedSentence extends AlignedPart {
  /** In the order of both sides; a sentence that stands alone is one part. */
  readonly parts: readonly AlignedPart[];
  /** As of the whole, of these sentences; 0 for one that stands alone. */
  readonly similarity: number;
  /** A pair that stands out of the order in which the other pairs stand in both texts. */
  readonly moved: boolean;
}

export interface Alignment {
  /** In the order of `a`; what stands in `b` alone comes behind what it stands behind in `b`. */
  readonly sentences: readonly AlignedSentence[];
  /** 0 to 1: the units of both texts that lie in equal parts, of all their units; blanks are not counted. 1 for two blank texts. */
  readonly similarity: number;
}

/**
 * Two texts as they are printed, aligned. Equal is what is equal folded and without blanks: 對 and 对, ， and ,. The parts tile both
 * texts: each unit is in exactly one part. The same two texts the other way round give the same sentences and parts with their sides
 * turned, in the order of the other text.
 */
export function alignClauses(a: string, b: string): Alignment {
  // Ties are broken by place, and diff prefers one side: with the texts always in one order the answer is the same both ways.
  const isTurned = b < a;
  const [first, second] = isTurned ? [cut(b), cut(a)] : [cut(a), cut(b)];
  const pairs = pairSentences(first, second).map((pair) => alignPair(first, second, pair));
  const [left, right] = isTurned ? [second, first] : [first, second];
  const sentences = inOrder(left, right, isTurned ? pairs.map(turned) : pairs);
  return {
    sentences,
    similarity: shareOfEqual(
      a,
      b,
      sentences.flatMap(({ parts }) => parts),
    ),
  };
}

interface PrintedText extends CutText {
  readonly text: string;
}

function cut(text: string): PrintedText {
  return { text, folded: fold(text), sentences: sentencesOf(text) };
}

/** A sentence of the answer with its places in both texts. */
interface Placed {
  readonly a: Neighbours | null;
  readonly b: Neighbours | null;
  readonly sentence: AlignedSentence;
}

function alignPair(a: PrintedText, b: PrintedText, pair: SentencePair): Placed {
  const [spanA, spanB] = [spanOf(a, pair.a), spanOf(b, pair.b)];
  const [wordsA, wordsB] = [wordsOf(a.folded, spanA), wordsOf(b.folded, spanB)];
  const parts = readable(stretchesOf(wordsA, wordsB), wordsA, wordsB).map((stretch) =>
    partOf(stretch, wordsA, wordsB),
  );
  const kind = parts.every((part) => part.kind === 'equal') ? 'equal' : 'changed';
  const similarity = shareOfEqual(a.text, b.text, parts);
  return {
    a: pair.a,
    b: pair.b,
    sentence: { kind, a: spanA, b: spanB, parts, similarity, moved: pair.moved },
  };
}

/** Sentences of the longest clauses differ by some 300 words; the time grows with the square of it. */
const MAX_EDITS = 1000;

/** The shortest way from one list of words to the other; everything is different where it is longer than `MAX_EDITS`. */
function stretchesOf(a: readonly Word[], b: readonly Word[]): Stretch[] {
  const changes = diffArrays(a.map(keyOf), b.map(keyOf), { maxEditLength: MAX_EDITS });
  if (changes === undefined) {
    return [{ isEqual: false, a: { first: 0, end: a.length }, b: { first: 0, end: b.length } }];
  }
  const stretches: Stretch[] = [];
  let [inA, inB] = [0, 0];
  for (const { added, removed, count } of changes) {
    const [endA, endB] = [added ? inA : inA + count, removed ? inB : inB + count];
    stretches.push({
      isEqual: !added && !removed,
      a: { first: inA, end: endA },
      b: { first: inB, end: endB },
    });
    [inA, inB] = [endA, endB];
  }
  return stretches;
}

function keyOf({ key }: Word): string {
  return key;
}

function partOf({ isEqual, a, b }: Stretch, wordsA: readonly Word[], wordsB: readonly Word[]): AlignedPart {
  const [spanA, spanB] = [spanOfWords(wordsA, a), spanOfWords(wordsB, b)];
  const lone = spanA === null ? 'b' : spanB === null ? 'a' : null;
  return { kind: lone ?? (isEqual ? 'equal' : 'changed'), a: spanA, b: spanB };
}

function spanOfWords(words: readonly Word[], { first, end }: Neighbours): Span | null {
  const [from, to] = [words[first], words[end - 1]];
  return first === end || from === undefined || to === undefined
    ? null
    : { start: from.span.start, end: to.span.end };
}

/** Pairs and what stands alone on `a` in the order of `a`, then each sentence that stands alone on `b` behind the one before it. */
function inOrder(a: PrintedText, b: PrintedText, pairs: readonly Placed[]): AlignedSentence[] {
  const ordered = [...pairs, ...aloneIn('a', a, pairs)].sort((x, y) => (x.a?.first ?? 0) - (y.a?.first ?? 0));
  for (const alone of aloneIn('b', b, pairs)) {
    let at = ordered.findIndex((other) => other.b !== null && other.b.end === alone.b?.first) + 1;
    while (at < ordered.length && ordered[at]?.b === null) at++;
    ordered.splice(at, 0, alone);
  }
  return ordered.map(({ sentence }) => sentence);
}

function aloneIn(side: 'a' | 'b', text: PrintedText, pairs: readonly Placed[]): Placed[] {
  const paired = new Set<number>();
  for (const pair of pairs) {
    const own = pair[side];
    for (let at = own?.first ?? 0; at < (own?.end ?? 0); at++) paired.add(at);
  }
  return text.sentences.flatMap((span, at) => {
    if (paired.has(at)) return [];
    const part: AlignedPart = { kind: side, a: null, b: null, [side]: span };
    const place = { a: null, b: null, [side]: { first: at, end: at + 1 } };
    return [{ ...place, sentence: { ...part, parts: [part], similarity: 0, moved: false } }];
  });
}

function turned({ a, b, sentence }: Placed): Placed {
  const parts = sentence.parts.map(turnedPart);
  return { a: b, b: a, sentence: { ...sentence, ...turnedPart(sentence), parts } };
}

function turnedPart({ kind, a, b }: AlignedPart): AlignedPart {
  return { kind: kind === 'a' ? 'b' : kind === 'b' ? 'a' : kind, a: b, b: a };
}

function shareOfEqual(a: string, b: string, parts: readonly AlignedPart[]): number {
  let [equal, all] = [0, 0];
  for (const part of parts) {
    const units = inkOf(a, part.a) + inkOf(b, part.b);
    all += units;
    if (part.kind === 'equal') equal += units;
  }
  return all === 0 ? 1 : equal / all;
}

/** How many units are not blank. */
function inkOf(text: string, span: Span | null): number {
  return span === null ? 0 : slice(text, span).replace(/\s+/gu, '').length;
}

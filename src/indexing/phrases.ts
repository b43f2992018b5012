/** Owns exact wording: which clauses hold a string, after folding, and where. */
// A phrase of Han characters is a chain of pairs, whose positions are indexed: no text is read. A number or a Latin word stands
// inside one word of the dictionary. Whatever mixes them is looked for by what of it is indexed, and then read.
import type { Span } from '../core/span.ts';
import { characterName, hanTable, wideHan } from '../text/grams.ts';
import { isOneRun } from '../text/segment.ts';
import { findAdjacent, type PairAt } from './postings/adjacent.ts';
import { pairKey } from './postings/gram-ids.ts';
import type { PlacedPart, PostingsIndex } from './postings/postings-index.ts';
import type { PostingCursor, PostingsSegment } from './postings/segment.ts';
import { occurrences, stands } from './wording.ts';

export interface PhraseSource {
  /** Both folded. */
  readonly heading: string;
  readonly text: string;
}

/** All arguments are folded strings; clauses are counted as in the lexical index. */
export interface PhraseIndex {
  /** The clauses that hold `phrase` in heading or text, ascending. */
  find(phrase: string): readonly number[];
  /** The clauses that hold every one of some phrases, ascending; none where there are none. */
  findAll(phrases: readonly string[]): readonly number[];
  has(phrase: string): boolean;
  holds(clause: number, phrase: string): boolean;
  /** Every occurrence in the clause's text, also overlapping ones, as spans of the text. */
  inText(clause: number, phrase: string): Span[];
  inHeading(clause: number, phrase: string): Span[];
}

type Read = (clause: number) => PhraseSource;

const CACHED_PHRASES = 2_000;
/** Clauses in all answers that are kept, together. */
const CACHED_CLAUSES = 1_000_000;

/** @param read heading and text of a live clause */
export function buildPhraseIndex(index: PostingsIndex, read: Read): PhraseIndex {
  const cache = new Map<string, readonly number[]>();
  let cachedClauses = 0;

  function find(phrase: string): readonly number[] {
    if (phrase === '') return [];
    const known = cache.get(phrase);
    if (known !== undefined) return known;
    const shapes = [shapeOf(phrase)];
    const found = index.parts.flatMap((part) => findInPart(part, shapes, read));
    if (cachedClauses + found.length > CACHED_CLAUSES || cache.size >= CACHED_PHRASES) {
      cache.clear();
      cachedClauses = 0;
    }
    cache.set(phrase, found);
    cachedClauses += found.length;
    return found;
  }

  return {
    find,
    findAll: (wanted) => {
      const shapes = wanted.map(shapeOf);
      const isPossible = shapes.length > 0 && wanted.every((phrase) => phrase !== '');
      return isPossible ? index.parts.flatMap((part) => findInPart(part, shapes, read)) : [];
    },
    has: (phrase) => find(phrase).length > 0,
    holds: (clause, phrase) => phrase !== '' && isHeld(read(clause), phrase),
    inText: (clause, phrase) => occurrences(read(clause).text, phrase),
    inHeading: (clause, phrase) => occurrences(read(clause).heading, phrase),
  };
}

function isHeld({ heading, text }: PhraseSource, phrase: string): boolean {
  return stands(text, phrase) || stands(heading, phrase);
}

interface PhraseShape {
  readonly phrase: string;
  /** Pairs that cover every run of Han characters of two and more. */
  readonly pairs: readonly PairAt[];
  /** Han characters that stand alone between others, by their names in the index. */
  readonly characters: readonly string[];
  /** Runs of letters and digits. */
  readonly runs: readonly string[];
  /** Whether the phrase is nothing but Han characters, or nothing but one word of the dictionary or a part of one. */
  readonly isHan: boolean;
  readonly isRun: boolean;
}

function shapeOf(phrase: string): PhraseShape {
  const isHan = hanTable();
  const pairs: PairAt[] = [];
  const characters: string[] = [];
  let covered = 0;
  for (let start = 0; start < phrase.length; ) {
    let end = start;
    while (end < phrase.length && isHan[phrase.charCodeAt(end)] === 1) end++;
    covered += end - start;
    if (end - start === 1) characters.push(characterName(phrase.charAt(start)));
    const wide = wideHan(phrase, start);
    if (wide !== null) characters.push(characterName(wide));
    for (let at = start; at < end - 1; at += 2) {
      // Pairs side by side; the last of an odd run overlaps.
      for (const offset of at + 2 === end - 1 ? [at, at + 1] : [at]) {
        pairs.push({ key: pairKey(phrase.charCodeAt(offset), phrase.charCodeAt(offset + 1)), offset });
      }
    }
    start = end + 1;
  }
  return {
    phrase,
    pairs,
    characters,
    runs: phrase.match(/[\p{Script=Latin}\p{Nd}]+/gu) ?? [],
    isHan: covered === phrase.length,
    isRun: isOneRun(phrase),
  };
}

/** The live clauses of a part that hold all phrases; the rarest is looked for, the others only among what it leaves. */
function findInPart(
  { base, segment, live }: PlacedPart,
  shapes: readonly PhraseShape[],
  read: Read,
): number[] {
  const inOrder = shapes
    .map((shape) => ({ shape, most: mostIn(segment, shape) }))
    .sort((a, b) => a.most - b.most);
  let left: number[] | null = null;
  for (const { shape } of inOrder) {
    const candidates: number[] = candidatesIn(segment, shape, left);
    const isSure = shape.isHan || shape.isRun;
    left = candidates.filter(
      (clause) =>
        (live === null || live.has(clause)) && (isSure || isHeld(read(base + clause), shape.phrase)),
    );
    if (left.length === 0) return [];
  }
  return (left ?? []).map((clause) => base + clause);
}

/** How many clauses can hold a phrase: what its rarest pair or character says. Those that must be read come last. */
function mostIn({ terms, size }: PostingsSegment, { pairs, characters, isHan, isRun }: PhraseShape): number {
  const counts = [
    ...pairs.map(({ key }) => terms.findKey(key)),
    ...characters.map((name) => terms.find(name)),
  ].map((term) => (term < 0 ? 0 : terms.countOf(term)));
  const most = Math.min(size, ...counts);
  return isHan || isRun ? most : most + size;
}

/** Clauses of a segment that may hold a phrase, ascending; those that do, where its shape makes sure. */
function candidatesIn(
  segment: PostingsSegment,
  shape: PhraseShape,
  among: readonly number[] | null,
): number[] {
  const { phrase, pairs, characters, runs, isRun } = shape;
  if (pairs.length > 0) return findAdjacent(segment, pairs, among);
  if (characters.length > 0) {
    return characters.reduce<number[] | null>(
      (left, name) => printedIn(segment, [segment.terms.find(name)], left),
      among === null ? null : [...among],
    ) as number[];
  }
  if (isRun)
    return printedIn(
      segment,
      wordsWith(segment, (word) => stands(word, phrase)),
      among,
    );
  if (runs.length > 0) {
    return runs.reduce<number[] | null>(
      (left, run) =>
        printedIn(
          segment,
          wordsWith(segment, (word) => word.includes(run)),
          left,
        ),
      among === null ? null : [...among],
    ) as number[];
  }
  return among === null ? Array.from({ length: segment.size }, (_, clause) => clause) : [...among];
}

/** Words of letters and digits that pass, by their term numbers. */
function wordsWith(segment: PostingsSegment, passes: (word: string) => boolean): number[] {
  return segment.latinWords().flatMap(({ word, term }) => (passes(word) ? [term] : []));
}

/** The clauses that hold one of some terms in heading or text, ascending; only of `among`, where it is given. */
function printedIn(
  segment: PostingsSegment,
  terms: readonly number[],
  among: readonly number[] | null,
): number[] {
  const known = terms.filter((term) => term >= 0);
  if (known.length === 1 && known[0] !== undefined) return printedClauses(segment.cursor(known[0]), among);
  const found = new Set(known.flatMap((term) => printedClauses(segment.cursor(term), among)));
  return [...found].sort((a, b) => a - b);
}

function printedClauses(cursor: PostingCursor, among: readonly number[] | null): number[] {
  const found: number[] = [];
  if (among === null) {
    while (cursor.next()) if (cursor.isPrinted) found.push(cursor.clause);
    return found;
  }
  for (const clause of among) {
    cursor.seek(clause);
    if (cursor.clause === clause && cursor.isPrinted) found.push(clause);
  }
  return found;
}

/** Owns exact wording: which clauses hold a string, after folding, and where. */
// A phrase of Han characters is a chain of pairs, whose positions are indexed: no text is read. A number or a Latin word stands
// inside one word of the dictionary. Whatever mixes them is looked for by what of it is indexed, and then read.
import type { Span } from '../core/span.ts';
import { characterName, hanTable, wideHan } from '../text/grams.ts';
import { isOneRun } from '../text/segment.ts';
import { findAdjacent, type PairAt } from './postings/adjacent.ts';
import { pairKey } from './postings/gram-ids.ts';
import type { PlacedPart, PostingsIndex } from './postings/postings-index.ts';
import type { PostingsSegment } from './postings/segment.ts';
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
    const shape = shapeOf(phrase);
    const found = index.parts.flatMap((part) => findInPart(part, shape, read));
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

function findInPart({ base, segment, live }: PlacedPart, shape: PhraseShape, read: Read): number[] {
  const found: number[] = [];
  const isSure = shape.isHan || shape.isRun;
  for (const clause of candidatesIn(segment, shape)) {
    if (live !== null && !live.has(clause)) continue;
    if (isSure || isHeld(read(base + clause), shape.phrase)) found.push(base + clause);
  }
  return found;
}

/** Clauses of a segment that may hold a phrase, ascending; those that do, where its shape makes sure. */
function candidatesIn(
  segment: PostingsSegment,
  { phrase, pairs, characters, runs, isRun }: PhraseShape,
): number[] {
  if (pairs.length > 0) return findAdjacent(segment, pairs);
  if (characters.length > 0) {
    return intersection(characters.map((name) => printedIn(segment, [segment.terms.find(name)])));
  }
  if (isRun)
    return printedIn(
      segment,
      wordsWith(segment, (word) => stands(word, phrase)),
    );
  if (runs.length > 0) {
    return intersection(
      runs.map((run) =>
        printedIn(
          segment,
          wordsWith(segment, (word) => word.includes(run)),
        ),
      ),
    );
  }
  return Array.from({ length: segment.size }, (_, clause) => clause);
}

/** Words of letters and digits that pass, by their term numbers. */
function wordsWith(segment: PostingsSegment, passes: (word: string) => boolean): number[] {
  return segment.latinWords().flatMap(({ word, term }) => (passes(word) ? [term] : []));
}

/** The clauses that hold one of some terms in heading or text, ascending. */
function printedIn(segment: PostingsSegment, terms: readonly number[]): number[] {
  const found = new Set<number>();
  for (const term of terms) {
    if (term < 0) continue;
    for (const cursor = segment.cursor(term); cursor.next(); ) {
      if (cursor.isPrinted) found.add(cursor.clause);
    }
  }
  return [...found].sort((a, b) => a - b);
}

function intersection(lists: readonly (readonly number[])[]): number[] {
  const [first = [], ...others] = lists;
  const sets = others.map((list) => new Set(list));
  return first.filter((clause) => sets.every((set) => set.has(clause)));
}

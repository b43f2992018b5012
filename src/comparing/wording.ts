/** Owns shared wording: the runs of letters that two folded texts have in common, whatever stands between the letters. */
import type { Span } from '../core/span.ts';
import { type Letters, lettersOf } from './letters.ts';

/** The same wording on both sides. It begins and ends with a letter, a digit or the sign of a number (95%). */
export interface WordingRun {
  readonly a: Span;
  readonly b: Span;
}

export interface WordingIndex {
  /**
   * The runs that a folded text shares with the indexed one, in the order of `a`. Blanks, line breaks and punctuation between letters
   * do not count and do not break a run; numbers and Latin words are whole or not in it. A run is as long as it can be, and the
   * longest come first: one that overlaps a longer one in `a` keeps what that leaves of it, or is dropped. So no two overlap in
   * `a`; in `b` they do where `a` says the same thing twice and `b` once.
   */
  runsWith(folded: string): WordingRun[];
}

export interface WordingOptions {
  /** Letters and digits that a run has at least; 1 and up. */
  readonly minChars?: number;
}

/** Shorter runs are set phrases of the field (生态环境质量, 按职责分工负责), which say nothing about two clauses. */
export const MIN_SHARED_CHARS = 8;

/** `wordingIndex` for a single pair. */
export function sharedWording(a: string, b: string, options: WordingOptions = {}): WordingRun[] {
  return wordingIndex(a, options).runsWith(b);
}

/** Made once for one folded text, asked of many: linear in each of them, but for texts that repeat themselves. */
export function wordingIndex(
  folded: string,
  { minChars = MIN_SHARED_CHARS }: WordingOptions = {},
): WordingIndex {
  if (!Number.isInteger(minChars) || minChars < 1) {
    throw new RangeError(`runs of ${minChars} characters cannot be asked for; 1 is the least`);
  }
  const a = lettersOf(folded);
  const grams = gramsOf(a.symbols, minChars);
  return {
    runsWith(other) {
      const b = lettersOf(other);
      const matches = findMatches({ a, b, grams, minChars });
      return selectMatches({ a, b, matches, minChars }).map((match) => ({
        a: spanOf(a, match.a, match.length),
        b: spanOf(b, match.b, match.length),
      }));
    },
  };
}

/** In symbols of both sides, not in units of the texts. */
interface Match {
  readonly a: number;
  readonly b: number;
  readonly length: number;
}

/** The places of each gram of a text, first to last, by a hash of it: chains in two arrays. */
interface Grams {
  readonly hashes: Int32Array;
  readonly heads: Int32Array;
  readonly next: Int32Array;
}

/** A gram that stands more often in one text is looked up at its first places only, so that repetitions cost no square of them. */
const MAX_PLACES = 64;
const NONE = -1;

function gramsOf(symbols: Int32Array, size: number): Grams {
  const hashes = hashesOf(symbols, size);
  const heads = new Int32Array(2 ** Math.ceil(Math.log2(2 * hashes.length + 2))).fill(NONE);
  const next = new Int32Array(hashes.length);
  for (let i = hashes.length - 1; i >= 0; i--) {
    const bucket = bucketOf(hashes[i] ?? 0, heads.length);
    next[i] = heads[bucket] ?? NONE;
    heads[bucket] = i;
  }
  return { hashes, heads, next };
}

const BASE = 0x01000193;

/** A rolling polynomial hash of every `size` symbols in a row. */
function hashesOf(symbols: Int32Array, size: number): Int32Array {
  const hashes = new Int32Array(Math.max(0, symbols.length - size + 1));
  let leaving = 1;
  for (let i = 1; i < size; i++) leaving = Math.imul(leaving, BASE);
  let hash = 0;
  for (let i = 0; i < symbols.length; i++) {
    if (i >= size) hash -= Math.imul(symbols[i - size] ?? 0, leaving);
    hash = (Math.imul(hash, BASE) + (symbols[i] ?? 0)) | 0;
    if (i >= size - 1) hashes[i - size + 1] = hash;
  }
  return hashes;
}

function bucketOf(hash: number, buckets: number): number {
  return (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 8) & (buckets - 1);
}

/** All matches of at least `minChars` that cannot be longer; whole words only. */
function findMatches({ a, b, grams, minChars }: Sides & { readonly grams: Grams }): Match[] {
  const matches: Match[] = [];
  const hashes = hashesOf(b.symbols, minChars);
  // How far in b a diagonal (a pair of places with the same distance) has been read.
  const reached = new Int32Array(a.symbols.length + b.symbols.length);
  for (let j = 0; j < hashes.length; j++) {
    const hash = hashes[j] ?? 0;
    let places = 0;
    for (
      let i = grams.heads[bucketOf(hash, grams.heads.length)] ?? NONE;
      i !== NONE && places < MAX_PLACES;
      i = grams.next[i] ?? NONE
    ) {
      if (grams.hashes[i] !== hash) continue;
      places++;
      const diagonal = i - j + b.symbols.length;
      if ((reached[diagonal] ?? 0) > j) continue;
      const match = extend(a.symbols, b.symbols, i, j);
      reached[diagonal] = Math.max(j + 1, match.b + match.length);
      const whole = wholeWords(a, b, match);
      if (whole.length >= minChars) matches.push(whole);
    }
  }
  return matches;
}

function extend(a: Int32Array, b: Int32Array, i: number, j: number): Match {
  let before = 0;
  while (before < i && before < j && a[i - before - 1] === b[j - before - 1]) before++;
  let behind = 0;
  while (i + behind < a.length && j + behind < b.length && a[i + behind] === b[j + behind]) behind++;
  return { a: i - before, b: j - before, length: before + behind };
}

/** Without the pieces of words at either end that go on outside, on one side or both. */
function wholeWords(a: Letters, b: Letters, match: Match): Match {
  let skipped = 0;
  let { length } = match;
  while (length > 0 && isInWord(a, b, match, length)) length--;
  while (skipped < length && isInWord(a, b, match, skipped)) skipped++;
  return { a: match.a + skipped, b: match.b + skipped, length: length - skipped };
}

/** Whether a cut before the symbol at `offset` would go through a word of either side. */
function isInWord(a: Letters, b: Letters, match: Match, offset: number): boolean {
  return a.joined[match.a + offset] === 1 || b.joined[match.b + offset] === 1;
}

interface Sides {
  readonly a: Letters;
  readonly b: Letters;
  readonly minChars: number;
}

/** Longest first; what overlaps is cut down to what is free and tried again, until nothing is left. */
function selectMatches({ a, b, matches, minChars }: Sides & { readonly matches: readonly Match[] }): Match[] {
  const selected: Match[] = [];
  const takenA = new Uint8Array(a.symbols.length);
  const takenB = new Uint8Array(b.symbols.length);
  let waiting = matches;
  while (waiting.length > 0) {
    const shortened: Match[] = [];
    const sorted = [...waiting].sort((x, y) => y.length - x.length || x.a - y.a || x.b - y.b);
    for (const [at, match] of sorted.entries()) {
      const free = longestFree(takenA, match);
      if (free.length === match.length) {
        const chosen = notYetIn(takenB, sorted, at);
        takenA.fill(1, chosen.a, chosen.a + chosen.length);
        takenB.fill(1, chosen.b, chosen.b + chosen.length);
        selected.push(chosen);
      } else {
        const whole = wholeWords(a, b, free);
        if (whole.length >= minChars) shortened.push(whole);
      }
    }
    waiting = shortened;
  }
  return selected.sort((x, y) => x.a - y.a);
}

/** Of the equally long matches of one place in `a`, the first whose place in `b` no other has: twice on both sides is two pairs. */
function notYetIn(taken: Uint8Array, sorted: readonly Match[], from: number): Match {
  const first = sorted[from] as Match;
  for (let at = from; at < sorted.length; at++) {
    const match = sorted[at] as Match;
    if (match.length !== first.length || match.a !== first.a) break;
    if (taken.subarray(match.b, match.b + match.length).indexOf(1) < 0) return match;
  }
  return first;
}

function longestFree(taken: Uint8Array, match: Match): Match {
  let best: Match = { ...match, length: 0 };
  let from = 0;
  for (let at = 0; at <= match.length; at++) {
    if (at < match.length && taken[match.a + at] === 0) continue;
    if (at - from > best.length) best = { a: match.a + from, b: match.b + from, length: at - from };
    from = at + 1;
  }
  return best;
}

function spanOf(letters: Letters, first: number, length: number): Span {
  return { start: letters.starts[first] ?? 0, end: letters.ends[first + length - 1] ?? 0 };
}

/** Owns which clauses are read for a quote. All that can hold it, and those that could almost. */
import type { Snapshot } from '../indexing/open.ts';
import type { PlacedPart } from '../indexing/postings/postings-index.ts';
import type { PostingCursor } from '../indexing/postings/segment.ts';
import { characterName, hanTable, pairName } from '../text/grams.ts';
import { HAN_NUMERALS } from './signs.ts';

type Index = Pick<Snapshot, 'lexical' | 'phrases' | 'live' | 'entries'>;

/** So many of the rarest characters are asked for; the others hardly leave a clause out. */
const MAX_CHARACTERS = 24;
/** A clause with a number or a Latin word and no Han character is found through the longest of so many runs. */
const MAX_RUNS = 50;

/**
 * The entries that hold all Han characters of some read parts, ascending: no clause with the parts is missing, whatever stands
 * between their characters. Where there are none, those that hold the longest run of letters and digits.
 */
export function* holders(index: Index, keys: readonly string[]): Generator<number> {
  const isHan = hanTable();
  const characters = new Set<string>();
  for (const key of withoutMarker(keys)) {
    for (let i = 0; i < key.length; i++) if (isHan[key.charCodeAt(i)] === 1) characters.add(key.charAt(i));
  }
  characters.delete('〇'); // it may be printed as a circle
  if (characters.size > 0) {
    for (const part of index.lexical.parts) yield* holdersIn(part, [...characters]);
    return;
  }
  const run = longestRun(keys);
  yield* run === '' ? index.live : index.phrases.find(run);
}

/** Markers are printed and not indexed: 二、, 第十二条之一, 附件. */
const MARKER = new RegExp(
  `^(?:附件)?第?[${HAN_NUMERALS}]*(?:部分|[条章节编款项])?(?:之[${HAN_NUMERALS}]+)?`,
  'u',
);

function withoutMarker([first = '', ...others]: readonly string[]): string[] {
  const rest = first.replace(MARKER, '');
  return [rest === '' ? first : rest, ...others];
}

function longestRun(keys: readonly string[]): string {
  let longest = '';
  for (const key of keys.slice(0, MAX_RUNS)) {
    for (const [run] of key
      .slice(0, 1_000)
      .matchAll(/[\p{Script=Latin}\p{Nd}]+(?:[.,][\p{Script=Latin}\p{Nd}]+)*/gu)) {
      if (run.length > longest.length) longest = run;
    }
  }
  return longest;
}

function* holdersIn({ base, segment, live }: PlacedPart, characters: readonly string[]): Generator<number> {
  const terms: number[] = [];
  for (const character of characters) {
    const term = segment.terms.find(characterName(character));
    if (term < 0) return;
    terms.push(term);
  }
  terms.sort((a, b) => segment.terms.countOf(a) - segment.terms.countOf(b));
  const [lead, ...others] = terms.slice(0, MAX_CHARACTERS).map((term) => segment.cursor(term));
  while (lead?.next()) {
    const { clause } = lead;
    if (others.every((other) => isOn(other, clause)) && (live === null || live.has(clause)))
      yield base + clause;
  }
}

function isOn(cursor: PostingCursor, clause: number): boolean {
  cursor.seek(clause);
  return cursor.clause === clause;
}

/** So many of the rarest pairs and words. */
const MAX_TOKENS = 32;
/** Of a long quote only so many pairs are looked at, evenly over it. */
const MAX_PAIRS = 400;

/** The entries that share most of the rare pairs and words of some read parts, best first; at most `limit`. */
export function lookalikes({ lexical }: Index, keys: readonly string[], limit: number): number[] {
  const counted = tokensOf(keys)
    .map((token) => ({ token, count: lexical.countOf(token) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.count - b.count)
    .slice(0, MAX_TOKENS);
  const weights = new Map(counted.map(({ token }) => [token, 1]));
  return lexical.search({ weights, limit }).best.map(({ id }) => id);
}

function tokensOf(keys: readonly string[]): string[] {
  const isHan = hanTable();
  const tokens = new Set<string>();
  const units = keys.reduce((sum, { length }) => sum + length, 0);
  const step = Math.max(1, Math.ceil(units / MAX_PAIRS));
  for (const key of keys) {
    for (let i = 0; i + 1 < key.length; i += step) {
      if (isHan[key.charCodeAt(i)] === 1 && isHan[key.charCodeAt(i + 1)] === 1)
        tokens.add(pairName(key.slice(i, i + 2)));
    }
    for (const [run] of key.slice(0, 4_000).matchAll(/[\p{Script=Latin}\p{Nd}.]{2,}%?/gu)) tokens.add(run);
  }
  return [...tokens];
}

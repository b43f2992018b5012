/** Owns which clause of a document before is which clause of it afterwards. */
import { fold } from '../text/fold.ts';
import type { Clause } from './corpus.ts';

/** A clause before and what became of it. */
export interface Pair {
  readonly before: Clause;
  readonly after: Clause;
}

export interface Matched {
  readonly added: readonly Clause[];
  readonly removed: readonly Clause[];
  /** The same heading and text, to the letter, at another address. */
  readonly renumbered: readonly Pair[];
  /** Other words; at the same address, or at another where most of the words stayed. */
  readonly changed: readonly Pair[];
}

/**
 * Both lists are of one document, in reading order, each address once. Every clause that is not there unchanged is in exactly one
 * of the four lists, which are in reading order (removed ones in that of before).
 */
export function matchClauses(before: readonly Clause[], after: readonly Clause[]): Matched {
  const now = new Map(after.map((clause) => [clause.clause, clause]));
  const same = new Set(before.filter((clause) => isSame(clause, now.get(clause.clause))).map(addressOf));
  const old = before.filter(({ clause }) => !same.has(clause));
  const fresh = after.filter(({ clause }) => !same.has(clause));
  const renumbered = pairRenumbered(old, fresh);
  const [oldRest, freshRest] = unpaired(old, fresh, renumbered);
  const changed = pairChanged(oldRest, freshRest);
  const [removed, added] = unpaired(oldRest, freshRest, changed);
  return { added, removed, renumbered, changed };
}

function addressOf({ clause }: Clause): string {
  return clause;
}

function isSame(a: Clause, b: Clause | undefined): boolean {
  return b !== undefined && a.heading === b.heading && a.text === b.text;
}

/** What a clause says, whatever its number; '' where it says nothing. */
export function wordsOf({ heading, text }: Pick<Clause, 'heading' | 'text'>): string {
  return [heading ?? '', text].filter((part) => part !== '').join('\n');
}

/** Of clauses with the same words the first goes to the first. */
function pairRenumbered(old: readonly Clause[], fresh: readonly Clause[]): Pair[] {
  const waiting = new Map<string, Clause[]>();
  for (const before of old.toReversed()) {
    const alike = waiting.get(contentOf(before));
    if (alike === undefined) waiting.set(contentOf(before), [before]);
    else alike.push(before);
  }
  return fresh.flatMap((after) => {
    const before = wordsOf(after) === '' ? undefined : waiting.get(contentOf(after))?.pop();
    return before === undefined ? [] : [{ before, after }];
  });
}

function contentOf({ heading, text }: Clause): string {
  return JSON.stringify([heading, text]);
}

/** What has as much in common as this is the same clause, though its number is another. */
const MIN_LIKENESS = 0.5;
/** What the same address counts for: of two candidates that are about as near, the one that kept its number. */
const SAME_ADDRESS = 0.2;
/** Each before is held against each afterwards up to so many pairs; beyond that only the same address counts. */
const MAX_PAIRS = 40_000;

/** The likest first, where numbers moved; what is left at an address before and afterwards was written anew. */
function pairChanged(old: readonly Clause[], fresh: readonly Clause[]): Pair[] {
  const paired = new Map<Clause, Clause>();
  const taken = new Set<Clause>();
  for (const { before, after } of likelyPairs(old, fresh)) {
    if (taken.has(before) || paired.has(after)) continue;
    paired.set(after, before);
    taken.add(before);
  }
  const free = new Map(old.filter((clause) => !taken.has(clause)).map((clause) => [clause.clause, clause]));
  return fresh.flatMap((after) => {
    const before = paired.get(after) ?? free.get(after.clause);
    return before === undefined ? [] : [{ before, after }];
  });
}

function likelyPairs(old: readonly Clause[], fresh: readonly Clause[]): Pair[] {
  if (old.length * fresh.length > MAX_PAIRS) return [];
  const [oldPairs, freshPairs] = [old.map(characterPairs), fresh.map(characterPairs)];
  const likely = fresh.flatMap((after, i) =>
    old.flatMap((before, j) => {
      const common = likeness(oldPairs[j] ?? new Set(), freshPairs[i] ?? new Set());
      const bonus = before.clause === after.clause ? SAME_ADDRESS : 0;
      return common < MIN_LIKENESS ? [] : [{ before, after, score: common + bonus }];
    }),
  );
  return likely.sort((a, b) => b.score - a.score);
}

function characterPairs(clause: Clause): ReadonlySet<string> {
  const folded = fold(wordsOf(clause)).replace(/\s+/gu, '');
  return new Set(Array.from({ length: Math.max(1, folded.length - 1) }, (_, i) => folded.slice(i, i + 2)));
}

/** Dice's coefficient: 0 to 1. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let common = 0;
  for (const pair of small) if (large.has(pair)) common++;
  return (2 * common) / Math.max(1, a.size + b.size);
}

function unpaired(
  old: readonly Clause[],
  fresh: readonly Clause[],
  pairs: readonly Pair[],
): [old: Clause[], fresh: Clause[]] {
  const taken = new Set(pairs.flatMap(({ before, after }) => [before, after]));
  return [old.filter((clause) => !taken.has(clause)), fresh.filter((clause) => !taken.has(clause))];
}

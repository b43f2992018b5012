/** Owns which sentences of two clauses belong together, in whatever order they stand. */
import { type Span, slice } from '../core/span.ts';
import { type GramSpace, gramSpace, similarityOf, type WeightedGrams } from './grams.ts';

/** Neighbouring sentences or words of one text, by their places in it: `first` and those behind it, up to `end` and without it. */
export interface Neighbours {
  readonly first: number;
  readonly end: number;
}

/** A sentence of each side, or one of one side and some neighbours of the other that together say the same. */
export interface SentencePair {
  readonly a: Neighbours;
  readonly b: Neighbours;
  /** Out of the order in which the rest of what is paired stands in both. */
  readonly moved: boolean;
}

/** A folded text and the spans of its sentences. */
export interface CutText {
  readonly folded: string;
  readonly sentences: readonly Span[];
}

// Similarities as in grams.ts. Chosen by eye on the 138 clauses of seeds/ that share most with a clause of another city: just below the
// second line some half of the pairs have only set phrases in common.
/** Sentences as similar as this belong together wherever they stand. */
const PAIR_ANYWHERE = 0.24;
/** Less similar ones belong together where they cross none of those that stay in order. */
const PAIR_IN_ORDER = 0.14;
/** A neighbour that is in no pair joins one that gets more similar by so much. */
const JOIN_GAIN = 0.04;

interface Pair extends Omit<SentencePair, 'moved'> {
  readonly similarity: number;
}

interface Sides {
  readonly a: CutText;
  readonly b: CutText;
  readonly grams: GramSpace;
}

/**
 * The pairs of two texts in the order of `a`; a sentence is in one of them at most. First the sure ones, the most similar before others
 * and of equals those that stand nearest to each other: an optimal assignment would give up good pairs for the sake of several poor
 * ones. Then what fits between them without crossing the chain in which both texts run along.
 */
export function pairSentences(a: CutText, b: CutText): SentencePair[] {
  const grams = gramSpace(
    a.sentences.map((one) => slice(a.folded, one)),
    b.sentences.map((one) => slice(b.folded, one)),
  );
  const sides = { a, b, grams };
  const candidates = candidatesOf(grams);
  const sure = joinNeighbours(sides, chooseSure(candidates));
  const free = candidates.filter((one) => sure.every((pair) => !overlap(pair, one)));
  const inOrder = new Set(chainOf([...sure, ...free]));
  const all = joinNeighbours(sides, [...new Set([...sure, ...inOrder])]);
  const unmoved = new Set(chainOf(all));
  return all
    .sort((x, y) => x.a.first - y.a.first)
    .map((pair) => ({ a: pair.a, b: pair.b, moved: !unmoved.has(pair) }));
}

/** Every two sentences that are similar at all, best first. */
function candidatesOf({ a, b }: GramSpace): Pair[] {
  const candidates: (Pair & { readonly distance: number })[] = [];
  for (const [i, one] of a.entries()) {
    for (const [j, other] of b.entries()) {
      const similarity = similarityOf(one, other);
      if (similarity < PAIR_IN_ORDER) continue;
      const distance = Math.abs(i * b.length - j * a.length);
      candidates.push({ a: { first: i, end: i + 1 }, b: { first: j, end: j + 1 }, similarity, distance });
    }
  }
  return candidates.sort(
    (x, y) =>
      y.similarity - x.similarity ||
      x.distance - y.distance ||
      x.a.first - y.a.first ||
      x.b.first - y.b.first,
  );
}

/** Best first, each that has no sentence of one before it. */
function chooseSure(candidates: readonly Pair[]): Pair[] {
  const chosen: Pair[] = [];
  for (const one of candidates) {
    if (one.similarity < PAIR_ANYWHERE) break;
    if (chosen.every((pair) => !overlap(pair, one))) chosen.push(one);
  }
  return chosen;
}

/** Whether two pairs have a sentence in common, on either side. */
function overlap(one: Pick<Pair, 'a' | 'b'>, other: Pick<Pair, 'a' | 'b'>): boolean {
  return areMet(one.a, other.a) || areMet(one.b, other.b);
}

function areMet(one: Neighbours, other: Neighbours): boolean {
  return one.first < other.end && other.first < one.end;
}

/**
 * The pairs that follow each other in both texts, with the greatest sum of squared similarities: squares, so that one good pair is
 * worth more than two poor ones. None below `PAIR_IN_ORDER` is in it.
 */
function chainOf(pairs: readonly Pair[]): Pair[] {
  const sorted = pairs
    .filter(({ similarity }) => similarity >= PAIR_IN_ORDER)
    .sort((x, y) => x.a.first - y.a.first || x.b.first - y.b.first);
  const weights: number[] = [];
  const before: number[] = [];
  let best = -1;
  for (const [at, pair] of sorted.entries()) {
    let last = -1;
    for (let i = 0; i < at; i++) {
      const other = sorted[i];
      if (other === undefined || other.a.end > pair.a.first || other.b.end > pair.b.first) continue;
      if ((weights[i] ?? 0) > (weights[last] ?? 0)) last = i;
    }
    before.push(last);
    weights.push((weights[last] ?? 0) + pair.similarity ** 2);
    if ((weights[at] ?? 0) > (weights[best] ?? 0)) best = at;
  }
  const chain: Pair[] = [];
  for (let at = best; at >= 0; at = before[at] ?? -1) chain.unshift(sorted[at] as Pair);
  return chain;
}

/** One sentence may be several of the other text: free neighbours join the pair that they make most similar, as long as one does. */
function joinNeighbours(sides: Sides, pairs: readonly Pair[]): Pair[] {
  const joined = [...pairs];
  for (;;) {
    let best: { at: number; pair: Pair; gain: number } | null = null;
    for (const [at, pair] of joined.entries()) {
      for (const wider of widerPairs(sides, pair)) {
        const isFree = joined.every((other) => other === pair || !overlap(other, wider));
        if (!isFree) continue;
        const similarity = similarityOf(weigh(sides, 'a', wider), weigh(sides, 'b', wider));
        const gain = similarity - pair.similarity;
        if (gain >= (best?.gain ?? JOIN_GAIN)) best = { at, pair: { ...wider, similarity }, gain };
      }
    }
    if (best === null) return joined;
    joined[best.at] = best.pair;
  }
}

function weigh({ grams, ...texts }: Sides, side: 'a' | 'b', pair: Pair): WeightedGrams {
  return grams.weigh(slice(texts[side].folded, spanOf(texts[side], pair[side])));
}

/** With one sentence more before or behind, on the side that has several or, where neither has, on either. */
function widerPairs({ a, b }: Sides, pair: Pair): Pair[] {
  const wider: Pair[] = [];
  if (count(pair.b) === 1) for (const more of widened(pair.a, a)) wider.push({ ...pair, a: more });
  if (count(pair.a) === 1) for (const more of widened(pair.b, b)) wider.push({ ...pair, b: more });
  return wider;
}

function widened({ first, end }: Neighbours, { sentences }: CutText): Neighbours[] {
  const wider: Neighbours[] = [];
  if (first > 0) wider.push({ first: first - 1, end });
  if (end < sentences.length) wider.push({ first, end: end + 1 });
  return wider;
}

export function count({ first, end }: Neighbours): number {
  return end - first;
}

/** From the beginning of the first to the end of the last. */
export function spanOf({ sentences }: CutText, { first, end }: Neighbours): Span {
  return { start: sentences[first]?.start ?? 0, end: sentences[end - 1]?.end ?? 0 };
}

/** Owns how similar two sentences of two clauses are: by the pairs of letters that they share, the rare ones before the usual. */
import { lettersOf } from './letters.ts';

export interface WeightedGrams {
  /** Folded, without blanks. */
  readonly text: string;
  /** Each pair of letters, and its weight times how often it stands there; a lone letter is one by itself. */
  readonly weights: ReadonlyMap<number, number>;
  /** The sum of them. */
  readonly total: number;
}

export interface GramSpace {
  /** The sentences of both clauses. */
  readonly a: readonly WeightedGrams[];
  readonly b: readonly WeightedGrams[];
  /** Any other folded text out of them. */
  weigh(folded: string): WeightedGrams;
}

/**
 * The pairs of letters in the folded sentences of two clauses. A clause on soil says 土壤 in every sentence, and 推进 and 生态环境 stand in
 * all of them: such pairs tell little apart. A weight is ln(1 + n / df), n the sentences of the longer clause, df how many of one clause
 * hold the pair, of the two clauses the greater number. Not of both together: what each says once would then count for less than what
 * only one says.
 */
export function gramSpace(a: readonly string[], b: readonly string[]): GramSpace {
  const [countsA, countsB] = [a.map(gramCounts), b.map(gramCounts)];
  const [inA, inB] = [holdersOf(countsA), holdersOf(countsB)];
  const sentences = Math.max(a.length, b.length);
  const weigh = (folded: string): WeightedGrams => {
    const weights = gramCounts(folded);
    let total = 0;
    for (const [gram, count] of weights) {
      const holders = Math.max(1, inA.get(gram) ?? 0, inB.get(gram) ?? 0);
      const weight = count * Math.log(1 + sentences / holders);
      weights.set(gram, weight);
      total += weight;
    }
    return { text: folded.replace(/\s+/gu, ''), weights, total };
  };
  return { a: a.map(weigh), b: b.map(weigh), weigh };
}

// Symbols of letters have 26 bits; two of them are still a whole number.
const SYMBOLS = 2 ** 26;

function gramCounts(folded: string): Map<number, number> {
  const { symbols } = lettersOf(folded);
  const counts = new Map<number, number>();
  const total = Math.max(symbols.length - 1, Math.min(1, symbols.length));
  for (let i = 0; i < total; i++) {
    const gram = (symbols[i] ?? 0) * SYMBOLS + (symbols[i + 1] ?? 0);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function holdersOf(sentences: readonly Map<number, number>[]): Map<number, number> {
  const holders = new Map<number, number>();
  for (const counts of sentences) {
    for (const gram of counts.keys()) holders.set(gram, (holders.get(gram) ?? 0) + 1);
  }
  return holders;
}

/** Dice's coefficient of the weighted pairs, repetitions counted: 0 to 1; 1 for the same text, even without letters. */
export function similarityOf(a: WeightedGrams, b: WeightedGrams): number {
  if (a.text === b.text) return 1;
  if (a.total + b.total === 0) return 0;
  const [fewer, more] = a.weights.size <= b.weights.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [gram, weight] of fewer.weights) shared += Math.min(weight, more.weights.get(gram) ?? 0);
  return (2 * shared) / (a.total + b.total);
}

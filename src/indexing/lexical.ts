/** Owns what a lexical index is: which clauses hold which tokens, and how well. It speaks of tokens, and of no scorer. */
import type { Bitmap } from '../core/bitmap.ts';

/** The fields of a clause; what is not its own text helps to find it and is never shown as its text. */
export type LexicalField = 'text' | 'heading' | 'context';

export const LEXICAL_FIELDS = ['text', 'heading', 'context'] as const satisfies readonly LexicalField[];

export interface FieldContent {
  /** Its characters and pairs are tokens, and where they stand answers for exact wording. */
  readonly folded: string;
  /** Words and the shorter words in them, with repetitions. */
  readonly words: readonly string[];
}

export type LexicalEntry = Readonly<Record<LexicalField, FieldContent>>;

export interface LexicalQuery {
  /** Names of tokens to their weight; 0 or less is left out. */
  readonly weights: ReadonlyMap<string, number>;
  /** How many of the best are wanted. */
  readonly limit: number;
  /** Which clauses may be among the best; all where absent. */
  readonly accept?: Bitmap | undefined;
  /** Clauses whose scores are wanted however good they are, accepted or not; ascending. */
  readonly wanted?: readonly number[] | undefined;
  /** Clause to its place among all: of equals the one with the lower place is better. By number where absent. */
  readonly order?: Uint32Array | undefined;
}

export interface LexicalMatch {
  /** The clause: its place in the index. */
  readonly id: number;
  /** Above 0. */
  readonly score: number;
}

export interface LexicalAnswer {
  /** Best first, ties in the order asked for. */
  readonly best: readonly LexicalMatch[];
  /** One for each of `wanted`; null for a clause that holds no token of the query. */
  readonly wanted: readonly (LexicalMatch | null)[];
}

export interface LexicalIndex {
  /** Clauses in it. */
  readonly size: number;
  search(query: LexicalQuery): LexicalAnswer;
}

/**
 * BM25F with one length a clause (Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple weighted fields, CIKM 2004).
 * For tokens t of weight w in a query, and a clause d:
 *
 *     score(d)  = sum over t of w * idf(t) * (k1 + 1) * tf' / (k1 + tf')
 *     tf'(t, d) = sum over fields f of weight[f] * min(tf, cap[f]) / (1 - b + b * length(d) / mean length)
 *     idf(t)    = ln(1 + (N - n + 0.5) / (n + 0.5))          N clauses, n of them hold t
 *
 * A length is the Han characters and the other words of all fields. Measured over 60,727 articles with 1,235 everyday questions
 * (`npm run bench:weights`), and on test/relevance/tuning.json (`npm run eval`). Everyday questions lose up to 0.005 of nDCG@10
 * with k1 from 0.9 to 2, 0.002 with b at 0.85 and 0.010 at 0.5, 0.002 with headings at 0.5 to 1.5, 0.008 with the context at 0.5
 * and 0.015 at 0.15. In the five documents b above 0.7 loses clauses that say a thing at length. Counts above the caps, a length
 * for each field, a BM25 for each field and a score times the share of the query that is matched were tried and gained nothing.
 */
export const BM25F = {
  k1: 1.2,
  b: 0.7,
  weight: { text: 1, heading: 1, context: 1 },
  cap: { text: 15, heading: 3, context: 3 },
} as const;

export function idf(size: number, holding: number): number {
  return Math.log(1 + (size - holding + 0.5) / (holding + 0.5));
}

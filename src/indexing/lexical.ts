/** The door to minisearch: which passages hold which tokens, scored by BM25. */
import MiniSearch, { type AsPlainObject } from 'minisearch';

/** The fields of a passage; what is not its own text helps to find it and is never shown as its text. */
export type LexicalField = 'text' | 'heading' | 'context';

export interface LexicalEntry {
  /** 0-based position of the passage in the snapshot. */
  readonly id: number;
  readonly tokens: Readonly<Record<LexicalField, readonly string[]>>;
}

export interface LexicalMatch {
  readonly id: number;
  readonly score: number;
  /** The tokens of the query that this passage holds in some field. */
  readonly matched: readonly string[];
}

export interface LexicalQuery {
  /** Token to weight; 0 or less is left out. */
  readonly weights: ReadonlyMap<string, number>;
  /** Which passages may match; all where absent. */
  readonly accept?: (id: number) => boolean;
}

/** The seam behind which another scorer fits: it speaks of tokens and passages, and of no library. */
export interface LexicalIndex {
  readonly size: number;
  /** Every passage that holds a token of the query, in no particular order. */
  search(query: LexicalQuery): LexicalMatch[];
  /** The whole index as `openLexicalIndex` reads it. */
  serialize(): string;
}

// Measured on test/relevance/tuning.json with `npm run eval`: a plateau. Headings at 0.3 to 0.8, context at 0.05 to 0.25, k at
// 0.8 to 1.2 and b at 0.4 to 0.75 all stay within 0.002 of the best nDCG@10.
const FIELD_WEIGHTS: Readonly<Record<LexicalField, number>> = { text: 1, heading: 0.6, context: 0.15 };
const BM25 = { k: 1.2, b: 0.6, d: 0.2 };

interface Stored {
  readonly id: number;
  readonly text: string;
  readonly heading: string;
  readonly context: string;
}

// Tokens are cut by our analyzer and come joined: the separator stands in no token.
const SEPARATOR = '\u0001';
const OPTIONS = {
  fields: ['text', 'heading', 'context'] satisfies LexicalField[],
  tokenize: (joined: string) => (joined === '' ? [] : joined.split(SEPARATOR)),
  processTerm: (token: string) => token,
};

export function buildLexicalIndex(entries: Iterable<LexicalEntry>): LexicalIndex {
  const index = new MiniSearch<Stored>(OPTIONS);
  for (const { id, tokens } of entries) {
    index.add({
      id,
      text: tokens.text.join(SEPARATOR),
      heading: tokens.heading.join(SEPARATOR),
      context: tokens.context.join(SEPARATOR),
    });
  }
  return wrap(index);
}

export function openLexicalIndex(serialized: string): LexicalIndex {
  return wrap(MiniSearch.loadJS<Stored>(JSON.parse(serialized) as AsPlainObject, OPTIONS));
}

function wrap(index: MiniSearch<Stored>): LexicalIndex {
  return {
    get size() {
      return index.documentCount;
    },
    search({ weights, accept }) {
      const tokens = [...weights].filter(([, weight]) => weight > 0).map(([token]) => token);
      if (tokens.length === 0) return [];
      const found = index.search(tokens.join(SEPARATOR), {
        boost: FIELD_WEIGHTS,
        bm25: BM25,
        boostTerm: (token) => weights.get(token) ?? 1,
        ...(accept === undefined ? {} : { filter: ({ id }) => accept(id as number) }),
      });
      // MiniSearch multiplies the BM25 sum by the number of matched query terms; its own score is the sum itself.
      return found.map(({ id, score, queryTerms }) => ({
        id: id as number,
        score: score / Math.max(1, queryTerms.length),
        matched: queryTerms,
      }));
    },
    serialize: () => JSON.stringify(index),
  };
}

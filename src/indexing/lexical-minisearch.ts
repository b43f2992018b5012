/** Owns the lexical index for small sets that change: MiniSearch, in memory, one clause at a time. */
import { gramNames } from '../text/grams.ts';
import {
  LEXICAL_FIELDS,
  type LexicalEntry,
  type LexicalField,
  type LexicalIndex,
  type LexicalMatch,
} from './lexical.ts';
import { createTokenIndex, joinTokens } from './minisearch.ts';

// MiniSearch scores each field by itself. Measured on test/relevance/tuning.json: headings at 0.3 to 0.8, context at 0.05 to
// 0.25, k at 0.8 to 1.2 and b at 0.4 to 0.75 all stay within 0.002 of the best nDCG@10.
const FIELD_WEIGHTS: Readonly<Record<LexicalField, number>> = { text: 1, heading: 0.6, context: 0.15 };
const BM25 = { k: 1.2, b: 0.6, d: 0.2 };

/** A lexical index whose clauses come and go. */
export interface ChangingLexicalIndex extends LexicalIndex {
  add(id: number, entry: LexicalEntry): void;
  remove(id: number): void;
}

/** Its scores order clauses as MiniSearch does; they are no numbers to compare with those of another index. */
export function createMiniSearchIndex(): ChangingLexicalIndex {
  const index = createTokenIndex(LEXICAL_FIELDS);
  return {
    get size() {
      return index.documentCount;
    },
    add: (id, entry) => {
      index.add({
        id,
        text: namesOf(entry, 'text'),
        heading: namesOf(entry, 'heading'),
        context: namesOf(entry, 'context'),
      });
    },
    remove: (id) => index.discard(id),
    search({ weights, limit, accept, wanted = [], order }) {
      const placeOf = (id: number) => order?.[id] ?? id;
      const tokens = [...weights].filter(([, weight]) => weight > 0).map(([token]) => token);
      if (tokens.length === 0) return { best: [], wanted: wanted.map(() => null) };
      const found = index
        .search(joinTokens(tokens), {
          boost: FIELD_WEIGHTS,
          bm25: BM25,
          boostTerm: (token) => weights.get(token) ?? 1,
        })
        // MiniSearch multiplies the sum by the number of matched query terms; our score is the sum itself.
        .map(
          ({ id, score, queryTerms }): LexicalMatch => ({
            id: id as number,
            score: score / Math.max(1, queryTerms.length),
          }),
        )
        .sort((a, b) => b.score - a.score || placeOf(a.id) - placeOf(b.id));
      const byId = new Map(found.map((match) => [match.id, match]));
      const accepted = accept === undefined ? found : found.filter(({ id }) => accept.has(id));
      return {
        best: accepted.slice(0, Math.max(0, limit)),
        wanted: wanted.map((id) => byId.get(id) ?? null),
      };
    },
  };
}

function namesOf(entry: LexicalEntry, field: LexicalField): string {
  const { folded, words } = entry[field];
  return joinTokens([...words, ...gramNames(folded)]);
}

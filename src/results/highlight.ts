/** Owns the spans that show why a clause was found: into the printed text, whatever script it is printed in. */
import { contains, merge, type Span } from '../core/span.ts';
import type { Snapshot } from '../indexing/open.ts';
import { CHARACTER_SIGN } from '../indexing/read-segment.ts';
import type { Query } from '../search/query.ts';
import type { RankedClause } from '../search/rank.ts';

export interface Highlights {
  readonly text: Span[];
  readonly heading: Span[];
  /** What the clause shares with the query, folded: terms, words, else single characters. */
  readonly shared: readonly string[];
}

/**
 * Of a literal hit every occurrence of its terms; else of the query's words that it holds; else, in the passage that was
 * found, of the characters it shares with the query. Sorted, not overlapping.
 */
export function highlight(
  { phrases }: Snapshot,
  query: Query,
  hit: RankedClause,
  passage: Span | null,
): Highlights {
  const matched = [...(hit.lexical?.matched ?? [])];
  const words = unique(
    [...query.words.filter((word) => phrases.holds(hit.entry, word)), ...matched].filter(isWord),
  );
  const wanted = hit.literal ? query.terms : words;
  if (wanted.length > 0) {
    return {
      text: merge(wanted.flatMap((phrase) => phrases.inText(hit.entry, phrase))),
      heading: merge(wanted.flatMap((phrase) => phrases.inHeading(hit.entry, phrase))),
      shared: wanted,
    };
  }
  const characters = unique(matched.map((token) => token.replace(CHARACTER_SIGN, '')));
  const inPassage = characters
    .flatMap((character) => phrases.inText(hit.entry, character))
    .filter((span) => passage !== null && contains(passage, span));
  return {
    text: merge(inPassage),
    heading: merge(characters.flatMap((character) => phrases.inHeading(hit.entry, character))),
    shared: characters,
  };
}

// A single character that happens to be a word of its own marks half the page.
function isWord(token: string): boolean {
  return !token.startsWith(CHARACTER_SIGN) && (token.length > 1 || !/^\p{Script=Han}$/u.test(token));
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}

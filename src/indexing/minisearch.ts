/** The door to minisearch: an index in memory whose tokens are cut before they come to it. */
import MiniSearch from 'minisearch';

/** What a stored thing is found by: its tokens, field by field, joined. */
export type Stored<Field extends string> = { readonly id: number } & Readonly<Record<Field, string>>;

// The separator stands in no token.
const SEPARATOR = '\u0001';

export function joinTokens(tokens: readonly string[]): string {
  return tokens.join(SEPARATOR);
}

/** An empty index that takes tokens as they are: nothing is cut, folded or stemmed. */
export function createTokenIndex<Field extends string>(fields: readonly Field[]): MiniSearch<Stored<Field>> {
  return new MiniSearch<Stored<Field>>({
    fields: [...fields],
    tokenize: (joined) => (joined === '' ? [] : joined.split(SEPARATOR)),
    processTerm: (token) => token,
  });
}

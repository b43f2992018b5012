/** Owns the seam that every engine of the benchmark fits behind: the same tokens in, ids and scores out. */

/** What stands in an index: 'words' are words and parts of words; 'all' has characters and pairs of characters too. */
export const TOKEN_SETS = ['words', 'all'] as const;
export type TokenSet = (typeof TOKEN_SETS)[number];

export const FIELDS = ['text', 'heading', 'context'] as const;
export type Field = (typeof FIELDS)[number];
export type FieldTokens = Readonly<Record<Field, string[]>>;

export interface Entry {
  /** 0-based, without gaps, in the order of reading. */
  readonly id: number;
  /** 0-based number of the entry's city; 0 throughout where a corpus has none. */
  readonly city: number;
  readonly tokens: FieldTokens;
}

export interface Question {
  readonly text: string;
  /** As the analyzer cuts a query, in order, repetitions left out. */
  readonly tokens: readonly string[];
  /** The same tokens as ASCII words, for engines that would cut or fold the tokens themselves; unknown ones are left out. */
  readonly codes: readonly string[];
  /** Entry to grade, 1 to 3; empty where nobody has judged. */
  readonly gold: ReadonlyMap<number, number>;
}

export interface CityFilter {
  readonly city: number;
  readonly has: (id: number) => boolean;
}

export interface Ask {
  readonly question: Question;
  readonly limit: number;
  readonly filter?: CityFilter;
}

export interface Found {
  readonly id: number;
  /** Of the engine's own scale; higher is better. */
  readonly score: number;
}

export interface Answer {
  /** Best first. */
  readonly best: readonly Found[];
  /** Postings that were looked at; absent where the engine does not tell. */
  readonly touched?: number;
}

export interface Opened {
  search(ask: Ask): Answer | Promise<Answer>;
}

export interface Adapter {
  /** With its version. */
  readonly name: string;
  /** True: entries come with codes (`t1a2b`) in place of tokens, which the engine would not keep as they are. */
  readonly wantsCodes: boolean;
  /** True: the index holds all tokens, whichever of them are asked for; its rows for words are of that same index. */
  readonly wantsAll?: boolean;
  /** Whether `filter` is understood. */
  readonly canFilter: boolean;
  /** Writes into an empty folder all that `open` needs. */
  build(folder: string, entries: Iterable<Entry>): void | Promise<void>;
  open(folder: string): Opened | Promise<Opened>;
}

/** All tokens of an entry, for engines with one field. */
export function allTokens({ tokens }: Entry): string[] {
  return [...tokens.heading, ...tokens.context, ...tokens.text];
}

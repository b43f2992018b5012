/** Owns the look-up behind completions, made with MiniSearch: which strings begin with what was typed, hold it, or hold one half of it. */
import { halvesOf } from '../text/slip.ts';
import { createTokenIndex, joinTokens } from './minisearch.ts';

/** Decides whether a string that shares its first characters is one; called for each of them, so it is to be quick. */
type Accept = (id: number) => boolean;

/** Strings are named by their position; what is typed has at least one unit. Strings of one pair of characters are offered to `accept` in their order. */
export interface GramIndex {
  beginning(typed: string, accept: Accept): number[];
  holding(typed: string, accept: Accept): number[];
  /** The strings that hold the first two characters of one half of what was typed, or begin with a half that is only one. */
  holdingHalf(typed: string, accept: Accept): number[];
}

// Its tree finds all grams that begin with one character, its postings all strings of a gram. Two characters are enough: a pair
// stands in a few hundred strings, and `accept` looks at each of those.
const GRAM_UNITS = 2;
// Stands before the first characters of a string. It is no letter or digit, and those are all that keys are made of.
const START = '^';

/** @param strings for each position the strings it is found by, folded letters and digits only */
export function buildGramIndex(strings: readonly (readonly string[])[]): GramIndex {
  const index = createTokenIndex(['grams']);
  index.addAll(strings.map((keys, id) => ({ id, grams: joinTokens(keys.flatMap(gramsOf)) })));

  function search(gram: string, { isWhole, accept }: { isWhole: boolean; accept: Accept }): number[] {
    const found = index.search(gram, {
      prefix: !isWhole,
      // A string that weighs nothing is left out before a result is made of it.
      boostDocument: (id) => (accept(id as number) ? 1 : 0),
    });
    return found.map(({ id }) => id as number);
  }

  function holding(typed: string, accept: Accept): number[] {
    return search(typed.slice(0, GRAM_UNITS), { isWhole: typed.length >= GRAM_UNITS, accept });
  }

  function beginning(typed: string, accept: Accept): number[] {
    return search(START + typed.slice(0, GRAM_UNITS), { isWhole: typed.length >= GRAM_UNITS, accept });
  }

  return {
    beginning,
    holding,
    holdingHalf(typed, accept) {
      const { left, right } = halvesOf(typed);
      // What holds a single character somewhere is too much to look at.
      const found = [left, right].flatMap((half) =>
        half === '' ? [] : (half.length === 1 ? beginning : holding)(half, accept),
      );
      return [...new Set(found)];
    },
  };
}

/** '^光伏', '光伏', '伏发', '发电', '电' of 光伏发电. */
function gramsOf(key: string): string[] {
  const grams = [START + key.slice(0, GRAM_UNITS)];
  for (let at = 0; at < key.length; at++) grams.push(key.slice(at, at + GRAM_UNITS));
  return grams;
}

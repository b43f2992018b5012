/** Owns the spans that show why a clause was found: into the printed text, whatever script it is printed in. */
import { contains, merge, type Span } from '../core/span.ts';
import { idf } from '../indexing/lexical.ts';
import type { Snapshot } from '../indexing/open.ts';
import type { Query } from '../search/query.ts';
import type { RankedClause } from '../search/rank.ts';
import type { Searched } from '../search/search.ts';
import { officialLabels, officialTokens, type Widening } from '../search/widen.ts';
import { characterName, readTokenName } from '../text/grams.ts';

export interface Highlights {
  readonly text: Span[];
  readonly heading: Span[];
  /** What the clause shares with the query, folded: terms, words, else single characters. */
  readonly shared: readonly string[];
  /** Official words, folded, by which a related clause says what the query means. */
  readonly means: readonly string[];
}

/**
 * Of a literal hit every occurrence of its terms; else of the query's words that it holds and of the official words of the
 * concepts that the query comes close to; else, in the passage that has most of them, of the characters it shares with the query.
 * Sorted, not overlapping.
 */
export function highlight(
  snapshot: Snapshot,
  { query, widening }: Pick<Searched, 'query' | 'widening'>,
  hit: RankedClause,
  passages: readonly Span[],
): Highlights {
  const { phrases } = snapshot;
  // A token may have matched in the context (title, headings above): only what the clause itself holds is shown.
  const held = unique([...query.words, ...tokenTexts(query)]).filter((word) =>
    phrases.holds(hit.entry, word),
  );
  const words = held.filter(isWord);
  const means = hit.literal ? [] : longest(meant(snapshot, widening, hit.entry));
  const wanted = hit.literal ? query.terms : [...words, ...means];
  if (wanted.length > 0) {
    return {
      text: merge(wanted.flatMap((phrase) => phrases.inText(hit.entry, phrase))),
      heading: merge(wanted.flatMap((phrase) => phrases.inHeading(hit.entry, phrase))),
      shared: longest(hit.literal ? wanted : words),
      means,
    };
  }
  const inText = held.flatMap((character) => phrases.inText(hit.entry, character));
  const passage =
    hit.semantic === null ? densestPassage(passages, inText) : (passages[hit.semantic.passage] ?? null);
  return {
    text: merge(inText.filter((span) => passage !== null && contains(passage, span))),
    heading: merge(held.flatMap((character) => phrases.inHeading(hit.entry, character))),
    shared: held,
    means: [],
  };
}

// 管理 and 环境 stand in every other clause and show nothing: words of a third of all clauses (idf 1) are left out.
const MIN_IDF = 1;

/** What of the concepts of a query an entry holds: their official labels, else the telling words of those of the nearest. */
function meant({ phrases, lexical }: Snapshot, { concepts }: Widening, entry: number): string[] {
  const labels = concepts.flatMap(({ concept }) => officialLabels(concept));
  const held = unique(labels).filter((label) => label.length > 1 && phrases.holds(entry, label));
  if (held.length > 0) return held;
  const [nearest] = concepts;
  if (nearest === undefined) return [];
  return [...officialTokens(nearest.concept).keys()].flatMap((name) => {
    const { kind, text } = readTokenName(name);
    const isTelling = kind === 'word' && isWord(text) && idf(lexical.size, lexical.countOf(name)) >= MIN_IDF;
    return isTelling && phrases.holds(entry, text) ? [text] : [];
  });
}

const known = new WeakMap<Query, readonly string[]>();

/** Words, characters and pairs of what a query is about; a pair with a character of a framing word in it says nothing. */
function tokenTexts(query: Query): readonly string[] {
  const texts = known.get(query) ?? readTokens(query);
  known.set(query, texts);
  return texts;
}

function readTokens({ tokens }: Query): string[] {
  return [...tokens.keys()]
    .map(readTokenName)
    .flatMap(({ kind, text }) =>
      kind !== 'pair' || [...text].every((character) => tokens.has(characterName(character))) ? [text] : [],
    );
}

/** The passage that holds most marks, the earlier of equals; null where none holds any. */
export function densestPassage(passages: readonly Span[], marks: readonly Span[]): Span | null {
  let best: { span: Span; count: number } | null = null;
  for (const span of passages) {
    const count = marks.filter((mark) => contains(span, mark)).length;
    if (count > (best?.count ?? 0)) best = { span, count };
  }
  return best?.span ?? null;
}

// A single character that happens to be a word of its own marks half the page.
function isWord(text: string): boolean {
  return text.length > 1 || !/^\p{Script=Han}$/u.test(text);
}

/** Without the words that stand inside another one: 颗粒物 says nothing beside 细颗粒物. */
function longest(words: readonly string[]): string[] {
  return words.filter((word) => !words.some((other) => other !== word && other.includes(word)));
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}

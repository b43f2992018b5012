/** Owns what of a snapshot is suggested to somebody who types: the one place that says where terms and headings come from. */
import { slice } from '../core/span.ts';
import type { CompletionSource } from '../indexing/completions.ts';
import type { Snapshot } from '../indexing/open.ts';
import { fold } from '../text/fold.ts';
import { domainWords, segment } from '../text/segment.ts';

// Cutting headings into words takes some 20 microseconds each: a large collection's first ones have its usual words.
const MAX_CUT_HEADINGS = 20_000;

export function completionSource(snapshot: Snapshot): CompletionSource {
  const { documents, clauses } = snapshot;
  const headings = clauses.flatMap(({ heading, clause }) =>
    heading === null ? [] : [{ text: heading, clause }],
  );
  return { documents, headings, terms: termsOf(snapshot, headings) };
}

/** Words of headings, and words of the domain dictionary that stand in some clause; as printed, with the number of clauses that hold or stand under them. */
function* termsOf(snapshot: Snapshot, headings: readonly { text: string }[]): CompletionSource['terms'] {
  const inHeadings = new Map<string, { text: string; count: number }>();
  for (const { text } of headings.slice(0, MAX_CUT_HEADINGS)) {
    const folded = fold(text);
    for (const span of segment(folded)) {
      const word = slice(folded, span);
      const known = inHeadings.get(word);
      if (known !== undefined) known.count++;
      else inHeadings.set(word, { text: slice(text, span), count: 1 });
    }
  }
  for (const [word, found] of inClauses(domainWords().map(fold), snapshot)) {
    const text = printedForm(word, found, snapshot);
    if (text === null) continue;
    inHeadings.delete(word);
    yield { text, count: found.size };
  }
  yield* inHeadings.values();
}

/** The clauses that hold each word, by their positions among the entries; asked for all at once, which is one walk. */
function inClauses(words: readonly string[], { lexical, passages }: Snapshot): Map<string, Set<number>> {
  const holding = new Map<string, Set<number>>();
  for (const { id, matched } of lexical.search({ weights: new Map(words.map((word) => [word, 1])) })) {
    const entry = passages[id]?.entry;
    if (entry === undefined) continue;
    for (const word of matched) {
      const known = holding.get(word);
      if (known === undefined) holding.set(word, new Set([entry]));
      else known.add(entry);
    }
  }
  return holding;
}

// A word stands in the clause itself or in what stands above it; some of the first clauses print it.
const MAX_LOOKED_AT = 20;

/** As a Simplified document prints it, else as a Traditional one does; null where none of the clauses looked at prints it. */
function printedForm(
  word: string,
  holding: ReadonlySet<number>,
  { entries, phrases }: Snapshot,
): string | null {
  const looked = [...holding].slice(0, MAX_LOOKED_AT).flatMap((at) => {
    const { clause, record } = entries[at] ?? {};
    const [inText] = phrases.inText(at, word);
    const [inHeading] = phrases.inHeading(at, word);
    const printed = inText
      ? clause?.text.slice(inText.start, inText.end)
      : inHeading && clause?.heading?.slice(inHeading.start, inHeading.end);
    return printed === undefined ? [] : [{ printed, script: record?.script }];
  });
  return (looked.find(({ script }) => script === 'simplified') ?? looked[0])?.printed ?? null;
}

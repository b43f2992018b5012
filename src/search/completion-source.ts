/** Owns what of a snapshot is suggested to somebody who types: the one place that says where terms and headings come from. */
import type { CompletionSource } from '../indexing/completions.ts';
import type { Snapshot } from '../indexing/open.ts';

// Reading a clause takes some 3 microseconds; of a large collection the first ones have its usual headings.
const MAX_READ_CLAUSES = 30_000;

export function completionSource(snapshot: Snapshot): CompletionSource {
  return { documents: snapshot.documents, headings: headingsOf(snapshot), terms: termsOf(snapshot) };
}

function* headingsOf({ headings, live, clause }: Snapshot): CompletionSource['headings'] {
  for (const { clause: node } of headings) yield { text: node.heading ?? '', clause: node.clause };
  let read = 0;
  for (const entry of live) {
    if (read++ >= MAX_READ_CLAUSES) return;
    const { heading, clause: address } = clause(entry);
    if (heading !== null) yield { text: heading, clause: address };
  }
}

/** Every word of the clauses, with the number of clauses that hold it or stand under it. */
function* termsOf(snapshot: Snapshot): CompletionSource['terms'] {
  for (const { word, count } of snapshot.lexical.words()) {
    yield { text: /\p{Script=Latin}/u.test(word) ? printedForm(word, snapshot) : word, count };
  }
}

// A word stands in the clause itself or in what stands above it; some of the first clauses print it.
const MAX_LOOKED_AT = 5;

/** The index knows pm2.5; documents print PM2.5. */
function printedForm(word: string, { clause, phrases }: Snapshot): string {
  for (const entry of phrases.find(word).slice(0, MAX_LOOKED_AT)) {
    const [inText] = phrases.inText(entry, word);
    if (inText !== undefined) return clause(entry).text.slice(inText.start, inText.end);
    const [inHeading] = phrases.inHeading(entry, word);
    if (inHeading !== undefined) return (clause(entry).heading ?? word).slice(inHeading.start, inHeading.end);
  }
  return word;
}

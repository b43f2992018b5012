/** Owns which lexical index ranks: the postings of the snapshot, or a MiniSearch made of its clauses. */
import type { LexicalIndex } from './lexical.ts';
import { createMiniSearchIndex } from './lexical-minisearch.ts';
import type { Snapshot } from './open.ts';
import { lexicalEntries } from './read-lexical.ts';

export const LEXICAL_ENGINES = ['auto', 'postings', 'minisearch'] as const;
export type LexicalEngine = (typeof LEXICAL_ENGINES)[number];

/**
 * 'auto' is the postings at every size: measured (`npm run bench`, bench/RESULTS.md), MiniSearch is slower from the 191 clauses of
 * the first corpus on, so there is no size at which it should serve. It is made in memory, clause by clause, and takes as long as
 * indexing does.
 */
export function chooseLexical(snapshot: Snapshot, engine: LexicalEngine): LexicalIndex {
  if (engine !== 'minisearch') return snapshot.lexical;
  const index = createMiniSearchIndex();
  for (const record of snapshot.documents) {
    const clauses = snapshot.clausesOf(record.document);
    const entries = lexicalEntries({ clauses, documents: [record] });
    const numbers = clauses.map(({ clause }) => snapshot.entryAt(clause)).filter((entry) => entry >= 0);
    for (const number of numbers) {
      const entry = entries.next();
      if (!entry.done) index.add(number, entry.value);
    }
  }
  return index;
}

/** Owns what is indexed of a part: the tokens of each clause that can be a hit, in the order of the clauses. */
import { indexWords } from '../text/analyze.ts';
import { fold } from '../text/fold.ts';
import { type Clause, isSearchable, type Part } from './corpus.ts';
import type { FieldContent, LexicalEntry } from './lexical.ts';

/** Title, city and the headings above help a clause to be found; they are its context, not its text. */
export function* lexicalEntries({
  clauses,
  documents,
}: Pick<Part, 'clauses' | 'documents'>): Generator<LexicalEntry> {
  const records = new Map(documents.map((record) => [record.document, record]));
  const byAddress = new Map(clauses.map((clause) => [clause.clause, clause]));
  const parents = new Set(clauses.map(({ parent }) => parent));
  // The clauses of a section have one context, and 第一条 is the heading of many.
  const known = new Map<string, FieldContent>();
  const once = (text: string) => {
    const content = known.get(text) ?? contentOf(text);
    known.set(text, content);
    return content;
  };
  for (const clause of clauses) {
    if (!isSearchable(clause, parents.has(clause.clause))) continue;
    const record = records.get(clause.document);
    const above = headingsAbove(clause, byAddress);
    yield {
      text: contentOf(clause.text),
      heading: once(clause.heading ?? ''),
      context: once([record?.city ?? '', record?.title ?? '', ...above].join(' ')),
    };
  }
}

function contentOf(text: string): FieldContent {
  const folded = fold(text);
  return { folded, words: indexWords(folded) };
}

function headingsAbove(clause: Clause, byAddress: ReadonlyMap<string, Clause>): string[] {
  const headings: string[] = [];
  for (let above = clause.parent; above !== null; above = byAddress.get(above)?.parent ?? null) {
    headings.push(byAddress.get(above)?.heading ?? '');
  }
  return headings;
}

/** Owns how tests name what is cited: an address, and where a quote is meant its words. */
import type { Cited } from '../../src/citation/reference.ts';
import { seedsInside } from '../support/corpus.ts';

/** A document's id, or a clause's address with or without words that stand in its text once or more: the first are meant. */
export type CitedAt = (address: string, quote?: string) => Cited;

/** Every clause of the five documents, headings and title blocks included, and the documents themselves. */
export async function everythingCited(): Promise<Cited[]> {
  const { snapshot } = await seedsInside();
  return snapshot.documents.flatMap((record) => [
    { record, clause: null },
    ...snapshot.clausesOf(record.document).map((clause) => ({ record, clause })),
  ]);
}

export async function citedAt(): Promise<CitedAt> {
  const { snapshot } = await seedsInside();
  return (address, quote) => {
    const record = snapshot.documents.find(({ document }) => document === address.split('/')[0]);
    const clause = address.includes('/') ? snapshot.find(address) : null;
    if (record === undefined || (clause === null && address.includes('/'))) throw new Error(`no ${address}`);
    if (quote === undefined) return { record, clause, span: null };
    const start = clause?.text.indexOf(quote) ?? -1;
    if (start < 0) throw new Error(`"${quote}" does not stand in ${address}`);
    return { record, clause, span: { start, end: start + quote.length } };
  };
}

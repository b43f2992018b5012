/** Owns a search for what is similar, from a clause or from pasted text: what was looked at, and what was found for each paragraph. */
import { readResponsibility } from '../clauses/responsibility.ts';
import { topicsOf } from '../concepts/topics.ts';
import { Bitmap } from '../core/bitmap.ts';
import type { Span } from '../core/span.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type { Snapshot } from '../indexing/open.ts';
import { splitPassages } from '../passages/split.ts';
import { fold } from '../text/fold.ts';
import { readPasted } from './pasted.ts';
import { type Profile, profilesOf } from './profile.ts';
import { type SimilarFound, similarTo } from './similar.ts';

export interface SimilarScope {
  readonly accept: Bitmap;
  readonly documents: number;
  readonly clauses: number;
}

/** One thing that was asked with, and what is similar to it. */
export interface SimilarTo extends SimilarFound {
  /** Into the text that was asked with. */
  readonly span: Span;
  readonly profile: Profile;
}

/**
 * The clauses that may be found: those that are counted, of some documents.
 * @param documents places in the snapshot's documents
 * @param except the entry that is asked with, which is never found itself; null for a text
 */
export function similarScope(
  snapshot: Snapshot,
  documents: ReadonlySet<number>,
  except: number | null,
): SimilarScope {
  const accept = new Bitmap(snapshot.entries);
  for (const entry of snapshot.live) {
    const isOf = documents.has(snapshot.documentOf(entry)) && snapshot.isCounted(entry);
    if (isOf && entry !== except) accept.add(entry);
  }
  return { accept, documents: documents.size, clauses: accept.count() };
}

export function similarToClause(snapshot: Snapshot, entry: number, { accept }: SimilarScope): SimilarTo {
  const profile = profilesOf(snapshot).ofEntry(entry);
  const { text } = snapshot.clause(entry);
  return {
    span: { start: 0, end: text.length },
    profile,
    ...similarTo(snapshot, { source: profile, kind: 'clause' }, accept),
  };
}

/** Each paragraph by itself, in order. */
export async function similarToText(
  { snapshot, embedder }: { snapshot: Snapshot; embedder: Embedder | null },
  text: string,
  { accept }: SimilarScope,
): Promise<SimilarTo[]> {
  const found: SimilarTo[] = [];
  for (const { span, heading } of readPasted(text)) {
    const paragraph = text.slice(span.start, span.end);
    const profile = await profileOfText({ snapshot, embedder }, paragraph, heading);
    found.push({ span, profile, ...similarTo(snapshot, { source: profile, kind: 'text' }, accept) });
  }
  return found;
}

export async function profileOfText(
  { snapshot, embedder }: { snapshot: Snapshot; embedder: Embedder | null },
  text: string,
  heading: string | null,
): Promise<Profile> {
  const passages = splitPassages(text);
  // With the heading in front, as passages of documents are embedded.
  const texts = passages.map(({ start, end }) =>
    [heading ?? '', text.slice(start, end)].filter((piece) => piece !== '').join('。'),
  );
  const vectors =
    embedder === null || snapshot.vectors === null ? [] : await embedder.embed(texts, 'passage');
  return profilesOf(snapshot).of({
    heading,
    text,
    responsible: readResponsibility(text),
    kind: 'pasted',
    concepts: topicsOf(fold(`${heading ?? ''}\n${text}`)),
    passages: vectors.map((vector, i) => ({ vector, chars: Math.max(1, texts[i]?.length ?? 0) })),
  });
}

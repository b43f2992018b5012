/** Owns the segments of an index being built: kept from the old one where their source is the same, else stored anew. */
import type { Embedder } from '../embedding/embedder.ts';
import type { PassageTokens, Segment } from './corpus.ts';
import type { AnalyzedSegment } from './read-segment.ts';
import { type Manifest, readSegment, readStored, readTokens, type StoredFile, store } from './snapshot.ts';
import type { SourceFile } from './sources.ts';
import { buildVectorIndex } from './vectors.ts';

export interface BuiltSegment {
  readonly source: string;
  readonly key: string;
  readonly data: StoredFile;
  readonly tokensFile: StoredFile | null;
  readonly vectors: StoredFile | null;
  readonly segment: Segment;
  readonly tokens: () => readonly PassageTokens[];
}

/** The segment of a source as the old index has it; null where the source changed or a file of it is damaged. */
export function keepSegment(
  folder: string,
  old: Manifest | null,
  { source, key }: SourceFile,
): BuiltSegment | null {
  const entry = old?.segments.find((segment) => segment.key === key);
  if (entry === undefined) return null;
  try {
    const { tokens } = entry;
    if (entry.vectors !== null) readStored(folder, entry.vectors);
    if (tokens !== null) readStored(folder, tokens);
    return {
      ...entry,
      source,
      tokensFile: tokens,
      segment: readSegment(folder, entry.data),
      tokens: () => {
        if (tokens === null) throw new RangeError(`no tokens are stored of ${source}`);
        return readTokens(folder, tokens);
      },
    };
  } catch {
    return null; // damaged: read the source again
  }
}

export interface StoreOptions {
  readonly indexFolder: string;
  readonly embedder: Embedder | null;
  readonly onProgress: (message: string) => void;
}

export async function storeSegment(
  { source, key, storesTokens }: SourceFile,
  { segment, tokens }: AnalyzedSegment,
  { indexFolder, embedder, onProgress }: StoreOptions,
): Promise<BuiltSegment> {
  return {
    source,
    key,
    data: store(indexFolder, 'segment', JSON.stringify(segment)),
    tokensFile: storesTokens ? store(indexFolder, 'tokens', JSON.stringify(tokens)) : null,
    vectors: embedder === null ? null : await embedSegment(indexFolder, segment, embedder, onProgress),
    segment,
    tokens: () => tokens,
  };
}

async function embedSegment(
  folder: string,
  { clauses, passages }: Segment,
  embedder: Embedder,
  onProgress: (message: string) => void,
): Promise<StoredFile> {
  const BATCH = 64;
  const vectors: Float32Array[] = [];
  for (let from = 0; from < passages.length; from += BATCH) {
    const batch = passages.slice(from, from + BATCH).map(({ clause, span }) => {
      const { heading = null, text = '' } = clauses[clause] ?? {};
      return [heading ?? '', text.slice(span.start, span.end)].filter((part) => part !== '').join('。');
    });
    vectors.push(...(await embedder.embed(batch, 'passage')));
    onProgress(`embedding ${vectors.length} of ${passages.length} passages`);
  }
  return store(folder, 'vectors', buildVectorIndex(vectors, embedder.dimensions).serialize());
}

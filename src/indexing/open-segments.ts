/** Owns how the segments of an index are opened: each file held against its checksum, nothing parsed that is not asked for. */
import { messageOf, TiaosuoError } from '../core/errors.ts';
import { ClauseStore } from './clause-store.ts';
import type { OpenSegment } from './document-places.ts';
import { PostingsSegment } from './postings/segment.ts';
import { liveEntries } from './segments.ts';
import { type Manifest, type ManifestSegment, readStored, rebuildCommand } from './snapshot.ts';

export interface OpenSegments {
  readonly segments: readonly OpenSegment[];
  /** Numbers of entries go up to this, the deleted ones too. */
  readonly entries: number;
}

/** Reads and checks the files of all segments; entries and passages are counted through them. */
export function openSegments(folder: string, manifest: Manifest): OpenSegments {
  let firstEntry = 0;
  let firstPassage = 0;
  const segments = manifest.segments.map((files): OpenSegment => {
    const segment = openSegment(folder, files);
    const placed = { ...segment, firstEntry, firstPassage };
    firstEntry += segment.store.entries.length;
    firstPassage += segment.store.passages;
    return placed;
  });
  return { segments, entries: firstEntry };
}

function openSegment(
  folder: string,
  files: ManifestSegment,
): Omit<OpenSegment, 'firstEntry' | 'firstPassage'> {
  const clauses = readStored(folder, files.clauses);
  const postings = readStored(folder, files.postings);
  const vectors = files.vectors === null ? null : readStored(folder, files.vectors);
  try {
    const store = new ClauseStore(clauses);
    return {
      store,
      postings: new PostingsSegment(postings),
      vectors,
      offsets: files.parts,
      live: liveEntries(store, files.parts),
    };
  } catch (cause) {
    throw new TiaosuoError(
      'index_damaged',
      `"${files.clauses.file}" or "${files.postings.file}" in "${folder}" cannot be read: ${messageOf(cause)}`,
      { hint: `rebuild it: ${rebuildCommand(folder)}`, cause },
    );
  }
}

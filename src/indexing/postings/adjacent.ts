/** Owns the search for pairs that stand at fixed distances: what makes a phrase of Han characters. */
import type { PostingCursor, PostingsSegment } from './segment.ts';

export interface PairAt {
  readonly key: number;
  /** Units from the beginning of the phrase. */
  readonly offset: number;
}

/**
 * The clauses of a segment whose heading or text holds all pairs at their distances, ascending; the deleted ones too.
 * @param among only these, ascending; all where null
 */
export function findAdjacent(
  segment: PostingsSegment,
  pairs: readonly PairAt[],
  among: readonly number[] | null = null,
): number[] {
  const tracks: Track[] = [];
  for (const { key, offset } of pairs) {
    const term = segment.terms.findKey(key);
    if (term < 0) return [];
    tracks.push({ cursor: segment.cursor(term), offset, positions: [], count: 0 });
  }
  // The rarest pair leads, the others are asked for its clauses only.
  tracks.sort((a, b) => a.cursor.count - b.cursor.count);
  const [lead, ...others] = tracks;
  const found: number[] = [];
  if (lead === undefined) return found;
  const tryClause = (clause: number) => {
    for (const { cursor } of others) {
      cursor.seek(clause);
      if (cursor.clause !== clause) return;
    }
    // One pair alone stands wherever it is printed.
    if (others.length === 0 ? lead.cursor.isPrinted : meet(lead, others)) found.push(clause);
  };
  if (among === null) {
    while (lead.cursor.next()) tryClause(lead.cursor.clause);
    return found;
  }
  for (const clause of among) {
    lead.cursor.seek(clause);
    if (lead.cursor.clause === clause) tryClause(clause);
  }
  return found;
}

interface Track {
  readonly cursor: PostingCursor;
  readonly offset: number;
  readonly positions: number[];
  count: number;
}

/** Whether some beginning of the phrase fits the positions of all. They may stand in the context only: then there are none. */
function meet(lead: Track, others: readonly Track[]): boolean {
  for (const track of [lead, ...others]) {
    track.count = track.cursor.positions(track.positions);
    if (track.count === 0) return false;
  }
  for (let i = 0; i < lead.count; i++) {
    const start = (lead.positions[i] as number) - lead.offset;
    if (others.every((track) => holds(track, start + track.offset))) return true;
  }
  return false;
}

function holds({ positions, count }: Track, wanted: number): boolean {
  for (let i = 0; i < count; i++) {
    const position = positions[i] as number;
    if (position >= wanted) return position === wanted;
  }
  return false;
}

/** Owns the scoring of a query over one segment: every posting of its terms once, added up clause by clause. */
//
// Nothing ends early. Max-score (Turtle, Flood: Query evaluation, strategies and optimizations, 1995) was built and measured on
// everyday questions: the best clauses hold so little of a long question that the bound lets three postings of four through, and
// asking lists for single clauses cost more than reading the rest.
import type { Bitmap } from '../../core/bitmap.ts';
import type { BestMatches } from './best.ts';
import type { ScoredList } from './scored-list.ts';

// Sums of 2^12 clauses take 32 KiB, which stays in the first-level cache while the lists are added one by one; 2^15 cost 3 percent.
const WINDOW = 1 << 12;
// Under a filter whole windows without an accepted clause are passed over, so they are smaller.
const FILTERED_WINDOW = 1 << 9;

export interface ScoreTask {
  /** Clauses of the segment. */
  readonly size: number;
  /** The number of the segment's first clause in the index. */
  readonly base: number;
  /** By number in the segment; all where null. */
  readonly live: Bitmap | null;
  /** Lists that stand before their first posting. */
  readonly lists: readonly ScoredList[];
  /** By number in the index; all where undefined. */
  readonly accept: Bitmap | undefined;
  /** Gets the best clauses. */
  readonly best: BestMatches;
  /** Ascending, by number in the index. */
  readonly wanted: readonly number[];
  /** Gets the scores of the wanted clauses, at their places. */
  readonly scores: number[];
}

const sums = new Float64Array(WINDOW);

/** Returns postings read. */
export function scoreSegment(task: ScoreTask): number {
  const { size, base, lists, accept } = task;
  const windowSize = accept === undefined ? WINDOW : FILTERED_WINDOW;
  let read = 0;
  let wanted = 0;
  let reached = 0;
  for (let start = 0; start < size && lists.length > 0; start += windowSize) {
    const stop = Math.min(start + windowSize, size);
    if (accept !== undefined && !accept.hasAny(base + start, base + stop) && !isWanted(task, start, stop))
      continue;
    for (const list of lists) {
      if (reached !== start) list.skipTo(start);
      read += list.addUp({ start, stop, sums });
    }
    reached = stop;
    wanted = collect(task, { start, stop }, wanted);
  }
  return read;
}

function isWanted({ base, wanted }: ScoreTask, start: number, stop: number): boolean {
  let low = 0;
  let high = wanted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((wanted[middle] as number) < base + start) low = middle + 1;
    else high = middle;
  }
  return low < wanted.length && (wanted[low] as number) < base + stop;
}

/** Reads the sums of a window and sets them back to 0. Returns the place of the first wanted clause behind it. */
function collect(
  { base, live, accept, best, wanted, scores }: ScoreTask,
  { start, stop }: { start: number; stop: number },
  wantedFrom: number,
): number {
  let place = wantedFrom;
  for (; place < wanted.length && (wanted[place] as number) < base + stop; place++) {
    const at = (wanted[place] as number) - base;
    if (at >= start && (live?.has(at) ?? true)) scores[place] = sums[at - start] as number;
  }
  let threshold = best.threshold;
  for (let at = start; at < stop; at++) {
    const sum = sums[at - start] as number;
    if (
      sum < threshold ||
      (accept !== undefined && !accept.has(base + at)) ||
      (live !== null && !live.has(at))
    )
      continue;
    best.add(base + at, sum);
    threshold = best.threshold;
  }
  sums.fill(0, 0, stop - start);
  return place;
}

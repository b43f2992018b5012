/** Owns the bounded best-k list. */

export interface Scored<T> {
  readonly item: T;
  readonly score: number;
}

/**
 * The `k` best of `entries`, best first: higher score first, and `tie(a, b) < 0` puts `a` first among equals.
 * A binary heap of at most `k` entries whose root is the worst kept; O(n log k).
 * `k` 0 or less gives an empty list; NaN scores are left out.
 */
export function topK<T>(
  entries: Iterable<Scored<T>>,
  k: number,
  tie: (a: T, b: T) => number = () => 0,
): Scored<T>[] {
  if (!(k > 0)) return [];
  const worse = (a: Scored<T>, b: Scored<T>) => a.score - b.score || -tie(a.item, b.item);
  const heap: Scored<T>[] = [];
  for (const entry of entries) {
    if (Number.isNaN(entry.score)) continue;
    if (heap.length < k) {
      heap.push(entry);
      siftUp(heap, worse);
    } else if (heap[0] !== undefined && worse(entry, heap[0]) > 0) {
      heap[0] = entry;
      siftDown(heap, worse);
    }
  }
  return heap.sort((a, b) => -worse(a, b));
}

type Compare<T> = (a: T, b: T) => number;

function siftUp<T>(heap: T[], worse: Compare<T>): void {
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!swapIf(heap, at, parent, worse)) return;
    at = parent;
  }
}

function siftDown<T>(heap: T[], worse: Compare<T>): void {
  for (let at = 0; ; ) {
    const left = 2 * at + 1;
    const right = left + 1;
    const l = heap[left];
    const r = heap[right];
    if (l === undefined) return;
    const child = r !== undefined && worse(r, l) < 0 ? right : left;
    if (!swapIf(heap, child, at, worse)) return;
    at = child;
  }
}

/** Swaps where `lower` is worse than `upper`, which then belongs nearer the root. */
function swapIf<T>(heap: T[], lower: number, upper: number, worse: Compare<T>): boolean {
  const a = heap[lower];
  const b = heap[upper];
  if (a === undefined || b === undefined || worse(a, b) >= 0) return false;
  heap[lower] = b;
  heap[upper] = a;
  return true;
}

/** Owns hierarchical clustering: average linkage by the nearest-neighbour chain. */

/** Similarities of n things, row by row: n * n values, symmetric; what stands on the diagonal is not looked at. */
export type SimilarityMatrix = Float32Array;

interface Merge {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

/**
 * Groups of things whose average similarity is at least `line`: average linkage (UPGMA; Sokal and Michener 1958), found by following
 * nearest neighbours until two are each other's (nearest-neighbour chain; Benzécri 1982, Murtagh 1983). As average linkage is
 * reducible, merging mutual nearest neighbours wherever they are met gives the tree that merging the nearest pair of all gives.
 * n² time and space. Of equally near neighbours the one with the lower number is nearer.
 * @returns the members of each group ascending, groups by their first member; every thing stands in one
 */
export function averageLinkage(similarities: SimilarityMatrix, size: number, line: number): number[][] {
  const groups = new DisjointSets(size);
  for (const { a, b, similarity } of mergesOf(similarities, size)) if (similarity >= line) groups.join(a, b);
  return groups.all();
}

function mergesOf(similarities: SimilarityMatrix, size: number): Merge[] {
  const near = Float64Array.from(similarities);
  const sizes = new Uint32Array(size).fill(1);
  const merges: Merge[] = [];
  const chain: number[] = [];
  while (merges.length < size - 1) {
    if (chain.length === 0) chain.push(sizes.findIndex((count) => count > 0));
    const last = chain.at(-1) as number;
    const before = chain.at(-2) ?? -1;
    const next = nearestOf(near, sizes, last, before);
    if (next !== before) {
      chain.push(next);
      continue;
    }
    chain.length -= 2;
    merges.push({ a: before, b: last, similarity: near[last * size + before] as number });
    absorb(near, sizes, Math.min(before, last), Math.max(before, last));
  }
  return merges;
}

/** The nearest living neighbour; the one before in the chain where it is as near as any, so that the chain ends. */
function nearestOf(near: Float64Array, sizes: Uint32Array, of: number, before: number): number {
  const size = sizes.length;
  let best = before;
  let most = before < 0 ? Number.NEGATIVE_INFINITY : (near[of * size + before] as number);
  for (let other = 0; other < size; other++) {
    if (other === of || sizes[other] === 0) continue;
    const similarity = near[of * size + other] as number;
    if (similarity > most) {
      most = similarity;
      best = other;
    }
  }
  return best;
}

/** `kept` becomes the group of both; by the formula of Lance and Williams for averages. */
function absorb(near: Float64Array, sizes: Uint32Array, kept: number, gone: number): void {
  const size = sizes.length;
  const [m, n] = [sizes[kept] as number, sizes[gone] as number];
  for (let other = 0; other < size; other++) {
    if (other === kept || other === gone || sizes[other] === 0) continue;
    const mean =
      (m * (near[kept * size + other] as number) + n * (near[gone * size + other] as number)) / (m + n);
    near[kept * size + other] = mean;
    near[other * size + kept] = mean;
  }
  sizes[kept] = m + n;
  sizes[gone] = 0;
}

/** Disjoint sets of the numbers below `size`. */
class DisjointSets {
  readonly #parents: Uint32Array;

  constructor(size: number) {
    this.#parents = Uint32Array.from({ length: size }, (_, i) => i);
  }

  #rootOf(member: number): number {
    let root = member;
    while (this.#parents[root] !== root) root = this.#parents[root] as number;
    this.#parents[member] = root;
    return root;
  }

  join(a: number, b: number): void {
    const [x, y] = [this.#rootOf(a), this.#rootOf(b)];
    this.#parents[Math.max(x, y)] = Math.min(x, y);
  }

  all(): number[][] {
    const groups = new Map<number, number[]>();
    for (let member = 0; member < this.#parents.length; member++) {
      const root = this.#rootOf(member);
      const group = groups.get(root);
      if (group === undefined) groups.set(root, [member]);
      else group.push(member);
    }
    return [...groups.values()];
  }
}

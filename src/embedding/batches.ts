/** Owns which texts run together: those of similar length, so that little is padded, and not too many at once. */

export interface BatchLimits {
  /** Texts of a batch times the longest of them; a single longer text is a batch of its own. */
  readonly maxTokens: number;
  readonly maxTexts: number;
}

/** Groups texts, named by their place in `lengths`; shorter ones first. Those without a token are in no batch. */
export function planBatches(
  lengths: readonly number[],
  { maxTokens, maxTexts }: BatchLimits,
): readonly (readonly number[])[] {
  const order = [...lengths.keys()]
    .filter((i) => lengths[i] !== 0)
    .sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b);
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const i of order) {
    if (
      batch.length > 0 &&
      (batch.length === maxTexts || (batch.length + 1) * (lengths[i] ?? 0) > maxTokens)
    ) {
      batches.push(batch);
      batch = [];
    }
    batch.push(i);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

/** Owns how durations are taken and summed up. */

/** The value below or at which a share (0 to 1) of them lies, itself one of them; 0 of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export interface Timing {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly count: number;
}

/**
 * Runs each item once to warm up, then `rounds` times, round by round; an item counts with the median of its rounds, so that what
 * else the machine does counts little.
 */
export async function timeEach<T>(
  items: readonly T[],
  run: (item: T) => unknown,
  { rounds = 5, now = () => performance.now() }: { rounds?: number; now?: () => number } = {},
): Promise<Timing> {
  for (const item of items) await run(item);
  const durations = items.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, item] of items.entries()) {
      const startedMs = now();
      await run(item);
      durations[i]?.push(now() - startedMs);
    }
  }
  const medians = durations.map((list) => quantile(list, 0.5));
  return { p50Ms: quantile(medians, 0.5), p95Ms: quantile(medians, 0.95), count: items.length };
}

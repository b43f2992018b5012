/**
 * Durations:
 * - a quantile is one of the values, and lies between the least and the greatest;
 * - what is timed runs once before; one slow round of an item changes nothing.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile, timeEach } from '../../src/eval/timing.ts';

describe('quantile', () => {
  it('is the textbook value, in whatever order they come', () => {
    const values = [40, 15, 50, 20, 35];
    expect([0, 0.05, 0.3, 0.4, 0.5, 1].map((share) => quantile(values, share))).toEqual([
      15, 15, 20, 20, 35, 50,
    ]);
  });

  it('is one of the values, and grows with the share', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          expect(values).toContain(quantile(values, share));
          expect(quantile(values, share)).toBeLessThanOrEqual(quantile(values, 1));
        },
      ),
    );
  });

  it('is 0 of nothing', () => {
    expect(quantile([], 0.5)).toBe(0);
  });
});

describe('timeEach', () => {
  it('warms up, then counts each item with the median of its rounds', async () => {
    let clockMs = 0;
    const runs: string[] = [];
    const costs: Readonly<Record<string, number[]>> = { a: [900, 1, 1, 800], b: [900, 5, 700, 5] };
    const timing = await timeEach(
      ['a', 'b'],
      (item) => {
        clockMs += costs[item]?.[runs.filter((run) => run === item).length] ?? 0;
        runs.push(item);
      },
      { rounds: 3, now: () => clockMs },
    );
    expect(runs).toEqual(['a', 'b', 'a', 'b', 'a', 'b', 'a', 'b']);
    expect(timing).toEqual({ p50Ms: 1, p95Ms: 5, count: 2 });
  });
});

/**
 * Batches. Properties: every text with a token is in one batch, no other is in any; no batch is wider than allowed unless it is
 * a single text; texts of a batch are neighbours by length, so padding is as little as it can be.
 * And the frame of a tokenizer: a text that is cut short keeps what stands behind it.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planBatches } from '../../src/embedding/batches.ts';
import { framedBy, shorten } from '../../src/embedding/token-frame.ts';

const lengths = fc.array(fc.nat({ max: 60 }), { maxLength: 60 });
const limits = fc.record({
  maxTokens: fc.integer({ min: 1, max: 200 }),
  maxTexts: fc.integer({ min: 1, max: 12 }),
});

describe('batches', () => {
  it('hold every text that has a token, once', () => {
    fc.assert(
      fc.property(lengths, limits, (all, limit) => {
        const planned = planBatches(all, limit).flat();
        expect([...planned].sort((a, b) => a - b)).toEqual([...all.keys()].filter((i) => all[i] !== 0));
      }),
    );
  });

  it('keep to the limits, and are sorted by length', () => {
    fc.assert(
      fc.property(lengths, limits, (all, limit) => {
        const batches = planBatches(all, limit);
        for (const batch of batches) {
          const longest = Math.max(...batch.map((i) => all[i] ?? 0));
          expect(batch.length).toBeLessThanOrEqual(limit.maxTexts);
          expect(batch.length === 1 || batch.length * longest <= limit.maxTokens).toBe(true);
        }
        const inOrder = batches.flat().map((i) => all[i] ?? 0);
        expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
      }),
    );
  });

  it('are full before another is begun', () => {
    expect(planBatches([5, 5, 5, 5, 5], { maxTokens: 10, maxTexts: 9 })).toEqual([[0, 1], [2, 3], [4]]);
    expect(planBatches([9, 1, 0, 1], { maxTokens: 10, maxTexts: 9 })).toEqual([[1, 3], [0]]);
    expect(planBatches([1, 1, 1], { maxTokens: 10, maxTexts: 1 })).toEqual([[0], [1], [2]]);
  });
});

describe('a text that is cut short', () => {
  const encoder =
    (before: number[], after: number[]) =>
    (text: string, special = true) => {
      const ids = [...text].map((char) => char.codePointAt(0) ?? 0);
      return special ? [...before, ...ids, ...after] : ids;
    };

  it.each([
    [[1], [2], 1],
    [[], [], 0],
    [[], [2], 1],
    [[1, 1], [2, 3], 2],
  ])('with %j before it and %j behind it has %i tokens behind', (before, after, behind) => {
    expect(framedBy(encoder(before, after))).toEqual({ behind });
  });

  it('keeps its beginning and what stands behind it', () => {
    const encode = encoder([1], [2]);
    expect(shorten(encode('abcdef'), 5, framedBy(encode))).toEqual([1, 97, 98, 99, 2]);
    expect(shorten(encode('abc'), 5, framedBy(encode))).toEqual([1, 97, 98, 99, 2]);
    const bare = encoder([], []);
    expect(shorten(bare('abcdef'), 2, framedBy(bare))).toEqual([97, 98]);
  });
});

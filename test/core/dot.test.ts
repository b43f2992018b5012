/** Proves that products are those of a plain loop, for any length and offset. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dot, dotSteps } from '../../src/core/dot.ts';

const float = fc.float({ min: -1, max: 1, noNaN: true });

describe('the product of two vectors', () => {
  it('is that of a plain loop, wherever the second begins', () => {
    fc.assert(
      fc.property(
        fc.array(float, { maxLength: 30 }),
        fc.array(float, { minLength: 40, maxLength: 40 }),
        fc.nat(10),
        (a, b, offset) => {
          const vector = Float32Array.from(a);
          const values = Float32Array.from(b);
          const expected = vector.reduce((sum, value, i) => sum + value * (values[offset + i] ?? 0), 0);
          expect(dot(vector, values, offset)).toBeCloseTo(expected, 6);
          const steps = Int8Array.from(b, (value) => Math.round(value * 127));
          const inSteps = vector.reduce((sum, value, i) => sum + value * (steps[offset + i] ?? 0), 0);
          expect(dotSteps(vector, steps, offset)).toBeCloseTo(inSteps, 4);
        },
      ),
    );
  });

  it('of nothing is 0', () => {
    expect(dot(new Float32Array(), new Float32Array(4), 2)).toBe(0);
    expect(dotSteps(new Float32Array(), new Int8Array(4), 2)).toBe(0);
  });
});

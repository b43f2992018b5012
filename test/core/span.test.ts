/**
 * Spans. Properties: merging covers exactly the units its spans cover, in sorted pieces that do not touch, whatever the
 * order; trimming drops white space at the ends and nothing else.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, length, merge, type Span, shift, slice, span, trim } from '../../src/core/span.ts';

const spans = fc.array(
  fc.tuple(fc.nat(60), fc.nat(12)).map(([start, size]): Span => ({ start, end: start + size })),
  { maxLength: 20 },
);
const blanks = fc.string({
  unit: fc.constantFrom(' ', '\t', '\n', '\u3000', '\u00a0', '\ufeff'),
  maxLength: 4,
});

function unitsOf(covered: readonly Span[]): number[] {
  const units = new Set<number>();
  for (const { start, end } of covered) for (let unit = start; unit < end; unit++) units.add(unit);
  return [...units].sort((a, b) => a - b);
}

describe('span', () => {
  it('refuses what is no half-open range of whole units', () => {
    for (const [start, end] of [
      [-1, 2],
      [3, 2],
      [0.5, 2],
      [0, Number.NaN],
      [0, Number.POSITIVE_INFINITY],
    ] as const) {
      expect(() => span(start, end), `[${start}, ${end})`).toThrow(RangeError);
    }
  });

  it('allows the empty span, also at 0', () => {
    expect(span(0, 0)).toEqual({ start: 0, end: 0 });
    expect(length(span(7, 7))).toBe(0);
  });

  it('slices what it says and moves as a whole', () => {
    expect(slice('光伏发电', span(2, 4))).toBe('发电');
    expect(shift(span(2, 4), 3)).toEqual({ start: 5, end: 7 });
    expect(() => shift(span(2, 4), -3)).toThrow(RangeError);
  });

  it('contains itself and its parts, and nothing that sticks out', () => {
    expect(contains(span(2, 5), span(2, 5))).toBe(true);
    expect(contains(span(2, 5), span(3, 3))).toBe(true);
    expect(contains(span(2, 5), span(1, 3))).toBe(false);
    expect(contains(span(2, 5), span(4, 6))).toBe(false);
  });
});

describe('merge', () => {
  it('covers exactly the units that its spans cover', () => {
    fc.assert(
      fc.property(spans, (some) => {
        expect(unitsOf(merge(some))).toEqual(unitsOf(some));
      }),
    );
  });

  it('gives sorted, non-empty spans that neither overlap nor touch', () => {
    fc.assert(
      fc.property(spans, (some) => {
        const merged = merge(some);
        for (const { start, end } of merged) expect(start).toBeLessThan(end);
        merged.slice(1).forEach((next, i) => {
          expect(next.start).toBeGreaterThan(merged[i]?.end ?? Number.POSITIVE_INFINITY);
        });
      }),
    );
  });

  it('is the same in any order and a second time, and leaves its input alone', () => {
    fc.assert(
      fc.property(spans, (some) => {
        const before = structuredClone(some);
        const merged = merge(some);
        expect(merge([...some].reverse())).toEqual(merged);
        expect(merge(merged)).toEqual(merged);
        expect(some).toEqual(before);
      }),
    );
  });

  it('makes one of touching spans and keeps a gap of one unit', () => {
    expect(merge([span(3, 5), span(0, 3), span(6, 7), span(9, 9)])).toEqual([span(0, 5), span(6, 7)]);
  });
});

describe('trim', () => {
  it('drops the white space around a text and nothing of the text', () => {
    fc.assert(
      fc.property(blanks, fc.string({ unit: 'binary' }), blanks, (before, text, after) => {
        const whole = `x${before}${text}${after}x`;
        const inner = trim(whole, { start: 1, end: whole.length - 1 });
        expect(slice(whole, inner)).toBe(`${before}${text}${after}`.trim());
        expect(contains({ start: 1, end: whole.length - 1 }, inner)).toBe(true);
      }),
    );
  });

  it('leaves an empty span at the start of a blank one', () => {
    expect(trim('一 \u3000\u00a0 二', { start: 1, end: 5 })).toEqual({ start: 1, end: 1 });
  });
});

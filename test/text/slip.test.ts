/**
 * One slip is one wrong, missing or extra character:
 * - the comparison agrees with the edit distance of the textbook;
 * - a string with one slip is found wherever it stands, by its halves alone;
 * - halves do not cut numbers, and put together are the string.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findSlipped,
  halvesOf,
  isWithinOneSlip,
  MIN_SLIP_CHARS,
  slippedBeside,
} from '../../src/text/slip.ts';

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const word = (chars: string, min: number, max: number) =>
  fc.array(fc.constantFrom(...chars), { minLength: min, maxLength: max }).map((units) => units.join(''));

describe('one slip', () => {
  it.each([
    ['生态补偿', '生态补尝', true],
    ['黑臭水体', '黑水体', true],
    ['黑臭水体', '黑臭水水体', true],
    ['黑臭水体', '黑臭水体', true],
    ['黑臭水体', '臭黑水体', false],
    ['光伏', '', false],
    ['光', '', true],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(isWithinOneSlip(a, b)).toBe(expected);
    expect(isWithinOneSlip(b, a)).toBe(expected);
  });

  it('is an edit distance of at most one', () => {
    fc.assert(
      fc.property(word('甲乙丙', 0, 6), word('甲乙丙', 0, 6), (a, b) => {
        expect(isWithinOneSlip(a, b)).toBe(editDistance(a, b) <= 1);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('halves', () => {
  it('put together are the string, and both have something where it has two characters', () => {
    fc.assert(
      fc.property(word('甲2', 2, 12), (text) => {
        const { left, right } = halvesOf(text);
        expect(left + right).toBe(text);
        expect(Math.min(left.length, right.length)).toBeGreaterThan(0);
      }),
    );
  });

  it('do not cut a number where that can be', () => {
    expect(halvesOf('通政办法(2018)46号')).toEqual({ left: '通政办法(', right: '2018)46号' });
    expect(halvesOf('2018')).toEqual({ left: '20', right: '18' });
  });
});

describe('a slipped place', () => {
  it('is found where the word stands with one slip, and says which', () => {
    expect(findSlipped('加强噪声源头管控', '噪音源头管控')).toEqual({ start: 2, end: 8, slip: 'wrong' });
    expect(findSlipped('整治黑臭水体', '黑水体')).toEqual({ start: 2, end: 6, slip: 'missing' });
    expect(findSlipped('黑臭水体', '黑臭水水体')).toEqual({ start: 0, end: 4, slip: 'extra' });
    expect(findSlipped('山水林田湖草沙', '山水田湖草')).toEqual({ start: 0, end: 6, slip: 'missing' });
  });

  it('is none of two characters, in what was typed or in the text', () => {
    expect(findSlipped('光热', '光伏')).toBeNull();
    expect(findSlipped('光伏', '光伏板')).toBeNull();
    expect(MIN_SLIP_CHARS).toBe(3);
  });

  it('is none where the word stands as it was typed', () => {
    const halves = halvesOf('生态补偿');
    expect(slippedBeside('生态补偿', halves, { side: 'left', span: { start: 0, end: 2 } })).toEqual([]);
  });

  it('is one slip away from what was typed, and none is missed', () => {
    fc.assert(
      fc.property(word('甲乙丙丁', 0, 12), word('甲乙丙丁', 3, 6), (text, typed) => {
        const found = findSlipped(text, typed);
        if (found !== null) expect(editDistance(text.slice(found.start, found.end), typed)).toBe(1);
        if (text.includes(typed)) return;
        let isThere = false;
        for (let start = 0; start < text.length; start++) {
          for (let end = start + MIN_SLIP_CHARS; end <= text.length; end++) {
            isThere ||= editDistance(text.slice(start, end), typed) <= 1;
          }
        }
        expect(found !== null).toBe(isThere);
      }),
      { numRuns: 2000 },
    );
  });
});

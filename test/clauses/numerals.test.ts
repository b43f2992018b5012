/** Numerals. Property: every number from 1 to 9,999 is read back from the form it is written in. */
import { describe, expect, it } from 'vitest';
import { formatChineseNumeral, parseChineseNumeral, parseEnclosed } from '../../src/clauses/numerals.ts';

describe('Chinese numerals', () => {
  it('reads back every number from 1 to 9,999, and writes no two alike', () => {
    const written = new Set<string>();
    for (let value = 1; value <= 9999; value++) {
      const text = formatChineseNumeral(value);
      expect(parseChineseNumeral(text), text).toBe(value);
      written.add(text);
    }
    expect(written.size).toBe(9999);
  });

  it('writes the usual form', () => {
    for (const [value, text] of [
      [1, '一'],
      [10, '十'],
      [11, '十一'],
      [20, '二十'],
      [44, '四十四'],
      [100, '一百'],
      [101, '一百零一'],
      [108, '一百零八'],
      [110, '一百一十'],
      [115, '一百一十五'],
      [1000, '一千'],
      [1001, '一千零一'],
      [1010, '一千零一十'],
      [1100, '一千一百'],
      [2024, '二千零二十四'],
      [9999, '九千九百九十九'],
    ] as const) {
      expect(formatChineseNumeral(value)).toBe(text);
    }
  });

  it('reads the other forms that are printed', () => {
    for (const [text, value] of [
      ['一〇八', 108],
      ['一零八', 108],
      ['二〇二五', 2025],
      ['两百', 200],
      ['一百一', 101],
      ['〇', 0],
      ['零', 0],
    ] as const) {
      expect(parseChineseNumeral(text), text).toBe(value);
    }
  });

  it('reads nothing from what is no numeral', () => {
    for (const text of ['', '甲', '十x', '12', '一 二', '一、', '十二之一', '㈠']) {
      expect(parseChineseNumeral(text), text).toBeNull();
    }
  });

  it('writes no number outside 1 to 9,999', () => {
    for (const value of [0, -1, 10_000, 1.5, Number.NaN]) {
      expect(() => formatChineseNumeral(value), String(value)).toThrow(RangeError);
    }
  });
});

describe('enclosed numbers', () => {
  it('reads each row from its first to its last character', () => {
    for (const [first, last, from, to] of [
      ['①', '⑳', 1, 20],
      ['㉑', '㉟', 21, 35],
      ['㊱', '㊿', 36, 50],
      ['⑴', '⒇', 1, 20],
      ['㈠', '㈩', 1, 10],
      ['❶', '❿', 1, 10],
      ['⒈', '⒛', 1, 20],
    ] as const) {
      for (let value: number = from; value <= to; value++) {
        const character = String.fromCharCode(first.charCodeAt(0) + value - from);
        expect(parseEnclosed(character), character).toBe(value);
        if (value === to) expect(character).toBe(last);
      }
    }
  });

  it('reads nothing from other characters', () => {
    for (const character of ['', '1', '一', 'Ⅱ', '⓪', 'ⓐ', '㊀', '\ud83d']) {
      expect(parseEnclosed(character), character).toBeNull();
    }
  });
});

/** Readings: what two texts say alike and what they do not; where a reading may be cut; and the bit-parallel search against the table. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../src/verifying/alignment.ts';
import { patternOf } from '../../src/verifying/approximate.ts';
import { cuts } from '../../src/verifying/edges.ts';
import { readingOf } from '../../src/verifying/reading.ts';

const key = (text: string) => readingOf(text).key;

describe('a reading', () => {
  it.each([
    ['９５％', '95 %'],
    ['環境，保護', '环境保护'],
    ['“双碳”', '「雙碳」'],
    ['〔2025〕16号', '[2025]16號'],
    ['2022-2025年', '2022—2025年'],
    ['2022～2025年', '2022–2025年'],
    ['5、6月', '5,6月'],
    ['300㎡', '300m²'],
    ['Ⅲ类', 'III类'],
    ['⽣态', '生态'],
    ['二○二五年', '二〇二五年'],
    ['PM2.5', 'pm 2.5'],
    ['＞90%', '> 90%'],
    ['二\n十五', '二十五'],
  ])('of %s and of %s is the same', (a, b) => {
    expect(key(a)).toBe(key(b));
  });

  it.each([
    ['2.5', '25'],
    ['1,2', '12'],
    ['1,200', '1、200'],
    ['10-15', '1015'],
    ['10 15', '1015'],
    ['95%', '95'],
    ['95%', '95‰'],
    ['≥95', '≤95'],
    ['≥95', '95'],
    ['<95', '95'],
    ['低于-5度', '低于5度'],
    ['10²', '102'],
    ['十、二', '十二'],
    ['〔2025〕16号', '202516号'],
    ['不降低', '降低'],
    ['1:2', '1/2'],
  ])('of %s and of %s differs', (a, b) => {
    expect(key(a)).not.toBe(key(b));
  });

  it('has a place in the text for each of its units, in order', () => {
    const piece = fc.constantFrom(
      '水',
      '2',
      '5',
      '.',
      ',',
      '-',
      ' ',
      '\n',
      '%',
      '≥',
      '<',
      '㎡',
      '²',
      '\u{20000}',
      '\ud840',
      '○',
      '十',
      '、',
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, (printed) => {
        const { key, starts, ends } = readingOf(printed);
        expect([starts.length, ends.length]).toEqual([key.length, key.length]);
        for (let i = 0; i < key.length; i++) {
          expect(starts[i]).toBeLessThanOrEqual(ends[i] as number);
          expect(ends[i]).toBeLessThanOrEqual(printed.length);
          if (i > 0) expect(starts[i]).toBeGreaterThanOrEqual(starts[i - 1] as number);
        }
      }),
    );
  });

  it.each([
    ['达到9|5%', true],
    ['达到95|%', true],
    ['2.|5', true],
    ['2|.5', true],
    ['≥|95', true],
    ['二|十五', true],
    ['5|万', true],
    ['不|降低', true],
    ['pm|25', true],
    ['达到|95%', false],
    ['2022-|2025年', false],
    ['95%|以上', false],
  ])('may be cut: %s', (marked, isCut) => {
    const at = marked.indexOf('|');
    expect(cuts(marked.replace('|', ''), at)).toBe(isCut);
  });
});

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 80 });

describe('nearly the same', () => {
  it('is found with the fewest edits, as the whole table has it', () => {
    fc.assert(
      fc.property(
        letters.filter((text) => text !== ''),
        letters,
        (pattern, text) => {
          const near = patternOf(pattern).nearest(text, pattern.length);
          expect(near?.edits).toBe(Math.min(...lastRow(pattern, text, 0)));
          const found = text.slice(near?.start, near?.end);
          expect(near?.edits).toBe(lastRow(pattern, found, 1).at(-1));
        },
      ),
    );
  });

  it('is told by changes that make one text the other', () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        let made = '';
        let at = 0;
        for (const change of changesBetween(a, b)) {
          made += a.slice(at, change.a.start) + b.slice(change.b.start, change.b.end);
          at = change.a.end;
        }
        expect(made + a.slice(at)).toBe(b);
      }),
    );
  });
});

/** @param step what a unit of the text costs before the pattern begins */
function lastRow(pattern: string, text: string, step: 0 | 1): number[] {
  let row = Array.from({ length: text.length + 1 }, (_, j) => j * step);
  for (let i = 1; i <= pattern.length; i++) {
    const next = [i];
    for (let j = 1; j <= text.length; j++) {
      const replaced = (row[j - 1] as number) + (pattern[i - 1] === text[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row;
}

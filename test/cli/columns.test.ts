/** Columns on a terminal: Chinese, full-width marks and emoji take two, combining marks none. */
import { describe, expect, it } from 'vitest';
import { alignCells, padTo, widthOf } from '../../src/cli/columns.ts';

describe('the width of a line', () => {
  it.each([
    ['', 0],
    ['PM2.5', 5],
    ['碳普惠', 6],
    ['(十一)', 6],
    ['（十一）', 8],
    ['，。、《》', 10],
    ['Ⅲ类', 3],
    ['—', 1],
    ['ｶﾅ', 2],
    ['カナ', 4],
    ['e\u0301', 1],
    ['𠮷', 2],
    ['🌱', 2],
    ['\u200b', 0],
  ])('of "%s" is %i', (line, width) => {
    expect(widthOf(line)).toBe(width);
  });
});

describe('columns', () => {
  it('begin at the same place in every row, and the last one ends where its words end', () => {
    const rows = alignCells([
      ['赣州', '1 (+2)', 'x'],
      ['a', '—', '海绵城市'],
    ]);
    expect(rows).toEqual([
      ['赣州', '1 (+2)', 'x'],
      ['a   ', '—     ', '海绵城市'],
    ]);
  });

  it('take rows of several lengths, and none', () => {
    expect(alignCells([])).toEqual([]);
    expect(alignCells([['a'], ['bc', 'd']])).toEqual([['a '], ['bc', 'd']]);
  });

  it('never cut a cell', () => {
    expect(padTo('碳普惠', 2)).toBe('碳普惠');
  });
});

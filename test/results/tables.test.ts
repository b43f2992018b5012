/** Proves that tables can be read back from CSV and Markdown as they went in, and that no cell is run as a formula. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv, toMarkdown } from '../../src/results/tables.ts';
import { readCsv } from '../support/csv.ts';

describe('CSV', () => {
  it('quotes what would end a cell, and begins with a byte order mark', () => {
    const csv = toCsv({
      columns: ['a', 'b'],
      rows: [
        ['他说"好",\n然后', 1.5],
        [null, ''],
      ],
    });
    expect(csv).toBe('\ufeffa,b\r\n"他说""好"",\n然后",1.5\r\n,\r\n');
  });

  it('never lets a cell of text begin as a formula', () => {
    const formulas = ['=1+1', '@x', '+cmd', '-cmd', '-2+3+cmd', '+1,2+A1', '＝1+1', '－x', '\tx', '\nx'];
    const rows = [...formulas, '-5%', '+3.5', '-1,200', '=', '-'].map((cell) => [cell]);
    expect(
      readCsv(toCsv({ columns: ['a'], rows }))
        .slice(1)
        .flat(),
    ).toEqual([...formulas.map((cell) => `'${cell}`), '-5%', '+3.5', '-1,200', '=', '-']);
  });

  it('reads back as it went in', () => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=@+\-＝＠＋－\t\r\n]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        expect(readCsv(toCsv({ columns: ['x', 'y'], rows })).slice(1)).toEqual(rows);
      }),
    );
  });
});

describe('Markdown', () => {
  it('keeps every row on a line and escapes what would end a cell or begin markup', () => {
    const table = {
      columns: ['query', 'n'],
      rows: [
        ['a|b\n*c* [d](e) <i>\r~~f~~ &amp;', 2],
        [null, null],
      ],
    };
    expect(toMarkdown(table)).toBe(
      '| query | n |\n| --- | ---: |\n| a\\|b \\*c\\* \\[d\\](e) \\<i\\> \\~\\~f\\~\\~ \\&amp; | 2 |\n|  |  |\n',
    );
  });
});

/** Tables of strings. Properties: every string is found under its number and every number gives its string; no other is found. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StringTable, writeStringTable } from '../../src/core/string-table.ts';
import { writtenSections } from '../support/postings.ts';

const someString = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  // Lone surrogates too: a table is of UTF-16 units.
  fc.string({ unit: fc.constantFrom('光', '伏', '𠮷', '\ud842', '\udfb7', 'a', '\u0000'), maxLength: 3 }),
  fc.constantFrom('', 'constructor', '__proto__', 'toString'),
);
const someStrings = fc.uniqueArray(someString, { maxLength: 60 });

const tableOf = (strings: readonly string[]) =>
  new StringTable(
    writtenSections((writer) => writeStringTable(writer, 'words', strings)),
    'words',
  );

describe('a table of strings', () => {
  it('has the strings that were written, in their order, and no other', () => {
    fc.assert(
      fc.property(someStrings, fc.array(someString), (strings, others) => {
        const table = tableOf(strings);
        expect(table.size).toBe(strings.length);
        expect(strings.map((_, i) => table.at(i))).toEqual(strings);
        expect(strings.map((text) => table.find(text))).toEqual(strings.map((_, i) => i));
        for (const other of others) expect(table.find(other)).toBe(strings.indexOf(other));
      }),
      { numRuns: 200 },
    );
  });

  it('tells how a string begins: with its first character at least, of one unit or of two', () => {
    fc.assert(
      fc.property(someStrings, (strings) => {
        const table = tableOf(strings);
        strings.forEach((text, i) => {
          const start = table.startOf(i);
          expect(text.startsWith(start)).toBe(true);
          expect(start.startsWith([...text][0] ?? '')).toBe(true);
          expect(start.length).toBeLessThanOrEqual(2);
        });
      }),
    );
  });

  it('gives nothing for a number that it does not have', () => {
    const table = tableOf(['光', '伏']);
    for (const number of [-1, 2, 3, 1000])
      expect([table.at(number), table.startOf(number)]).toEqual(['', '']);
    expect([tableOf([]).size, tableOf([]).find(''), tableOf([]).at(0)]).toEqual([0, -1, '']);
  });

  it('finds every one of many strings: more than are written at a time, with hashes that meet', () => {
    const strings = Array.from({ length: 70_000 }, (_, i) => `${i.toString(36)}条`);
    const table = tableOf(strings);
    for (const [i, text] of strings.entries()) {
      if (table.find(text) !== i || table.at(i) !== text)
        expect([i, table.find(text), table.at(i)]).toEqual([i, i, text]);
    }
    expect(table.find('条')).toBe(-1);
    expect(table.size).toBe(70_000);
  });

  it('has strings of any length', () => {
    const long = '光伏'.repeat(200_000);
    const table = tableOf(['a', long, 'b']);
    expect(table.find(long)).toBe(1);
    expect(table.at(1) === long).toBe(true);
    expect([table.at(0), table.at(2)]).toEqual(['a', 'b']);
  });
});

/**
 * What a half-typed query can become:
 * - a suggestion is a whole query: what stands before the completed words stays as it was typed;
 * - as many of the last words are completed as something has one after the other;
 * - filters, exclusions and quotation marks stay, and a city filter is completed by cities;
 * - slips are mended only where nothing fits as typed.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCompletions } from '../../src/indexing/completions.ts';
import { suggestFor } from '../../src/search/suggest.ts';

const completions = buildCompletions({
  documents: [
    { city: '南京', titles: ['关于推进“无废城市”建设的方案'], number: '宁政发〔2025〕16号' },
    { city: '南通', titles: [], number: null },
  ],
  headings: [{ text: '开展“无废城市”建设', clause: 'nanjing-2025/1.1' }],
  terms: [
    { text: '光伏', count: 6 },
    { text: '分布式光伏', count: 3 },
    { text: '海绵城市', count: 2 },
    { text: '黑臭水体', count: 2 },
    { text: '无废城市', count: 2 },
    { text: '生态补偿', count: 5 },
  ],
});
const texts = (q: string, limit = 8) => suggestFor(q, completions, limit).map(({ text }) => text);

describe('a suggestion', () => {
  it.each([
    ['光', ['光伏', '分布式光伏']],
    ['南京 光', ['南京 光伏', '南京 分布式光伏']],
    ['南京　光', ['南京　光伏', '南京　分布式光伏']],
    ['南京 光 ', ['南京 光伏', '南京 分布式光伏']],
    ['分布式 光', ['分布式光伏']],
    ['宁政发 2025 16', ['宁政发〔2025〕16号']],
    ['光伏 宁政发 2025', ['光伏 宁政发〔2025〕16号']],
    ['city:南京 光', ['city:南京 光伏', 'city:南京 分布式光伏']],
    ['year:2025 -海绵城市 黑', ['year:2025 -海绵城市 黑臭水体']],
    ['"海绵城市" 黑', ['"海绵城市" 黑臭水体']],
    ['光伏 -黑', ['光伏 -黑臭水体']],
    ['光伏 "海', ['光伏 "海绵城市"']],
    ['-"海', ['-"海绵城市"']],
    ['“海', ['“海绵城市"']],
    ['city:南', ['city:南京', 'city:南通']],
    ['城市:nant', ['城市:南通']],
    ['光伏 city:"南', ['光伏 city:"南京"', '光伏 city:"南通"']],
    ['year:20', []],
    ['光伏 doc:nanj', []],
    ['', []],
    ['   ', []],
  ])('for %j: %j', (q, expected) => {
    expect(texts(q)).toEqual(expected);
  });

  it('says its kind, and of a heading the clause', () => {
    expect(suggestFor('开展', completions, 8)).toEqual([
      { text: '开展“无废城市”建设', kind: 'heading', clause: 'nanjing-2025/1.1' },
    ]);
  });

  it('in quotation marks holds none itself', () => {
    expect(texts('"无废')).toEqual(['"无废城市"']);
    expect(texts('无废')).toEqual(['无废城市', '开展“无废城市”建设', '关于推进“无废城市”建设的方案']);
  });

  it('mends a slip only where nothing fits as typed', () => {
    expect(texts('生态补尝')).toEqual(['生态补偿']);
    expect(texts('南京 生态补尝')).toEqual(['南京 生态补偿']);
    expect(texts('生态补')).toEqual(['生态补偿']);
    expect(texts('生态补充')).toEqual(['生态补偿']);
    expect(texts('光伏')).toEqual(['光伏', '分布式光伏']);
  });

  it('of any input is one of at most `limit`, each once, and begins as the query does up to the completed words', () => {
    const piece = fc.constantFrom(
      '南',
      '光',
      '伏',
      ' ',
      '"',
      '-',
      'city:',
      'year:',
      '2025',
      '〔',
      '\ud800',
      '城市',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.integer({ min: 1, max: 20 }), (pieces, limit) => {
        const q = pieces.join('');
        const found = texts(q, limit);
        expect(found.length).toBeLessThanOrEqual(limit);
        expect(new Set(found).size).toBe(found.length);
        const words = q.trimEnd().split(/\s+/);
        if (words.length > 4)
          for (const text of found) expect(text.startsWith(q.slice(0, q.indexOf(words[1] ?? '')))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

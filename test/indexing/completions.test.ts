/**
 * Completions of a half-typed word:
 * - a beginning comes before what holds the word inside, and a slip is found where it is asked for;
 * - script, width, case, blanks, brackets and pinyin make no difference, and what is shown is as printed;
 * - no two of the same words, the same order every time, and as many of a kind as leave room for others;
 * - what is no word to complete is left out, and of too much the rare is.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCompletions, type CompletionSource, squeeze } from '../../src/indexing/completions.ts';

const SOURCE: CompletionSource = {
  documents: [
    { city: '南京', titles: ['关于全面推进美丽南京建设的实施方案'], number: '宁政发〔2025〕16号' },
    { city: '南通', titles: ['2018年國家生態文明先行示范區建設目標任務'], number: '通政辦發〔2018〕46號' },
    { city: '西安', titles: [], number: null },
    { city: null, titles: [], number: null },
  ],
  headings: [
    { text: '大力发展光伏产业', clause: 'a-2020/1' },
    { text: '光伏扶贫', clause: 'a-2020/2' },
    { text: '總體要求', clause: 'b-2020/1' },
    { text: '总体要求', clause: 'a-2020/3' },
    { text: '第一条', clause: 'c-2020/1' },
    { text: '第二十三条之一', clause: 'c-2020/2' },
    { text: '三十', clause: 'c-2020/3' },
    { text: '长'.repeat(61), clause: 'c-2020/4' },
    { text: '', clause: 'c-2020/5' },
    { text: '完善“1+1+6+12”政策体系', clause: 'a-2020/4' },
  ],
  terms: [
    { text: '光伏', count: 6 },
    { text: '光伏发电', count: 9 },
    { text: '分布式光伏', count: 3 },
    { text: '光照', count: 1 },
    { text: '噪声源头管控', count: 1 },
    { text: '南京', count: 40 },
    { text: 'PM2.5', count: 5 },
    { text: '2025', count: 50 },
    { text: '的', count: 99 },
    { text: '以及', count: 99 },
  ],
};

const completions = buildCompletions(SOURCE);
const exact = (typed: string, limit = 8) => completions.find(typed, { limit, match: 'exact' });
const texts = (typed: string, limit = 8) => exact(typed, limit).map(({ text }) => text);
const slipped = (typed: string) =>
  completions.find(typed, { limit: 8, match: 'slip' }).map(({ text }) => text);

describe('completions', () => {
  it('are beginnings first, then what holds the word inside; frequent terms before rare ones and before headings', () => {
    expect(exact('光伏').map(({ text, match }) => [text, match])).toEqual([
      ['光伏发电', 'start'],
      ['光伏', 'start'],
      ['光伏扶贫', 'start'],
      ['分布式光伏', 'inside'],
      ['大力发展光伏产业', 'inside'],
    ]);
  });

  it('are found by one character, inside only where few begin with it', () => {
    expect(texts('光')).toEqual(['光伏发电', '光伏', '光照', '光伏扶贫', '分布式光伏', '大力发展光伏产业']);
    expect(texts('光', 2)).toEqual(['光伏发电', '光伏']);
  });

  it.each([
    ['通政辦', '通政辦發〔2018〕46號'],
    ['通政办发(2018)46', '通政辦發〔2018〕46號'],
    ['宁政发[2025]16号', '宁政发〔2025〕16号'],
    ['宁政发 2025 16', '宁政发〔2025〕16号'],
    ['國家生態文明', '2018年國家生態文明先行示范區建設目標任務'],
    ['国家生态文明', '2018年國家生態文明先行示范區建設目標任務'],
    ['全面推进美丽', '关于全面推进美丽南京建设的实施方案'],
    ['pm2', 'PM2.5'],
    ['ＰＭ２', 'PM2.5'],
    ['nanj', '南京'],
    ['NJ', '南京'],
    ['南京市', '南京'],
    ['xa', '西安'],
    ['1+1+6', '完善“1+1+6+12”政策体系'],
  ])('of %s have %s, as printed', (typed, text) => {
    expect(texts(typed)).toContain(text);
  });

  it('name the first clause of a heading, and of nothing else', () => {
    expect(exact('总体')).toEqual([
      { text: '總體要求', kind: 'heading', clause: 'b-2020/1', match: 'start' },
    ]);
    expect(exact('光照')).toEqual([{ text: '光照', kind: 'term', match: 'start' }]);
  });

  it('take a city that is a term as well for a city', () => {
    expect(exact('南京')[0]).toMatchObject({ text: '南京', kind: 'city' });
    expect(texts('南京').filter((text) => text === '南京')).toHaveLength(1);
  });

  it('keep to one kind where it is asked for', () => {
    const found = completions.find('南', { limit: 8, match: 'exact', kind: 'city' });
    expect(found.map(({ text }) => text)).toEqual(['南京', '南通']);
  });

  it.each([
    ['噪音源头管控', '噪声源头管控'],
    ['噪声源头管空', '噪声源头管控'],
    ['噪声头管控', '噪声源头管控'],
    ['噪声源源头管控', '噪声源头管控'],
    ['噪声源偷管', '噪声源头管控'],
    ['光浮发电', '光伏发电'],
    ['光伏发店', '光伏发电'],
    ['大力发展光复产业', '大力发展光伏产业'],
    ['nanjng', '南京'],
    ['宁政办[2025]16', '宁政发〔2025〕16号'],
  ])('with one slip, %s, have %s', (typed, text) => {
    expect(texts(typed)).toEqual([]);
    expect(slipped(typed)).toContain(text);
  });

  it('of two characters have no slip', () => {
    expect(slipped('光服')).toEqual([]);
  });

  it('are none of article numbers, sentences, bare figures, single characters and words that only frame', () => {
    for (const typed of ['第一条', '第二十三', '三十', '长长', '2025年', '的', '以及']) {
      expect(texts(typed).filter((text) => text.startsWith(typed))).toEqual([]);
    }
  });

  it('of nothing, of punctuation and of a page of text are none', () => {
    for (const typed of ['', '  ', '〔〕', '—', '\ud800', '光伏'.repeat(200)]) {
      expect(exact(typed)).toEqual([]);
      expect(slipped(typed)).toEqual([]);
    }
  });

  it('leave room for headings beside many terms', () => {
    const terms = Array.from({ length: 30 }, (_, i) => ({
      text: `绿色${String.fromCharCode(0x4e00 + i)}`,
      count: 30 - i,
    }));
    const headings = Array.from({ length: 30 }, (_, i) => ({
      text: `绿色发展之${i}`,
      clause: `a-2020/${i}`,
    }));
    const kinds = buildCompletions({ documents: [], headings, terms })
      .find('绿色', { limit: 8, match: 'exact' })
      .map(({ kind }) => kind);
    expect(kinds).toEqual([...Array(5).fill('term'), ...Array(3).fill('heading')]);
    const only = buildCompletions({ documents: [], headings: [], terms });
    expect(only.find('绿色', { limit: 8, match: 'exact' })).toHaveLength(8);
  });

  it('keep the most frequent of too many terms', () => {
    const terms = Array.from({ length: 20_050 }, (_, i) => ({ text: `词${i}`, count: i }));
    const many = buildCompletions({ documents: [], headings: [], terms });
    expect(many.size).toBe(20_000);
    expect(many.find('词49', { limit: 20, match: 'exact' }).map(({ text }) => text)).not.toContain('词49');
    expect(many.find('词20049', { limit: 1, match: 'exact' })).toHaveLength(1);
  });
});

describe('40,000 completions', () => {
  it('are found fast enough to be typed with; `npm run bench:suggest` has the figures', () => {
    const chars = [...'生态环境保护污染防治绿色低碳发展城市建设水气土资源能源管理体系'];
    const piece = (seed: number, count: number) =>
      Array.from(
        { length: count },
        (_, i) => chars[(seed * (i + 7) + (seed >> (i + 1))) % chars.length],
      ).join('');
    const many = buildCompletions({
      documents: [],
      terms: Array.from({ length: 20_000 }, (_, i) => ({ text: piece(i, 4), count: i })),
      headings: Array.from({ length: 20_000 }, (_, i) => ({ text: piece(i, 12), clause: `a-2020/${i}` })),
    });
    const times: number[] = [];
    for (let i = 0; i < 300; i++) {
      const startedAt = performance.now();
      many.find(piece(i * 31, 1 + (i % 8)), { limit: 8, match: i % 3 === 0 ? 'slip' : 'exact' });
      times.push(performance.now() - startedAt);
    }
    times.sort((a, b) => a - b);
    expect(times[150]).toBeLessThan(25);
  });
});

describe('any words', () => {
  const word = fc
    .array(fc.constantFrom(...'生态環环境a2 〔'), { minLength: 2, maxLength: 6 })
    .map((units) => units.join(''));

  it('are all found that begin with or hold what is typed, each once, in one order', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), word, (words, typed) => {
        const source = { documents: [], headings: [], terms: words.map((text) => ({ text, count: 1 })) };
        const find = () => buildCompletions(source).find(typed, { limit: 20, match: 'exact' });
        const found = find();
        const keys = found.map(({ text }) => squeeze(text));
        const wanted = squeeze(typed);
        const holding = words.filter((text) => /\p{L}/u.test(text)).map(squeeze);
        const expected = new Set(holding.filter((key) => wanted !== '' && key.includes(wanted)));
        expect(new Set(keys)).toEqual(expected);
        expect(keys).toHaveLength(expected.size);
        const inside = keys.findIndex((key) => !key.startsWith(wanted));
        if (inside >= 0) expect(keys.slice(inside).some((key) => key.startsWith(wanted))).toBe(false);
        expect(find()).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });
});

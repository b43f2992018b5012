/**
 * What a city, a number and an address mean beside other words:
 * - a city in plain words only filters, whatever stands beside it; alone its name is looked for too;
 * - a name that is an ordinary word filters only with 市; a city that the index lacks is said to be lacking;
 * - a number needs its 号 or a clause that prints it; a heading's address stands for the clauses below it;
 * - a short compound is one word with or without a question around it, of a long string each word is one.
 */
import { describe, expect, it } from 'vitest';
import { FIRST_BUILD_MS, seedsEngine } from '../support/corpus.ts';

const ask = async (q: string) => (await seedsEngine()).search({ q, mode: 'lexical', limit: 100 });
const found = async (q: string) => (await ask(q)).hits.map(({ clause }) => clause).sort();

describe('a city in plain words', () => {
  it.each([
    ['南京 "光伏"', 'city:南京 "光伏"'],
    ['南京 “光伏发电”', 'city:南京 “光伏发电”'],
    ['南京 -光伏', 'city:南京 -光伏'],
    ['苏州 year:2023', 'city:苏州 year:2023'],
  ])(
    '%s finds what %s finds',
    async (plain, written) => {
      const hits = await found(plain);
      expect(hits).toEqual(await found(written));
      expect(hits.length).toBeGreaterThan(0);
    },
    FIRST_BUILD_MS,
  );

  it('beside an address leaves the clause that is named, and nothing else', async () => {
    expect(await found('苏州 suzhou-2023/4.19')).toEqual(['suzhou-2023/4.19']);
    expect(await found('南京 suzhou-2023/4.19')).toEqual([]);
  });

  it('alone is looked for as a word too', async () => {
    const { hits, intents } = await ask('南京');
    expect(intents).toMatchObject([{ kind: 'city', value: '南京' }]);
    for (const { heading, text } of hits) expect(`${heading}${text}`).toContain('南京');
  });

  it('that is an ordinary word as well is searched as one, unless 市 stands behind it', async () => {
    expect((await ask('白银 回收')).intents).toEqual([]);
    expect((await ask('白银 回收')).counts.related).toBeGreaterThan(0);
    const asked = await ask('白银市 回收');
    expect(asked.total).toBe(0);
    expect(asked.notices).toMatchObject([{ code: 'city_unknown' }]);
  });

  it('that the index lacks finds nothing and says so', async () => {
    const { total, notices } = await ask('杭州 光伏');
    expect(total).toBe(0);
    expect(notices).toMatchObject([{ code: 'city_unknown', value: '杭州' }]);
  });
});

describe('a document number', () => {
  it('without its 号 is one only where some clause prints it', async () => {
    expect((await ask('减排目标(2025)30%')).intents).toEqual([]);
    expect(await found('宁政发〔2025〕16')).toEqual(['nanjing-2025/head']);
  });
});

describe('an address', () => {
  it('of a heading stands for the clauses below it', async () => {
    expect(await found('suzhou-2023/1.2')).toEqual(
      ['u1', 'u2', 'u3', 'u4'].map((n) => `suzhou-2023/1.2.${n}`),
    );
  });

  it('of nothing finds nothing and says so', async () => {
    const { total, notices } = await ask('nanjing-2025/99');
    expect(total).toBe(0);
    expect(notices).toMatchObject([{ code: 'clause_unknown', value: 'nanjing-2025/99' }]);
  });
});

describe('a compound that no clause prints', () => {
  it('is one word, with or without a question around it', async () => {
    for (const q of ['海上光伏', '关于海上光伏', '海上光伏有哪些规定']) {
      const { counts, hits } = await ask(q);
      expect({ q, literal: counts.literal }).toEqual({ q, literal: 0 });
      expect(hits[0]?.clause).toBe('nantong-2018/4.3'); // has both words, not together
    }
  });

  it('that is long is its words', async () => {
    const { hits } = await ask('海绵城市黑臭水体');
    expect(hits[0]).toMatchObject({ clause: 'nanjing-2025/5.16', match: 'literal' });
  });
});

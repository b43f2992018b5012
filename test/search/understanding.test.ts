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

describe('a document number beside words', () => {
  it('searches inside that document', async () => {
    const { hits } = await ask('通政办发〔2018〕46号 海上风电');
    expect(hits[0]).toMatchObject({ clause: 'nantong-2018/4.3', match: 'literal' });
    expect(new Set(hits.map(({ document }) => document))).toEqual(new Set(['nantong-2018']));
  });

  it('that nobody prints finds nothing and says so', async () => {
    const { total, notices } = await ask('宁政发〔2025〕17号');
    expect(total).toBe(0);
    expect(notices).toMatchObject([{ code: 'number_unknown', value: '宁政发(2025)17号' }]);
  });
});

describe('a number', () => {
  it('does not stand inside a longer one', async () => {
    for (const q of ['5%', '9%', '12.5']) {
      for (const { text, highlights, match } of (await ask(q)).hits) {
        if (match !== 'literal') continue;
        for (const { start, end } of highlights) {
          expect(text.slice(Math.max(0, start - 1), start)).not.toMatch(/[0-9.]/);
          expect(text.slice(end, end + 1)).not.toMatch(/[0-9]/);
        }
      }
    }
    expect((await ask('5%')).counts.literal).toBe(0);
    expect((await ask('12.5%')).counts.literal).toBe(1);
  });
});

describe('a copied sentence', () => {
  it('finds the clauses that print it, whatever years and marks stand in it', async () => {
    const engine = await seedsEngine();
    for (const address of ['suzhou-2023/1.3', 'suzhou-2023/6.25', 'nanjing-2025/8.28', 'nanjing-2025/2.5']) {
      const { text } = engine.clause(address);
      for (const sentence of text.match(/[^。\n]{8,200}。/g) ?? []) {
        const literal = (await ask(sentence)).hits.filter(({ match }) => match === 'literal');
        expect({ sentence, found: literal.map(({ clause }) => clause) }).toMatchObject({
          sentence,
          found: expect.arrayContaining([address]),
        });
        for (const hit of literal) expect(hit.text).toContain(sentence);
      }
    }
  });
});

describe('a section heading', () => {
  it('is no hit, but is named beside the hits where it holds every word', async () => {
    const { headings, hits } = await ask('开展美丽南京建设全民行动');
    expect(headings).toMatchObject([{ clause: 'nanjing-2025/7', city: '南京' }]);
    expect(hits.some(({ clause }) => clause === 'nanjing-2025/7')).toBe(false);
    expect((await ask('光伏')).headings).toEqual([]);
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

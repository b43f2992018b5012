/** Proves what is asked across cities on the five documents: counterparts, silence, families, targets, and that nothing is invented. */
import { describe, expect, it } from 'vitest';
import { TiaosuoError } from '../../src/core/errors.ts';
import type { Engine, SimilarHit } from '../../src/engine.ts';
import { fold } from '../../src/text/fold.ts';
import { boxEngine, FIRST_BUILD_MS, seedsEngine } from '../support/corpus.ts';

const NANJING_CLAUSES = 35;
const ALL_CLAUSES = 191;

function sameWording({ text, wording }: SimilarHit, asked: string): boolean {
  const letters = (part: string) => fold(part).replace(/[^\p{L}\p{N}]/gu, '');
  return wording.every(
    ({ a, b }) => letters(asked.slice(a.start, a.end)) === letters(text.slice(b.start, b.end)),
  );
}

async function refusal(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    if (error instanceof TiaosuoError) return error.code;
    throw error;
  }
  return 'nothing';
}

describe('similar clauses', () => {
  it(
    'finds the counterpart in each other city, and says why',
    async () => {
      const engine = await boxEngine();
      const { clause, hits, nearest, searched } = await engine.similar({ clause: 'nanjing-2025/3.8' });
      expect(clause).toBe('nanjing-2025/3.8');
      expect(hits.some(({ city }) => city === '南京')).toBe(false);
      expect(hits[0]).toMatchObject({ band: 'counterpart', match: 'semantic' });
      expect(fold(hits[0]?.heading ?? '')).toContain('净土保卫战');
      expect(hits[0]?.concepts.length).toBeGreaterThan(0);
      expect(nearest).toEqual([]);
      expect(searched).toEqual({ documents: 4, clauses: ALL_CLAUSES - NANJING_CLAUSES });
    },
    FIRST_BUILD_MS,
  );

  it('shows shared wording that is the same on both sides', async () => {
    const engine = await boxEngine();
    for (const clause of ['nanjing-2025/3.8', 'yangzhou-2024/2.2', 'nantong-2018/4.3']) {
      const { text } = engine.clause(clause);
      const { hits } = await engine.similar({ clause, limit: 20 });
      expect(hits.filter((hit) => !sameWording(hit, text))).toEqual([]);
    }
  });

  it('orders by similarity and never shows what lies below the line as a hit', async () => {
    const engine = await boxEngine();
    for (const { clause, text } of engine.document('suzhou-2023').clauses) {
      if (text === '') continue;
      const { hits, nearest } = await engine.similar({ clause, limit: 100 });
      const order = hits.map(({ similarity }) => similarity);
      expect(order).toEqual([...order].sort((a, b) => b - a));
      expect(hits.length > 0 && nearest.length > 0).toBe(false);
      if (hits.length > 0) expect(hits[0]?.band).not.toBe('related');
    }
  });

  it('finds the clause that a sentence was copied from, in another script too', async () => {
    const engine = await boxEngine();
    for (const text of [
      '大力发展分布式光伏发电，强化能源储备调节',
      '大力發展分布式光伏發電，強化能源儲備調節',
    ]) {
      const { clause, hits } = await engine.similar({ text, limit: 3 });
      expect(clause).toBeNull();
      expect(hits[0]).toMatchObject({ clause: 'nanjing-2025/2.2', band: 'verbatim', match: 'literal' });
      expect(hits[0]?.wording.map(({ a }) => text.slice(a.start, a.end))).toEqual([text]);
    }
  });

  it('answers a pasted page paragraph by paragraph, with spans into the page', async () => {
    const engine = await boxEngine();
    const page = ['大力发展分布式光伏发电，强化能源储备调节。', '', '推进量子通信卫星组网发射。'].join('\n');
    const { paragraphs, hits } = await engine.similar({ text: page });
    expect(paragraphs.map(({ span }) => page.slice(span.start, span.end))).toEqual([
      '大力发展分布式光伏发电，强化能源储备调节。',
      '推进量子通信卫星组网发射。',
    ]);
    expect(paragraphs.map((paragraph) => paragraph.hits.length > 0)).toEqual([true, false]);
    expect(paragraphs[1]?.nearest.length).toBeGreaterThan(0);
    expect(new Set(hits.map(({ clause }) => clause)).size).toBe(hits.length);
  });

  it('can be asked of some cities, and of its own', async () => {
    const engine = await boxEngine();
    const some = await engine.similar({ clause: 'nanjing-2025/3.8', cities: ['苏州市'] });
    expect(new Set(some.hits.map(({ city }) => city))).toEqual(new Set(['苏州']));
    const all = await engine.similar({ clause: 'nanjing-2025/3.8', scope: 'all', limit: 100 });
    expect(all.hits.some(({ city }) => city === '南京')).toBe(true);
    expect(all.hits.some(({ clause }) => clause === 'nanjing-2025/3.8')).toBe(false);
    expect(all.searched).toEqual({ documents: 5, clauses: ALL_CLAUSES - 1 });
  });

  it(
    'does without vectors',
    async () => {
      const engine = await seedsEngine();
      const { hits } = await engine.similar({ clause: 'nanjing-2025/3.8' });
      expect(fold(hits[0]?.heading ?? '')).toContain('净土保卫战');
      expect(hits[0]?.scores.semantic).toBeNull();
    },
    FIRST_BUILD_MS,
  );

  it('refuses what has no text', async () => {
    const engine = await boxEngine();
    expect(await refusal(() => engine.similar({ clause: 'nanjing-2025/2' }))).toBe('unprocessable');
    expect(await refusal(() => engine.similar({ clause: 'nanjing-2025/99' }))).toBe('not_found');
    expect(await refusal(() => engine.similar({ text: ' ——。 ' }))).toBe('bad_request');
    expect(await refusal(() => engine.similar({ text: '字'.repeat(20_001) }))).toBe('too_large');
    expect(await refusal(() => engine.similar({ text: '水\n'.repeat(101) }))).toBe('too_large');
  });
});

describe('comparing', () => {
  it('shows both texts whole, and the same from both sides', async () => {
    const engine = await boxEngine();
    const one = engine.compare('nanjing-2025/3.8', 'suzhou-2023/2.7');
    const other = engine.compare('suzhou-2023/2.7', 'nanjing-2025/3.8');
    for (const side of ['a', 'b'] as const) {
      const spans = one.sentences
        .flatMap(({ parts }) => parts.flatMap((part) => part[side] ?? []))
        .sort((x, y) => x.start - y.start);
      expect(spans.map(({ start, end }) => one[side].text.slice(start, end)).join('')).toBe(one[side].text);
    }
    expect(other.similarity).toBe(one.similarity);
    expect(one.band).toBe('counterpart');
  });
});

describe('coverage', () => {
  const grid = async (engine: Engine, ...queries: string[]) => (await engine.coverage({ queries })).topics;

  it('has a row for each query and a cell for each city, the silent ones too', async () => {
    const topics = await grid(await boxEngine(), '光伏', '岸电', '碳普惠');
    expect(topics.map(({ query }) => query)).toEqual(['光伏', '岸电', '碳普惠']);
    for (const { cities } of topics) {
      expect(cities.map(({ city }) => city)).toEqual(['赣州', '南京', '南通', '苏州', '扬州']);
      expect(cities.reduce((sum, { clausesSearched }) => sum + clausesSearched, 0)).toBe(ALL_CLAUSES);
    }
  });

  it('counts literally what a search in the city finds, and shows its best clause', async () => {
    const engine = await boxEngine();
    for (const { query, cities } of await grid(engine, '光伏', '垃圾分类', '"海绵城市"')) {
      for (const { city, literal, best } of cities) {
        const answer = await engine.search({ q: query, cities: [city ?? ''] });
        expect([city, literal]).toEqual([city, answer.counts.literal]);
        if (literal > 0) expect(best?.clause).toBe(answer.hits[0]?.clause);
      }
    }
  });

  it('proves a silence: what was searched, for which words, and what came nearest', async () => {
    const [topic] = await grid(await boxEngine(), '火星移民');
    expect(topic?.terms).toEqual(['火星移民']);
    for (const cell of topic?.cities ?? []) {
      expect(cell).toMatchObject({ literal: 0, related: 0, best: null });
      expect(cell.nearest?.why).toMatch(/^最近/);
      expect(cell.clausesSearched).toBeGreaterThan(0);
    }
    const [known] = await grid(await boxEngine(), '碳普惠');
    expect(known?.synonyms.flatMap(({ labels }) => labels)).toContain('碳普惠机制');
  });

  it('leaves out the cities that a query does not ask for', async () => {
    const [topic] = await grid(await boxEngine(), 'city:南京 光伏');
    expect(topic?.cities.map(({ city }) => city)).toEqual(['南京']);
  });
});

describe('families', () => {
  it('put every clause into one family, and each address into one cell', async () => {
    const { families, counts, cities } = (await boxEngine()).families();
    const clauses = families.flatMap(({ cells }) => cells.flatMap((cell) => cell.clauses));
    expect(clauses.length).toBe(ALL_CLAUSES);
    expect(new Set(clauses.map(({ clause }) => clause)).size).toBe(ALL_CLAUSES);
    expect(counts).toMatchObject({ clauses: ALL_CLAUSES, families: families.length });
    for (const { cells } of families) expect(cells.map(({ city }) => city)).toEqual(cities);
    expect(new Set(families.map(({ family }) => family)).size).toBe(families.length);
  });

  it('hold counterparts together, under a heading of theirs and the earliest date', async () => {
    const { families } = (await boxEngine()).families({ clause: 'nanjing-2025/3.8' });
    expect(families.length).toBe(1);
    const [family] = families;
    expect(family?.label).toContain('净土保卫战');
    expect(family?.earliest).toBe('2022-12-28');
    expect(family?.sharedWording).toBeGreaterThan(0);
    const addresses = family?.cells.flatMap(({ clauses }) => clauses.map(({ clause }) => clause)) ?? [];
    expect(addresses).toEqual(
      expect.arrayContaining(['nanjing-2025/3.8', 'suzhou-2023/2.7', 'ganzhou-2022/3.3.11']),
    );
  });

  it('can be asked for by the number of their cities', async () => {
    const engine = await boxEngine();
    const { families } = engine.families({ minCities: 4 });
    expect(families.length).toBeGreaterThan(5);
    for (const { cells } of families) {
      expect(cells.filter(({ clauses }) => clauses.length > 0).length).toBeGreaterThanOrEqual(4);
    }
  });
});

describe('targets', () => {
  it('give the safe use of polluted land as four rows with the right years', async () => {
    const { targets } = (await boxEngine()).targets({ subject: '耕地' });
    const rows = targets
      .filter(({ measure }) => measure.includes('安全利用率'))
      .map(({ city, value, relation, year }) => [city, value.text, relation, year]);
    expect(rows).toEqual([
      ['赣州', expect.any(String), expect.any(String), 2025],
      ['南京', '95%', '>=', 2027],
      ['苏州', '93%', '>=', 2025],
      ['扬州', '94%', '>=', 2027],
    ]);
  });

  it('narrow by city, target year and topic, and name the cities without any', async () => {
    const engine = await boxEngine();
    const { targets, cities } = engine.targets({ cities: ['南京', '扬州'], years: [2027] });
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.every(({ city, year }) => (city === '南京' || city === '扬州') && year === 2027)).toBe(
      true,
    );
    expect(cities.map(({ city }) => city)).toEqual(['南京', '扬州']);
    const air = engine.targets({ topics: ['细颗粒物'] }).targets;
    expect(air.length).toBeGreaterThan(0);
    expect(air.every(({ topics }) => topics.length > 0)).toBe(true);
    expect(engine.targets({ years: [1999] })).toMatchObject({ total: 0, targets: [] });
  });

  it('have spans that are what they say', async () => {
    const engine = await boxEngine();
    for (const row of engine.targets().targets) {
      const { text } = engine.clause(row.clause);
      for (const part of [row.value, row.subject, row.comparator, row.aim, row.per, row.condition]) {
        if (part !== null) expect(text.slice(part.start, part.end)).toBe(part.text);
      }
      expect(text.slice(row.span.start, row.span.end)).toBe(row.text);
      if (row.yearSpan === null) continue;
      const year = text.slice(row.yearSpan.start, row.yearSpan.end);
      if (year !== '全年') expect(Number.parseInt(year, 10)).toBe(row.year);
    }
  });
});

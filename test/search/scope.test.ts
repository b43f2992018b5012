/** Proves that totals and facets count what they say, that filters let nothing else in, and that an absent topic has no literal hit. */
import { beforeAll, describe, expect, it } from 'vitest';
import { merge } from '../../src/core/span.ts';
import type { Engine, Hit, SearchAnswer, SearchRequest } from '../../src/engine.ts';
import { fold } from '../../src/text/fold.ts';
import {
  allHits,
  allPages,
  FIRST_BUILD_MS,
  hashingEngine,
  plainClauses,
  says,
  seedsEngine,
} from '../support/corpus.ts';

let engine: Engine;
let vectors: Engine;
beforeAll(async () => {
  engine = await seedsEngine();
  vectors = await hashingEngine();
}, FIRST_BUILD_MS);

const CITIES = ['南京', '扬州', '南通', '赣州', '苏州'] as const;

/** How often each value stands among the hits; every value of the scope, also with 0. */
function tally<T>(
  hits: readonly Hit[],
  scope: readonly T[],
  facetOf: (hit: Hit) => T | null,
): Map<T, number> {
  const counts = new Map(scope.map((value) => [value, 0]));
  for (const hit of hits) {
    const value = facetOf(hit);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

const asMap = <T>(facet: readonly { value: T; count: number }[]) =>
  new Map(facet.map(({ value, count }) => [value, count]));

async function expectCountsToAddUp(request: SearchRequest, size: number): Promise<SearchAnswer[]> {
  const pages = await allPages(engine, request, size);
  const hits = pages.flatMap((page) => page.hits);
  const wanted = engine
    .documents()
    .filter(({ city }) => request.cities === undefined || request.cities.includes(city ?? ''))
    .filter(({ year }) => request.years === undefined || request.years.includes(year ?? 0))
    .filter(({ document }) => request.documents === undefined || request.documents.includes(document));
  const literal = hits.filter(({ match }) => match === 'literal').length;
  for (const page of pages) {
    expect(page.total).toBe(hits.length);
    expect(page.counts).toEqual({ literal, related: hits.length - literal });
    expect(asMap(page.facets.city)).toEqual(
      tally(
        hits,
        wanted.flatMap(({ city }) => city ?? []),
        ({ city }) => city,
      ),
    );
    expect(asMap(page.facets.year)).toEqual(
      tally(
        hits,
        wanted.flatMap(({ year }) => year ?? []),
        ({ year }) => year,
      ),
    );
    expect(asMap(page.facets.document)).toEqual(
      tally(
        hits,
        wanted.map(({ document }) => document),
        ({ document }) => document,
      ),
    );
    expect(page.searched).toEqual({
      documents: wanted.length,
      clauses: wanted.reduce((sum, { clauses }) => sum + clauses, 0),
    });
    for (const { value, literal: said } of page.facets.city) {
      expect(said).toBe(hits.filter((hit) => hit.city === value && hit.match === 'literal').length);
    }
    expect(page.facets.document.reduce((sum, facet) => sum + facet.literal, 0)).toBe(literal);
  }
  return pages;
}

describe('totals and facets', () => {
  const QUERIES = ['光伏', '生态环境', '污染 治理', '河水又黑又臭', '"碳达峰"', '水 -污染', '荒漠化治理', ''];

  for (const q of QUERIES) {
    it(`of ${q === '' ? 'no words' : q} add up on every page, under every filter`, async () => {
      for (const filter of [
        {},
        { cities: ['苏州'] },
        { cities: ['苏州', '南京'] },
        { years: [2018] },
        { documents: ['ganzhou-2022'] },
        { cities: ['南京'], years: [2018] },
        { years: [2018, 2025], documents: ['nanjing-2025', 'suzhou-2023'] },
      ]) {
        for (const size of [10, 100]) await expectCountsToAddUp({ q, ...filter }, size);
      }
    });
  }

  it('list facets from the most literal hits down, then from the most hits', async () => {
    for (const q of ['生态', '光伏', '河水又黑又臭', '长江']) {
      const { facets } = await engine.search({ q });
      for (const facet of [facets.city, facets.year, facets.document]) {
        const listed = facet.map(({ literal, count }) => ({ literal, count }));
        expect(listed).toEqual([...listed].sort((a, b) => b.literal - a.literal || b.count - a.count));
      }
    }
  });

  it('are the same on a page behind the last, which has no hits', async () => {
    const first = await engine.search({ q: '光伏' });
    const beyond = await engine.search({ q: '光伏', offset: 10_000 });
    expect(beyond.hits).toEqual([]);
    expect({ ...beyond, hits: [], tookMs: 0 }).toEqual({ ...first, hits: [], tookMs: 0 });
  });

  it('of filters alone list every clause that the filters leave, each as literal', async () => {
    const { total, counts } = await engine.search({ q: 'city:扬州' });
    const wanted = plainClauses(engine).filter(({ city }) => city === '扬州').length;
    expect([total, counts.literal]).toEqual([wanted, wanted]);
  });
});

describe('a filter', () => {
  it('leaves exactly the hits of the unfiltered answer that it allows, where all are literal', async () => {
    const all = await allHits(engine, { q: '"生态"' });
    for (const city of CITIES) {
      const some = await allHits(engine, { q: '"生态"', cities: [city] });
      expect(some.map(({ clause }) => clause)).toEqual(
        all.filter((hit) => hit.city === city).map(({ clause }) => clause),
      );
      expect(some.length).toBeGreaterThan(0);
    }
  });

  it('is the same in the query and beside it', async () => {
    const clausesOf = async (request: SearchRequest) =>
      (await allHits(engine, request)).map(({ clause }) => clause);
    expect(await clausesOf({ q: 'city:苏州 光伏' })).toEqual(
      await clausesOf({ q: '光伏', cities: ['苏州'] }),
    );
    expect(await clausesOf({ q: '年份:2018 光伏' })).toEqual(await clausesOf({ q: '光伏', years: [2018] }));
    expect(await clausesOf({ q: 'doc:nanjing-2025 光伏' })).toEqual(
      await clausesOf({ q: '光伏', documents: ['nanjing-2025'] }),
    );
  });

  it('that contradicts another leaves nothing', async () => {
    expect((await engine.search({ q: 'city:南京 光伏', cities: ['苏州'] })).total).toBe(0);
    expect((await engine.search({ q: '苏州 光伏', cities: ['南京'] })).total).toBe(0);
  });

  it('lets no clause of another city, year or document in that the query names', async () => {
    for (const request of [
      { q: '宁政发〔2025〕16号', cities: ['苏州'] },
      { q: '宁政发〔2025〕16号', years: [2018] },
      { q: 'nanjing-2025/2.2', documents: ['suzhou-2023'] },
      { q: 'nanjing-2025/2.2 city:苏州' },
      { q: 'doc:suzhou-2023 宁政发〔2025〕16号' },
    ]) {
      const { total, hits, facets } = await engine.search(request);
      expect({ request, hits: hits.map(({ clause }) => clause) }).toEqual({ request, hits: [] });
      expect([total, facets.city.some(({ value }) => value === '南京')]).toEqual([0, false]);
    }
  });

  it('by an excluded word leaves no clause with it, a named one included', async () => {
    const { hits } = await engine.search({ q: 'nanjing-2025/2.2 -煤炭' });
    expect(hits.filter(({ text }) => fold(text).includes('煤炭'))).toEqual([]);
  });
});

describe('a city in plain words', () => {
  it('never lets another city in, in whatever form it is written, by words or by vectors', async () => {
    const forms = CITIES.map((city) => [
      city,
      [
        `${city} 水质`,
        `${city}市 水质`,
        `${city}水质`,
        `水质 ${city}`,
        `${city}的水质怎么样`,
        `${city} 建设 保护`,
        city,
      ],
    ]) satisfies [string, string[]][];
    for (const [city, queries] of [
      ...forms,
      ['扬州', ['揚州 水質', 'yangzhou 水质']],
      ['赣州', ['贛州 水質', 'ganzhou 水质', '2022年赣州水质']],
      ['苏州', ['蘇州 水質', 'suzhou 水质', '苏州2023 水质']],
    ] as [string, string[]][]) {
      for (const q of queries) {
        for (const one of [engine, vectors]) {
          const hits = await allHits(one, { q });
          expect({ q, cities: [...new Set(hits.map((hit) => hit.city))] }).toEqual({ q, cities: [city] });
        }
      }
    }
  });

  it('that the index does not have finds nothing, and says so', async () => {
    const { total, notices, intents } = await engine.search({ q: '上海 光伏' });
    expect(total).toBe(0);
    expect(notices).toContainEqual(expect.objectContaining({ code: 'city_unknown', value: '上海' }));
    expect(intents).toMatchObject([{ kind: 'city', value: '上海' }]);
  });

  it('can be taken back', async () => {
    const { intents, facets } = await engine.search({ q: '扬州 水质', understand: false });
    expect(intents).toEqual([]);
    expect(facets.city.filter(({ count }) => count > 0).length).toBeGreaterThan(1);
  });
});

describe('highlights', () => {
  const QUERIES = [
    '光伏',
    '光伏發電',
    '海綿城市',
    '污染 治理',
    '節能減排',
    '节能减排',
    '排污權',
    'PM2.5',
    'ｅｏｄ',
    '"碳达峰"',
    '水',
  ];

  function everyOccurrence(folded: string, term: string) {
    const spans = [];
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
      spans.push({ start: at, end: at + term.length });
    }
    return spans;
  }

  it('of a literal hit are every occurrence of the terms in its printed text and heading', async () => {
    for (const q of QUERIES) {
      const terms = q
        .split(' ')
        .map((term) => fold(term).replaceAll('"', ''))
        .filter(Boolean);
      const literal = (await allHits(engine, { q })).filter(({ match }) => match === 'literal');
      expect({ q, found: literal.length > 0 }).toEqual({ q, found: true });
      for (const { clause, text, heading, highlights, headingHighlights } of literal) {
        const expected = (printed: string) =>
          merge(terms.flatMap((term) => everyOccurrence(fold(printed), term)));
        expect({ clause, highlights }).toEqual({ clause, highlights: expected(text) });
        expect({ clause, headingHighlights }).toEqual({ clause, headingHighlights: expected(heading ?? '') });
        expect(highlights.length + headingHighlights.length).toBeGreaterThan(0);
      }
    }
  });

  it('are the printed characters: Traditional for a Simplified query, Simplified for a Traditional one', async () => {
    const slices = async (q: string, document: string) =>
      (await allHits(engine, { q, documents: [document] }))
        .filter(({ match }) => match === 'literal')
        .flatMap(({ text, highlights }) => highlights.map(({ start, end }) => text.slice(start, end)));
    for (const [q, printed] of [
      ['排污权', '排污權'],
      ['环境', '環境'],
      ['生态文明', '生態文明'],
    ] as const) {
      const found = await slices(q, 'nantong-2018');
      expect(found.length).toBeGreaterThan(0);
      expect(new Set(found)).toEqual(new Set([printed]));
    }
    for (const [q, printed] of [
      ['排污權', '排污权'],
      ['環境', '环境'],
      ['海綿城市', '海绵城市'],
    ] as const) {
      const found = await slices(q, 'suzhou-2023');
      expect(found.length).toBeGreaterThan(0);
      expect(new Set(found)).toEqual(new Set([printed]));
    }
  });

  it('of a related hit are what it shares with the query or says by official words, sorted and apart, inside the text', async () => {
    for (const q of ['河水又黑又臭', '烧煤改用电', '海上光伏', '节能减排奖励办法']) {
      const related = (await allHits(engine, { q })).filter(({ match }) => match === 'semantic');
      expect(related.length).toBeGreaterThan(0);
      for (const { clause, text, highlights, shared, means } of related) {
        const folded = fold(text);
        const marked = [...shared, ...means];
        const allowed = merge(marked.flatMap((word) => everyOccurrence(folded, word)));
        expect({ clause, highlights: merge(highlights) }).toEqual({ clause, highlights });
        for (const { start, end } of highlights) {
          expect(allowed.some((span) => span.start <= start && end <= span.end)).toBe(true);
          expect(marked.some((word) => folded.slice(start, end).includes(word))).toBe(true);
        }
      }
    }
  });

  it('lie where the passage to show is: a hit with any in its text shows one that holds some', async () => {
    for (const q of [...QUERIES, '河水又黑又臭']) {
      for (const { clause, text, highlights, passage } of await allHits(engine, { q })) {
        if (passage === null) {
          expect({ clause, text }).toEqual({ clause, text: '' });
          continue;
        }
        expect(passage.start >= 0 && passage.start < passage.end && passage.end <= text.length).toBe(true);
        if (highlights.length === 0) continue;
        const touched = highlights.some(({ start, end }) => start < passage.end && end > passage.start);
        expect({ q, clause, touched }).toEqual({ q, clause, touched: true });
      }
    }
  });
});

describe('an absent topic', () => {
  const ABSENT = [
    '荒漠化治理',
    '疫苗接种',
    '红树林修复',
    '海水淡化',
    '光污染',
    '宠物粪便管理',
    '地热能开发',
    '可控核聚变',
    '離婚冷靜期',
    '二手房限购',
  ];
  for (const topic of ABSENT) {
    it(`as ${topic} has no literal hit, by words or by vectors`, async () => {
      expect(plainClauses(engine).filter((clause) => says(clause, fold(topic)))).toEqual([]);
      for (const one of [engine, vectors]) {
        const { counts } = await one.search({ q: topic });
        expect(counts.literal).toBe(0);
        const hits = await allHits(one, { q: topic });
        expect(hits.filter(({ match }) => match === 'literal')).toEqual([]);
        expect((await one.search({ q: `"${topic}"` })).total).toBe(0);
      }
    });
  }
});

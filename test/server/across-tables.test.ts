/**
 * What the API answers with tables: coverage, families, targets and bodies.
 * - answers are their schemas word for word;
 * - a table says the same as the answer that it is a table of, as a file to save or as Markdown.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { coverageAnswer, familiesAnswer } from '../../src/server/schemas-across.ts';
import { bodiesAnswer, targetsAnswer } from '../../src/server/schemas-commitments.ts';
import { type Asking, address, asking, type Parameters } from '../support/asking.ts';
import { boxEngine, FIRST_BUILD_MS } from '../support/corpus.ts';
import { readRecords } from '../support/csv.ts';

const CITIES = ['赣州', '南京', '南通', '苏州', '扬州'];

let api: Asking;

beforeAll(async () => {
  api = asking(await boxEngine());
}, FIRST_BUILD_MS);

const table = (path: string, parameters: [string, string][], format: 'csv' | 'md') =>
  api.text(address(path, [...parameters, ['format', format]]));

/** A row of a table as strings: what is not known is an empty cell. */
const cells = (row: Record<string, string | number | null>) =>
  Object.fromEntries(
    Object.entries(row).map(([column, cell]) => [column, cell === null ? '' : String(cell)]),
  );

describe('coverage', () => {
  const queries: [string, string][] = [
    ['q', '光伏'],
    ['q', '碳普惠'],
    ['q', '"他说,好"'],
  ];

  it('answers each query for each city, the first of them at the top level as well', async () => {
    const { topics, ...first } = await api.answer(coverageAnswer, address('/api/coverage', queries));
    expect(topics.map(({ query }) => query)).toEqual(['光伏', '碳普惠', '"他说,好"']);
    for (const { cities } of topics) expect(cities.map(({ city }) => city)).toEqual(CITIES);
    expect(first).toMatchObject(topics[0] ?? {});
    const silent = topics[2]?.cities ?? [];
    expect(
      silent.every(({ best, literal, clausesSearched }) => !best && !literal && clausesSearched > 0),
    ).toBe(true);
  });

  it('takes the filters of a search', async () => {
    const of = async (parameters: Record<string, string>) => {
      const path = address('/api/coverage', { q: '烧煤改用电', ...parameters });
      return api.answer(coverageAnswer, path);
    };
    expect((await of({ city: '南京,苏州' })).cities.map(({ city }) => city)).toEqual(['南京', '苏州']);
    expect((await of({ year: '2018' })).cities.map(({ city }) => city)).toEqual(['南通']);
    expect((await of({ document: 'yangzhou-2024' })).cities.map(({ city }) => city)).toEqual(['扬州']);
    expect((await of({})).synonyms.length).toBeGreaterThan(0);
    expect((await of({ concepts: 'off', mode: 'lexical' })).synonyms).toEqual([]);
  });

  it('leaves as CSV with a line a cell', async () => {
    const { topics } = await api.answer(coverageAnswer, address('/api/coverage', queries));
    const { text, headers } = await table('/api/coverage', queries, 'csv');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="coverage.csv"');
    const expected = topics.flatMap(({ query, cities }) =>
      cities.map(({ city, clausesSearched, literal, related, best, nearest }) =>
        cells({
          query,
          city,
          clauses_searched: clausesSearched,
          literal,
          related,
          best_clause: best?.clause ?? null,
          nearest_clause: nearest?.clause ?? null,
        }),
      ),
    );
    const records = readRecords(text);
    expect(records).toHaveLength(expected.length);
    expect(records).toMatchObject(expected);
  });

  it('leaves as Markdown with a line a topic and a column a city', async () => {
    const { text, headers } = await table('/api/coverage', queries, 'md');
    expect(headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    const [head, , ...lines] = text.trimEnd().split('\n');
    expect(head).toBe(`| query | ${CITIES.join(' | ')} |`);
    expect(lines).toHaveLength(queries.length);
    expect(lines[0]).toContain('nanjing-2025/');
    expect(lines[2]).toContain('— (0/35)');
  });
});

describe('families', () => {
  it('are asked for by the number of their cities and by a clause', async () => {
    const all = await api.answer(familiesAnswer, '/api/families');
    expect(all.cities).toEqual(CITIES);
    expect(all.families).toHaveLength(all.counts.families);
    const wide = await api.answer(familiesAnswer, '/api/families?minCities=4');
    expect(wide.counts).toEqual(all.counts);
    expect(wide.families.length).toBeGreaterThan(0);
    expect(wide.families.length).toBeLessThan(all.families.length);
    const of = await api.answer(familiesAnswer, '/api/families?clause=nanjing-2025/3.8');
    expect(of.families).toHaveLength(1);
    expect(JSON.stringify(of.families[0]?.cells)).toContain('"nanjing-2025/3.8"');
  });

  it('leave as tables with a column a city', async () => {
    const { families } = await api.answer(familiesAnswer, '/api/families?minCities=2');
    const { text, headers } = await table('/api/families', [['minCities', '2']], 'csv');
    expect(headers.get('content-disposition')).toContain('families.csv');
    const expected = families.map(({ family, label, cells: row }) => ({
      family,
      label,
      ...Object.fromEntries(
        row.map(({ city, clauses }) => [city, clauses.map((one) => one.clause).join(' ')]),
      ),
    }));
    expect(readRecords(text)).toMatchObject(expected);
    const markdown = (await table('/api/families', [['minCities', '2']], 'md')).text;
    expect(markdown.trimEnd().split('\n')).toHaveLength(2 + families.length);
  });
});

describe('targets', () => {
  const targets = (parameters: Parameters = {}) =>
    api.answer(targetsAnswer, address('/api/targets', parameters));

  it('are narrowed by city, target year, document, topic and subject, and turned over page by page', async () => {
    const all = await targets();
    expect(all.targets).toHaveLength(all.total);
    const some = await targets({ city: '南京,扬州', year: '2027' });
    expect(some.total).toBeGreaterThan(0);
    expect(some.targets.every(({ year }) => year === 2027)).toBe(true);
    expect(some.cities.map(({ city }) => city)).toEqual(['南京', '扬州']);
    expect(await targets({ year: '1999' })).toMatchObject({ total: 0, searched: { documents: 5 } });
    expect((await targets({ document: 'suzhou-2023' })).searched.documents).toBe(1);
    expect((await targets({ topic: '细颗粒物' })).total).toBeLessThan(all.total);
    const forest = await targets({ subject: '森林覆蓋率' });
    expect(forest.total).toBeGreaterThan(0);
    expect(forest.targets.every(({ subject }) => subject?.text.includes('森林覆盖率'))).toBe(true);
    const page = await targets({ limit: '3', offset: '2' });
    expect(page.total).toBe(all.total);
    expect(page.targets).toEqual(all.targets.slice(2, 5));
  });

  it('come in the order asked for', async () => {
    const years = (await targets({ order: 'year' })).targets.map(({ year }) => year ?? 9999);
    expect(years).toEqual([...years].sort((a, b) => a - b));
  });

  it('leave as tables with a row a target', async () => {
    const { targets: rows } = await targets();
    const { text, headers } = await table('/api/targets', [], 'csv');
    expect(headers.get('content-disposition')).toContain('targets.csv');
    const expected = rows.map(({ clause, relation, value, number, year, text: phrase, span }) =>
      cells({
        clause,
        relation,
        value: value.text,
        number,
        year,
        text: phrase,
        start: span.start,
        end: span.end,
      }),
    );
    expect(readRecords(text)).toMatchObject(expected);
    expect((await table('/api/targets', [['limit', '7']], 'md')).text.trimEnd().split('\n')).toHaveLength(9);
  });
});

describe('bodies', () => {
  const bodies = (parameters: Parameters = {}) =>
    api.answer(bodiesAnswer, address('/api/bodies', parameters));

  it('are found by any form of their name, and silent cities are named', async () => {
    const all = await bodies();
    expect(all.silent.map(({ city }) => city)).toEqual(['南京', '扬州']);
    const housing = await bodies({ name: '市住房和城鄉建設局' });
    expect(housing.bodies.map(({ body }) => body)).toEqual(
      expect.arrayContaining(['赣州/住建局', '苏州/住建局']),
    );
    const one = await bodies({ name: '住建局', city: '苏州' });
    expect(one.bodies.map(({ body }) => body)).toEqual(['苏州/住建局']);
    expect((await bodies({ name: '火星移民局' })).bodies).toEqual([]);
  });

  it('leave as tables with a line for each body and clause', async () => {
    const { bodies: views } = await bodies();
    const { text, headers } = await table('/api/bodies', [], 'csv');
    expect(headers.get('content-disposition')).toContain('bodies.csv');
    const expected = views.flatMap(({ body, name, city, kind, lead, others }) => {
      const row = { body, name, city, kind };
      return [
        ...lead.map(({ clause, heading }) => cells({ ...row, role: 'lead', clause, heading })),
        ...others.map(({ clause, heading }) => cells({ ...row, role: 'other', clause, heading })),
      ];
    });
    expect(readRecords(text)).toEqual(expected);
    const named = (await table('/api/bodies', [['name', '住建局']], 'md')).text;
    expect(named.split('\n')[0]).toBe('| body | name | city | kind | role | clause | heading |');
  });
});

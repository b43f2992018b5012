/**
 * The API answers in the contract's shapes and refuses bad input in one form:
 * - every route is in /openapi.json, made of the schemas that check input, and no route that is not there yet;
 * - answers validate against those schemas; spans lie in their texts; no clause comes twice;
 * - the nearest clauses stand only where there is no hit;
 * - bad input is a 400, 404, 413 or 422 with code, message and hint, and never a stack trace.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Hit } from '../../src/engine.ts';
import { createApp } from '../../src/server/app.ts';
import {
  citation,
  clauseView,
  documentList,
  documentView,
  health,
  searchAnswer,
  suggestions,
} from '../../src/server/schemas.ts';
import { FIRST_BUILD_MS, seedsEngine } from '../support/corpus.ts';

let app: ReturnType<typeof createApp>;

beforeAll(async () => {
  app = createApp(await seedsEngine());
}, FIRST_BUILD_MS);

async function get(path: string) {
  const response = await app.request(path);
  return { status: response.status, body: await response.json(), headers: response.headers };
}

const search = (parameters: Record<string, string>) => get(`/api/search?${new URLSearchParams(parameters)}`);

describe('/openapi.json', () => {
  it('lists the routes that are there, and none that is not', async () => {
    const { body } = await get('/openapi.json');
    expect(Object.keys(body.paths).sort()).toEqual([
      '/api/bodies',
      '/api/clauses/{document}/{path}',
      '/api/clauses/{document}/{path}/cite',
      '/api/clauses/{document}/{path}/similar',
      '/api/compare',
      '/api/coverage',
      '/api/documents',
      '/api/documents/{document}',
      '/api/families',
      '/api/search',
      '/api/similar',
      '/api/suggest',
      '/api/targets',
      '/api/verify',
      '/healthz',
    ]);
  });

  it('states the limits that the server keeps', async () => {
    const { body } = await get('/openapi.json');
    const parameters = body.paths['/api/search'].get.parameters as {
      name: string;
      schema: Record<string, unknown>;
    }[];
    expect(parameters.find(({ name }) => name === 'limit')?.schema).toMatchObject({
      maximum: 100,
      minimum: 1,
    });
    expect(parameters.find(({ name }) => name === 'q')?.schema).toMatchObject({ maxLength: 500 });
    expect(parameters.find(({ name }) => name === 'concepts')?.schema).toMatchObject({
      enum: ['on', 'off'],
      default: 'on',
    });
    expect(parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(['topic', 'strength', 'body']));
  });

  it('describes topics, the concepts of a query and the nearest clauses', async () => {
    const { body } = await get('/openapi.json');
    const { properties } = body.components.schemas.SearchAnswer;
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(['concepts', 'nearest']));
    expect(Object.keys(properties.facets.properties)).toEqual([
      'city',
      'year',
      'document',
      'topic',
      'strength',
      'body',
    ]);
    expect(Object.keys(body.components.schemas.WidenedBy.properties)).toEqual([
      'concept',
      'term',
      'label',
      'nearness',
    ]);
  });
});

describe('answers', () => {
  it('of /healthz count what is in the index', async () => {
    const { status, body } = await get('/healthz');
    expect(status).toBe(200);
    expect(health.parse(body)).toMatchObject({ documents: 5, clauses: 191, embedder: null });
  });

  it.each([
    { q: '光伏' },
    { q: '光伏發電', mode: 'lexical' },
    { q: '"海绵城市" -黑臭水体' },
    { q: '扬州 邵伯湖 水质' },
    { q: '通政办发[2018]46号' },
    { q: '烧煤改用电', limit: '3' },
    { q: '生态', city: '南京,扬州', year: '2025' },
    { q: '水', offset: '40', limit: '100' },
    { q: '水', topic: '水污染防治' },
    { q: '水', strength: 'must', body: '水利局' },
    { q: 'strength:禁止 body:生态环境局' },
    { q: '火星基地移民' },
    { q: 'zzzz' },
  ])('of a search have the contract’s shape: %o', async (parameters) => {
    const { status, body } = await search(parameters as Record<string, string>);
    expect(status).toBe(200);
    const answer = searchAnswer.parse(body);
    expect(new Set(answer.hits.map(({ clause }) => clause)).size).toBe(answer.hits.length);
    if (answer.total > 0) expect(answer.nearest).toEqual([]);
    for (const hit of [...answer.hits, ...answer.nearest] as Hit[]) {
      for (const { start, end } of [...hit.highlights, ...(hit.passage ? [hit.passage] : [])]) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(hit.text.length);
      }
    }
  });

  it('of documents and clauses have the contract’s shape', async () => {
    const { documents } = documentList.parse((await get('/api/documents')).body);
    expect(documents).toHaveLength(5);
    for (const { document, clauses } of documents) {
      const view = documentView.parse((await get(`/api/documents/${document}`)).body);
      expect(view.clauses.length).toBeGreaterThan(clauses);
    }
    const clause = clauseView.parse((await get('/api/clauses/ganzhou-2022/3.2.6')).body);
    expect(clause.ancestors.map(({ heading }) => heading)).toEqual(['重点任务', '有序推动绿色低碳循环发展']);
    expect(clause.responsible?.lead).toEqual(['市发改委']);
  });

  it.each([
    ['光', 8, { text: '光伏', kind: 'term' }],
    ['nanj', 8, { text: '南京', kind: 'city' }],
    ['通政办发', 8, { text: '通政辦發〔2018〕46號', kind: 'number' }],
    ['碧水', 20, { text: '深入打好碧水保卫战', kind: 'heading', clause: 'ganzhou-2022/3.3.10' }],
    ['美丽赣州', 8, { text: '美丽赣州建设行动实施方案(2022-2025年)', kind: 'document' }],
  ])('of suggestions for %s have the contract’s shape', async (q, limit, expected) => {
    const { status, body } = await get(`/api/suggest?${new URLSearchParams({ q, limit: String(limit) })}`);
    expect(status).toBe(200);
    expect(suggestions.parse(body).suggestions).toContainEqual(expected);
    expect(body.suggestions.length).toBeLessThanOrEqual(limit);
  });

  it('of suggestions are eight where no limit is given, and an empty list where nothing fits', async () => {
    expect((await get(`/api/suggest?q=${encodeURIComponent('生态')}`)).body.suggestions).toHaveLength(8);
    expect((await get('/api/suggest?q=zzzz')).body).toEqual({ suggestions: [] });
  });

  it('of a mistyped search propose another query', async () => {
    const { body } = await search({ q: '生态补尝' });
    expect(searchAnswer.parse(body).notices[0]).toMatchObject({ code: 'did_you_mean', value: '生态补偿' });
  });

  it('of /cite name the quote at the span', async () => {
    const { body } = await get('/api/clauses/nanjing-2025/2.2/cite?start=0&end=10');
    expect(citation.parse(body)).toMatchObject({
      quote: '全面构建低碳发展政策',
      link: '/d/nanjing-2025/2.2',
    });
    expect(body.citation).toContain('宁政发〔2025〕16号');
  });
});

describe('bad input', () => {
  it.each([
    ['/api/search', 400, 'q'],
    ['/api/search?q=', 400, 'empty'],
    ['/api/search?q=%20%E3%80%80', 400, 'empty'],
    [`/api/search?q=${'a'.repeat(501)}`, 400, '500'],
    ['/api/search?q=a&limit=101', 400, 'limit'],
    ['/api/search?q=a&limit=0', 400, 'limit'],
    ['/api/search?q=a&limit=ten', 400, 'limit'],
    ['/api/search?q=a&offset=-1', 400, 'offset'],
    ['/api/search?q=a&mode=magic', 400, 'mode'],
    ['/api/search?q=a&year=25', 400, 'year'],
    ['/api/search?q=a&nonsense=1', 400, 'nonsense'],
    ['/api/search?q=a&q=b', 400, 'q'],
    ['/api/search?q=a&city=%E5%8C%97%E4%BA%AC', 422, '北京'],
    ['/api/search?q=a&year=1999', 422, '1999'],
    ['/api/search?q=a&document=atlantis-1999', 404, 'atlantis-1999'],
    ['/api/search?q=a&topic=atlantis', 422, 'atlantis'],
    ['/api/search?q=a&topic=%E6%B0%B4%E6%B1%A1%E6%9F%93%E9%98%B2%E6%B2%BB,atlantis', 422, 'atlantis'],
    [`/api/search?q=a&topic=${'a'.repeat(201)}`, 400, 'topic'],
    ['/api/search?q=a&strength=perhaps', 422, 'perhaps'],
    ['/api/search?q=a&strength=must,perhaps', 422, 'perhaps'],
    [`/api/search?q=a&strength=${'a'.repeat(201)}`, 400, 'strength'],
    ['/api/search?q=a&body=atlantis', 422, 'atlantis'],
    [`/api/search?q=a&body=${'a'.repeat(201)}`, 400, 'body'],
    ['/api/search?q=a&concepts=maybe', 400, 'concepts'],
    ['/api/suggest', 400, 'q'],
    ['/api/suggest?q=%20', 400, 'empty'],
    [`/api/suggest?q=${'a'.repeat(501)}`, 400, '500'],
    ['/api/suggest?q=a&limit=0', 400, 'limit'],
    ['/api/suggest?q=a&limit=21', 400, 'limit'],
    ['/api/suggest?q=a&mode=lexical', 400, 'mode'],
    ['/api/documents?x=1', 400, 'x'],
    ['/api/documents/atlantis-1999', 404, 'atlantis-1999'],
    ['/api/clauses/nanjing-2025/99.99', 404, 'nanjing-2025/99.99'],
    ['/api/clauses/atlantis-1999/1', 404, 'atlantis-1999/1'],
    ['/api/clauses/nanjing-2025/2.2/cite?format=docx', 400, 'format'],
    ['/api/clauses/nanjing-2025/2.2/cite?start=3', 400, 'start and end'],
    ['/api/clauses/nanjing-2025/2.2/cite?start=5&end=5', 400, '5-5'],
    ['/api/clauses/nanjing-2025/2.2/cite?start=0&end=99999', 400, '99999'],
    ['/api/nosuch', 404, '/api/nosuch'],
  ])('%s is refused with %i and names %s', async (path, status, named) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toContain(named);
    expect(answer.body.error.code).toMatch(/^[a-z_]+$/);
    expect(answer.body.error.hint).not.toBe('');
    expect(JSON.stringify(answer.body)).not.toMatch(/\bat .+:\d+:\d+/);
  });

  it('says which cities there are where one is not', async () => {
    const { body } = await get('/api/search?q=a&city=%E5%8C%97%E4%BA%AC');
    expect(body.error.hint).toContain('南京');
  });

  it('with a body over the limit is a 413', async () => {
    const response = await app.request('/api/search', { method: 'POST', body: 'x'.repeat(256 * 1024 + 1) });
    expect(response.status).toBe(413);
  });

  it('that breaks the engine is a 500 without details, and reaches the log', async () => {
    const logged: unknown[] = [];
    const engine = {
      ...(await seedsEngine()),
      documents: () => {
        throw new Error('secret detail');
      },
    };
    const broken = createApp(engine, { onInternalError: (error) => logged.push(error) });
    const response = await broken.request('/api/documents');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(logged).toHaveLength(1);
  });
});

describe('every answer', () => {
  it.each(['/healthz', '/api/search?q=a', '/', '/d/nanjing-2025', '/nosuch'])(
    '%s carries a strict Content-Security-Policy and loads from nowhere else',
    async (path) => {
      const policy = (await app.request(path)).headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
    },
  );
});

/**
 * What the API answers to questions about two or more clauses, and to anything that goes across cities:
 * - answers are their schemas word for word, and every span lies in the text that it is said to lie in;
 * - what is fixed for other programs is in /openapi.json, and can be true.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { SimilarHit } from '../../src/engine.ts';
import { compareAnswer, similarAnswer } from '../../src/server/schemas-across.ts';
import { type Asking, address, asking, isIn, type Parameters, post } from '../support/asking.ts';
import { boxEngine, FIRST_BUILD_MS } from '../support/corpus.ts';

let api: Asking;

beforeAll(async () => {
  api = asking(await boxEngine());
}, FIRST_BUILD_MS);

describe('/openapi.json', () => {
  it('says which answers can leave as tables', async () => {
    const { paths } = (await api.ask('/openapi.json')).body;
    for (const path of ['/api/coverage', '/api/families', '/api/targets', '/api/bodies']) {
      expect(Object.keys(paths[path].get.responses['200'].content)).toEqual([
        'application/json',
        'text/csv',
        'text/markdown',
      ]);
    }
  });

  it('states the limits that the server keeps', async () => {
    const { paths, components } = (await api.ask('/openapi.json')).body;
    const schemaOf = (path: string, wanted: string) =>
      paths[path].get.parameters.find(({ name }: { name: string }) => name === wanted).schema;
    expect(schemaOf('/api/coverage', 'q')).toMatchObject({ type: 'array', minItems: 1, maxItems: 50 });
    expect(schemaOf('/api/targets', 'limit')).toMatchObject({ maximum: 5000, default: 1000 });
    expect(schemaOf('/api/clauses/{document}/{path}/similar', 'limit')).toMatchObject({ default: 10 });
    expect(components.schemas.SimilarToText.properties.text.maxLength).toBe(20_000);
    expect(paths['/api/similar'].post.requestBody.required).toBe(true);
  });

  it('has no schema that must be something and null at once', async () => {
    const { components } = (await api.ask('/openapi.json')).body;
    const isBoth = (part: unknown): boolean =>
      typeof part === 'object' &&
      part !== null &&
      (('allOf' in part && JSON.stringify(part.allOf).includes('"null"')) ||
        Object.values(part).some(isBoth));
    const named = Object.entries<object>(components.schemas);
    expect(named.length).toBeGreaterThan(30);
    // What extends another is all of it and some fields, which may well be null themselves.
    const own = named.filter(([, schema]) => !('allOf' in schema));
    expect(own.filter(([, schema]) => isBoth(schema)).map(([name]) => name)).toEqual([]);
  });
});

describe('similar clauses', () => {
  const similar = (clause: string, parameters: Parameters = {}) =>
    api.answer(similarAnswer, address(`/api/clauses/${clause}/similar`, parameters));

  it('are of other cities, best first, with shared wording as spans of both texts', async () => {
    const { text } = (await api.ask('/api/clauses/nanjing-2025/2.2')).body;
    const { clause, hits, paragraphs } = await similar('nanjing-2025/2.2');
    expect(clause).toBe('nanjing-2025/2.2');
    expect(hits.map((hit) => hit.clause)).toContain('yangzhou-2024/2.2');
    expect(hits.some(({ city }) => city === '南京')).toBe(false);
    expect(hits.map(({ similarity }) => similarity)).toEqual(
      hits.map(({ similarity }) => similarity).sort((a, b) => b - a),
    );
    const runs = hits.flatMap((hit) => hit.wording.map((run) => ({ ...run, hit })));
    expect(runs.length).toBeGreaterThan(0);
    expect(runs.filter(({ a, b, hit }) => !isIn(a, text) || !isIn(b, hit.text))).toEqual([]);
    expect(paragraphs).toEqual([]);
  });

  it('take limit, scope and city', async () => {
    expect((await similar('nanjing-2025/3.8', { limit: '1' })).hits).toHaveLength(1);
    const all = await similar('nanjing-2025/3.8', { scope: 'all', limit: '100' });
    expect(all.hits.some(({ city }) => city === '南京')).toBe(true);
    const some = await similar('nanjing-2025/3.8', { city: '苏州,扬州市' });
    expect(some.searched.documents).toBe(2);
    expect(some.hits.every(({ city }) => city === '苏州' || city === '扬州')).toBe(true);
  });

  it('of a text are given paragraph by paragraph, with spans into the text as it was sent', async () => {
    const text = '\u3000\u3000大力發展分布式光伏發電，強化能源儲備調節。\r\n\r\n推进量子通信卫星组网发射。';
    const { clause, hits, paragraphs } = await api.answer(similarAnswer, '/api/similar', post({ text }));
    expect(clause).toBeNull();
    expect(hits[0]).toMatchObject({ clause: 'nanjing-2025/2.2', band: 'verbatim' });
    expect(paragraphs.map((one) => one.hits.length > 0)).toEqual([true, false]);
    expect(paragraphs[1]?.nearest.length).toBeGreaterThan(0);
    const shown: SimilarHit[] = paragraphs.flatMap((one) => [...one.hits, ...one.nearest]);
    expect(shown.every(({ wording }) => wording.every(({ a }) => isIn(a, text)))).toBe(true);
    expect(paragraphs.every(({ span }) => isIn(span, text))).toBe(true);
  });

  it('of a text take limit and cities, and a type with a charset', async () => {
    const asked = { text: '大力发展分布式光伏发电', limit: 2, city: ['南京', '赣州市'] };
    const { hits, searched } = await api.answer(
      similarAnswer,
      '/api/similar',
      post(asked, 'application/json; charset=utf-8'),
    );
    expect(searched.documents).toBe(2);
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.length).toBeLessThanOrEqual(2);
  });
});

describe('two clauses side by side', () => {
  it('tile both texts, in either script', async () => {
    for (const [a, b] of [
      ['nanjing-2025/3.8', 'suzhou-2023/2.7'],
      ['nantong-2018/4.3', 'nanjing-2025/2.2'],
    ] as const) {
      const compared = await api.answer(compareAnswer, address('/api/compare', { a, b }));
      expect([compared.a.clause, compared.b.clause]).toEqual([a, b]);
      for (const side of ['a', 'b'] as const) {
        const spans = compared.sentences
          .flatMap(({ parts }) => parts.flatMap((part) => part[side] ?? []))
          .sort((x, y) => x.start - y.start);
        const { text } = compared[side];
        expect(spans.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      }
      expect(
        compared.shared.every((run) => isIn(run.a, compared.a.text) && isIn(run.b, compared.b.text)),
      ).toBe(true);
    }
  });
});

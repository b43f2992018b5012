/** Proves the routes that cite and verify: every form, quotes that hold and quotes that do not, and what is refused. */
import { beforeAll, describe, expect, it } from 'vitest';
import { CITATION_FORMATS, type Engine } from '../../src/engine.ts';
import { citation } from '../../src/server/schemas.ts';
import { verifyAnswer } from '../../src/server/schemas-verify.ts';
import { type Asking, address, asking, post } from '../support/asking.ts';
import { FIRST_BUILD_MS, seedsEngine } from '../support/corpus.ts';

let engine: Engine;
let server: Asking;

beforeAll(async () => {
  engine = await seedsEngine();
  server = asking(engine);
}, FIRST_BUILD_MS);

const CITE = '/api/clauses/nanjing-2025/2.2/cite';

describe('GET /api/clauses/…/cite', () => {
  it.each(CITATION_FORMATS)('answers in form %s', async (format) => {
    const answer = await server.answer(citation, address(CITE, { format, accessed: '2026-11-25' }));
    expect(answer).toMatchObject({
      clause: 'nanjing-2025/2.2',
      format,
      quote: null,
      anchor: null,
      permalink: null,
    });
    expect(answer.citation).toContain(format === 'in-text' ? '2025' : '美丽南京');
  });

  it('gives a quote an anchor and a link that opens the page at the words', async () => {
    const { text } = engine.clause('nanjing-2025/2.2');
    const start = text.indexOf('大力发展分布式光伏发电');
    const answer = await server.answer(citation, address(CITE, { start: `${start}`, end: `${start + 11}` }));
    expect(answer.anchor).toMatchObject({
      quote: '大力发展分布式光伏发电',
      span: { start, end: start + 11 },
    });
    expect(answer.permalink).toBe(`/d/nanjing-2025/2.2?q=${start}-${start + 11}&h=${answer.anchor?.hash}`);
  });

  it.each([
    ['an unknown form', { format: 'apa' }],
    ['a day that is none', { accessed: '2026-13-45' }],
    ['a span outside the text', { start: '0', end: '999999' }],
    ['half a span', { start: '3' }],
  ])('refuses %s', async (_, parameters) => {
    const { status, body } = await server.ask(address(CITE, parameters as Record<string, string>));
    expect([status, typeof body.error.hint]).toEqual([400, 'string']);
  });
});

describe('POST /api/verify', () => {
  const verify = (quotes: unknown) => server.answer(verifyAnswer, '/api/verify', post({ quotes }));

  it('answers each quote in the order asked, with its places', async () => {
    const { results } = await verify([
      { text: '大力發展分布式光伏發電' },
      { text: '大力发展集中式光伏发电' },
      { text: '到2040年建成火星基地并投入使用' },
    ]);
    expect(results.map(({ verdict }) => verdict)).toEqual(['exact', 'altered', 'not_found']);
    expect(results[0]?.places.map(({ clause }) => clause)).toEqual(['nanjing-2025/2.2']);
    expect(results[1]?.differences.length).toBeGreaterThan(0);
    expect(results[2]).toMatchObject({
      places: [],
      differences: [],
      searched: { documents: 5, clauses: 191 },
    });
  });

  it('says where a quote stands that is cited to another clause', async () => {
    const { results } = await verify([{ text: '大力发展分布式光伏发电', clause: 'suzhou-2023/4.19' }]);
    expect(results[0]).toMatchObject({ verdict: 'exact', inClause: false });
    expect(results[0]?.places[0]?.clause).toBe('nanjing-2025/2.2');
  });

  it.each([
    ['no JSON', '{', 'application/json'],
    ['no quotes', '{"quotes": []}', 'application/json'],
    ['a field that it does not know', '{"quotes": [{"text": "光伏", "page": 3}]}', 'application/json'],
  ])('refuses %s', async (_, body, type) => {
    const init = { method: 'POST', headers: { 'content-type': type }, body };
    const { status, body: answer } = await server.ask('/api/verify', init);
    expect([status, typeof answer.error.hint]).toEqual([400, 'string']);
  });
});

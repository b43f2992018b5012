/** Proves that bad input to questions across cities is refused in the one form of all refusals, bodies that are no JSON included. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Asking, asking, expectRefusal, post } from '../support/asking.ts';
import { FIRST_BUILD_MS, seedsEngine } from '../support/corpus.ts';

let api: Asking;

beforeAll(async () => {
  api = asking(await seedsEngine());
}, FIRST_BUILD_MS);

const BEIJING = encodeURIComponent('北京');
const A_CLAUSE = 'nanjing-2025/2.2';

describe('bad input', () => {
  it.each([
    [`/api/clauses/${A_CLAUSE}/similar?limit=0`, 400, 'limit'],
    [`/api/clauses/${A_CLAUSE}/similar?limit=101`, 400, 'limit'],
    [`/api/clauses/${A_CLAUSE}/similar?scope=own`, 400, 'scope'],
    [`/api/clauses/${A_CLAUSE}/similar?x=1`, 400, 'x'],
    [`/api/clauses/${A_CLAUSE}/similar?city=${BEIJING}`, 422, '北京'],
    ['/api/clauses/nanjing-2025/2/similar', 422, 'nanjing-2025/2'],
    ['/api/clauses/nanjing-2025/99/similar', 404, 'nanjing-2025/99'],
    ['/api/similar', 404, '/api/similar'],
    ['/api/compare', 400, 'a'],
    [`/api/compare?a=${A_CLAUSE}`, 400, 'b'],
    [`/api/compare?a=${A_CLAUSE}&a=${A_CLAUSE}&b=${A_CLAUSE}`, 400, 'a'],
    [`/api/compare?a=${A_CLAUSE}&b=x`, 404, 'x'],
    [`/api/compare?a=nanjing-2025/2&b=${A_CLAUSE}`, 422, 'nanjing-2025/2'],
    [`/api/compare?a=${A_CLAUSE}&b=${'x'.repeat(1001)}`, 400, 'b'],
    ['/api/coverage', 400, 'no query'],
    ['/api/coverage?q=', 400, 'empty'],
    ['/api/coverage?q=a&q=%E3%80%80', 400, 'q.1'],
    [`/api/coverage?q=${'a'.repeat(501)}`, 400, '500'],
    [`/api/coverage?${'q=a&'.repeat(51)}`, 400, '50'],
    ['/api/coverage?q=a&mode=magic', 400, 'mode'],
    ['/api/coverage?q=a&format=xml', 400, 'format'],
    ['/api/coverage?q=a&limit=5', 400, 'limit'],
    [`/api/coverage?q=a&city=${BEIJING}`, 422, '北京'],
    ['/api/coverage?q=a&year=1999', 422, '1999'],
    ['/api/coverage?q=a&document=atlantis-1999', 404, 'atlantis-1999'],
    ['/api/families?minCities=0', 400, 'minCities'],
    ['/api/families?clause=', 400, 'clause'],
    ['/api/families?clause=nanjing-2025/99', 404, 'nanjing-2025/99'],
    ['/api/families?clause=nanjing-2025/2', 422, 'nanjing-2025/2'],
    ['/api/targets?limit=5001', 400, 'limit'],
    ['/api/targets?offset=-1', 400, 'offset'],
    ['/api/targets?order=size', 400, 'order'],
    ['/api/targets?year=25', 400, 'year'],
    ['/api/targets?topic=atlantis', 422, 'atlantis'],
    ['/api/targets?document=atlantis-1999', 404, 'atlantis-1999'],
    [`/api/bodies?city=${BEIJING}`, 422, '北京'],
    ['/api/bodies?name=', 400, 'name'],
    ['/api/bodies?body=x', 400, 'body'],
  ])('%s is refused with %i and names %s', async (path, status, named) => {
    expectRefusal(await api.ask(path), status, named);
  });

  it.each([
    ['{', 'application/json', 400, 'no JSON'],
    ['', 'application/json', 400, 'no JSON'],
    ['{"text":"水"}', 'text/plain', 400, 'application/json'],
    ['{"text":"水"}', 'application/json;', 400, 'application/json'],
    ['text=水', 'application/x-www-form-urlencoded', 400, 'application/json'],
    ['[]', 'application/json', 400, 'object'],
    ['null', 'application/json', 400, 'object'],
    ['{}', 'application/json', 400, 'text'],
    ['{"text":5}', 'application/json', 400, 'text'],
    ['{"text":""}', 'application/json', 400, 'no letter'],
    ['{"text":" —— 。\\n"}', 'application/json', 400, 'no letter'],
    ['{"text":"水","limit":"10"}', 'application/json', 400, 'limit'],
    ['{"text":"水","limit":101}', 'application/json', 400, 'limit'],
    ['{"text":"水","city":"南京"}', 'application/json', 400, 'city'],
    ['{"text":"水","scope":"all"}', 'application/json', 400, 'scope'],
    ['{"text":"水","city":["北京"]}', 'application/json', 422, '北京'],
    [JSON.stringify({ text: '水'.repeat(20_001) }), 'application/json', 413, '20001'],
    [JSON.stringify({ text: '水'.repeat(100_000) }), 'application/json', 413, 'bytes'],
  ])('%.30s sent as %s is refused with %i and names %s', async (body, type, status, named) => {
    expectRefusal(await api.ask('/api/similar', post(body, type)), status, named);
  });

  it('without a type is refused, with a body and without one', async () => {
    const untyped = new TextEncoder().encode('{"text":"水"}'); // a string would be given a type of its own
    expectRefusal(await api.ask('/api/similar', { method: 'POST', body: untyped }), 400, 'application/json');
    expectRefusal(await api.ask('/api/similar', { method: 'POST' }), 400, 'text');
  });

  it('is never taken for a fault of the server', () => {
    expect(api.unexplained).toEqual([]);
  });
});

/**
 * What the API says of a search by meaning:
 * - a topic filters as its facet counts, is named by term or id in either script, and several are any of them;
 * - the concepts that a query is read as are named, and concepts=off leaves it as it was written.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { conceptGraph } from '../../src/concepts/graph.ts';
import type { Hit } from '../../src/engine.ts';
import { createApp } from '../../src/server/app.ts';
import { FIRST_BUILD_MS, seedsEngine } from '../support/corpus.ts';

let app: ReturnType<typeof createApp>;

beforeAll(async () => {
  app = createApp(await seedsEngine());
}, FIRST_BUILD_MS);

async function get(path: string) {
  const response = await app.request(path);
  return { status: response.status, body: await response.json() };
}

const search = (parameters: Record<string, string>) => get(`/api/search?${new URLSearchParams(parameters)}`);

describe('a topic', () => {
  const literalHits = ({ body }: { body: { hits: Hit[] } }) =>
    body.hits.filter(({ match }) => match === 'literal').map(({ clause }) => clause);

  it('leaves of the literal hits as many as its facet counted, and no other clause', async () => {
    const all = await search({ q: '能源', limit: '100' });
    const everywhere = new Set(literalHits(all));
    expect(everywhere.size).toBe(all.body.counts.literal); // one page has them all
    const topics = all.body.facets.topic as { value: string; literal: number }[];
    const some = topics.filter(({ literal }) => literal > 0 && literal < everywhere.size).slice(0, 3);
    expect(some).toHaveLength(3);
    for (const { value, literal } of some) {
      const narrowed = await search({ q: '能源', topic: value, limit: '100' });
      expect(narrowed.body.counts.literal).toBe(literal);
      expect(literalHits(narrowed).every((clause) => everywhere.has(clause))).toBe(true);
      expect(narrowed.body.searched.clauses).toBeLessThan(191);
      expect(narrowed.body.total).toBeLessThanOrEqual(narrowed.body.searched.clauses);
    }
  });

  it('is named by term, in either script, or by id; several are any of them, repeated or between commas', async () => {
    const graph = conceptGraph();
    const [one, other] = ['噪声污染防治', '黑臭水体治理'];
    const id = graph.concepts[graph.find(one)]?.id ?? '';
    const clausesOf = async (query: string) => {
      const { status, body } = await get(`/api/search?q=${encodeURIComponent('治理')}&limit=100${query}`);
      expect(status).toBe(200);
      return { clauses: literalHits({ body }), searched: body.searched.clauses };
    };
    const named = await clausesOf(`&topic=${encodeURIComponent(one)}`);
    expect(named.searched).toBeGreaterThan(0);
    expect(await clausesOf(`&topic=${encodeURIComponent(id)}`)).toEqual(named);
    expect(await clausesOf(`&topic=${encodeURIComponent('噪聲污染防治')}`)).toEqual(named);
    const both = await clausesOf(`&topic=${encodeURIComponent(`${one},${other}`)}`);
    expect(both.searched).toBeGreaterThan(named.searched);
    expect(both.clauses).toEqual(expect.arrayContaining(named.clauses));
    expect(await clausesOf(`&topic=${encodeURIComponent(one)}&topic=${encodeURIComponent(other)}`)).toEqual(
      both,
    );
  });

  it('has no comma in any of its names: commas stand between topics', () => {
    const { concepts, labels } = conceptGraph();
    const names = [...concepts.map(({ id }) => id), ...labels.map(({ text }) => text)];
    expect(names.filter((name) => name.includes(','))).toEqual([]);
  });
});

describe('concepts', () => {
  it('name what a query was read as, and are left out with concepts=off', async () => {
    const on = (await search({ q: '烧煤改用电' })).body;
    expect(on.concepts[0]).toMatchObject({ term: '以电代煤', label: '烧煤改用电' });
    expect(conceptGraph().find(on.concepts[0].concept)).toBe(conceptGraph().find('以电代煤'));
    expect((await search({ q: '烧煤改用电', concepts: 'on' })).body.concepts).toEqual(on.concepts);
    const off = (await search({ q: '烧煤改用电', concepts: 'off' })).body;
    expect(off.concepts).toEqual([]);
    expect(off.hits.some(({ why }: Hit) => why.includes('→'))).toBe(false);
  });
});

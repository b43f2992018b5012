/** Proves that the answer about bodies says what was looked at, who was silent, and what its spans point to. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readBody } from '../../src/commitments/bodies.ts';
import type { Snapshot } from '../../src/indexing/open.ts';
import { presentBodies } from '../../src/results/bodies.ts';
import { FIRST_BUILD_MS, seedsInside } from '../support/corpus.ts';

let snapshot: Snapshot;
beforeAll(async () => {
  ({ snapshot } = await seedsInside());
}, FIRST_BUILD_MS);

describe('presentBodies', () => {
  it('says what was looked at, and which cities print no block', () => {
    const { searched, silent, snapshot: id } = presentBodies(snapshot);
    const clauses = (city: string) => snapshot.countOf(snapshot.documents.findIndex((d) => d.city === city));
    expect(searched.documents).toBe(5);
    expect(searched.clauses).toBe(snapshot.documents.reduce((sum, _, i) => sum + snapshot.countOf(i), 0));
    expect(searched.blocks).toBe(101);
    expect(silent).toEqual([
      { city: '南京', clauses: clauses('南京'), blocks: 0 },
      { city: '扬州', clauses: clauses('扬州'), blocks: 0 },
    ]);
    expect(id).toBe(snapshot.manifest.snapshot);
  });

  it('looks at the cities asked for alone', () => {
    const { bodies, searched, silent } = presentBodies(snapshot, { city: ['南京', '苏州'] });
    expect(new Set(bodies.map(({ city }) => city))).toEqual(new Set(['苏州']));
    expect([searched.documents, searched.blocks]).toEqual([2, 37]);
    expect(silent.map(({ city }) => city)).toEqual(['南京']);
    expect(presentBodies(snapshot, { city: ['火星'] })).toMatchObject({
      bodies: [],
      silent: [],
      searched: { documents: 0, clauses: 0, blocks: 0 },
    });
  });

  it('tells a city that names others from one that names nobody', () => {
    const { silent } = presentBodies(snapshot, { name: '文联' });
    expect(silent.map(({ city, blocks }) => [city, blocks])).toEqual([
      ['赣州', 31],
      ['南京', 0],
      ['南通', 33],
      ['扬州', 0],
    ]);
  });

  it('goes by the cities of the documents, and in a city from the body with most clauses down', () => {
    const { bodies } = presentBodies(snapshot);
    const cities = [...new Set(snapshot.documents.map(({ city }) => city))];
    const keys = bodies.map(({ city, lead, others }) => [
      cities.indexOf(city),
      -(lead.length + others.length),
    ]);
    expect(keys).toEqual([...keys].sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d));
  });

  it('points to the names in the texts', () => {
    for (const { body, city, lead, others } of presentBodies(snapshot).bodies) {
      for (const { clause, spans } of [...lead, ...others]) {
        const text = snapshot.find(clause)?.text ?? '';
        expect(spans.length, `${body} in ${clause}`).toBeGreaterThan(0);
        for (const { start, end } of spans) {
          expect(`${city}/${readBody(text.slice(start, end), city).id}`).toBe(body);
        }
      }
    }
  });

  it('tells leading from taking part', () => {
    const { bodies } = presentBodies(snapshot, { city: ['苏州'], name: '园林局' });
    expect(bodies).toHaveLength(1);
    expect(bodies[0]?.lead.map(({ clause }) => clause)).toEqual(['suzhou-2023/6.27']);
    expect(bodies[0]?.others).toHaveLength(12);
    expect(bodies[0]?.lead[0]).toMatchObject({ label: '六、(二十七)', spans: [expect.anything()] });
  });

  it("names a successor by the city's own body, and by none where the city does not print it", () => {
    const [rural] = presentBodies(snapshot, { name: '市乡村振兴局' }).bodies;
    expect(rural?.successors).toEqual([
      expect.objectContaining({ body: '赣州/农业农村局', name: '市农业农村局', year: 2023 }),
    ]);
    const [environment] = presentBodies(snapshot, { name: '环保局' }).bodies;
    expect(environment?.successors).toEqual([
      expect.objectContaining({ body: null, name: '市生态环境局', year: 2018 }),
    ]);
  });

  it('answers a name that nobody prints with no body, and still with what was looked at', () => {
    const { bodies, searched } = presentBodies(snapshot, { name: '火星局' });
    expect(bodies).toEqual([]);
    expect(searched.blocks).toBe(101);
  });
});

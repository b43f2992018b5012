/** Proves that the directory loses no name, keeps cities apart, and finds a body by whatever it is called. */
import { beforeAll, describe, expect, it } from 'vitest';
import { namesOf } from '../../src/commitments/bodies.ts';
import type { Snapshot } from '../../src/indexing/open.ts';
import { type BodyDirectory, type BodyEntry, bodiesOf, spansOf } from '../../src/search/body-directory.ts';
import { FIRST_BUILD_MS, seedsInside } from '../support/corpus.ts';

let snapshot: Snapshot;
let directory: BodyDirectory;
beforeAll(async () => {
  ({ snapshot } = await seedsInside());
  directory = bodiesOf(snapshot);
}, FIRST_BUILD_MS);

const shown = (bodies: readonly BodyEntry[]) => bodies.map(({ city, name }) => `${city} ${name}`);
const find = (asked: string) => shown(directory.find(asked));

describe('the directory', () => {
  it('has every printed name of every block, counted, at a body of its city', () => {
    const wanted = new Map<string, number>();
    for (const { document, city } of snapshot.documents) {
      for (const { responsible } of snapshot.clausesOf(document)) {
        for (const name of [...(responsible?.lead ?? []), ...(responsible?.others ?? [])]) {
          wanted.set(`${city} ${name}`, (wanted.get(`${city} ${name}`) ?? 0) + 1);
        }
      }
    }
    const found = directory.bodies.flatMap(({ city, printed }) =>
      printed.map(({ name, count }) => [`${city} ${name}`, count] as const),
    );
    expect(new Map(found)).toEqual(wanted);
    expect(found).toHaveLength(wanted.size);
  });

  it('knows each body once for each city, with its clauses in reading order, in one role each', () => {
    const keys = directory.bodies.map(({ city, id }) => `${city} ${id}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { lead, others } of directory.bodies) {
      expect(lead.length + others.length).toBeGreaterThan(0);
      expect(new Set([...lead, ...others]).size).toBe(lead.length + others.length);
      for (const entries of [lead, others]) {
        const places = entries.map((entry) => snapshot.order[entry] ?? -1);
        expect(places).toEqual([...places].sort((a, b) => a - b));
      }
    }
  });

  it('lists 101 clauses with a block, and the same directory each time', () => {
    expect(directory.blocks).toHaveLength(101);
    expect(bodiesOf(snapshot)).toBe(directory);
  });

  it('says where the names of a body stand', () => {
    for (const body of directory.bodies) {
      const counts = new Map<string, number>();
      for (const entry of [...body.lead, ...body.others]) {
        const spans = spansOf(snapshot, body, entry);
        expect(spans.length).toBeGreaterThan(0);
        for (const { start, end } of spans) {
          const name = snapshot.clause(entry).text.slice(start, end);
          counts.set(name, (counts.get(name) ?? 0) + 1);
        }
      }
      expect(counts).toEqual(new Map(body.printed.map(({ name, count }) => [name, count])));
    }
  });

  it('calls a body as its city writes it, and by one name for all cities', () => {
    const [ganzhou, suzhou] = directory.find('自然资源局');
    expect([ganzhou?.name, suzhou?.name]).toEqual(['市自然资源局', '市资规局']);
    expect([ganzhou?.usualName, suzhou?.usualName]).toEqual(['市自然资源局', '市自然资源局']);
  });

  it('links successors, and says whether some document names them', () => {
    const [nantong] = directory.find('南通市环保局');
    expect(nantong?.successors).toEqual([
      expect.objectContaining({ id: '生态环境局', name: '市生态环境局', year: 2018, inIndex: true }),
    ]);
    const [bank] = directory.find('赣州银保监分局');
    expect(bank?.successors).toEqual([expect.objectContaining({ id: '金融监管分局', inIndex: false })]);
    expect(bank?.predecessors.map(({ id, inIndex }) => [id, inIndex])).toEqual([
      ['银监分局', true],
      ['保监分局', false],
    ]);
  });
});

describe('finding', () => {
  it('finds a body of every city without a city, and of one with it', () => {
    for (const asked of ['住建局', '市住建局', '住房和城乡建设局', '市住房城鄉建設局']) {
      expect(find(asked)).toEqual(['赣州 市住建局', '苏州 市住建局']);
    }
    for (const asked of [
      '苏州住建局',
      '苏州市住建局',
      '苏州 住建局',
      '蘇州市住房和城鄉建設局',
      '苏州/住建局',
    ]) {
      expect(find(asked)).toEqual(['苏州 市住建局']);
    }
  });

  it('finds what is printed in the other script, and bodies that only their city knows', () => {
    expect(find('环保局')).toEqual(['南通 市环保局']);
    expect(find('環保局')).toEqual(['南通 市环保局']);
    for (const asked of ['名城保护集团', '苏州名城保护集团', '苏州市名城保护集团']) {
      expect(find(asked)).toEqual(['苏州 名城保护集团']);
    }
    expect(find('水土保持中心')).toEqual(['赣州 市水土保持中心']);
  });

  it('finds nothing for what no block names', () => {
    for (const asked of ['', '局', '市', '苏州', '火星局', '苏州环保局', '南京市住建局', '数据局']) {
      expect([asked, find(asked)]).toEqual([asked, []]);
    }
  });

  it('finds each body by each of its names and forms', () => {
    for (const body of directory.bodies) {
      const forms = [body.id, body.name, body.usualName, ...namesOf(body.id)];
      for (const form of [...forms, ...body.printed.map(({ name }) => name)]) {
        expect(directory.find(form), form).toContain(body);
      }
    }
  });
});

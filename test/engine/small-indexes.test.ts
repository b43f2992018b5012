/**
 * Questions across cities over few clauses, and over clauses that came split, without city, year or heading:
 * - what is similar is as similar as in a large index, with vectors and without;
 * - an index that was brought up to date answers as one that was built anew;
 * - a city that is not asked for costs nothing;
 * - whatever is missing, each question has an answer, and none says that something was looked at that was not.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  buildIndex,
  createHashingEmbedder,
  type Embedder,
  type Engine,
  openEngine,
} from '../../src/engine.ts';
import { FIRST_BUILD_MS } from '../support/corpus.ts';
import { inTempFolder, smallDocument, writeFolder } from '../support/folders.ts';

interface Line {
  readonly id: string;
  readonly document: string;
  readonly city?: string;
  readonly heading?: string;
  readonly text: string;
}

const hashing = createHashingEmbedder();
const EMBEDDERS = [
  ['vectors', hashing],
  ['words alone', null],
] as const;

const SOLAR = '大力发展分布式光伏发电,推进公共建筑屋顶光伏建设,鼓励居民参与。';
const SOLAR_TOO = '推广分布式光伏,推进工业厂房屋顶光伏建设,引导居民参与。';

/** An engine over clauses that came split. */
function over<T>(
  lines: readonly Line[],
  embedder: Embedder | null,
  work: (engine: Engine) => Promise<T> | T,
): Promise<T> {
  return inTempFolder(async (folder) => {
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    writeFolder(join(folder, 'given'), { 'clauses.jsonl': text });
    const origin = { kind: 'clauses', path: join(folder, 'given', 'clauses.jsonl') } as const;
    const indexFolder = join(folder, 'index');
    await buildIndex({ origin, indexFolder, embedder });
    return work(openEngine({ indexFolder, embedder }));
  });
}

describe('two clauses that do the same job', () => {
  const lines = [
    { id: 'a', document: 'A', city: '南京', heading: '发展光伏', text: SOLAR },
    { id: 'b', document: 'B', city: '苏州', text: SOLAR_TOO },
  ];

  it.each(EMBEDDERS)(
    'are counterparts and one family in an index of nothing else, by %s',
    (_, embedder) =>
      over(lines, embedder, async (engine) => {
        const { hits } = await engine.similar({ clause: 'a' });
        expect(hits.map(({ clause, band }) => [clause, band])).toEqual([['b', 'counterpart']]);
        expect(engine.compare('a', 'b').band).toBe('counterpart');
        expect(engine.families().families).toHaveLength(1);
      }),
    FIRST_BUILD_MS,
  );

  it.each(EMBEDDERS)('are found by a text in an index of one of them, by %s', (_, embedder) =>
    over(lines.slice(0, 1), embedder, async (engine) => {
      const { hits } = await engine.similar({ text: SOLAR_TOO });
      expect(hits.map(({ clause, band }) => [clause, band])).toEqual([['a', 'counterpart']]);
      const { hits: none, nearest, searched } = await engine.similar({ clause: 'a', scope: 'all' });
      expect([none, nearest, searched]).toEqual([[], [], { documents: 1, clauses: 0 }]);
    }),
  );
});

describe('coverage of one city', () => {
  it('makes no search in another', async () => {
    let queries = 0;
    const counting: Embedder = {
      ...hashing,
      embed: (texts, kind) => {
        if (kind === 'query') queries += texts.length;
        return hashing.embed(texts, kind);
      },
    };
    const lines = ['南京', '苏州', '扬州'].map((city) => ({ id: city, document: city, city, text: SOLAR }));
    await over(lines, counting, async (engine) => {
      const { cities } = await engine.coverage({ queries: ['光伏'], cities: ['苏州'] });
      expect(cities.map(({ city }) => city)).toEqual(['苏州']);
    });
    expect(queries).toBe(1);
  });
});

describe('an index brought up to date', () => {
  const CITIES = ['南京', '苏州', '扬州', '南通'];
  const documents = (topics: readonly string[]) =>
    Object.fromEntries(
      topics.map((topic, i) => [`${i}.txt`, smallDocument({ city: CITIES[i] ?? '', topic })]),
    );

  it('answers as one built anew: what is gone counts for nothing', () =>
    inTempFolder(async (folder) => {
      const path = join(folder, 'given');
      const origin = { kind: 'documents', path } as const;
      const answerOf = async (indexFolder: string) => {
        await buildIndex({ origin, indexFolder, embedder: hashing });
        const engine = openEngine({ indexFolder, embedder: hashing });
        const { hits, nearest } = await engine.similar({ clause: 'nanjing-2025/1.1' });
        return [...hits, ...nearest];
      };
      writeFolder(path, documents(['光伏', '湿地', '噪声', '海绵城市']));
      await answerOf(join(folder, 'kept'));
      writeFolder(path, documents(['光伏', '储能', '噪声', '海绵城市']));
      const answer = await answerOf(join(folder, 'kept'));
      expect(answer.length).toBeGreaterThan(0);
      expect(answer).toEqual(await answerOf(join(folder, 'anew')));
    }));
});

describe('clauses that came split', () => {
  const lines = [
    { id: '1', document: '法', text: '禁止任何单位和个人露天焚烧秸秆。' },
    { id: 'a/2', document: '法', heading: '综合利用', text: '到2030年秸秆综合利用率达到95%以上。' },
    { id: 'empty', document: '法', text: '' },
    { id: 'heading', document: '法', heading: '附则', text: '' },
    { id: 'x', document: '办法', city: '南京', text: '推进秸秆还田。(责任部门:市农业农村局)' },
  ];

  it.each(EMBEDDERS)('answer every question, by %s', (_, embedder) =>
    over(lines, embedder, async (engine) => {
      for (const clause of ['1', 'a/2', '法/a/2', 'heading', 'x']) {
        const { hits, nearest } = await engine.similar({ clause });
        expect([...hits, ...nearest].map((hit) => hit.clause)).not.toContain(clause);
      }
      expect(engine.compare('heading', 'x').similarity).toBeLessThan(0.5);
      const { cities } = await engine.coverage({ queries: ['秸秆'] });
      expect(cities.map(({ city, literal }) => [city, literal])).toEqual([
        [null, 2],
        ['南京', 1],
      ]);
      expect(engine.families().counts.clauses).toBe(3);
      const { targets, cities: promising } = engine.targets();
      expect(targets.map(({ clause, value }) => [clause, value.text])).toEqual([['a/2', '95%']]);
      expect(promising.map(({ city, targets: count }) => [city, count])).toEqual([
        [null, 1],
        ['南京', 0],
      ]);
      const { hits } = await engine.search({ q: 'strength:prohibit' });
      expect(hits.map(({ clause }) => clause)).toEqual(['1']);
    }),
  );

  it('are not said to name no body: their blocks are not read', () =>
    over(lines, null, (engine) => {
      const { bodies, silent, searched } = engine.bodies();
      expect([bodies, silent]).toEqual([[], []]);
      expect(searched).toEqual({ documents: 0, clauses: 0, blocks: 0 });
    }));

  it('are not told to look below where nothing is below', () =>
    over(lines, null, async (engine) => {
      await expect(engine.similar({ clause: 'empty' })).rejects.toMatchObject({
        code: 'unprocessable',
        hint: 'GET /api/documents/法 lists its clauses',
      });
    }));
});

describe('an index of nothing', () => {
  it('has no answer to give, and says so', () =>
    over([], hashing, async (engine) => {
      expect(await engine.similar({ text: SOLAR })).toMatchObject({ hits: [], nearest: [] });
      expect((await engine.coverage({ queries: ['光伏'] })).cities).toEqual([]);
      expect(engine.families()).toMatchObject({ families: [], cities: [] });
      expect(engine.targets()).toMatchObject({ total: 0, searched: { documents: 0, clauses: 0 } });
      expect(engine.bodies().bodies).toEqual([]);
    }));
});

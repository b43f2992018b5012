/** Proves that clauses somebody else has split are indexed under the ids they came with, or refused by the number of their line. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildIndex, type Engine, isIndexStale, openEngine } from '../../src/engine.ts';
import { FIRST_BUILD_MS } from '../support/corpus.ts';
import { inTempFolder, writeFolder } from '../support/folders.ts';

const CLAUSES = [
  {
    id: 'civil/1',
    document: '民法典',
    city: null,
    year: 2020,
    heading: '第一条',
    text: '为了保护民事主体的合法权益。',
  },
  { id: 42, document: '民法典', text: '违反环境保护义务的,应当恢复生态环境。' },
  {
    id: 'A/b c?',
    document: 'Rules-2021',
    city: '苏州',
    year: 2021,
    heading: '光伏',
    text: '鼓励屋顶光伏。\n支持储能。',
  },
  { id: '繁', document: 'Rules-2021', city: '苏州', year: 2021, text: '繼續推進光伏發電。' },
];
const lines = (objects: readonly unknown[]) => objects.map((object) => JSON.stringify(object)).join('\n');

interface Import {
  readonly engine: Engine;
  readonly report: Awaited<ReturnType<typeof buildIndex>>;
}

function importing<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  work: (built: Import) => Promise<T> | T,
): Promise<T> {
  return inTempFolder(async (folder) => {
    writeFolder(join(folder, 'given'), files);
    const [name = ''] = Object.keys(files);
    const origin = { kind: 'clauses', path: join(folder, 'given', name) } as const;
    const indexFolder = join(folder, 'index');
    const report = await buildIndex({ origin, indexFolder, embedder: null });
    expect(isIndexStale({ origin, indexFolder, embedder: null })).toBe(false);
    expect((await buildIndex({ origin, indexFolder, embedder: null })).read).toEqual([]);
    return work({ engine: openEngine({ indexFolder }), report });
  });
}

function refusing(content: string | Uint8Array, name = 'clauses.jsonl'): Promise<unknown> {
  return inTempFolder(async (folder) => {
    writeFolder(join(folder, 'given'), { [name]: content });
    const origin = { kind: 'clauses', path: join(folder, 'given', name) } as const;
    try {
      await buildIndex({ origin, indexFolder: join(folder, 'index'), embedder: null });
    } catch (error) {
      expect(() => openEngine({ indexFolder: join(folder, 'index') })).toThrow(/there is no index/);
      return error;
    }
    throw new Error('it was not refused');
  });
}

const unreadable = (message: RegExp) => ({
  name: 'TiaosuoError',
  code: 'unreadable',
  message: expect.stringMatching(message),
});

describe('imported clauses', () => {
  for (const [name, content] of [
    ['clauses.jsonl', lines(CLAUSES)],
    ['clauses.jsonl.gz', gzipSync(lines(CLAUSES))],
    ['ended.jsonl', `${lines(CLAUSES)}\n`],
    ['windows.jsonl', lines(CLAUSES).replaceAll('\n', '\r\n\r\n')],
  ] as const) {
    it(
      `are read from ${name}, with the ids they came with`,
      () =>
        importing({ [name]: content }, async ({ engine, report }) => {
          expect(report.counts).toMatchObject({ documents: 2, clauses: 4 });
          expect(
            engine.documents().map(({ document, city, year, clauses }) => [document, city, year, clauses]),
          ).toEqual([
            ['Rules-2021', '苏州', 2021, 2],
            ['民法典', null, 2020, 2],
          ]);
          expect(engine.document('Rules-2021').clauses.map(({ clause }) => clause)).toEqual(['A/b c?', '繁']);
          const { hits } = await engine.search({ q: '光伏' });
          const literal = hits.filter(({ match }) => match === 'literal').map(({ clause }) => clause);
          expect(literal.sort()).toEqual(['A/b c?', '繁']);
          expect(engine.clause('42').text).toBe('违反环境保护义务的,应当恢复生态环境。');
          expect(engine.clause('A/b c?').next).toBe('繁');
          expect(engine.cite('A/b c?', { start: 2, end: 6 })).toMatchObject({
            quote: '屋顶光伏',
            link: '/d/A/b%20c%3F',
          });
        }),
      FIRST_BUILD_MS,
    );
  }

  it('are filtered by city, year and document', () =>
    importing({ 'clauses.jsonl': lines(CLAUSES) }, async ({ engine }) => {
      const found = async (request: Parameters<Engine['search']>[0]) =>
        (await engine.search(request)).hits.map(({ clause }) => clause).sort();
      expect(await found({ q: '', cities: ['苏州市'] })).toEqual(['A/b c?', '繁']);
      expect(await found({ q: 'year:2020' })).toEqual(['42', 'civil/1']);
      expect(await found({ q: 'doc:民法典 "生态环境"' })).toEqual(['42']);
      expect(await found({ q: '', documents: ['Rules-2021'] })).toEqual(['A/b c?', '繁']);
    }));

  it('are filtered by doc: also where the document has capitals or Traditional characters in its name', () =>
    importing(
      { 'clauses.jsonl': lines([...CLAUSES, { id: 'x', document: '條例', text: '其他规定。' }]) },
      async ({ engine }) => {
        expect(
          (await engine.search({ q: 'doc:Rules-2021 光伏' })).hits.map(({ clause }) => clause).sort(),
        ).toEqual(['A/b c?', '繁']);
        expect((await engine.search({ q: 'doc:條例 "规定"' })).hits.map(({ clause }) => clause)).toEqual([
          'x',
        ]);
      },
    ));

  it('may be none at all', () =>
    importing({ 'clauses.jsonl': '\n\n' }, async ({ engine, report }) => {
      expect(report.counts).toEqual({ documents: 0, clauses: 0, passages: 0 });
      expect(engine.documents()).toEqual([]);
      for (const q of ['光伏', '', '"光伏"', 'city:南京', '南京 光伏']) {
        expect((await engine.search({ q })).total).toBe(0);
      }
    }));

  it('may hold lone surrogates, which become U+FFFD at the same place', () =>
    importing(
      { 'clauses.jsonl': '{"id":"a","document":"d","heading":"x\\ud800","text":"光\\udc00伏 光伏"}' },
      async ({ engine }) => {
        const [hit] = (await engine.search({ q: '光伏' })).hits;
        expect(hit?.text).toBe('光\ufffd伏 光伏');
        expect(hit?.highlights).toEqual([{ start: 4, end: 6 }]);
      },
    ));
});

describe('clauses that cannot be read', () => {
  const good = lines(CLAUSES.slice(0, 2));

  for (const [what, line] of [
    ['no JSON', '{"id": "x", '],
    ['a list', '[]'],
    ['nothing', 'null'],
    ['a string', '"text"'],
    ['an object without id', '{"document":"d","text":"t"}'],
    ['an object with an empty id', '{"id":"","document":"d","text":"t"}'],
    ['an object without document', '{"id":"x","text":"t"}'],
    ['an object without text', '{"id":"x","document":"d"}'],
    ['a year that is no number', '{"id":"x","document":"d","year":"2020","text":"t"}'],
    ['a text that is no string', '{"id":"x","document":"d","text":["t"]}'],
  ] as const) {
    it(`are refused by the number of the line where it is ${what}`, async () => {
      // A blank line counts: the number is that of the file.
      expect(await refusing(`${good}\n\n${line}\n${lines(CLAUSES.slice(2))}`)).toMatchObject(
        unreadable(/clauses\.jsonl" line 4: /),
      );
    });
  }

  it('are refused where an id stands twice, also as a number and as a string', async () => {
    const again = JSON.stringify({ id: '42', document: 'other', text: '再次。' });
    expect(await refusing(`${good}\n${again}`)).toMatchObject(unreadable(/line 3: id "42" stands twice/));
  });

  it('are refused where the file is not there', () =>
    inTempFolder(async (folder) => {
      const origin = { kind: 'clauses', path: join(folder, 'none.jsonl') } as const;
      await expect(
        buildIndex({ origin, indexFolder: join(folder, 'index'), embedder: null }),
      ).rejects.toMatchObject(unreadable(/none\.jsonl" does not exist/));
    }));

  it('are refused where a .gz is cut off, or is no .gz', async () => {
    const packed = gzipSync(lines(CLAUSES));
    expect(await refusing(packed.subarray(0, packed.length - 12), 'cut.jsonl.gz')).toMatchObject(
      unreadable(/cut\.jsonl\.gz/),
    );
    expect(await refusing(lines(CLAUSES), 'plain.jsonl.gz')).toMatchObject(unreadable(/plain\.jsonl\.gz/));
  });
});

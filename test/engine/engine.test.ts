/** Proves what the engine promises its fronts: refusals that say what there is, modes that degrade and say so, and no query that fails. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  buildIndex,
  createHashingEmbedder,
  type Embedder,
  type Engine,
  openEngine,
  type SearchMode,
} from '../../src/engine.ts';
import { allHits, FIRST_BUILD_MS, hashingEngine, SEEDS, seedsEngine } from '../support/corpus.ts';
import { inTempFolder } from '../support/folders.ts';

let words: Engine;
let vectors: Engine;
beforeAll(async () => {
  words = await seedsEngine();
  vectors = await hashingEngine();
}, FIRST_BUILD_MS);

const MODES: readonly SearchMode[] = ['hybrid', 'lexical', 'semantic'];
const codes = ({ notices }: Awaited<ReturnType<Engine['search']>>) => notices.map(({ code }) => code);

describe('what the engine says of itself', () => {
  it('is how much it has, and which embedder answers', () => {
    expect(words.info()).toMatchObject({
      documents: 5,
      embedder: null,
      snapshot: expect.stringMatching(/^[0-9a-f]+$/),
    });
    expect(vectors.info()).toMatchObject({ documents: 5, embedder: createHashingEmbedder().id });
    expect(words.info().passages).toBeGreaterThan(words.info().clauses);
  });

  it('names another snapshot where vectors were added', () => {
    expect(vectors.info().snapshot).not.toBe(words.info().snapshot);
  });

  it('repeats its snapshot, the query and the mode in every answer', async () => {
    const answer = await words.search({ q: ' 光伏 ', mode: 'lexical' });
    expect(answer).toMatchObject({
      query: ' 光伏 ',
      mode: 'lexical',
      answeredBy: 'lexical',
      snapshot: words.info().snapshot,
    });
    expect(answer.tookMs).toBeGreaterThanOrEqual(0);
  });
});

describe('what is not there', () => {
  it('is refused as a filter, with the list of what there is', async () => {
    await expect(words.search({ q: '光伏', cities: ['上海'] })).rejects.toMatchObject({
      name: 'TiaosuoError',
      code: 'unprocessable',
      message: expect.stringContaining('上海'),
      hint: expect.stringMatching(/^(?=.*南京)(?=.*南通)(?=.*扬州)(?=.*苏州)(?=.*赣州)/),
    });
    await expect(words.search({ q: '光伏', years: [2025, 1999] })).rejects.toMatchObject({
      code: 'unprocessable',
      message: expect.stringContaining('1999'),
      hint: expect.stringContaining('2018, 2022, 2023, 2024, 2025'),
    });
    await expect(words.search({ q: '光伏', documents: ['nanjing-1999'] })).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('nanjing-1999'),
    });
  });

  it('is refused as a document or a clause, with the address that lists them', () => {
    const refusal = (code: string, hint: string) =>
      expect.objectContaining({ name: 'TiaosuoError', code, hint });
    expect(() => words.document('nanjing-1999')).toThrow(
      refusal('not_found', 'GET /api/documents lists the documents'),
    );
    expect(() => words.clause('nanjing-2025/99')).toThrow(
      refusal('not_found', 'GET /api/documents/nanjing-2025 lists its clauses'),
    );
    for (const address of ['nanjing-1999/1', 'nanjing-2025', '', '/', '__proto__', 'constructor']) {
      expect(() => words.clause(address)).toThrow(/not found/);
      expect(() => words.document(`x${address}`)).toThrow(/not found/);
    }
  });
});

describe('filters beside the query', () => {
  it('take a city in any form of its name', async () => {
    const expected = (await allHits(words, { q: '光伏', cities: ['赣州'] })).map(({ clause }) => clause);
    expect(expected.length).toBeGreaterThan(0);
    for (const name of ['赣州市', '贛州', 'ganzhou', 'Ganzhou', ' 赣州 ']) {
      expect((await allHits(words, { q: '光伏', cities: [name] })).map(({ clause }) => clause)).toEqual(
        expected,
      );
    }
  });

  it('take several values as either, and several kinds as both', async () => {
    const of = async (request: Parameters<Engine['search']>[0]) =>
      new Set((await allHits(words, request)).map(({ document }) => document));
    expect(await of({ q: '', cities: ['赣州', '南京'] })).toEqual(new Set(['ganzhou-2022', 'nanjing-2025']));
    expect(await of({ q: '', years: [2018, 2024] })).toEqual(new Set(['nantong-2018', 'yangzhou-2024']));
    expect(await of({ q: '', cities: ['赣州', '南京'], years: [2025] })).toEqual(new Set(['nanjing-2025']));
    // Nothing asked, nothing found.
    expect(await of({ q: '', cities: [], years: [], documents: [] })).toEqual(new Set());
  });
});

describe('without an embedder', () => {
  it('every mode is answered by words, and says so', async () => {
    const lexical = await words.search({ q: '光伏 建设', mode: 'lexical' });
    expect(codes(lexical)).toEqual([]);
    for (const mode of ['hybrid', 'semantic'] as const) {
      const answer = await words.search({ q: '光伏 建设', mode });
      expect(answer).toMatchObject({ mode, answeredBy: 'lexical', total: lexical.total });
      expect(codes(answer)).toEqual(['words_only']);
      expect(answer.hits).toEqual(lexical.hits);
      expect(answer.hits.every(({ scores }) => scores.semantic === null)).toBe(true);
    }
  });

  it('an index with vectors is searched by words as one without', async () => {
    await inTempFolder(async (indexFolder) => {
      await buildIndex({
        origin: { kind: 'documents', path: SEEDS },
        indexFolder,
        embedder: createHashingEmbedder(),
      });
      const engine = openEngine({ indexFolder });
      expect(engine.info().embedder).toBeNull();
      for (const q of ['光伏', '河水又黑又臭']) {
        expect((await engine.search({ q })).hits).toEqual((await words.search({ q })).hits);
      }
    });
  });
});

describe('with the hashing embedder', () => {
  it('hybrid has both scores, semantic its own, lexical its own', async () => {
    const found = async (mode: SearchMode) => {
      const answer = await vectors.search({ q: '光伏发电 建设', mode, limit: 100 });
      expect(answer).toMatchObject({ mode, answeredBy: mode });
      expect(codes(answer)).toEqual([]);
      expect(answer.hits.length).toBeGreaterThan(5);
      return answer.hits.map(({ scores }) => scores);
    };
    const hybrid = await found('hybrid');
    expect(hybrid.some(({ lexical, semantic }) => lexical !== null && semantic !== null)).toBe(true);
    const semantic = await found('semantic');
    expect(semantic.every(({ lexical }) => lexical === null)).toBe(true);
    expect(semantic.filter((scores) => scores.semantic !== null).length).toBeGreaterThan(5);
    const lexical = await found('lexical');
    expect(lexical.every((scores) => scores.semantic === null)).toBe(true);
    expect(lexical.filter((scores) => scores.lexical !== null).length).toBeGreaterThan(5);
  });

  it('scores stay in their ranges: cosines from the floor to 1, fused from 0 to 1', async () => {
    const { floor } = createHashingEmbedder();
    for (const mode of MODES) {
      for (const q of ['光伏', '河水又黑又臭', '生态环境 保护', '扬州 水质']) {
        for (const { scores } of await allHits(vectors, { q, mode })) {
          expect(scores.fused >= 0 && scores.fused <= 1).toBe(true);
          if (scores.lexical !== null) expect(scores.lexical).toBeGreaterThan(0);
          if (scores.semantic !== null) {
            expect(scores.semantic).toBeGreaterThanOrEqual(floor - 1e-4);
            expect(scores.semantic).toBeLessThanOrEqual(1.0001);
          }
        }
      }
    }
  });

  it('the text of a clause finds the clause first by its vector', async () => {
    for (const address of ['nanjing-2025/2.1', 'nantong-2018/1.1', 'yangzhou-2024/2.1']) {
      const q = words.clause(address).text.slice(0, 60);
      const { hits } = await vectors.search({ q, mode: 'semantic', understand: false });
      expect(hits[0]?.clause).toBe(address);
      expect(hits[0]?.scores.semantic).toBeGreaterThan(0.5);
    }
  });

  it('never says that there is no embedder, also for queries without plain words', async () => {
    for (const q of ['city:南京', '"光伏"', '宁政发〔2025〕16号', 'nanjing-2025/2.2', '-光伏', '']) {
      for (const mode of MODES)
        expect({ q, mode, codes: codes(await vectors.search({ q, mode })) }).toEqual({ q, mode, codes: [] });
    }
  });

  it('gives the words of the query to the embedder once, without what limits it', async () => {
    await inTempFolder(async (indexFolder) => {
      const embedder = createHashingEmbedder(16);
      await buildIndex({ origin: { kind: 'documents', path: SEEDS }, indexFolder, embedder });
      const asked: [readonly string[], string][] = [];
      const listening: Embedder = {
        ...embedder,
        embed(texts, kind) {
          asked.push([texts, kind]);
          return embedder.embed(texts, kind);
        },
      };
      const engine = openEngine({ indexFolder, embedder: listening });
      await engine.search({ q: '扬州 水质 -污水 city:扬州' });
      expect(asked).toEqual([[['水质'], 'query']]);
      await engine.search({ q: '水质', mode: 'lexical' });
      expect(asked.length).toBe(1);
    });
  });

  it('is refused where its id is not that of the vectors', async () => {
    await inTempFolder(async (indexFolder) => {
      const embedder = createHashingEmbedder(16);
      await buildIndex({ origin: { kind: 'documents', path: SEEDS }, indexFolder, embedder });
      const renamed = { ...embedder, id: 'another-model' };
      expect(() => openEngine({ indexFolder, embedder: renamed })).toThrow(
        expect.objectContaining({
          name: 'TiaosuoError',
          code: 'index_stale',
          message: expect.stringMatching(/vectors of hashing-16, not of another-model/),
          hint: expect.stringContaining('npx tiaosuo index'),
        }),
      );
    });
  });
});

describe('any query', () => {
  const HOSTILE = [
    '',
    '\ud800',
    '光\udc00伏',
    '\u0000',
    '(a+)+$',
    '\\',
    "'; DROP TABLE clauses; --",
    '<script>alert(1)</script>',
    '[[[[[[[[[[]]]]]]]]]]'.repeat(10),
    '"'.repeat(99),
    '-'.repeat(99),
    'city:'.repeat(50),
    '光伏'.repeat(12_000),
    'a'.repeat(50_000),
    '宁政发〔2025〕'.repeat(3000),
    '南京 扬州 2025年 '.repeat(2000),
    '__proto__ constructor toString hasOwnProperty',
  ];

  it('is answered, whatever stands in it', async () => {
    for (const q of HOSTILE) {
      for (const mode of MODES) {
        const { total, hits, query } = await vectors.search({ q, mode });
        expect(hits.length).toBe(Math.min(20, total));
        expect(query).toBe(q.toWellFormed());
      }
    }
  });

  it('is answered with hits whose spans lie in their texts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.constantFrom(...MODES),
        async (noise, mode) => {
          for (const { text, heading, highlights, headingHighlights, passage } of await allHits(vectors, {
            q: `${noise}光伏 水${noise}`,
            mode,
          })) {
            for (const { start, end } of [...highlights, ...(passage === null ? [] : [passage])]) {
              expect(start >= 0 && start < end && end <= text.length).toBe(true);
            }
            for (const { start, end } of headingHighlights) {
              expect(start >= 0 && start < end && end <= (heading ?? '').length).toBe(true);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('never finds a clause literally that has nothing to highlight, however the query is put', async () => {
    const { heading, text } = words.clause('nanjing-2025/2.2');
    const across = `${heading?.slice(-3)}\u0000${text.slice(0, 3)}`;
    // A NUL parts words as a blank does: it never stands for the boundary between heading and text.
    const { hits } = await words.search({ q: across });
    const literal = hits.filter(({ match }) => match === 'literal');
    expect(literal.map(({ clause }) => clause)).toEqual(['nanjing-2025/2.2']);
    for (const { highlights, headingHighlights } of literal) {
      expect(highlights.length + headingHighlights.length).toBeGreaterThan(1);
    }
    expect((await words.search({ q: `"${across}"` })).counts.literal).toBe(0);
  });

  it('changes nothing for the next one: answers are the same after all of them', async () => {
    const before = await allHits(words, { q: '光伏' });
    for (const q of HOSTILE) await words.search({ q });
    expect(await allHits(words, { q: '光伏' })).toEqual(before);
  });
});

describe('suggestions', () => {
  const suggest = async (q: string, limit?: number) =>
    (await words.suggest({ q, ...(limit === undefined ? {} : { limit }) })).suggestions;

  it('come out of the documents: words, headings, titles, cities and numbers, as printed', async () => {
    expect(await suggest('光')).toContainEqual({ text: '光伏', kind: 'term' });
    expect(await suggest('国土空间', 20)).toContainEqual({
      text: '優化國土空間開發格局',
      kind: 'heading',
      clause: 'nantong-2018/2',
    });
    expect(await suggest('美丽苏州')).toContainEqual({
      text: '关于全面推进美丽苏州建设的实施意见',
      kind: 'document',
    });
    expect((await suggest('yangz')).map(({ text }) => text)).toEqual(['扬州']);
    expect((await suggest('宁政发 2025 16')).map(({ text }) => text)).toEqual(['宁政发〔2025〕16号']);
  });

  it('fall back to the wording of clauses where nothing that is completed is near', async () => {
    expect(await suggest('噪音源头管控')).toEqual([{ text: '噪声源头管控', kind: 'term' }]);
  });

  it('are queries that some clause or heading says literally', async () => {
    const found = new Set<string>();
    for (const { heading, text } of words.document('suzhou-2023').clauses) {
      for (const typed of [heading?.slice(0, 2), heading?.slice(2, 4), text.slice(0, 2)]) {
        if (typed?.trim()) for (const { text: q } of await suggest(typed, 20)) found.add(q);
      }
    }
    expect(found.size).toBeGreaterThan(200);
    const silent: string[] = [];
    for (const q of found) {
      const { hits, headings } = await words.search({ q });
      if (headings.length === 0 && hits[0]?.match !== 'literal') silent.push(q);
    }
    expect(silent).toEqual([]);
  });

  it('refuse a limit out of range', async () => {
    for (const limit of [0, 21, 1.5]) {
      await expect(suggest('光', limit)).rejects.toMatchObject({ code: 'bad_request' });
    }
  });

  it('are the same before and after warming up, and on every call', async () => {
    const before = await suggest('生态', 20);
    await words.warmUp();
    expect(await suggest('生态', 20)).toEqual(before);
    expect(await suggest('生态', 20)).toEqual(before);
  });
});

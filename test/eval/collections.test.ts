/**
 * The measurements on the data folder, on a small one made here:
 * - articles and paragraphs become clauses under their own ids, with the name of their law in front of them;
 * - an index is built once, and what that cost is told on later runs too;
 * - only the questions of the part asked for are asked;
 * - what is missing, data or model, is said in a line.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildIndex, createHashingEmbedder, type Embedder } from '../../src/engine.ts';
import {
  type CollectionFigures,
  costText,
  measureDrcd,
  measureStatutes,
} from '../../src/eval/collections.ts';
import { importedArticle, importedParagraph } from '../../src/eval/imports.ts';
import { type EvalContext, openIndexed } from '../../src/eval/indexed.ts';
import { FIRST_BUILD_MS } from '../support/corpus.ts';
import { inTempFolder, writeFolder } from '../support/folders.ts';

const ARTICLES = [
  {
    id: 0,
    law: '森林法',
    article: '第一条',
    headings: ['第一章 总则'],
    text: '保护森林资源，禁止滥伐林木。',
  },
  { id: 1, law: '水法', article: '第一条', headings: [], text: '节约用水，防治水害。' },
  {
    id: 2,
    law: '水法',
    article: '第二条',
    headings: ['第一编', '第二章 取水'],
    text: '取水应当申请领取取水许可证。',
  },
];
const QUESTIONS = ['滥伐林木', '节约用水', '森林资源', '取水许可证怎么办', '防治水害'].map((query, id) => ({
  id,
  query,
  gold: [[0], [1], [0], [2], [1]][id],
}));
const PARAGRAPHS = [
  { id: 0, title: '梵文', text: '梵語在社交中口頭使用。' },
  { id: 1, title: '森林', text: '森林覆蓋陸地面積三成。' },
];
const jsonl = (lines: readonly unknown[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

interface Run {
  readonly context: EvalContext;
  readonly progress: string[];
}

function withData<T>(embedder: Embedder | null, work: (run: Run) => Promise<T>): Promise<T> {
  return inTempFolder((folder) => {
    const dataFolder = writeFolder(join(folder, 'data'), {
      'statutes.jsonl.gz': gzipSync(jsonl(ARTICLES)),
      'statute-questions.jsonl': jsonl(QUESTIONS),
      'drcd-dev-paragraphs.jsonl.gz': gzipSync(jsonl(PARAGRAPHS)),
      'drcd-dev-questions.jsonl': jsonl([
        { query: '梵語在什麼場合口頭使用?', gold: [0] },
        { query: '森林覆蓋陸地多少?', gold: [1] },
        { query: '森林', gold: [1] },
      ]),
    });
    const progress: string[] = [];
    return work({
      context: {
        indexFolder: join(folder, 'index'),
        dataFolder,
        cores: 2,
        openModel: async () => embedder,
        progress: (message) => progress.push(message),
      },
      progress,
    });
  });
}

const isBuilding = (message: string) => message.includes('building the index');

describe('imports', () => {
  it('keep the id and name the law and its innermost heading', () => {
    expect(ARTICLES.map(importedArticle)).toMatchObject([
      { id: '0', document: '森林法', heading: '森林法 第一章 总则' },
      { id: '1', document: '水法', heading: '水法' },
      { id: '2', document: '水法', heading: '水法 第二章 取水', text: '取水应当申请领取取水许可证。' },
    ]);
    expect(importedParagraph(PARAGRAPHS[0])).toMatchObject({ id: '0', document: '梵文', heading: '梵文' });
  });

  it('refuse what is something else', () => {
    expect(() => importedArticle({ id: 1, text: '无' })).toThrow();
  });
});

describe('statutes', () => {
  it('asks the questions of the part and finds their articles, each way', { timeout: FIRST_BUILD_MS }, () =>
    withData(createHashingEmbedder(), async ({ context }) => {
      const { figures, text } = await measureStatutes(context, 'report');
      const { clauses, scores, cost } = figures as CollectionFigures;
      expect(clauses).toBe(3);
      expect(scores.map(({ name }) => name)).toEqual([
        'lexical',
        'lexical without concepts',
        'semantic',
        'semantic without concepts',
        'hybrid',
        'hybrid without concepts',
      ]);
      // Of five questions one is reported.
      expect(scores[0]).toMatchObject({
        questions: 1,
        ndcg10: 1,
        recall10: 1,
        recall100: 1,
        mrr10: 1,
        silent: 0,
      });
      expect(cost).toMatchObject({ clauses: 3, cores: 2, isFromNothing: true });
      expect(text).toMatch(/^3 articles of law; 1 questions/);
      const { figures: all } = await measureStatutes(context, 'all');
      expect((all as CollectionFigures).scores[0]).toMatchObject({ questions: 5, recall100: 1 });
    }),
  );

  it('builds once, and tells later what that cost', { timeout: FIRST_BUILD_MS }, () =>
    withData(createHashingEmbedder(), async ({ context, progress }) => {
      const first = await measureStatutes(context, 'all');
      const second = await measureStatutes(context, 'all');
      expect(progress.filter(isBuilding).length).toBe(1);
      expect(second).toEqual(first);
    }),
  );

  it('measures words alone where there is no model, and says so', { timeout: FIRST_BUILD_MS }, () =>
    withData(null, async ({ context }) => {
      const { figures, text } = await measureStatutes(context, 'all');
      expect((figures as CollectionFigures).scores.length).toBe(2);
      expect(text).toMatch(/statutes: no model/);
    }),
  );

  it('is skipped without its files, in one line', () =>
    withData(null, async ({ context, progress }) => {
      const { figures, text } = await measureStatutes({ ...context, dataFolder: '/nowhere' }, 'all');
      expect(text).toMatch(/^statutes: skipped, .*--data.*\n$/);
      expect(figures).toHaveProperty('skipped');
      expect(progress).toEqual([]);
    }));
});

describe('drcd', () => {
  it('asks all questions or a sample, and says which', { timeout: FIRST_BUILD_MS }, () =>
    withData(createHashingEmbedder(), async ({ context }) => {
      const all = await measureDrcd(context, null);
      const { scores } = all.figures as CollectionFigures;
      expect(scores.map(({ name }) => name)).toEqual([
        'lexical',
        'lexical without concepts',
        'hybrid',
        'hybrid without concepts',
      ]);
      expect(scores[0]).toMatchObject({ questions: 3, mrr10: 1 });
      expect((await measureDrcd(context, 2)).text).toMatch(/2 questions \(of 3, evenly spaced\)/);
    }),
  );
});

describe('the cost of an index', () => {
  it('says where earlier vectors were of use', { timeout: FIRST_BUILD_MS }, () =>
    withData(createHashingEmbedder(), async ({ context }) => {
      await measureStatutes(context, 'all');
      const path = join(context.dataFolder, 'more.jsonl');
      writeFileSync(path, jsonl(ARTICLES.slice(1).map(importedArticle)));
      const { cost } = await openIndexed(context, 'statutes', { kind: 'clauses', path });
      expect(cost).toMatchObject({ clauses: 2, isFromNothing: false });
      expect(costText(cost)).toContain('remembered');
    }),
  );

  it('is not known of an index that somebody else has built', { timeout: FIRST_BUILD_MS }, () =>
    withData(null, async ({ context }) => {
      const path = join(context.dataFolder, 'own.jsonl');
      const origin = { kind: 'clauses', path } as const;
      writeFileSync(path, jsonl(ARTICLES.map(importedArticle)));
      const { folder, cost } = await openIndexed(context, 'own', origin);
      expect(cost).toMatchObject({ clauses: 3 });
      writeFileSync(path, jsonl(ARTICLES.slice(1).map(importedArticle)));
      await buildIndex({ origin, indexFolder: folder, embedder: null });
      expect((await openIndexed(context, 'own', origin)).cost).toBeNull();
      expect(costText(null)).toContain('nobody measured');
    }),
  );
});

/**
 * The measurement on the five documents:
 * - sums up several sets as if they were one;
 * - tells the worst queries where asked, and never one of a set that is only measured;
 * - prints one row a kind, absent topics by what was found above the line, and marks what a model would add.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measureDocuments } from '../../src/eval/documents.ts';
import { documentsText } from '../../src/eval/documents-text.ts';
import type { EvalContext } from '../../src/eval/indexed.ts';
import type { Outcome } from '../../src/eval/run.ts';
import { reportsOf } from '../../src/eval/sets.ts';
import { FIRST_BUILD_MS } from '../support/corpus.ts';
import { inTempFolder, writeFolder } from '../support/folders.ts';

const answered = (query: string, ndcg10: number): Outcome => ({
  kind: 'paraphrase',
  query,
  hits: { literal: 0, related: 3 },
  score: { ndcg10, recall10: ndcg10, mrr10: 1 },
});
const absent = (related: number): Outcome => ({
  kind: 'absent',
  query: 'absent',
  hits: { literal: 0, related },
  score: null,
});
const ways = (...outcomes: Outcome[]) =>
  new Map([
    ['lexical', outcomes],
    ['hybrid', outcomes],
  ]);

describe('reports', () => {
  it('of several sets count each query once', () => {
    const { reports } = reportsOf('all', [
      ways(answered('a', 1), absent(2)),
      ways({ ...answered('b', 0), hits: { literal: 0, related: 0 } }, answered('c', 0.2), absent(0)),
    ]);
    expect(reports.map(({ name }) => name)).toEqual(['lexical', 'hybrid']);
    expect(reports[1]?.byKind.paraphrase).toMatchObject({ queries: 3, mrr10: 1 });
    expect(reports[1]?.byKind.paraphrase?.ndcg10).toBeCloseTo(0.4, 12);
    expect(reports[1]?.silent).toBe(1);
    expect(reports[1]?.absent).toMatchObject({ queries: 2, withLiteralHits: 0, withRelatedHits: 1 });
  });

  it('tell the worst queries where asked, and none of a set that is only measured', () => {
    const outcomes = [ways(answered('好', 1), answered('坏', 0.1))];
    const worstIn = (set: string, asked: boolean) => reportsOf(set, outcomes, asked).reports[0]?.worst;
    expect(worstIn('tuning', true)?.[0]).toEqual({ query: '坏', ndcg10: 0.1 });
    expect(worstIn('tuning', false)).toEqual([]);
    expect(worstIn('held-out', true)).toEqual([]);
    expect(worstIn('paraphrases-held-out', true)).toEqual([]);
  });
});

describe('the tables', () => {
  it('have a row for each kind and for absent topics', () => {
    const set = reportsOf('tuning', [ways(answered('a', 0.5), absent(2))]);
    const text = documentsText({ sets: [set], paraphrases: [{ ...set, set: 'all' }] });
    expect(text).toMatch(/^paraphrase +1 +0\.500 +0\.500 +0\.500 +1\.000$/m);
    expect(text).toMatch(/^all paraphrases +1 +0\.500/m);
    expect(text).toMatch(/^answered: no hit +1 +0 +0$/m);
    expect(text).toMatch(/^absent: literal +1 +0 +0$/m);
    expect(text).toMatch(/^absent: above line +1 +1 +1$/m);
  });
});

describe('a file of queries of one’s own', () => {
  it(
    'is measured by words where there is no model, and beside the yardstick',
    { timeout: FIRST_BUILD_MS },
    () =>
      inTempFolder(async (folder) => {
        const relevant = [{ clause: 'suzhou-2023/7.29', grade: 3, reason: '戏曲' }];
        writeFolder(join(folder, 'own'), {
          'own.json': JSON.stringify({
            about: 'own',
            queries: [{ id: '1', kind: 'keyword', query: '戏曲、影视、音乐', relevant }],
          }),
        });
        const context: EvalContext = {
          indexFolder: join(folder, 'index'),
          dataFolder: '/nowhere',
          cores: 1,
          openModel: async () => null,
          progress: () => {},
        };
        const cases = join(folder, 'own/own.json');
        const { figures, text } = await measureDocuments(context, { cases, plain: true, worst: false });
        expect(figures.paraphrases).toEqual([]);
        expect(figures.sets.map(({ set }) => set)).toEqual(['own']);
        expect(figures.sets[0]?.reports.map(({ name, byKind }) => [name, byKind.keyword?.ndcg10])).toEqual([
          ['lexical', 1],
          ['lexical without concepts', 1],
          ['plain', 1],
        ]);
        expect(text).toMatch(/^documents: no model/);
      }),
  );
});

/**
 * What an index is built from may move and grow without harm:
 * - a clause file that moves keeps its whole index, words included;
 * - what documents.json names keeps its address, in whatever order the files come;
 * - imported clauses are reached by their ids, alone and behind their document.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildIndex, openEngine } from '../../src/engine.ts';
import { createApp } from '../../src/server/app.ts';
import { FIRST_BUILD_MS } from '../support/corpus.ts';
import { inTempFolder } from '../support/folders.ts';

const CLAUSES = [
  { id: 'c1', document: 'd1', heading: '第一条', text: '鼓励屋顶光伏发电。' },
  { id: 'c2', document: 'd1', heading: '第二条', text: '推进储能设施改造。' },
];

async function importInto(folder: string, file: string) {
  const path = join(folder, file);
  writeFileSync(path, `\uFEFF${CLAUSES.map((clause) => JSON.stringify(clause)).join('\n')}\n`);
  const options = {
    origin: { kind: 'clauses', path } as const,
    indexFolder: join(folder, 'index'),
    embedder: null,
  };
  await buildIndex(options);
  return options;
}

describe('imported clauses', () => {
  it(
    'keep their words when their file moves',
    () =>
      inTempFolder(async (folder) => {
        const options = await importInto(folder, 'a.jsonl');
        const related = async () => (await openEngine(options).search({ q: '光伏储能改造' })).counts.related;
        const before = await related();
        expect(before).toBe(2);
        renameSync(join(folder, 'a.jsonl'), join(folder, 'b.jsonl'));
        await buildIndex({ ...options, origin: { kind: 'clauses', path: join(folder, 'b.jsonl') } });
        expect(await related()).toBe(before);
      }),
    FIRST_BUILD_MS,
  );

  it('are reached by their ids, alone and behind their document', () =>
    inTempFolder(async (folder) => {
      const engine = openEngine(await importInto(folder, 'a.jsonl'));
      const app = createApp(engine);
      expect((await app.request('/api/clauses/d1/c1')).status).toBe(200);
      expect((await app.request('/api/clauses/d2/c1')).status).toBe(404);
      expect(await (await app.request('/d/c1')).text()).toContain('鼓励屋顶光伏发电');
    }));
});

describe('documents.json', () => {
  it('keeps the addresses that it gives, whatever file comes first', () =>
    inTempFolder(async (folder) => {
      const plan = (subject: string) =>
        `南京市人民政府关于${subject}的意见\n宁政发〔2025〕1号\n一、总体要求。推进${subject}。落实责任。\n`;
      writeFileSync(join(folder, 'a.txt'), plan('光伏'));
      writeFileSync(join(folder, 'z.txt'), plan('储能'));
      const registry = { documents: [{ document: 'nanjing-2025', file: 'z.txt' }] };
      writeFileSync(join(folder, 'documents.json'), JSON.stringify(registry));
      const indexFolder = join(folder, 'index');
      await buildIndex({ origin: { kind: 'documents', path: folder }, indexFolder, embedder: null });
      const engine = openEngine({ indexFolder });
      expect(engine.document('nanjing-2025').title).toContain('储能');
      expect(engine.document('nanjing-2025-2').title).toContain('光伏');
    }));
});

/**
 * Proves that a build says what it changed: which clauses were added, removed, renumbered or changed, in which words; that every
 * clause that is not there as before stands in exactly one list; that a first build and a rebuild of the same say nothing, also
 * with another model; that documents that come or go are named as such; and that long lists become counts.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseDifference } from '../../src/comparing/clause-difference.ts';
import { type BuildReport, buildIndex, createHashingEmbedder, type Origin } from '../../src/engine.ts';
import { importedNode } from '../../src/indexing/corpus.ts';
import { matchClauses } from '../../src/indexing/match-clauses.ts';
import { FIRST_BUILD_MS } from '../support/corpus.ts';
import { inTempFolder, smallDocument, writeFolder } from '../support/folders.ts';

const NAME = 'nanjing-2025';
const address = (path: string) => `${NAME}/${path}`;
const first = smallDocument({ topic: '光伏' });

/** Builds each of these folders after the other into one index; a folder is its files. */
function buildAll(contents: readonly Readonly<Record<string, string>>[]): Promise<BuildReport[]> {
  return inTempFolder(async (folder) => {
    const reports: BuildReport[] = [];
    for (const files of contents) {
      const path = writeFolder(join(folder, 'documents'), files);
      reports.push(await buildIndex(optionsOf(folder, { kind: 'documents', path })));
    }
    return reports;
  });
}

const optionsOf = (folder: string, origin: Origin) => ({
  origin,
  indexFolder: join(folder, 'index'),
  embedder: null,
});

async function changeTo(edited: string) {
  const [, report] = await buildAll([{ 'a.txt': first }, { 'a.txt': edited }]);
  return report?.changes;
}

const entry = (lists: object) => [
  expect.objectContaining({
    document: NAME,
    state: 'changed',
    listed: true,
    added: [],
    removed: [],
    renumbered: [],
    changed: [],
    ...lists,
  }),
];

describe('the changes of a document', () => {
  it(
    'are none for a first build, and none where nothing changed',
    async () => {
      const [built, again] = await buildAll([{ 'a.txt': first }, { 'a.txt': first }]);
      for (const report of [built, again]) {
        expect(report?.changes).toEqual([]);
        expect(report?.changeCounts.documents).toEqual({ new: 0, gone: 0, changed: 0 });
      }
    },
    FIRST_BUILD_MS,
  );

  it('name a changed clause with the words that changed', async () => {
    const edited = first.replace('到2027年建成', '到2030年力争建成').replace('开展评估', '不开展评估');
    const [change] = (await changeTo(edited)) ?? [];
    expect(change?.changed.map(({ clause, from, words }) => ({ clause, from, words }))).toEqual([
      {
        clause: address('1.1'),
        from: address('1.1'),
        words: [{ before: '2027年', after: '2030年力争' }],
      },
      { clause: address('1.2'), from: address('1.2'), words: [{ before: '', after: '不' }] },
    ]);
    for (const { similarity } of change?.changed ?? []) {
      expect(similarity).toBeGreaterThan(0.7);
      expect(similarity).toBeLessThan(1);
    }
    expect(change?.counts).toEqual({ added: 0, removed: 0, renumbered: 0, changed: 2 });
  });

  it('name a clause that came, and those behind it as renumbered and not as changed', async () => {
    const edited = first
      .replace('(三)加大', '(四)加大')
      .replace('(二)加强监管', '(三)加强监管')
      .replace('(三)加强监管', '(二)完善标准。制定储能标准。\n(三)加强监管');
    expect(await changeTo(edited)).toEqual(
      entry({
        added: [address('1.2')],
        renumbered: [
          { from: address('1.2'), to: address('1.3') },
          { from: address('2.3'), to: address('2.4') },
        ],
      }),
    );
  });

  it('follow a clause that was renumbered and edited at once', async () => {
    const edited = first
      .replace('(三)加大', '(四)加大')
      .replace('(二)加强监管', '(二)完善标准。制定储能标准。\n(三)加强监管')
      .replace('项目开展评估', '项目每年开展评估');
    const [change] = (await changeTo(edited)) ?? [];
    expect(change?.added).toEqual([address('1.2')]);
    expect(change?.changed).toMatchObject([
      { from: address('1.2'), clause: address('1.3'), words: [{ before: '', after: '每年' }] },
    ]);
  });

  it('name a clause that went', async () => {
    const edited = first.replace(/\(三\).*\n/, '');
    expect(await changeTo(edited)).toEqual(entry({ removed: [address('2.3')] }));
  });

  it('say of a clause in which only width, script or blanks changed that its words are the same', async () => {
    const [change] = (await changeTo(first.replace('建设,到2027年', '建設，到2027年'))) ?? [];
    expect(change?.changed).toEqual([
      { clause: address('1.1'), from: address('1.1'), similarity: 1, words: [] },
    ]);
  });

  it('say of a clause that was written anew how little of it stayed, and list no words', async () => {
    const anew = `(二)加强监管。${'按季度公布各区空气质量排名和改善情况并约谈末位。'.repeat(8)}`;
    const [change] = (await changeTo(first.replace(/\(二\).*/, anew))) ?? [];
    expect(change?.changed).toMatchObject([{ clause: address('1.2'), words: null }]);
    expect(change?.changed[0]?.similarity).toBeLessThan(0.4);
  });

  it('are none where it is read again for another model', () =>
    inTempFolder(async (folder) => {
      const path = writeFolder(join(folder, 'documents'), { 'a.txt': first });
      const options = optionsOf(folder, { kind: 'documents', path });
      await buildIndex(options);
      const report = await buildIndex({ ...options, embedder: createHashingEmbedder() });
      expect(report.read).toEqual(['a.txt']);
      expect(report.changes).toEqual([]);
      writeFileSync(join(path, 'a.txt'), first.replace('2027', '2028'));
      expect((await buildIndex(options)).changeCounts.clauses.changed).toBe(1);
    }));
});

describe('documents that come and go', () => {
  it('are named with the number of their clauses', async () => {
    const other = smallDocument({ city: '苏州', topic: '风电' });
    const [, grown, shrunk] = await buildAll([
      { 'a.txt': first },
      { 'a.txt': first, 'b.txt': other },
      { 'b.txt': other },
    ]);
    const base = { listed: false, added: [], removed: [], renumbered: [], changed: [] };
    const counts = { added: 0, removed: 0, renumbered: 0, changed: 0 };
    expect(grown?.changes).toEqual([
      { document: 'suzhou-2025', state: 'new', counts: { ...counts, added: 3 }, ...base },
    ]);
    expect(shrunk?.changes).toEqual([
      { document: NAME, state: 'gone', counts: { ...counts, removed: 3 }, ...base },
    ]);
    expect(shrunk?.changeCounts.documents).toEqual({ new: 0, gone: 1, changed: 0 });
  });

  it('are not called new where the old index is damaged and cannot tell', () =>
    inTempFolder(async (folder) => {
      const path = writeFolder(join(folder, 'documents'), { 'a.txt': first });
      const options = optionsOf(folder, { kind: 'documents', path });
      await buildIndex(options);
      const manifest = JSON.parse(readFileSync(join(options.indexFolder, 'manifest.json'), 'utf8'));
      rmSync(join(options.indexFolder, manifest.segments[0].clauses.file));
      const report = await buildIndex(options);
      expect(report.read).toEqual(['a.txt']);
      expect(report.changes).toEqual([]);
    }));
});

describe('clauses that somebody else has split', () => {
  interface Line {
    readonly id: string;
    readonly document: string;
    readonly text: string;
  }

  const lines = (count: number, text: (i: number) => string): Line[] =>
    Array.from({ length: count }, (_, i) => ({
      id: `c${i}`,
      document: `办法${i % 40}`,
      text: text(i),
    })).sort((a, b) => (a.document < b.document ? -1 : 1));

  function buildLines(contents: readonly (readonly Line[])[]): Promise<BuildReport[]> {
    return inTempFolder(async (folder) => {
      const path = join(folder, 'clauses.jsonl');
      const reports: BuildReport[] = [];
      for (const content of contents) {
        writeFileSync(path, content.map((line) => `${JSON.stringify(line)}\n`).join(''));
        reports.push(await buildIndex(optionsOf(folder, { kind: 'clauses', path })));
      }
      return reports;
    });
  }

  it('are compared by their ids, and the unchanged neighbours that are read again are no change', async () => {
    const before = lines(400, (i) => `第${i}项任务推进光伏建设。`);
    const after = before
      .filter(({ id }) => id !== 'c41')
      .map((line) => (line.id === 'c81' ? { ...line, text: '第81项任务暂缓光伏建设。' } : line));
    const [, report] = await buildLines([before, [...after, { id: 'x', document: '办法9', text: '新。' }]]);
    expect(report?.analyzed).toBeGreaterThan(2);
    expect(report?.changes).toMatchObject([
      { document: '办法1', removed: ['c41'], added: [], changed: [{ clause: 'c81' }] },
      { document: '办法9', added: ['x'], removed: [], changed: [] },
    ]);
  });

  it('are only counted beyond a thousand', async () => {
    const [, report] = await buildLines([
      lines(2400, (i) => `第${i}项任务推进光伏建设。`),
      lines(2400, (i) => `第${i}项任务暂缓光伏建设。`),
    ]);
    const { changes = [], changeCounts } = report ?? {};
    expect(changeCounts?.clauses).toEqual({ added: 0, removed: 0, renumbered: 0, changed: 2400 });
    expect(changeCounts?.documents).toEqual({ new: 0, gone: 0, changed: 40 });
    expect(changes).toHaveLength(40);
    expect(changes.every(({ counts }) => counts.changed === 60)).toBe(true);
    const listed = changes.filter((change) => change.listed);
    expect(listed.length).toBe(Math.floor(1000 / 60));
    expect(changes.flatMap(({ changed }) => changed)).toHaveLength(listed.length * 60);
  });
});

describe('matching clauses', () => {
  const clause = fc.record({
    id: fc.nat(12),
    heading: fc.constantFrom(null, '加强领导', '总体要求'),
    text: fc.constantFrom('', '推进光伏建设。', '推进光伏建设项目。', '禁止露天焚烧。', '甲', '乙'),
  });
  const side = fc
    .uniqueArray(clause, { selector: ({ id }) => id })
    .map((list) =>
      list.map(({ id, heading, text }, line) =>
        importedNode({ id: `c${id}`, document: 'd', heading, text, line }),
      ),
    );

  it('puts every clause that is not there as before into exactly one list', () => {
    fc.assert(
      fc.property(side, side, (before, after) => {
        const { added, removed, renumbered, changed } = matchClauses(before, after);
        const pairs = [...renumbered, ...changed];
        const isKept = ({ clause, heading, text }: (typeof before)[number], others: typeof before) =>
          others.some((one) => one.clause === clause && one.heading === heading && one.text === text);
        const ids = (list: readonly { clause: string }[]) => list.map((one) => one.clause).sort();
        expect(ids([...removed, ...pairs.map((pair) => pair.before)])).toEqual(
          ids(before.filter((one) => !isKept(one, after))),
        );
        expect(ids([...added, ...pairs.map((pair) => pair.after)])).toEqual(
          ids(after.filter((one) => !isKept(one, before))),
        );
        for (const pair of renumbered) {
          expect(pair.before.clause).not.toBe(pair.after.clause);
          expect([pair.before.heading, pair.before.text]).toEqual([pair.after.heading, pair.after.text]);
        }
      }),
    );
  });
});

describe('the difference of two wordings', () => {
  it('lists each place that differs, and nothing where one side has no words', () => {
    const before = '到2025年,不得新建项目。应当加强监管。定期公布。';
    const after = '到2027年,不得新建、扩建项目。可以加强监管。';
    const { words, similarity } = clauseDifference(before, after);
    expect(words).toEqual([
      { before: '2025', after: '2027' },
      { before: '', after: '、扩建' },
      { before: '应当', after: '可以' },
      { before: '定期公布。', after: '' },
    ]);
    // 30 of the 50 units of both sides are in equal parts.
    expect(similarity).toBeCloseTo(0.6, 10);
  });
});

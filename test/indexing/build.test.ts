/** Proves that a build reads what changed and nothing else, ends where a build from nothing ends, and changes nothing when it fails. */
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildIndex,
  createHashingEmbedder,
  type Engine,
  isIndexStale,
  openEngine,
} from '../../src/engine.ts';
import { FIRST_BUILD_MS, SEEDS } from '../support/corpus.ts';
import { inTempFolder, litterOf, smallDocument, writeFolder } from '../support/folders.ts';

interface Workplace {
  /** The documents; copy or write into it. */
  readonly documents: string;
  readonly index: string;
  /** Another, empty folder. */
  readonly elsewhere: string;
}

function inWorkplace(work: (place: Workplace) => Promise<void>): Promise<void> {
  return inTempFolder((folder) =>
    work({
      documents: join(folder, 'documents'),
      index: join(folder, 'index'),
      elsewhere: join(folder, 'elsewhere'),
    }),
  );
}

const options = ({ documents, index }: Workplace) => ({
  origin: { kind: 'documents', path: documents } as const,
  indexFolder: index,
  embedder: null,
});
const open = ({ index }: Workplace) => openEngine({ indexFolder: index });

/** Everything that a reader can see of an index, by name; the time a search took left out. */
async function answersOf(engine: Engine, queries: readonly string[]): Promise<Map<string, string>> {
  const answers = new Map([
    ['info', JSON.stringify(engine.info())],
    ['documents', JSON.stringify(engine.documents())],
  ]);
  for (const { document } of engine.documents())
    answers.set(document, JSON.stringify(engine.document(document)));
  for (const q of queries) {
    answers.set(`? ${q}`, JSON.stringify({ ...(await engine.search({ q, limit: 100 })), tookMs: 0 }));
  }
  return answers;
}

const SEED_QUERIES = [
  '光伏',
  '生态 保护',
  '扬州 水质',
  '"碳达峰" -南京',
  '河水又黑又臭',
  '通政办发〔2018〕46号',
  'city:苏州',
];

describe('bringing the index of seeds/ up to date', () => {
  it(
    'reads nothing where nothing changed, one document where one changed, and none where one was removed',
    () =>
      inWorkplace(async (place) => {
        cpSync(SEEDS, place.documents, { recursive: true });
        const all = readdirSync(SEEDS).filter((name) => name.endsWith('.txt'));
        const first = await buildIndex(options(place));
        expect(first.read).toEqual(all);
        expect([first.kept, first.removed]).toEqual([[], []]);
        expect(first.counts.documents).toBe(5);

        const manifest = readFileSync(join(place.index, 'manifest.json'));
        const again = await buildIndex(options(place));
        expect([again.read, again.kept, again.removed]).toEqual([[], all, []]);
        expect(again.snapshot).toBe(first.snapshot);
        expect(again.counts).toEqual(first.counts);
        expect(readFileSync(join(place.index, 'manifest.json'))).toEqual(manifest);

        const path = join(place.documents, 'nanjing-2025.txt');
        const edited = readFileSync(path, 'utf8').replace(
          '(一)优化高质量发展空间格局。',
          '(一)优化大熊猫栖息地。',
        );
        writeFileSync(path, edited);
        const changed = await buildIndex(options(place));
        expect(changed.read).toEqual(['nanjing-2025.txt']);
        expect(changed.kept).toEqual(all.filter((name) => name !== 'nanjing-2025.txt'));
        expect(changed.snapshot).not.toBe(first.snapshot);
        const found = await open(place).search({ q: '大熊猫栖息地' });
        expect(found.hits.filter(({ match }) => match === 'literal').map(({ clause }) => clause)).toEqual([
          'nanjing-2025/2.1',
        ]);

        const fresh = { ...place, index: place.elsewhere };
        await buildIndex(options(fresh));
        expect(await answersOf(open(place), SEED_QUERIES)).toEqual(
          await answersOf(open(fresh), SEED_QUERIES),
        );

        rmSync(join(place.documents, 'suzhou-2023.txt'));
        const removed = await buildIndex(options(place));
        expect([removed.read, removed.removed]).toEqual([[], ['suzhou-2023.txt']]);
        expect(removed.counts.documents).toBe(4);
        const engine = open(place);
        expect(engine.documents().map(({ document }) => document)).not.toContain('suzhou-2023');
        const { hits } = await engine.search({ q: '苏州', limit: 100 });
        expect(hits.filter(({ document }) => document === 'suzhou-2023')).toEqual([]);
        await buildIndex(options({ ...fresh, index: join(place.elsewhere, 'new') }));
        const rebuilt = open({ ...fresh, index: join(place.elsewhere, 'new') });
        expect(await answersOf(engine, SEED_QUERIES)).toEqual(await answersOf(rebuilt, SEED_QUERIES));
      }),
    FIRST_BUILD_MS,
  );

  it(
    'reads a document again where its entry in documents.json changed, and no other',
    () =>
      inWorkplace(async (place) => {
        cpSync(SEEDS, place.documents, { recursive: true });
        await buildIndex(options(place));
        const path = join(place.documents, 'documents.json');
        const registry = JSON.parse(readFileSync(path, 'utf8'));
        registry.documents.find(({ document }: { document: string }) => document === 'suzhou-2023').source =
          'https://www.suzhou.gov.cn/x';
        writeFileSync(path, JSON.stringify(registry));
        expect(isIndexStale(options(place))).toBe(true);
        expect((await buildIndex(options(place))).read).toEqual(['suzhou-2023.txt']);
        const suzhou = open(place)
          .documents()
          .find(({ document }) => document === 'suzhou-2023');
        expect(suzhou?.source).toBe('https://www.suzhou.gov.cn/x');
      }),
    FIRST_BUILD_MS,
  );
});

describe('an index brought up to date in steps', () => {
  const NAMES = ['nanjing-2025.txt', 'suzhou-2024.txt', 'yangzhou-2023.txt'] as const;
  const CITIES: Readonly<Record<(typeof NAMES)[number], { city: string; year: number }>> = {
    'nanjing-2025.txt': { city: '南京', year: 2025 },
    'suzhou-2024.txt': { city: '苏州', year: 2024 },
    'yangzhou-2023.txt': { city: '扬州', year: 2023 },
  };
  const TOPICS = ['光伏', '风电', '氢能'] as const;
  const someFolder = fc
    .dictionary(fc.constantFrom(...NAMES), fc.constantFrom(...TOPICS), { minKeys: 1, noNullPrototype: true })
    .map((topics) =>
      Object.entries(topics).map(([name, topic]) => ({ name: name as (typeof NAMES)[number], topic })),
    );

  for (const [name, embedder] of [
    ['words', null],
    ['words and vectors', createHashingEmbedder(32)],
  ] as const) {
    it(
      `answers exactly as one built at once, by ${name}`,
      () =>
        fc.assert(
          fc.asyncProperty(fc.array(someFolder, { minLength: 2, maxLength: 5 }), (steps) =>
            inWorkplace(async (place) => {
              for (const step of steps) {
                const files = step.map(({ name: file, topic }) => [
                  file,
                  smallDocument({ ...CITIES[file], topic }),
                ]);
                writeFolder(place.documents, Object.fromEntries(files));
                await buildIndex({ ...options(place), embedder });
              }
              await buildIndex({ ...options(place), indexFolder: place.elsewhere, embedder });
              const queries = [...TOPICS, '建设', '南京 项目', '"安排专项资金"', 'year:2024'];
              const stepwise = openEngine({ indexFolder: place.index, embedder });
              const atOnce = openEngine({ indexFolder: place.elsewhere, embedder });
              expect(await answersOf(stepwise, queries)).toEqual(await answersOf(atOnce, queries));
              expect(litterOf(place.index)).toEqual([]);
            }),
          ),
          { numRuns: 15 },
        ),
      FIRST_BUILD_MS,
    );
  }

  it('never gives one address to two documents, in whatever order they came', () =>
    inWorkplace(async (place) => {
      writeFolder(place.documents, { 'b.txt': smallDocument({ topic: '光伏' }) });
      await buildIndex(options(place));
      writeFolder(place.documents, {
        'a.txt': smallDocument({ topic: '风电' }),
        'b.txt': smallDocument({ topic: '光伏' }),
      });
      await buildIndex(options(place));
      const addresses = open(place)
        .documents()
        .map(({ document }) => document);
      expect(addresses.sort()).toEqual(['nanjing-2025', 'nanjing-2025-2']);
    }));

  it('reads a renamed file again, and has its document once', () =>
    inWorkplace(async (place) => {
      writeFolder(place.documents, { 'nanjing-2025.txt': smallDocument({ topic: '光伏' }) });
      await buildIndex(options(place));
      renameSync(join(place.documents, 'nanjing-2025.txt'), join(place.documents, 'nanjing-2025-2.txt'));
      const report = await buildIndex(options(place));
      expect([report.read, report.removed]).toEqual([['nanjing-2025-2.txt'], ['nanjing-2025.txt']]);
      expect(open(place).documents().length).toBe(1);
    }));

  it('makes its vectors anew for another embedder, and reads nothing again for the same one', () =>
    inWorkplace(async (place) => {
      writeFolder(place.documents, { 'nanjing-2025.txt': smallDocument({ topic: '光伏' }) });
      const small = createHashingEmbedder(8);
      const large = createHashingEmbedder(16);
      for (const [embedder, read] of [
        [null, 1],
        [small, 1],
        [small, 0],
        [large, 1],
        [null, 1],
      ] as const) {
        expect(isIndexStale({ ...options(place), embedder })).toBe(read === 1);
        expect((await buildIndex({ ...options(place), embedder })).read.length).toBe(read);
        expect(isIndexStale({ ...options(place), embedder })).toBe(false);
        expect(openEngine({ indexFolder: place.index, embedder }).info().embedder).toBe(embedder?.id ?? null);
      }
    }));
});

describe('whether an index is stale', () => {
  it('is answered by what the sources say, not by their dates', () =>
    inWorkplace(async (place) => {
      const one = smallDocument({ topic: '光伏' });
      const other = smallDocument({ city: '苏州', topic: '风电' });
      writeFolder(place.documents, { 'nanjing-2025.txt': one });
      expect(isIndexStale(options(place))).toBe(true);
      await buildIndex(options(place));
      expect(isIndexStale(options(place))).toBe(false);
      writeFolder(place.documents, { 'nanjing-2025.txt': one });
      expect(isIndexStale(options(place))).toBe(false);
      writeFolder(place.documents, { 'nanjing-2025.txt': one, 'suzhou-2025.txt': other });
      expect(isIndexStale(options(place))).toBe(true);
      writeFolder(place.documents, { 'nanjing-2025.txt': `${one}\n` });
      expect(isIndexStale(options(place))).toBe(true);
      writeFolder(place.documents, { 'suzhou-2025.txt': other });
      expect(isIndexStale(options(place))).toBe(true);
    }));
});

describe('a build that fails', () => {
  it('leaves the old index serving as it was, and the next build succeeds', () =>
    inWorkplace(async (place) => {
      writeFolder(place.documents, { 'nanjing-2025.txt': smallDocument({ topic: '光伏' }) });
      await buildIndex(options(place));
      const before = await answersOf(open(place), ['光伏', '风电']);
      writeFolder(place.documents, {
        'nanjing-2025.txt': smallDocument({ topic: '风电' }),
        'suzhou-2024.txt': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff, 0xfe, 0x81, 0xff]),
      });
      await expect(buildIndex(options(place))).rejects.toMatchObject({
        name: 'TiaosuoError',
        code: 'unreadable',
        message: expect.stringContaining('suzhou-2024.txt'),
      });
      expect(await answersOf(open(place), ['光伏', '风电'])).toEqual(before);
      rmSync(join(place.documents, 'suzhou-2024.txt'));
      await buildIndex(options(place));
      expect((await open(place).search({ q: '"风电"' })).total).toBe(4);
      expect((await open(place).search({ q: '"光伏"' })).total).toBe(0);
    }));

  it('leaves the old index serving where the embedder fails in the middle', () =>
    inWorkplace(async (place) => {
      const embedder = createHashingEmbedder(8);
      writeFolder(place.documents, { 'nanjing-2025.txt': smallDocument({ topic: '光伏' }) });
      await buildIndex({ ...options(place), embedder });
      const before = await answersOf(openEngine({ indexFolder: place.index, embedder }), ['光伏']);
      writeFolder(place.documents, {
        'nanjing-2025.txt': smallDocument({ topic: '风电' }),
        'suzhou-2024.txt': smallDocument({ city: '苏州', topic: '氢能' }),
      });
      let calls = 0;
      const failing = {
        ...embedder,
        embed: (...asked: Parameters<typeof embedder.embed>) =>
          ++calls > 1 ? Promise.reject(new Error('out of memory')) : embedder.embed(...asked),
      };
      await expect(buildIndex({ ...options(place), embedder: failing })).rejects.toThrow('out of memory');
      expect(calls).toBe(2);
      expect(await answersOf(openEngine({ indexFolder: place.index, embedder }), ['光伏'])).toEqual(before);
      await buildIndex({ ...options(place), embedder });
      expect(openEngine({ indexFolder: place.index, embedder }).documents().length).toBe(2);
    }));

  it('says which folder is not there, or holds no document', () =>
    inWorkplace(async (place) => {
      await expect(buildIndex(options(place))).rejects.toMatchObject({
        code: 'unreadable',
        message: expect.stringContaining(place.documents),
      });
      writeFolder(place.documents, { 'notes.md': '# no document' });
      await expect(buildIndex(options(place))).rejects.toMatchObject({
        code: 'unreadable',
        message: expect.stringMatching(/has no \.txt document/),
      });
      expect(() => open(place)).toThrow(/there is no index/);
    }));

  it('refuses two documents that are registered under one address', () =>
    inWorkplace(async (place) => {
      writeFolder(place.documents, {
        'a.txt': smallDocument({ topic: '光伏' }),
        'b.txt': smallDocument({ topic: '风电' }),
        'documents.json': JSON.stringify({
          documents: ['a.txt', 'b.txt'].map((file) => ({ document: 'nanjing-2025', file })),
        }),
      });
      await expect(buildIndex(options(place))).rejects.toMatchObject({
        code: 'unreadable',
        message: expect.stringMatching(/"b\.txt" has the address "nanjing-2025"/),
      });
    }));
});

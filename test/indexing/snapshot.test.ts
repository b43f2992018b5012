/** Proves that an index which is missing, damaged, foreign or made by other code is refused, with the command that rebuilds it. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ErrorCode, TiaosuoError } from '../../src/core/errors.ts';
import { buildIndex, createHashingEmbedder, openEngine } from '../../src/engine.ts';
import { seal } from '../../src/indexing/snapshot.ts';
import { FIRST_BUILD_MS } from '../support/corpus.ts';
import { inTempFolder, smallDocument, writeFolder } from '../support/folders.ts';

const COMMAND = 'npx tiaosuo index';
const embedder = createHashingEmbedder(16);

/** Holds `documents` and, made of them, a sound `index` with vectors; copied for every test. */
let sound = '';

beforeAll(async () => {
  sound = mkdtempSync(join(tmpdir(), 'tiaosuo-test-'));
  writeFolder(join(sound, 'documents'), {
    'nanjing-2025.txt': smallDocument({ topic: '光伏' }),
    'suzhou-2025.txt': smallDocument({ city: '苏州', topic: '风电' }),
  });
  await rebuild(sound);
}, FIRST_BUILD_MS);

afterAll(() => rmSync(sound, { recursive: true, force: true }));

function rebuild(folder: string) {
  return buildIndex({
    origin: { kind: 'documents', path: join(folder, 'documents') },
    indexFolder: join(folder, 'index'),
    embedder,
  });
}

const open = (folder: string) => openEngine({ indexFolder: join(folder, 'index'), embedder });

function inCopy(work: (folder: string, index: string) => Promise<void> | void): Promise<void> {
  return inTempFolder(async (folder) => {
    cpSync(sound, folder, { recursive: true });
    await work(folder, join(folder, 'index'));
  });
}

function refusalOf(work: () => unknown): TiaosuoError {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(TiaosuoError);
    return error as TiaosuoError;
  }
  throw new Error('it was not refused');
}

function expectRefusal(work: () => unknown, code: ErrorCode, message: RegExp): void {
  const refusal = refusalOf(work);
  expect(refusal.code).toBe(code);
  expect(refusal.message).toMatch(message);
  expect(refusal.hint).toContain(COMMAND);
}

async function expectSoundAfterRebuild(folder: string): Promise<void> {
  await rebuild(folder);
  const { total } = await open(folder).search({ q: '"光伏"' });
  expect(total).toBe((await open(sound).search({ q: '"光伏"' })).total);
  expect(total).toBe(4);
}

const filesOf = (index: string, kind: string) => readdirSync(index).filter((name) => name.startsWith(kind));

describe('a sound index', () => {
  it('is a manifest and files that it names, and nothing else', () =>
    inCopy((_, index) => {
      const manifest = readFileSync(join(index, 'manifest.json'), 'utf8');
      const others = readdirSync(index).filter((name) => name !== 'manifest.json');
      expect(others.length).toBe(2 * 3 + 1);
      for (const name of others) expect(manifest).toContain(name);
    }));

  it('opens with the embedder that made its vectors, and without one', () =>
    inCopy((folder, indexFolder) => {
      expect(open(folder).info().embedder).toBe(embedder.id);
      expect(openEngine({ indexFolder }).info().embedder).toBeNull();
    }));

  it('is the same content under the same name wherever and whenever it is built', () =>
    inCopy(async (folder, index) => {
      const before = open(folder).info().snapshot;
      rmSync(index, { recursive: true });
      await rebuild(folder);
      expect(open(folder).info().snapshot).toBe(before);
    }));
});

describe('an index that is not there', () => {
  it('is refused as missing, folder or not', () =>
    inCopy((folder, index) => {
      rmSync(join(index, 'manifest.json'));
      expectRefusal(() => open(folder), 'index_missing', /there is no index in/);
      rmSync(index, { recursive: true });
      expectRefusal(() => open(folder), 'index_missing', /there is no index in/);
    }));
});

describe('a damaged index', () => {
  for (const kind of ['segment', 'vectors', 'lexical']) {
    it(`is refused where one byte of a ${kind} file changed, and mended by a rebuild`, () =>
      inCopy(async (folder, index) => {
        for (const name of filesOf(index, kind)) {
          const bytes = readFileSync(join(index, name));
          const at = bytes.length >> 1;
          bytes[at] = (bytes[at] ?? 0) ^ 1;
          writeFileSync(join(index, name), bytes);
          expectRefusal(
            () => open(folder),
            'index_damaged',
            new RegExp(`${name}" is not what the manifest says`),
          );
          await expectSoundAfterRebuild(folder);
        }
      }));

    it(`is refused where a ${kind} file was cut off or removed, and mended by a rebuild`, () =>
      inCopy(async (folder, index) => {
        const [name = ''] = filesOf(index, kind);
        const bytes = readFileSync(join(index, name));
        for (const length of [0, bytes.length - 1]) {
          writeFileSync(join(index, name), bytes.subarray(0, length));
          expectRefusal(
            () => open(folder),
            'index_damaged',
            new RegExp(`${name}" is not what the manifest says`),
          );
        }
        rmSync(join(index, name));
        expectRefusal(() => open(folder), 'index_damaged', new RegExp(`${name}" is missing`));
        await expectSoundAfterRebuild(folder);
      }));
  }

  it('is mended by a rebuild where stored tokens changed and another document did too', () =>
    inCopy(async (folder, index) => {
      for (const name of filesOf(index, 'tokens')) writeFileSync(join(index, name), '[]');
      writeFileSync(
        join(folder, 'documents', 'suzhou-2025.txt'),
        smallDocument({ city: '苏州', topic: '氢能' }),
      );
      await expectSoundAfterRebuild(folder);
    }));

  it('is refused where the manifest is no JSON, cut off, or JSON of something else', () =>
    inCopy(async (folder, index) => {
      const path = join(index, 'manifest.json');
      const manifest = readFileSync(path, 'utf8');
      const foreign = [
        '',
        'x',
        '\0\0\0\0',
        manifest.slice(0, -10),
        manifest.slice(10),
        'null',
        '[]',
        '{}',
        '"tiaosuo-index"',
        '{"name":"another program","version":1}',
        manifest.replace('tiaosuo-index', 'other-index'),
        manifest.replace('"lexical"', '"other"'),
      ];
      for (const content of foreign) {
        writeFileSync(path, content);
        expectRefusal(
          () => open(folder),
          'index_damaged',
          /manifest\.json" is (?:not readable|no manifest of an index)/,
        );
      }
      await expectSoundAfterRebuild(folder);
    }));

  it('is refused where a number in the manifest changed', () =>
    inCopy((folder, index) => {
      const path = join(index, 'manifest.json');
      const manifest = JSON.parse(readFileSync(path, 'utf8'));
      for (const changed of [
        { ...manifest, counts: { ...manifest.counts, clauses: manifest.counts.clauses + 1 } },
        { ...manifest, embedder: { ...manifest.embedder, dimensions: manifest.embedder.dimensions / 2 } },
        { ...manifest, snapshot: '000000000000' },
        { ...manifest, segments: manifest.segments.slice(1) },
      ]) {
        writeFileSync(path, JSON.stringify(changed));
        expectRefusal(() => open(folder), 'index_damaged', /manifest\.json/);
      }
    }));
});

describe('an index of other code', () => {
  const change = (index: string, entries: Record<string, unknown>) => {
    const path = join(index, 'manifest.json');
    const { seal: _, ...manifest } = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify(seal({ ...manifest, ...entries })));
  };

  it('is refused as stale where its format has another version, and mended by a rebuild', () =>
    inCopy(async (folder, index) => {
      change(index, { version: 2 });
      expectRefusal(() => open(folder), 'index_stale', /has format 2, not 1/);
      await expectSoundAfterRebuild(folder);
    }));

  it('is refused as stale where another analyzer made it, and mended by a rebuild', () =>
    inCopy(async (folder, index) => {
      change(index, { analyzer: 'zh-0' });
      expectRefusal(() => open(folder), 'index_stale', /was made by analyzer zh-0/);
      await expectSoundAfterRebuild(folder);
    }));

  it('is refused as stale where another parser read its documents, and mended by a rebuild', () =>
    inCopy(async (folder, index) => {
      change(index, { parser: 0 });
      expectRefusal(() => open(folder), 'index_stale', /parser/);
      await expectSoundAfterRebuild(folder);
    }));

  it('is refused as stale where its vectors are of another embedder, or it has none', () =>
    inCopy(async (folder, indexFolder) => {
      const other = createHashingEmbedder(8);
      expectRefusal(
        () => openEngine({ indexFolder, embedder: other }),
        'index_stale',
        /has vectors of hashing-16, not of hashing-8/,
      );
      const origin = { kind: 'documents', path: join(folder, 'documents') } as const;
      await buildIndex({ origin, indexFolder, embedder: null });
      expectRefusal(() => open(folder), 'index_stale', /has no vectors, not of hashing-16/);
    }));
});

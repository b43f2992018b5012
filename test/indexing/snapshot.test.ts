/** Proves that an index which is missing, damaged, foreign or made by other code is refused, with the command that rebuilds it. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ErrorCode, TiaosuoError } from '../../src/core/errors.ts';
import { buildIndex, createHashingEmbedder, openEngine } from '../../src/engine.ts';
import { seal } from '../../src/indexing/snapshot.ts';
import { FIRST_BUILD_MS } from '../support/corpus.ts';
import { inTempFolder, litterOf, smallDocument, writeFolder } from '../support/folders.ts';

const COMMAND = 'npx tiaosuo index';
const embedder = createHashingEmbedder(16);

/**
 * Holds `documents` and, made of them, a sound `index` with vectors, copied for every test: two segments, since one of the
 * documents changed after the first build, and a part of the first segment that is gone.
 */
let sound = '';

beforeAll(async () => {
  sound = mkdtempSync(join(tmpdir(), 'tiaosuo-test-'));
  writeFolder(join(sound, 'documents'), {
    'nanjing-2025.txt': smallDocument({ topic: '光伏' }),
    'suzhou-2025.txt': smallDocument({ city: '苏州', topic: '风电' }),
    'yangzhou-2025.txt': smallDocument({ city: '扬州', topic: '氢能' }),
    'wuxi-2025.txt': smallDocument({ city: '无锡', topic: '储能' }),
  });
  await rebuild(sound);
  writeFileSync(join(sound, 'documents', 'wuxi-2025.txt'), smallDocument({ city: '无锡', topic: '光伏' }));
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
  const answers = await answersOf(folder);
  expect(answers).toEqual(await answersOf(sound));
  expect(answers.map(({ total }) => total)).toEqual([8, 4, 4, 0]);
  expect(litterOf(join(folder, 'index'))).toEqual([]);
}

/** What is found of the topics, with the scores of words and of vectors. */
async function answersOf(folder: string) {
  const engine = open(folder);
  const answers = [];
  for (const q of ['"光伏"', '"风电"', '"氢能"', '"储能"']) {
    const { total, hits } = await engine.search({ q });
    answers.push({ q, total, clauses: hits.map(({ clause, text, scores }) => ({ clause, text, scores })) });
  }
  return answers;
}

const KINDS = ['clauses', 'postings', 'vectors'] as const;
/** Every kind of file, and how many of it the index has. */
const FILES = { clauses: 2, postings: 2, vectors: 2, labels: 1 } as const;
const filesOf = (index: string, kind: string) =>
  readdirSync(index).filter((name) => name.startsWith(`${kind}-`));

describe('a sound index', () => {
  it('is a manifest and files that it names, three for each segment and one for the labels of concepts, and nothing else', () =>
    inCopy((_, index) => {
      const { version, segments } = JSON.parse(readFileSync(join(index, 'manifest.json'), 'utf8'));
      expect(version).toBe(4);
      // What every test below is about: two segments, and a part that is gone.
      expect(segments.map(({ parts }: { parts: unknown[] }) => parts)).toEqual([[0, 0, null, 0], [0]]);
      expect(litterOf(index)).toEqual([]);
      expect(readdirSync(index).length).toBe(2 * KINDS.length + 2);
      expect(filesOf(index, 'labels').length).toBe(1);
      for (const kind of KINDS) expect(filesOf(index, kind).length).toBe(2);
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
  for (const [kind, count] of Object.entries(FILES)) {
    it(`is refused where one byte of a ${kind} file changed, wherever, and mended by a rebuild`, () =>
      inCopy(async (folder, index) => {
        const names = filesOf(index, kind);
        expect(names.length).toBe(count);
        for (const name of names) {
          const sane = readFileSync(join(index, name));
          for (const at of [0, sane.length >> 2, sane.length >> 1, sane.length - 9, sane.length - 1]) {
            const bytes = Uint8Array.from(sane);
            bytes[at] = (bytes[at] ?? 0) ^ 1;
            writeFileSync(join(index, name), bytes);
            expectRefusal(
              () => open(folder),
              'index_damaged',
              new RegExp(`${name}" is not what the manifest says`),
            );
          }
          await expectSoundAfterRebuild(folder);
          cpSync(join(sound, 'index'), index, { recursive: true });
        }
      }));

    it(`is refused where a ${kind} file was cut off, grew or was removed, and mended by a rebuild`, () =>
      inCopy(async (folder, index) => {
        for (const name of filesOf(index, kind)) {
          const bytes = readFileSync(join(index, name));
          for (const changed of [
            bytes.subarray(0, 0),
            bytes.subarray(0, bytes.length - 1),
            bytes.subarray(8),
            Buffer.concat([bytes, Uint8Array.of(0)]),
          ]) {
            writeFileSync(join(index, name), changed);
            expectRefusal(
              () => open(folder),
              'index_damaged',
              new RegExp(`${name}" is not what the manifest says`),
            );
          }
          rmSync(join(index, name));
          expectRefusal(() => open(folder), 'index_damaged', new RegExp(`${name}" is missing`));
          await expectSoundAfterRebuild(folder);
          cpSync(join(sound, 'index'), index, { recursive: true });
        }
      }));

    it(`is mended by a rebuild where a ${kind} file changed and another document did too`, () =>
      inCopy(async (folder, index) => {
        for (const name of filesOf(index, kind)) writeFileSync(join(index, name), 'x');
        writeFileSync(
          join(folder, 'documents', 'suzhou-2025.txt'),
          smallDocument({ city: '苏州', topic: '储能' }),
        );
        await rebuild(folder);
        expect((await answersOf(folder)).map(({ total }) => total)).toEqual([8, 0, 4, 4]);
        expect(litterOf(index)).toEqual([]);
      }));
  }

  it('reads again only what lay in the damaged segment', () =>
    inCopy(async (folder, index) => {
      const { segments } = JSON.parse(readFileSync(join(index, 'manifest.json'), 'utf8'));
      writeFileSync(join(index, segments[1].postings.file), 'x');
      const { read, kept } = await rebuild(folder);
      expect([read, kept.length]).toEqual([['wuxi-2025.txt'], 3]);
    }));

  it('is refused where a file is of another kind than its place in the manifest', () =>
    inCopy((folder, index) => {
      const { seal: _, ...manifest } = JSON.parse(readFileSync(join(index, 'manifest.json'), 'utf8'));
      const [first, second] = manifest.segments;
      for (const swapped of [
        { ...first, clauses: first.postings },
        { ...first, postings: first.clauses },
        { ...first, clauses: first.vectors },
      ]) {
        const sealed = seal({ ...manifest, segments: [swapped, second] });
        writeFileSync(join(index, 'manifest.json'), JSON.stringify(sealed));
        expectRefusal(() => open(folder), 'index_damaged', /cannot be read: it has no section/);
      }
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
        manifest.replace('"postings"', '"other"'),
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
        { ...manifest, segments: [{ ...manifest.segments[0], parts: [0, 0, 0, 0] }, manifest.segments[1]] },
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

  for (const version of [1, 2, 3, 5]) {
    it(`is refused as stale where its format is ${version}, and mended by a rebuild`, () =>
      inCopy(async (folder, index) => {
        change(index, { version });
        expectRefusal(() => open(folder), 'index_stale', new RegExp(`has format ${version}, not 4`));
        await expectSoundAfterRebuild(folder);
      }));
  }

  it('is refused as stale where it is of the first format, whose files the next build removes', () =>
    inCopy(async (folder, index) => {
      rmSync(index, { recursive: true });
      // As that format named them, and one that is none of ours.
      const old = [
        'segment-0123456789abcdef.json',
        'tokens-0123456789abcdef.json',
        'lexical-0123456789abcdef.json',
      ];
      const files = Object.fromEntries(
        [...old, 'vectors-0123456789abcdef.f32', 'notes.txt'].map((name) => [name, 'x']),
      );
      const manifest = seal({ format: 'tiaosuo-index', version: 1, segments: [], lexical: {} } as never);
      writeFolder(index, { ...files, 'manifest.json': JSON.stringify(manifest) });
      expectRefusal(() => open(folder), 'index_stale', /has format 1, not 4/);
      await rebuild(folder);
      expect(litterOf(index)).toEqual(['notes.txt']);
      expect(await answersOf(folder)).toEqual(await answersOf(sound));
    }));

  it('is refused as stale where another analyzer made it, and mended by a rebuild', () =>
    inCopy(async (folder, index) => {
      change(index, { analyzer: 'zh-0' });
      expectRefusal(() => open(folder), 'index_stale', /was made by analyzer zh-0/);
      await expectSoundAfterRebuild(folder);
    }));

  it('is refused as stale where its topics are those of another concept graph, and mended by a rebuild', () =>
    inCopy(async (folder, index) => {
      change(index, { concepts: '0123456789ab' });
      expectRefusal(() => open(folder), 'index_stale', /topics of concept graph 0123456789ab/);
      await expectSoundAfterRebuild(folder);
    }));

  it('is refused as stale where its strengths are those of another scale, and mended by a rebuild', () =>
    inCopy(async (folder, index) => {
      change(index, { strength: '0-01234567' });
      expectRefusal(() => open(folder), 'index_stale', /strengths of scale 0-01234567/);
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

/** Proves that one process at a time writes an index, and that a writer which is gone blocks nobody. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildIndex, createHashingEmbedder, type Embedder, openEngine } from '../../src/engine.ts';
import { withLock } from '../../src/indexing/lock.ts';
import { FIRST_BUILD_MS } from '../support/corpus.ts';
import { inTempFolder, smallDocument, writeFolder } from '../support/folders.ts';

const BUSY = { name: 'TiaosuoError', code: 'index_busy' };

async function inIndexFolder(work: (folder: string) => Promise<void>): Promise<void> {
  await inTempFolder(async (folder) => {
    mkdirSync(join(folder, 'index'));
    await work(join(folder, 'index'));
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

describe('the lock of an index', () => {
  it('is held while the work runs, gives its result, and is gone afterwards', () =>
    inIndexFolder(async (folder) => {
      const result = await withLock(folder, async () => {
        expect(readdirSync(folder)).toEqual(['lock']);
        return 42;
      });
      expect(result).toBe(42);
      expect(readdirSync(folder)).toEqual([]);
    }));

  it('is gone after work that failed', () =>
    inIndexFolder(async (folder) => {
      await expect(withLock(folder, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
      expect(readdirSync(folder)).toEqual([]);
    }));

  it('lets no second writer in, and stays with the first', () =>
    inIndexFolder(async (folder) => {
      await withLock(folder, async () => {
        const second = withLock(folder, async () => 'in');
        await expect(second).rejects.toMatchObject({ ...BUSY, hint: expect.stringContaining('lock') });
        expect(readdirSync(folder)).toEqual(['lock']);
      });
    }));

  it('respects a living process, and is taken over from a dead one', () =>
    inIndexFolder(async (folder) => {
      const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' });
      try {
        writeFileSync(join(folder, 'lock'), String(other.pid));
        await expect(withLock(folder, async () => 'in')).rejects.toMatchObject({
          ...BUSY,
          message: expect.stringContaining(String(other.pid)),
        });
      } finally {
        const end = ended(other);
        other.kill('SIGKILL');
        await end;
      }
      expect(await withLock(folder, async () => 'in')).toBe('in');
    }));

  it('is taken over where a writer was killed before it wrote its number', () =>
    inIndexFolder(async (folder) => {
      writeFileSync(join(folder, 'lock'), '');
      expect(await withLock(folder, async () => 'in')).toBe('in');
    }));

  // In a container every start has the same number, mostly 1.
  it('is taken over from a killed process that had our own number', () =>
    inIndexFolder(async (folder) => {
      writeFileSync(join(folder, 'lock'), String(process.pid));
      expect(await withLock(folder, async () => 'in')).toBe('in');
    }));
});

describe('two builds of one index', () => {
  it(
    'are not done at once: the second is refused, the first ends as if alone',
    () =>
      inTempFolder(async (folder) => {
        const documents = writeFolder(join(folder, 'documents'), {
          'nanjing-2025.txt': smallDocument({ topic: '光伏' }),
        });
        const others = writeFolder(join(folder, 'others'), {
          'suzhou-2025.txt': smallDocument({ topic: '风电' }),
        });
        const indexFolder = join(folder, 'index');
        const quick = createHashingEmbedder(8);
        let proceed = () => {};
        let started = () => {};
        let hasStarted = false;
        const isRunning = new Promise<void>((resolve) => {
          started = resolve;
        });
        const slow: Embedder = {
          ...quick,
          async embed(texts, kind) {
            if (!hasStarted) {
              hasStarted = true;
              started();
              await new Promise<void>((resolve) => {
                proceed = resolve;
              });
            }
            return quick.embed(texts, kind);
          },
        };
        const first = buildIndex({
          origin: { kind: 'documents', path: documents },
          indexFolder,
          embedder: slow,
        });
        await isRunning;
        const second = buildIndex({
          origin: { kind: 'documents', path: others },
          indexFolder,
          embedder: quick,
        });
        await expect(second).rejects.toMatchObject(BUSY);
        proceed();
        await first;
        const engine = openEngine({ indexFolder, embedder: quick });
        expect(engine.documents().map(({ document }) => document)).toEqual(['nanjing-2025']);
        expect(readdirSync(indexFolder)).not.toContain('lock');
      }),
    FIRST_BUILD_MS,
  );
});

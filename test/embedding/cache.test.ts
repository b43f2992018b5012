/**
 * Passages that are remembered. Properties: what was embedded once is not embedded again, in this process or the next, for the
 * same model; queries are not remembered; answers are those of the embedder itself; a file that was cut short or damaged costs
 * what was lost, nothing more; files stay within their bounds, and what is still asked for stays.
 */
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CacheLimits, rememberPassages } from '../../src/embedding/cache.ts';
import { createHashingEmbedder } from '../../src/embedding/hashing.ts';
import { buildIndex } from '../../src/engine.ts';
import { inTempFolder, smallDocument, writeFolder } from '../support/folders.ts';

const DIMENSIONS = 16;
const RECORD_BYTES = 16 + DIMENSIONS * 4 + 8;

/** An embedder that remembers, and the texts that reached the one behind it. */
function remembering(folder: string, { id = 'a', ...limits }: CacheLimits & { id?: string } = {}) {
  const hashing = createHashingEmbedder(DIMENSIONS);
  const reached: string[] = [];
  const embedder = rememberPassages(
    {
      ...hashing,
      id,
      async embed(texts, kind) {
        reached.push(...texts);
        return hashing.embed(texts, kind);
      },
    },
    folder,
    limits,
  );
  return { embedder, reached };
}

function fileIn(folder: string): string {
  const [name, ...others] = readdirSync(folder);
  expect(others).toEqual([]);
  return join(folder, name ?? '');
}

describe('passages', () => {
  it('are embedded once, in this process and the next', () =>
    inTempFolder(async (folder) => {
      const first = remembering(folder);
      const vectors = await first.embedder.embed(['光伏', '污水', '光伏'], 'passage');
      expect(first.reached).toEqual(expect.arrayContaining(['光伏', '污水']));
      expect(first.reached.length).toBe(2);
      expect(await first.embedder.embed(['污水', '光伏'], 'passage')).toEqual([vectors[1], vectors[0]]);
      expect(first.reached.length).toBe(2);
      const next = remembering(folder);
      expect(await next.embedder.embed(['光伏', '垃圾', '污水'], 'passage')).toEqual(
        await createHashingEmbedder(DIMENSIONS).embed(['光伏', '垃圾', '污水'], 'passage'),
      );
      expect(next.reached).toEqual(['垃圾']);
    }));

  it('are those of the embedder itself, whatever is asked in whatever order', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.constantFrom('光伏', '污水', '垃圾', '', '大气', 'x'), { maxLength: 8 }), {
          maxLength: 6,
        }),
        fc.constantFrom(RECORD_BYTES, 4 * RECORD_BYTES, 2 ** 20),
        (asked, maxBytes) =>
          inTempFolder(async (folder) => {
            const plain = createHashingEmbedder(DIMENSIONS);
            const { embedder } = remembering(folder, { maxBytes });
            for (const texts of asked) {
              expect(await embedder.embed(texts, 'passage')).toEqual(await plain.embed(texts, 'passage'));
            }
          }),
      ),
      { numRuns: 30 },
    ));

  it('of one model are not taken for those of another', () =>
    inTempFolder(async (folder) => {
      await remembering(folder, { id: 'a' }).embedder.embed(['光伏'], 'passage');
      const other = remembering(folder, { id: 'b' });
      await other.embedder.embed(['光伏'], 'passage');
      expect(other.reached).toEqual(['光伏']);
    }));

  it('are remembered, queries are not', () =>
    inTempFolder(async (folder) => {
      const { embedder, reached } = remembering(folder);
      await embedder.embed(['光伏'], 'query');
      await embedder.embed(['光伏'], 'query');
      expect(reached.length).toBe(2);
      expect(readdirSync(folder)).toEqual([]);
    }));
});

describe('an index that is built again', () => {
  it('embeds only the passages that changed, also where a whole document is read again or the index is gone', () =>
    inTempFolder(async (folder) => {
      const document = smallDocument({ topic: '光伏' });
      const build = async (text: string, index: string) => {
        const documents = writeFolder(join(folder, 'documents'), { 'nanjing-2025.txt': text });
        const { embedder, reached } = remembering(join(folder, 'embeddings'));
        const origin = { kind: 'documents', path: documents } as const;
        await buildIndex({ origin, indexFolder: join(folder, index), embedder });
        return reached;
      };
      const all = await build(document, 'first');
      expect(all.length).toBeGreaterThan(4);
      const changed = await build(document.replace('专项资金', '财政资金'), 'first');
      expect(changed).toEqual([expect.stringContaining('财政资金')]);
      expect(await build(document, 'second')).toEqual([]);
    }));
});

describe('a damaged file', () => {
  it('that was cut short costs the record that was cut, and can be written to', () =>
    inTempFolder(async (folder) => {
      await remembering(folder).embedder.embed(['光伏', '污水'], 'passage');
      truncateSync(fileIn(folder), 2 * RECORD_BYTES - 5);
      const next = remembering(folder);
      await next.embedder.embed(['光伏', '污水'], 'passage');
      expect(next.reached).toEqual(['污水']);
      const last = remembering(folder);
      await last.embedder.embed(['光伏', '污水'], 'passage');
      expect(last.reached).toEqual([]);
    }));

  it('costs the records that were damaged, wherever that is', () =>
    inTempFolder(async (folder) => {
      await remembering(folder).embedder.embed(['光伏', '污水', '垃圾'], 'passage');
      const bytes = readFileSync(fileIn(folder));
      bytes[RECORD_BYTES + 20] = 255 - (bytes[RECORD_BYTES + 20] ?? 0);
      writeFileSync(fileIn(folder), bytes);
      const next = remembering(folder);
      expect(await next.embedder.embed(['光伏', '污水', '垃圾'], 'passage')).toEqual(
        await createHashingEmbedder(DIMENSIONS).embed(['光伏', '污水', '垃圾'], 'passage'),
      );
      expect(next.reached).toEqual(['污水']);
    }));

  it('that is something else altogether is as if it were not there', () =>
    inTempFolder(async (folder) => {
      await remembering(folder).embedder.embed(['光伏'], 'passage');
      writeFileSync(fileIn(folder), 'x'.repeat(1000));
      const next = remembering(folder);
      await next.embedder.embed(['光伏'], 'passage');
      expect(next.reached).toEqual(['光伏']);
    }));
});

describe('the bounds', () => {
  it('hold however much is embedded, and what is asked for again and again stays', () =>
    inTempFolder(async (folder) => {
      const maxBytes = 20 * RECORD_BYTES;
      const { embedder, reached } = remembering(folder, { maxBytes });
      await embedder.embed(['常问'], 'passage');
      for (let i = 0; i < 100; i++) {
        await embedder.embed([`只问一次${i}`, '常问'], 'passage');
        const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(maxBytes);
      }
      expect(reached.filter((text) => text === '常问').length).toBe(1);
      const again = remembering(folder, { maxBytes });
      await again.embedder.embed(['只问一次99', '只问一次0'], 'passage');
      expect(again.reached).toEqual(['只问一次0']);
    }));

  it('keep the embedders that were used last', () =>
    inTempFolder(async (folder) => {
      for (const id of ['a', 'b', 'c', 'd']) {
        await remembering(folder, { id, maxEmbedders: 3 }).embedder.embed(['光伏'], 'passage');
        // Times of files have a grain.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(readdirSync(folder).length).toBe(3);
      const last = remembering(folder, { id: 'd', maxEmbedders: 3 });
      await last.embedder.embed(['光伏'], 'passage');
      expect(last.reached).toEqual([]);
      const first = remembering(folder, { id: 'a', maxEmbedders: 3 });
      await first.embedder.embed(['光伏'], 'passage');
      expect(first.reached).toEqual(['光伏']);
    }));
});

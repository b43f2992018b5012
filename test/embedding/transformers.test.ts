/**
 * Models through transformers.js, with small real ones:
 * - vectors are those that PyTorch gives for the same weights: cls, mean and last-token pooling, prefixes by kind, texts cut to
 *   the model's length with its end token kept, in whatever batch;
 * - nothing of the library is loaded before the first text;
 * - an id says all that changes a vector, and not where the folder lies;
 * - what cannot be loaded says which file, and what to do.
 */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { locateFolder } from '../../src/embedding/model-source.ts';
import { openTransformersModel } from '../../src/embedding/transformers.ts';
import { inTempFolder } from '../support/folders.ts';
import { copyTiny, expectedVectors, openFolder, TINY_MODELS, tinyFolder } from '../support/models.ts';

/** Names of the native libraries of this process. */
function nativeLibraries(): string {
  const report = process.report.getReport() as unknown as { sharedObjects: string[] };
  return report.sharedObjects.join('\n');
}

function changeJson(path: string, change: Record<string, unknown>): void {
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change }));
}

// First in this file: later tests load it.
it('loads the library when a first text comes, not before', async () => {
  const embedder = openFolder(tinyFolder('tiny-static'));
  expect(embedder.dimensions).toBe(32);
  await embedder.embed([], 'query');
  expect(nativeLibraries()).not.toContain('onnxruntime');
  await embedder.embed(['光伏'], 'query');
  expect(nativeLibraries()).toContain('onnxruntime');
});

describe.each(TINY_MODELS)('%s', (model) => {
  const embedder = openFolder(tinyFolder(model));

  it('gives the vectors that PyTorch gives', async () => {
    const expected = expectedVectors(model);
    expect(expected.length).toBeGreaterThan(4);
    for (const kind of ['query', 'passage'] as const) {
      const rows = expected.filter((row) => row.kind === kind);
      const vectors = await embedder.embed(
        rows.map(({ text }) => text),
        kind,
      );
      rows.forEach(({ vector, text }, i) => {
        const most = Math.max(...vector.map((value, at) => Math.abs(value - (vectors[i]?.[at] ?? 9))));
        expect(most, `${kind} ${text.slice(0, 10)}`).toBeLessThan(1e-4);
      });
    }
  });

  it('gives the same vector alone and beside texts of every other length', async () => {
    const texts = Array.from({ length: 80 }, (_, i) =>
      '推进碳达峰碳中和建设'.repeat(9).slice(i, i + 1 + (i % 70)),
    );
    const together = await embedder.embed(texts, 'passage');
    for (const i of [0, 1, 7, 40, 79]) {
      const [alone] = await embedder.embed([texts[i] ?? ''], 'passage');
      const most = Math.max(...(alone ?? []).map((value, at) => Math.abs(value - (together[i]?.[at] ?? 9))));
      expect(most).toBeLessThan(1e-5);
    }
  });
});

describe('a model whose activations are quantized', () => {
  const folder = tinyFolder('tiny-static');
  const embedder = openTransformersModel(locateFolder(folder, { dtype: 'q8', env: {} }));

  it('gives the same vector alone and beside others, whose numbers would change its scale', async () => {
    const texts = ['光伏', '污水处理', '推进碳达峰碳中和', '细颗粒物', '屋顶'];
    const together = await embedder.embed(texts, 'passage');
    for (const [i, text] of texts.entries()) {
      expect(await embedder.embed([text], 'passage')).toEqual([together[i]]);
    }
  });
});

describe('prefixes and folding', () => {
  it('tells queries from passages where the model has an instruction', async () => {
    for (const model of ['tiny-bert', 'tiny-last'] as const) {
      const embedder = openFolder(tinyFolder(model));
      expect(await embedder.embed(['光伏'], 'query')).not.toEqual(await embedder.embed(['光伏'], 'passage'));
      expect(await embedder.embed(['光伏'], 'query')).toEqual(await embedder.embed(['查询:光伏'], 'passage'));
    }
  });

  it('folds texts for a model that asks for it, and for no other', async () => {
    const folding = openFolder(tinyFolder('tiny-static'));
    expect(await folding.embed(['光伏建設'], 'query')).toEqual(await folding.embed(['光伏建设'], 'query'));
    const plain = openFolder(tinyFolder('tiny-bert'));
    expect(await plain.embed(['光伏建設'], 'query')).not.toEqual(await plain.embed(['光伏建设'], 'query'));
  });

  it('gives the zero vector where a text has no token', async () => {
    for (const vector of await openFolder(tinyFolder('tiny-static')).embed(['', ' \n', '光'], 'passage')) {
      expect(vector.length).toBe(32);
    }
    const [empty] = await openFolder(tinyFolder('tiny-static')).embed([''], 'passage');
    expect(empty?.every((value) => value === 0)).toBe(true);
  });
});

describe('the id of an embedder', () => {
  it('is the same for the same files elsewhere', () =>
    inTempFolder((folder) => {
      expect(openFolder(copyTiny('tiny-bert', folder)).id).toBe(openFolder(tinyFolder('tiny-bert')).id);
      expect(openFolder(tinyFolder('tiny-bert')).id).toMatch(/^tiny-bert\/fp32\/cls\/[0-9a-f]{12}$/);
    }));

  it('is another for each thing that changes a vector', () =>
    inTempFolder((folder) => {
      const ids = new Set([openFolder(tinyFolder('tiny-bert')).id]);
      const changes: ((copy: string) => void)[] = [
        (copy) => changeJson(join(copy, 'config_sentence_transformers.json'), { prompts: { query: '问:' } }),
        (copy) =>
          changeJson(join(copy, 'config_sentence_transformers.json'), { prompts: { document: '文:' } }),
        (copy) => changeJson(join(copy, '1_Pooling/config.json'), { pooling_mode: 'mean' }),
        (copy) => changeJson(join(copy, 'tokenizer_config.json'), { model_max_length: 32 }),
        (copy) => changeJson(join(copy, 'tokenizer.json'), { note: 1 }),
        (copy) => changeJson(join(copy, 'config.json'), { note: 1 }),
        (copy) => writeFileSync(join(copy, 'tiaosuo.json'), JSON.stringify({ fold: true })),
        (copy) => writeFileSync(join(copy, 'tiaosuo.json'), JSON.stringify({ id: 'other' })),
        (copy) => writeFileSync(join(copy, 'onnx/model.onnx_data'), 'numbers'),
        (copy) => cpSync(join(tinyFolder('tiny-static'), 'onnx'), join(copy, 'onnx'), { recursive: true }),
        (copy) => {
          const bytes = readFileSync(join(copy, 'onnx/model.onnx'));
          bytes[bytes.length - 100] = 255 - (bytes[bytes.length - 100] ?? 0);
          writeFileSync(join(copy, 'onnx/model.onnx'), bytes);
        },
      ];
      for (const change of changes) {
        const copy = copyTiny('tiny-bert', folder);
        change(copy);
        ids.add(openFolder(copy).id);
        rmSync(copy, { recursive: true });
      }
      expect(ids.size).toBe(changes.length + 1);
    }));

  it('tells forms of numbers apart, also where the files are equal', () =>
    inTempFolder((folder) => {
      const copy = copyTiny('tiny-bert', folder);
      cpSync(join(copy, 'onnx/model.onnx'), join(copy, 'onnx/model_quantized.onnx'));
      const [full, small] = (['fp32', 'q8'] as const).map((dtype) =>
        openTransformersModel(locateFolder(copy, { dtype, env: {} })),
      );
      expect(full?.id).not.toBe(small?.id);
    }));
});

describe('a model that cannot be used', () => {
  it('says which file, where it is no model or its numbers are missing', () =>
    inTempFolder(async (folder) => {
      const copy = copyTiny('tiny-bert', folder);
      writeFileSync(join(copy, 'onnx/model.onnx'), 'not a model');
      const failing = openFolder(copy).embed(['光伏'], 'query');
      await expect(failing).rejects.toMatchObject({ code: 'unreadable' });
      await expect(failing).rejects.toThrow(`the model in "${copy}" cannot be loaded`);
    }));

  it('says what it gives, where config.json belongs to another', () =>
    inTempFolder(async (folder) => {
      const copy = copyTiny('tiny-bert', folder);
      changeJson(join(copy, 'config.json'), { hidden_size: 64 });
      await expect(openFolder(copy).embed(['光伏'], 'query')).rejects.toThrow(
        'the model gives last_hidden_state 1 × 7 × 32, not 1 × 7 × 64 numbers',
      );
    }));
});

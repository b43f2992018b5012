/**
 * What a model's own files and the table say. Properties: tiaosuo.json wins, then the model's files, then the table, then what
 * holds for most models; families that are told apart by name get their own pooling and prefixes; a file that is no JSON, or
 * asks for what cannot be done, is named.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/embedding/model-files.ts';
import { knownModel, RECOMMENDED_MODELS } from '../../src/embedding/model-table.ts';
import { inTempFolder } from '../support/folders.ts';
import { tinyFolder } from '../support/models.ts';

type Files = Readonly<Record<string, unknown>>;

/** The settings of a model with these files, by its path; strings are written as they are. */
function settingsOf(name: string, files: Files) {
  return inTempFolder((folder) => {
    for (const [path, content] of Object.entries({ 'config.json': { hidden_size: 8 }, ...files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
    }
    return readSettings(folder, name);
  });
}

describe('a model of which nothing is known', () => {
  it('is pooled evenly, without prefixes, and reads up to 512 tokens', async () => {
    expect(await settingsOf('somebody/some-model', {})).toMatchObject({
      name: 'somebody/some-model',
      dimensions: 8,
      pooling: 'mean',
      queryPrefix: '',
      passagePrefix: '',
      fold: false,
      maxTokens: 512,
    });
  });
});

describe('the table', () => {
  it.each([
    ['Xenova/bge-small-zh-v1.5', 'cls', '为这个句子生成表示以用于检索相关文章：', ''],
    ['bge-base-zh-v1.5', 'cls', '为这个句子生成表示以用于检索相关文章：', ''],
    ['BAAI/bge-small-en-v1.5', 'cls', 'Represent this sentence for searching relevant passages: ', ''],
    ['BAAI/bge-m3', 'cls', '', ''],
    ['Xenova/multilingual-e5-small', 'mean', 'query: ', 'passage: '],
  ])('%s is pooled by %s, with prefixes %j and %j', async (name, pooling, queryPrefix, passagePrefix) => {
    expect(await settingsOf(name, {})).toMatchObject({ pooling, queryPrefix, passagePrefix });
  });

  it('gives instructions to the models that were trained with some', async () => {
    for (const name of [
      'onnx-community/Qwen3-Embedding-0.6B-ONNX',
      'intfloat/multilingual-e5-large-instruct',
    ]) {
      const { queryPrefix, passagePrefix } = await settingsOf(name, {});
      expect(queryPrefix).toMatch(/^Instruct: .*\nQuery:/);
      expect(passagePrefix).toBe('');
    }
    expect((await settingsOf('onnx-community/Qwen3-Embedding-0.6B-ONNX', {})).pooling).toBe('last');
  });

  it('knows every model that is recommended', () => {
    expect(RECOMMENDED_MODELS.filter(({ name }) => knownModel(name) === null)).toEqual([]);
  });
});

describe("a model's own files", () => {
  it('are read as sentence-transformers writes them', () => {
    expect(readSettings(tinyFolder('tiny-bert'), 'x')).toMatchObject({
      dimensions: 32,
      pooling: 'cls',
      queryPrefix: '查询:',
      passagePrefix: '',
      maxTokens: 64,
    });
    expect(readSettings(tinyFolder('tiny-last'), 'x')).toMatchObject({ pooling: 'last', maxTokens: 64 });
  });

  it('win over the table', async () => {
    const files = {
      '1_Pooling/config.json': { pooling_mode_mean_tokens: true, pooling_mode_cls_token: false },
      'config_sentence_transformers.json': { prompts: { query: 'q: ', document: 'd: ' } },
    };
    expect(await settingsOf('my-bge-small-zh', files)).toMatchObject({
      pooling: 'mean',
      queryPrefix: 'q: ',
      passagePrefix: 'd: ',
    });
  });

  it('say nothing by an empty prompt', async () => {
    const files = { 'config_sentence_transformers.json': { prompts: { query: '', document: '' } } };
    expect((await settingsOf('e5-small', files)).queryPrefix).toBe('query: ');
  });

  it.each([
    [{ pooling_mode_cls_token: true }, 'cls'],
    [{ pooling_mode_mean_tokens: true, include_prompt: true }, 'mean'],
    [{ pooling_mode_lasttoken: true }, 'last'],
    [{ pooling_mode: 'lasttoken' }, 'last'],
  ])('pool by %j', async (config, pooling) => {
    expect((await settingsOf('x', { '1_Pooling/config.json': config })).pooling).toBe(pooling);
  });

  it('limit the length: positions, those that RoBERTa leaves out, the tokenizer, sentence-transformers', async () => {
    const lengths: [Files, number][] = [
      [{ 'config.json': { hidden_size: 8, max_position_embeddings: 128 } }, 128],
      [{ 'config.json': { hidden_size: 8, max_position_embeddings: 130, model_type: 'xlm-roberta' } }, 128],
      [{ 'tokenizer_config.json': { model_max_length: 256 } }, 256],
      [{ 'tokenizer_config.json': { model_max_length: 1e30 } }, 512],
      [{ 'sentence_bert_config.json': { max_seq_length: 64 } }, 64],
    ];
    for (const [files, maxTokens] of lengths)
      expect(await settingsOf('x', files)).toMatchObject({ maxTokens });
  });
});

describe('tiaosuo.json', () => {
  it('wins over everything, key by key; 0 and "" are values', async () => {
    const own = {
      id: 'own',
      pooling: 'last',
      queryPrefix: '',
      maxTokens: 1000,
      weight: 0,
      floor: 0,
      fold: true,
    };
    const files = {
      'tiaosuo.json': own,
      '1_Pooling/config.json': { pooling_mode_cls_token: true },
      'config_sentence_transformers.json': { prompts: { query: 'q: ', document: 'd: ' } },
      'tokenizer_config.json': { model_max_length: 256 },
    };
    const { id, ...kept } = own;
    expect(await settingsOf('bge-small-zh', files)).toMatchObject({
      name: id,
      ...kept,
      passagePrefix: 'd: ',
    });
  });

  it.each([
    [{ pooling: 'max' }, 'pooling: '],
    [{ poling: 'cls' }, 'poling'],
    [{ normalize: false }, 'normalize: '],
    [{ weight: 2 }, 'weight: '],
    ['{', 'is no JSON'],
  ])('%j is refused', async (own, said) => {
    await expect(settingsOf('x', { 'tiaosuo.json': own })).rejects.toThrow(said);
    await expect(settingsOf('x', { 'tiaosuo.json': own })).rejects.toThrow('tiaosuo.json" ');
  });
});

describe('files that ask for what cannot be done', () => {
  it.each([
    ['1_Pooling/config.json', { pooling_mode_max_tokens: true }, 'pools by "max"'],
    [
      '1_Pooling/config.json',
      { pooling_mode_cls_token: true, pooling_mode_mean_tokens: true },
      'pools by "cls, mean"',
    ],
    ['modules.json', [{ type: 'sentence_transformers.models.Dense' }], 'has a layer "Dense"'],
    ['config.json', {}, 'hidden_size'],
  ])('%s with %j is named', async (file, content, said) => {
    const settings = settingsOf('x', { [file]: content });
    await expect(settings).rejects.toMatchObject({ code: 'unreadable' });
    await expect(settings).rejects.toThrow(`${file}" `);
    await expect(settings).rejects.toThrow(said);
  });
});

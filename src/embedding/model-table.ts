/** Owns what is known of embedding models by their names, for the many copies that come without these files of their own. */
import type { Dtype } from './dtypes.ts';
import type { Pooling } from './pooling.ts';

export interface KnownModel {
  /** Matches the last part of a model's name, in lower case. */
  readonly pattern: RegExp;
  readonly pooling: Pooling;
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  readonly maxTokens: number;
  readonly weight: number;
  readonly floor: number;
  /** Where absent: fp32. */
  readonly dtype?: Dtype;
}

const LONG = 512;

// Prefixes and pooling are those of the model cards. Floors follow how a family spreads its cosines (all of E5's lie above 0.7:
// it was trained at temperature 0.01); floors and weights were not measured here: `npx tiaosuo eval --model NAME` does.
export const KNOWN_MODELS: readonly KnownModel[] = [
  {
    pattern: /^bge-.*-zh/,
    pooling: 'cls',
    queryPrefix: '为这个句子生成表示以用于检索相关文章：',
    passagePrefix: '',
    maxTokens: LONG,
    weight: 0.5,
    floor: 0.4,
  },
  {
    pattern: /^bge-.*-en/,
    pooling: 'cls',
    queryPrefix: 'Represent this sentence for searching relevant passages: ',
    passagePrefix: '',
    maxTokens: LONG,
    weight: 0.4,
    floor: 0.5,
  },
  {
    pattern: /^bge-m3/,
    pooling: 'cls',
    queryPrefix: '',
    passagePrefix: '',
    maxTokens: LONG,
    weight: 0.5,
    floor: 0.4,
  },
  {
    pattern: /e5-.*instruct/,
    pooling: 'mean',
    queryPrefix:
      'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: ',
    passagePrefix: '',
    maxTokens: LONG,
    weight: 0.5,
    floor: 0.78,
  },
  {
    pattern: /e5-(small|base|large)/,
    pooling: 'mean',
    queryPrefix: 'query: ',
    passagePrefix: 'passage: ',
    maxTokens: LONG,
    weight: 0.5,
    floor: 0.78,
    dtype: 'q8',
  },
  {
    pattern: /^qwen3-embedding/,
    pooling: 'last',
    queryPrefix:
      'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:',
    passagePrefix: '',
    maxTokens: LONG,
    weight: 0.5,
    floor: 0.35,
    dtype: 'q8',
  },
];

/** The entry for a name such as `Xenova/bge-small-zh-v1.5`, or for a folder's. */
export function knownModel(name: string): KnownModel | null {
  const last = name.slice(name.lastIndexOf('/') + 1).toLowerCase();
  return KNOWN_MODELS.find(({ pattern }) => pattern.test(last)) ?? null;
}

export interface RecommendedModel {
  readonly name: string;
  readonly dimensions: number;
  /** Of the ONNX file; the tokenizer adds half a megabyte for BGE, 11 to 17 for the others. */
  readonly megabytes: Readonly<Partial<Record<Dtype, number>>>;
  readonly licence: string;
}

/** What both READMEs list. */
export const RECOMMENDED_MODELS: readonly RecommendedModel[] = [
  {
    name: 'Xenova/bge-small-zh-v1.5',
    dimensions: 512,
    megabytes: { fp32: 95, q8: 24 },
    licence: 'MIT',
  },
  {
    name: 'Xenova/bge-base-zh-v1.5',
    dimensions: 768,
    megabytes: { fp32: 407, q8: 103 },
    licence: 'MIT',
  },
  {
    name: 'Xenova/multilingual-e5-small',
    dimensions: 384,
    megabytes: { fp32: 470, q8: 118 },
    licence: 'MIT',
  },
  {
    name: 'onnx-community/Qwen3-Embedding-0.6B-ONNX',
    dimensions: 1024,
    megabytes: { q8: 600 },
    licence: 'Apache-2.0',
  },
];

/** The door to transformers.js: an embedder out of a folder with a tokenizer and an ONNX model. */
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { messageOf, TiaosuoError } from '../core/errors.ts';
import { joinPath } from '../core/files.ts';
import { fold } from '../text/fold.ts';
import { planBatches } from './batches.ts';
import { onnxFile, runsAlone } from './dtypes.ts';
import { type Embedder, type EmbeddingKind, normalize } from './embedder.ts';
import { type ModelSettings, readSettings } from './model-files.ts';
import { modelId } from './model-identity.ts';
import type { LocatedModel } from './model-source.ts';
import { pool } from './pooling.ts';
import { framedBy, shorten } from './token-frame.ts';

// Measured on two cores. 4 layers of 384: 32 passages a second with up to 512 tokens at once, 29 with 1,024 or 2,048, 20 with
// 4,096. One small layer: 2,100 with 512, 1,100 one by one.
const MAX_BATCH_TOKENS = 512;
const MAX_BATCH_TEXTS = 32;

/** Reads the small files now; the library and the model are loaded when a first text comes, once. */
export function openTransformersModel(located: LocatedModel): Embedder {
  const settings = readSettings(located.folder, located.name);
  const { dimensions, weight, floor, line } = settings;
  let loading: Promise<Model> | undefined;
  return {
    id: modelId(located.folder, located.dtype, settings),
    dimensions,
    weight,
    floor,
    line,
    async embed(texts, kind) {
      if (texts.length === 0) return [];
      loading ??= load(located, settings);
      return embedWith(await loading, texts, { kind, settings, alone: runsAlone(located.dtype) });
    },
  };
}

/** A model as it is used here: texts to tokens, tokens to vectors. */
interface Model {
  tokenize(text: string): number[];
  /** Rows of token ids to the vectors of their tokens, row by row as wide as the longest. */
  run(rows: readonly (readonly number[])[], width: number): Promise<Float32Array>;
}

async function embedWith(
  model: Model,
  texts: readonly string[],
  { kind, settings, alone }: { kind: EmbeddingKind; settings: ModelSettings; alone: boolean },
): Promise<Float32Array[]> {
  const { dimensions, pooling } = settings;
  const rows = texts.map((text) => model.tokenize(prepare(text, kind, settings)));
  const vectors: Float32Array[] = texts.map(() => new Float32Array(dimensions));
  const lengths = rows.map(({ length }) => length);
  const limits = { maxTokens: MAX_BATCH_TOKENS, maxTexts: alone ? 1 : MAX_BATCH_TEXTS };
  for (const batch of planBatches(lengths, limits)) {
    const width = lengths[batch.at(-1) ?? 0] ?? 0;
    const data = await model.run(
      batch.map((i) => rows[i] ?? []),
      width,
    );
    batch.forEach((i, row) => {
      const length = lengths[i] ?? 0;
      vectors[i] = normalize(pool({ data, width, dimensions }, { row, length, pooling }));
    });
  }
  return vectors;
}

function prepare(text: string, kind: EmbeddingKind, settings: ModelSettings): string {
  const whole = text.toWellFormed();
  const prefix = kind === 'query' ? settings.queryPrefix : settings.passagePrefix;
  return prefix + (settings.fold ? fold(whole) : whole);
}

type Library = typeof import('@xenova/transformers');
const require = createRequire(import.meta.url);

const SESSION_OPTIONS = {
  intraOpNumThreads: availableParallelism(),
  interOpNumThreads: 1,
  // Threads that wait for work by spinning burn a processor while the server idles.
  extra: { session: { intra_op: { allow_spinning: '0' } } },
};

async function load(located: LocatedModel, settings: ModelSettings): Promise<Model> {
  const { folder, dtype } = located;
  try {
    // Not imported: tsx compiles what is imported, which takes a second and 150 MB for this bundle; what is required it lets be.
    const library: Library = require('@xenova/transformers');
    const { AutoModel, AutoTokenizer, env, LogLevel } = library;
    // What is to be fetched was fetched before: the library itself never goes to the network and keeps no cache.
    env.allowRemoteModels = false;
    env.useFSCache = false;
    env.logLevel = LogLevel.ERROR;
    const local = { local_files_only: true } as const;
    const [tokenizer, model] = await Promise.all([
      AutoTokenizer.from_pretrained(folder, local),
      AutoModel.from_pretrained(folder, {
        ...local,
        dtype,
        device: 'cpu',
        // onnxruntime itself finds the files beside the model; the library would never settle where one is missing.
        use_external_data_format: false,
        session_options: SESSION_OPTIONS,
      }),
    ]);
    const encode = (text: string, special = true): number[] =>
      tokenizer(text, { add_special_tokens: special, return_tensor: false }).input_ids;
    const frame = framedBy(encode);
    return {
      tokenize: (text) => shorten(encode(text), settings.maxTokens, frame),
      run: (rows, width) => run(library, model, { rows, width, dimensions: settings.dimensions }),
    };
  } catch (cause) {
    throw new TiaosuoError('unreadable', `the model in "${folder}" cannot be loaded: ${messageOf(cause)}`, {
      hint: `place ${joinPath(folder, onnxFile(dtype))} and the files beside it anew, or choose another model: --model NAME`,
      cause,
    });
  }
}

interface Rows {
  readonly rows: readonly (readonly number[])[];
  readonly width: number;
  readonly dimensions: number;
}

/**
 * Rows are padded behind their tokens, also for tokenizers that pad before them: that serves generating. Behind, a causal model
 * never sees the padding, and the last token of a text is where its length says.
 */
async function run(
  { Tensor }: Library,
  model: (inputs: object) => Promise<Record<string, InstanceType<Library['Tensor']>>>,
  { rows, width, dimensions }: Rows,
): Promise<Float32Array> {
  const ids = new BigInt64Array(rows.length * width);
  const mask = new BigInt64Array(rows.length * width);
  rows.forEach((row, i) => {
    row.forEach((id, at) => {
      ids[i * width + at] = BigInt(id);
    });
    mask.fill(1n, i * width, i * width + row.length);
  });
  const shape = [rows.length, width];
  const output = await model({
    input_ids: new Tensor('int64', ids, shape),
    attention_mask: new Tensor('int64', mask, shape),
  });
  const hidden = output.last_hidden_state ?? output.token_embeddings;
  const expected = [...shape, dimensions].join(' × ');
  if (hidden === undefined || hidden.dims.join(' × ') !== expected) {
    const given = Object.entries(output).map(([name, { dims }]) => `${name} ${dims.join(' × ')}`);
    throw new TiaosuoError('unreadable', `the model gives ${given.join(', ')}, not ${expected} numbers`, {
      hint: 'it is no embedding model, or its config.json belongs to another: choose another with --model NAME',
    });
  }
  return hidden.to('float32').data as Float32Array;
}

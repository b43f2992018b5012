/** Owns what a model's own files say of how texts go in and vectors come out. */
import { TiaosuoError } from '../core/errors.ts';
import { fileExists, joinPath, readText } from '../core/files.ts';
import { z } from '../core/schema.ts';
import { DTYPES, type Dtype } from './dtypes.ts';
import { knownModel } from './model-table.ts';
import { POOLINGS, type Pooling } from './pooling.ts';

/** All that is needed to use a model, wherever it was said. */
export interface ModelSettings {
  /** What vectors are known by, with what else changes them. */
  readonly name: string;
  readonly dimensions: number;
  readonly pooling: Pooling;
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  /** Whether texts are folded first: the model was trained on folded ones. */
  readonly fold: boolean;
  /** Tokens that it reads of a text, those that the tokenizer adds included. */
  readonly maxTokens: number;
  readonly weight: number;
  readonly floor: number;
  readonly line: number;
}

/** Our own file beside a model's; each key overrides what else is known. */
const ownSchema = z.strictObject({
  id: z.string().min(1).optional(),
  pooling: z.enum(POOLINGS).optional(),
  /** Vectors are compared by their angle, so each is brought to length 1; a model whose lengths mean something is not for here. */
  normalize: z.literal(true).optional(),
  queryPrefix: z.string().optional(),
  passagePrefix: z.string().optional(),
  fold: z.boolean().optional(),
  maxTokens: z.number().int().min(8).optional(),
  weight: z.number().min(0).max(1).optional(),
  floor: z.number().min(-1).max(1).optional(),
  line: z.number().min(-1).max(1).optional(),
  dtype: z.enum(DTYPES as [Dtype, ...Dtype[]]).optional(),
});

const configSchema = z.object({
  hidden_size: z.number().int().positive(),
  model_type: z.string().optional(),
  max_position_embeddings: z.number().int().positive().optional(),
});
const tokenizerSchema = z.object({ model_max_length: z.number().positive().nullish() });
const modulesSchema = z.array(z.object({ type: z.string() }));
const promptsSchema = z.object({ prompts: z.record(z.string(), z.string().nullable()).optional() });
const sentenceSchema = z.object({ max_seq_length: z.number().int().positive().nullish() });
const poolingSchema = z.record(z.string(), z.unknown());

// Longer passages than this are not made; attention costs the square of the length.
const MAX_TOKENS = 512;
const WEIGHT = 0.4;
const FLOOR = 0.3;
// Where nobody measured it, a fifth of the way from what means nothing to what means the same.
const LINE_ABOVE_FLOOR = 0.2;

/** @param name what the model is called, which finds it in the table */
export function readSettings(folder: string, name: string): ModelSettings {
  const own = readOwn(folder);
  const known = knownModel(name);
  const config = read(folder, 'config.json', configSchema);
  if (config === null) throw unusable(folder, 'config.json', 'is missing');
  refuseLayers(folder);
  const prompts = read(folder, 'config_sentence_transformers.json', promptsSchema)?.prompts ?? {};
  // Newer libraries write empty prompts where a model's author wrote none: those say nothing.
  const prompt = (...names: string[]) => names.map((name) => prompts[name]).find((text) => text);
  const floor = own?.floor ?? known?.floor ?? FLOOR;
  return {
    name: own?.id ?? name,
    dimensions: config.hidden_size,
    pooling: own?.pooling ?? readPooling(folder) ?? known?.pooling ?? 'mean',
    queryPrefix: own?.queryPrefix ?? prompt('query') ?? known?.queryPrefix ?? '',
    passagePrefix:
      own?.passagePrefix ?? prompt('document', 'passage', 'corpus') ?? known?.passagePrefix ?? '',
    fold: own?.fold ?? false,
    maxTokens: own?.maxTokens ?? Math.min(readLength(folder, config), known?.maxTokens ?? MAX_TOKENS),
    weight: own?.weight ?? known?.weight ?? WEIGHT,
    floor,
    line: own?.line ?? floor + LINE_ABOVE_FLOOR * (1 - floor),
  };
}

/** The form of numbers that the folder's `tiaosuo.json` asks for; null where it does not. */
export function ownDtype(folder: string): Dtype | null {
  return readOwn(folder)?.dtype ?? null;
}

function readOwn(folder: string): z.infer<typeof ownSchema> | null {
  return read(folder, 'tiaosuo.json', ownSchema);
}

/** Pooling and Normalize are done here; another layer behind them is not part of an ONNX file's token vectors. */
function refuseLayers(folder: string): void {
  for (const { type } of read(folder, 'modules.json', modulesSchema) ?? []) {
    const layer = type.slice(type.lastIndexOf('.') + 1);
    if (['Transformer', 'Pooling', 'Normalize'].includes(layer)) continue;
    throw unusable(folder, 'modules.json', `has a layer "${layer}", which is not supported`);
  }
}

const POOLING_MODES: Readonly<Record<string, Pooling>> = { cls: 'cls', mean: 'mean', lasttoken: 'last' };

/** Two forms are about: `"pooling_mode": "cls"`, and a flag a mode, `"pooling_mode_cls_token": true`. */
function readPooling(folder: string): Pooling | null {
  const file = '1_Pooling/config.json';
  const said = read(folder, file, poolingSchema);
  if (said === null) return null;
  const flags = Object.entries(said).flatMap(([key, value]) =>
    value === true ? (/^pooling_mode_([a-z_]+?)(?:_tokens?)?$/.exec(key)?.[1] ?? []) : [],
  );
  const modes = typeof said.pooling_mode === 'string' ? [said.pooling_mode] : flags;
  const [mode = ''] = modes;
  const pooling = POOLING_MODES[mode];
  if (modes.length === 1 && pooling !== undefined) return pooling;
  throw unusable(folder, file, `pools by "${modes.join(', ')}"; supported are mean, cls and lasttoken`);
}

function readLength(folder: string, config: z.infer<typeof configSchema>): number {
  const { model_type = '', max_position_embeddings = Number.POSITIVE_INFINITY } = config;
  return Math.min(
    // RoBERTa counts positions from 2.
    max_position_embeddings - (model_type.includes('roberta') ? 2 : 0),
    read(folder, 'tokenizer_config.json', tokenizerSchema)?.model_max_length ?? Number.POSITIVE_INFINITY,
    read(folder, 'sentence_bert_config.json', sentenceSchema)?.max_seq_length ?? Number.POSITIVE_INFINITY,
  );
}

/** Null where there is no such file. */
function read<T extends z.ZodType>(folder: string, file: string, schema: T): z.infer<T> | null {
  const path = joinPath(folder, file);
  if (!fileExists(path)) return null;
  try {
    return schema.parse(JSON.parse(readText(path)));
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    const what = issue === undefined ? 'is no JSON' : `${issue.path.join('.')}: ${issue.message}`;
    throw unusable(folder, file, what, cause);
  }
}

function unusable(folder: string, file: string, what: string, cause?: unknown): TiaosuoError {
  return new TiaosuoError('unreadable', `"${joinPath(folder, file)}" ${what}`, {
    hint: 'mend the file or fetch it anew, or choose another model: --model NAME',
    cause,
  });
}

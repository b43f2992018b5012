/** Owns where a model's files come from: a folder, or a Hugging Face name that is looked for here before anything is fetched. */
import { TiaosuoError } from '../core/errors.ts';
import { fileExists, joinPath, PROJECT_FOLDER, resolvePath } from '../core/files.ts';
import { DTYPES, type Dtype, onnxFile } from './dtypes.ts';
import { fetchFiles, hostOf } from './fetch-model.ts';
import { ownDtype } from './model-files.ts';
import { knownModel } from './model-table.ts';

/** models/<org>/<name> is filled by hand, models/.cache/<org>/<name> by what is fetched. */
export const MODELS_FOLDER = joinPath(PROJECT_FOLDER, 'models');

// Without the first three nothing can be done. The others fill in what the table does not know; many models lack some.
const NEEDED = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];
const HELPFUL = [
  '1_Pooling/config.json',
  'config_sentence_transformers.json',
  'modules.json',
  'sentence_bert_config.json',
];

export interface SourceOptions {
  /** Null: as the model's own file or the table says, else what is there. */
  readonly dtype: Dtype | null;
  /** HF_ENDPOINT and TIAOSUO_MODEL_HOST name a mirror, HF_HUB_OFFLINE=1 forbids fetching. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly modelsFolder?: string;
  readonly onProgress?: (message: string) => void;
  /** How long a host may be silent. */
  readonly timeoutMs?: number;
}

/** A folder whose needed files are all there. */
export interface LocatedModel {
  readonly name: string;
  readonly folder: string;
  readonly dtype: Dtype;
}

/** Never goes to the network. */
export function locateFolder(path: string, { dtype }: SourceOptions): LocatedModel {
  const folder = resolvePath(path);
  const name = folder.split(/[\\/]/).at(-1) ?? folder;
  const chosen = chooseDtype(folder, name, dtype);
  const missing = missingFiles(folder, chosen);
  if (missing.length === 0) return { name, folder, dtype: chosen };
  const here = DTYPES.filter((one) => fileExists(joinPath(folder, onnxFile(one))));
  throw new TiaosuoError('model_missing', `the model in "${folder}" lacks ${missing.join(', ')}`, {
    hint: [
      `place into ${folder}:`,
      ...missing.map((file) => `  ${file}`),
      ...(here.length > 0 && !here.includes(chosen) ? [`or take what is there: --dtype ${here[0]}`] : []),
    ].join('\n'),
  });
}

/** Fetches what is neither in models/<org>/<name> nor fetched already. */
export async function locateHubModel(name: string, options: SourceOptions): Promise<LocatedModel> {
  const { dtype, env, modelsFolder = MODELS_FOLDER } = options;
  const placed = joinPath(modelsFolder, name);
  const chosen = chooseDtype(placed, name, dtype);
  if (missingFiles(placed, chosen).length === 0) return { name, folder: placed, dtype: chosen };
  const folder = joinPath(modelsFolder, '.cache', name);
  const wanted = dtype ?? knownModel(name)?.dtype ?? 'fp32';
  if (missingFiles(folder, wanted).length === 0) return { name, folder, dtype: wanted };
  const host = hostOf(env);
  try {
    if (env.HF_HUB_OFFLINE === '1') throw new Error('HF_HUB_OFFLINE=1 forbids fetching');
    const { onProgress, timeoutMs } = options;
    const onnx = onnxFile(wanted);
    // The model itself comes last: where it is, everything that there is of the others is there too.
    await fetchFiles(
      { host, name, folder, onProgress, timeoutMs },
      { needed: NEEDED, helpful: HELPFUL, parts: onnx, last: onnx },
    );
  } catch (cause) {
    throw cannotFetch(name, { host, placed, dtype: wanted, cause });
  }
  return { name, folder, dtype: wanted };
}

function missingFiles(folder: string, dtype: Dtype): string[] {
  return [...NEEDED, onnxFile(dtype)].filter((file) => !fileExists(joinPath(folder, file)));
}

function chooseDtype(folder: string, name: string, asked: Dtype | null): Dtype {
  const said = asked ?? ownDtype(folder);
  if (said !== null) return said;
  const preferred = knownModel(name)?.dtype ?? 'fp32';
  return [preferred, ...DTYPES].find((one) => fileExists(joinPath(folder, onnxFile(one)))) ?? preferred;
}

function cannotFetch(
  name: string,
  { host, placed, dtype, cause }: { host: string; placed: string; dtype: Dtype; cause: unknown },
): TiaosuoError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new TiaosuoError('model_missing', `model "${name}" is not here and cannot be fetched: ${reason}`, {
    hint: [
      `place these files of ${host}/${name} into ${placed}:`,
      ...[...NEEDED, onnxFile(dtype)].map((file) => `  ${file}`),
      `(also ${onnxFile(dtype)}_data and ${HELPFUL.join(', ')}, where the model has them)`,
      'or name a mirror: TIAOSUO_MODEL_HOST=https://hf-mirror.com',
      `or another form of it: --dtype ${DTYPES.join('|')}`,
      'or search by words alone: --model none',
    ].join('\n'),
    cause,
  });
}

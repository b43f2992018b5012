/** Owns which embedder a name means: none, one that is built in, a folder, or a model of Hugging Face. */
import { isFolder, joinPath, resolvePath } from '../core/files.ts';
import { rememberPassages } from './cache.ts';
import type { Embedder } from './embedder.ts';
import { createHashingEmbedder } from './hashing.ts';
import { locateFolder, locateHubModel, MODELS_FOLDER, type SourceOptions } from './model-source.ts';
import { openTransformersModel } from './transformers.ts';

/** The model that comes with the checkout. */
const BOX_FOLDER = joinPath(MODELS_FOLDER, 'tiaosuo-zh');

export type ModelName =
  | { readonly kind: 'none' | 'box' | 'hashing' }
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'hub'; readonly name: string };

/** Null where it can be none of them. A folder that is there wins over a Hugging Face name of the same form. */
export function parseModelName(text: string): ModelName | null {
  if (text === 'none' || text === 'box' || text === 'hashing') return { kind: text };
  if (/^\.{0,2}[\\/]|^[a-z]:/i.test(text) || isFolder(text))
    return { kind: 'folder', folder: resolvePath(text) };
  return /^\w[\w.-]*\/\w[\w.-]*$/.test(text) ? { kind: 'hub', name: text } : null;
}

export interface OpenModelOptions extends SourceOptions {
  /** Where vectors of passages are remembered. */
  readonly cacheFolder: string;
}

/** Null: search by words alone. Files are looked for now, and fetched where they must be; a model is loaded at its first text. */
export async function openModel(model: ModelName, options: OpenModelOptions): Promise<Embedder | null> {
  switch (model.kind) {
    case 'none':
      return null;
    case 'hashing':
      return createHashingEmbedder();
    case 'box':
      return remembering(locateFolder(BOX_FOLDER, options), options);
    case 'folder':
      return remembering(locateFolder(model.folder, options), options);
    case 'hub':
      return remembering(await locateHubModel(model.name, options), options);
  }
}

function remembering(
  located: Parameters<typeof openTransformersModel>[0],
  { cacheFolder }: OpenModelOptions,
): Embedder {
  return rememberPassages(openTransformersModel(located), cacheFolder);
}

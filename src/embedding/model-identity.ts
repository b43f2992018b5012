/** Owns the id of an embedder: two that could give different vectors for a text never share one. */
import { fileLength, joinPath, listFolder, readBytes, readPieces, sha256 } from '../core/files.ts';
import { FOLD_VERSION } from '../text/fold.ts';
import { type Dtype, onnxFile } from './dtypes.ts';
import type { ModelSettings } from './model-files.ts';

const EDGE_BYTES = 1 << 16;

/** Such as `bge-small-zh-v1.5/fp32/cls/3fa9c1d2e4b5`: the same wherever the folder lies. */
export function modelId(folder: string, dtype: Dtype, settings: ModelSettings): string {
  const { name, pooling, queryPrefix, passagePrefix, maxTokens, fold } = settings;
  const parts = [
    { pooling, queryPrefix, passagePrefix, maxTokens, fold: fold ? FOLD_VERSION : null },
    ...['config.json', 'tokenizer.json', 'tokenizer_config.json'].map((file) =>
      sha256(readBytes(joinPath(folder, file))),
    ),
    ...weightFiles(folder, dtype).map((file) => edgesOf(joinPath(folder, file))),
  ];
  return `${name}/${dtype}/${pooling}/${sha256(JSON.stringify(parts)).slice(0, 12)}`;
}

/** The ONNX file, and the files beside it that hold its numbers where they are too many for one. */
function weightFiles(folder: string, dtype: Dtype): string[] {
  const file = onnxFile(dtype);
  const beside = listFolder(joinPath(folder, 'onnx')).map((name) => `onnx/${name}`);
  return [file, ...beside.filter((name) => name.startsWith(`${file}_data`))];
}

/** Reading all of a gigabyte at every start would cost more than it finds: its length, beginning and end tell models apart. */
function edgesOf(path: string): string {
  const bytes = fileLength(path);
  const edges = readPieces(path, [
    { start: 0, end: EDGE_BYTES },
    { start: Math.max(0, bytes - EDGE_BYTES), end: bytes },
  ]);
  return `${bytes} ${edges.map((edge) => sha256(edge)).join(' ')}`;
}

/** Owns the small real models of the tests, what they are known to answer, and a host that serves one of them. */
import { cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../../src/core/files.ts';
import type { Embedder, EmbeddingKind } from '../../src/embedding/embedder.ts';
import { locateFolder } from '../../src/embedding/model-source.ts';
import { openTransformersModel } from '../../src/embedding/transformers.ts';

/** Made by training/tiny_models.py, which says what each is there for. */
export const TINY_MODELS = ['tiny-bert', 'tiny-static', 'tiny-last'] as const;
export type TinyModel = (typeof TINY_MODELS)[number];

export function tinyFolder(model: TinyModel): string {
  return join(PROJECT_FOLDER, 'test/fixtures/models', model);
}

export function openFolder(folder: string): Embedder {
  return openTransformersModel(locateFolder(folder, { dtype: null, env: {} }));
}

/** A copy to change, named as the original. */
export function copyTiny(model: TinyModel, into: string): string {
  const folder = join(into, model);
  cpSync(tinyFolder(model), folder, { recursive: true });
  return folder;
}

/** Texts and their vectors, as PyTorch computed them one by one. */
export function expectedVectors(
  model: TinyModel,
): { readonly kind: EmbeddingKind; readonly text: string; readonly vector: readonly number[] }[] {
  return JSON.parse(readFileSync(join(tinyFolder(model), 'expected.json'), 'utf8'));
}

/** The paths of all files below a folder. */
export function pathsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();
}

export interface Host {
  readonly url: string;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
}

/** Runs `work` with a host on this machine, which is gone afterwards. */
export async function withHost<T>(answer: RequestListener, work: (host: Host) => Promise<T>): Promise<T> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Answers as Hugging Face does for a model that consists of a folder's files. */
export function servingModel(name: string, folder: string): RequestListener {
  const root = `/${name}/resolve/main/`;
  return ({ url = '' }, response) => {
    const path = join(folder, url.slice(root.length));
    if (url.startsWith(root) && existsSync(path)) response.end(readFileSync(path));
    else response.writeHead(404).end('Entry not found');
  };
}

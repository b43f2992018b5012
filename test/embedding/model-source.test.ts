/**
 * Where a model's files come from. Properties:
 * - a folder is taken as it is; what it lacks is named file by file, with the folder to place it in;
 * - a Hugging Face name is looked for in models/<org>/<name> and among what was fetched before anything is asked of a host;
 * - the host is the mirror that the environment names, ours first; what is fetched is whole, and fetched once;
 * - a host that lacks the model, breaks off, says nothing or cannot be reached gives an error soon, which says what to do.
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TiaosuoError } from '../../src/core/errors.ts';
import { DTYPES, onnxFile } from '../../src/embedding/dtypes.ts';
import { locateFolder, locateHubModel, type SourceOptions } from '../../src/embedding/model-source.ts';
import { parseModelName } from '../../src/embedding/models.ts';
import { openTransformersModel } from '../../src/embedding/transformers.ts';
import { inTempFolder } from '../support/folders.ts';
import {
  copyTiny,
  expectedVectors,
  pathsBelow,
  servingModel,
  tinyFolder,
  withHost,
} from '../support/models.ts';

const NAME = 'somebody/tiny-bert';
const NOBODY = 'http://127.0.0.1:9';

function optionsFor(modelsFolder: string, env: SourceOptions['env']): SourceOptions {
  return { dtype: null, env, modelsFolder, timeoutMs: 2_000 };
}

/** The error of a name that cannot be had. */
async function errorOf(located: Promise<unknown>): Promise<TiaosuoError> {
  const error = await located.then(
    () => null,
    (thrown) => thrown,
  );
  if (!(error instanceof TiaosuoError)) throw new Error(`no TiaosuoError: ${error}`);
  return error;
}

describe('what --model names', () => {
  it.each([
    ['none', { kind: 'none' }],
    ['box', { kind: 'box' }],
    ['hashing', { kind: 'hashing' }],
    ['Xenova/bge-small-zh-v1.5', { kind: 'hub', name: 'Xenova/bge-small-zh-v1.5' }],
    ['/some/where', { kind: 'folder', folder: '/some/where' }],
    ['src/embedding', { kind: 'folder', folder: join(process.cwd(), 'src/embedding') }],
    ['../x', { kind: 'folder', folder: join(process.cwd(), '../x') }],
    ['magic', null],
    ['a/b/c', null],
    ['a/..', null],
    ['', null],
  ])('%j is %j', (text, expected) => {
    expect(parseModelName(text)).toEqual(expected);
  });
});

describe('a folder', () => {
  it('is taken with the form of numbers that is there, or the one its own file names', () =>
    inTempFolder((folder) => {
      const options = optionsFor(folder, {});
      const copy = copyTiny('tiny-bert', folder);
      expect(locateFolder(copy, options)).toEqual({ name: 'tiny-bert', folder: copy, dtype: 'fp32' });
      cpSync(join(copy, 'onnx/model.onnx'), join(copy, onnxFile('q8')));
      expect(locateFolder(copy, options).dtype).toBe('fp32');
      expect(locateFolder(copy, { ...options, dtype: 'q8' }).dtype).toBe('q8');
      writeFileSync(join(copy, 'tiaosuo.json'), JSON.stringify({ dtype: 'q8' }));
      expect(locateFolder(copy, options).dtype).toBe('q8');
      rmSync(join(copy, 'tiaosuo.json'));
      rmSync(join(copy, 'onnx/model.onnx'));
      expect(locateFolder(copy, options).dtype).toBe('q8');
    }));

  it('says which files it lacks and where they go', () =>
    inTempFolder((folder) => {
      const copy = copyTiny('tiny-bert', folder);
      rmSync(join(copy, 'tokenizer.json'));
      const locate = () => locateFolder(copy, { dtype: 'q4', env: {} });
      expect(locate).toThrow(`the model in "${copy}" lacks tokenizer.json, onnx/model_q4.onnx`);
      try {
        locate();
      } catch (error) {
        expect(error).toMatchObject({
          code: 'model_missing',
          hint: `place into ${copy}:\n  tokenizer.json\n  onnx/model_q4.onnx\nor take what is there: --dtype fp32`,
        });
      }
    }));
});

describe('a Hugging Face name', () => {
  it('is fetched from the mirror that the environment names, and then works without it', () =>
    inTempFolder(async (models) => {
      await withHost(servingModel(NAME, tinyFolder('tiny-bert')), async ({ url, asked }) => {
        const messages: string[] = [];
        const options = {
          ...optionsFor(models, { TIAOSUO_MODEL_HOST: `${url}/`, HF_ENDPOINT: NOBODY }),
          onProgress: (message: string) => messages.push(message),
        };
        const located = await locateHubModel(NAME, options);
        expect(located).toMatchObject({ name: NAME, dtype: 'fp32' });
        expect(asked[0]).toBe('/somebody/tiny-bert/resolve/main/config.json');
        expect(asked.at(-1)).toBe('/somebody/tiny-bert/resolve/main/onnx/model.onnx');
        expect(messages.at(-1)).toBe('fetching somebody/tiny-bert onnx/model.onnx: 1 of 1 MB');
        const { length } = asked;
        expect(await locateHubModel(NAME, options)).toEqual(located);
        expect(asked.length).toBe(length);
      });
      const located = await locateHubModel(NAME, optionsFor(models, { HF_ENDPOINT: NOBODY }));
      const fetched = pathsBelow(located.folder);
      expect(fetched).toEqual(pathsBelow(tinyFolder('tiny-bert')).filter((path) => path !== 'expected.json'));
      for (const path of fetched) {
        const original = readFileSync(join(tinyFolder('tiny-bert'), path));
        expect(readFileSync(join(located.folder, path)).equals(original), path).toBe(true);
      }
      const [row] = expectedVectors('tiny-bert');
      const [vector] = await openTransformersModel(located).embed([row?.text ?? ''], row?.kind ?? 'query');
      row?.vector.forEach((value, i) => {
        expect(vector?.[i]).toBeCloseTo(value, 4);
      });
    }));

  it('is fetched from HF_ENDPOINT where that alone is set', () =>
    inTempFolder((models) =>
      withHost(servingModel(NAME, tinyFolder('tiny-bert')), async ({ url }) => {
        const located = await locateHubModel(NAME, optionsFor(models, { HF_ENDPOINT: url }));
        expect(existsSync(join(located.folder, 'onnx/model.onnx'))).toBe(true);
      }),
    ));

  it('brings along the numbers that lie beside the model, and only the form that was asked for', () =>
    inTempFolder(async (folder) => {
      const copy = copyTiny('tiny-bert', folder);
      cpSync(join(copy, 'onnx/model.onnx'), join(copy, 'onnx/model_q4.onnx'));
      for (const part of ['', '_1', '_2']) writeFileSync(join(copy, `onnx/model_q4.onnx_data${part}`), part);
      const models = join(folder, 'models');
      await withHost(servingModel(NAME, copy), async ({ url }) => {
        const options = { ...optionsFor(models, { HF_ENDPOINT: url }), dtype: 'q4' } as const;
        const located = await locateHubModel(NAME, options);
        expect(readdirSync(join(located.folder, 'onnx')).sort()).toEqual([
          'model_q4.onnx',
          'model_q4.onnx_data',
          'model_q4.onnx_data_1',
          'model_q4.onnx_data_2',
        ]);
      });
    }));

  it('is not asked of any host where it lies in models/', () =>
    inTempFolder(async (models) => {
      cpSync(tinyFolder('tiny-bert'), join(models, NAME), { recursive: true });
      const located = await locateHubModel(NAME, optionsFor(models, { HF_ENDPOINT: NOBODY }));
      expect(located.folder).toBe(join(models, NAME));
    }));
});

describe('a Hugging Face name that cannot be had', () => {
  it('names the address that lacks it, each file and its folder, and the mirror setting', () =>
    inTempFolder((models) =>
      withHost(
        (_, response) => response.writeHead(404).end(),
        async ({ url, asked }) => {
          const error = await errorOf(locateHubModel(NAME, optionsFor(models, { HF_ENDPOINT: url })));
          expect(error.code).toBe('model_missing');
          expect(error.message).toContain(`${url}/somebody/tiny-bert/resolve/main/config.json answers 404`);
          const placed = join(models, 'somebody/tiny-bert');
          expect(error.hint).toContain(`place these files of ${url}/somebody/tiny-bert into ${placed}:`);
          for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx']) {
            expect(error.hint).toContain(`\n  ${file}\n`);
          }
          expect(error.hint).toContain('TIAOSUO_MODEL_HOST=');
          expect(asked.length).toBe(1);
        },
      ),
    ));

  it.each(DTYPES)('names the file of the form asked for: %s', (dtype) =>
    inTempFolder(async (models) => {
      const options = { ...optionsFor(models, { HF_HUB_OFFLINE: '1' }), dtype };
      expect((await errorOf(locateHubModel(NAME, options))).hint).toContain(`\n  ${onnxFile(dtype)}\n`);
    }),
  );

  it('asks no host where fetching is forbidden', () =>
    inTempFolder((models) =>
      withHost(servingModel(NAME, tinyFolder('tiny-bert')), async ({ url, asked }) => {
        const env = { HF_HUB_OFFLINE: '1', HF_ENDPOINT: url };
        const error = await errorOf(locateHubModel(NAME, optionsFor(models, env)));
        expect(error.message).toContain('HF_HUB_OFFLINE=1 forbids fetching');
        expect(asked).toEqual([]);
      }),
    ));

  it('does not wait for a host that says nothing, before its answer or inside it', () =>
    inTempFolder(async (models) => {
      const startedMs = performance.now();
      for (const beginning of ['', '{"model_type":']) {
        await withHost(
          (_, response) => {
            if (beginning !== '') response.writeHead(200, { 'content-length': 100 }).write(beginning);
          },
          async ({ url }) => {
            const options = { ...optionsFor(models, { HF_ENDPOINT: url }), timeoutMs: 100 };
            const error = await errorOf(locateHubModel(NAME, options));
            expect(error.message).toContain('config.json is silent for 0.1 s');
          },
        );
      }
      expect(performance.now() - startedMs).toBeLessThan(5_000);
      expect(pathsBelow(models)).toEqual([]);
    }));

  it('keeps nothing of a file that broke off, and goes on with the next one when run again', () =>
    inTempFolder(async (models) => {
      let breaking = true;
      const serve = servingModel(NAME, tinyFolder('tiny-bert'));
      await withHost(
        (request, response) => {
          if (!breaking || !request.url?.endsWith('model.onnx')) return serve(request, response);
          response.writeHead(200, { 'content-length': 129_661 }).write('beginning', () => response.destroy());
        },
        async ({ url, asked }) => {
          const options = optionsFor(models, { HF_ENDPOINT: url });
          const error = await errorOf(locateHubModel(NAME, options));
          expect(error.message).toContain('/onnx/model.onnx ');
          expect(pathsBelow(models).filter((path) => path.includes('onnx'))).toEqual([]);
          const before = asked.length;
          breaking = false;
          const { folder } = await locateHubModel(NAME, options);
          expect(readFileSync(join(folder, 'onnx/model.onnx')).length).toBe(129_661);
          expect(asked.slice(before).some((path) => path.endsWith('tokenizer.json'))).toBe(false);
        },
      );
    }));

  it('takes no page for a file, and passes on what else a host answers', () =>
    inTempFolder(async (models) => {
      const cases = [
        [200, 'answers with a page'],
        [401, 'answers 401'],
        [503, 'answers 503'],
      ] as const;
      for (const [status, said] of cases) {
        await withHost(
          (_, response) => response.writeHead(status, { 'content-type': 'text/html' }).end('<p>login</p>'),
          async ({ url }) => {
            const error = await errorOf(locateHubModel(NAME, optionsFor(models, { HF_ENDPOINT: url })));
            expect(error.message).toContain(`config.json ${said}`);
          },
        );
      }
      expect(pathsBelow(models)).toEqual([]);
    }));

  it('says so where nobody answers at the address', () =>
    inTempFolder(async (models) => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      await new Promise((resolve) => server.close(resolve));
      const env = { TIAOSUO_MODEL_HOST: `http://127.0.0.1:${port}` };
      const error = await errorOf(locateHubModel(NAME, optionsFor(models, env)));
      expect(error.message).toContain('ECONNREFUSED');
    }));
});

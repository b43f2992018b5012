/** Proves that every embedder holds to the contract of embedders, and that normalizing scales and nothing else. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROJECT_FOLDER } from '../../src/core/files.ts';
import { rememberPassages } from '../../src/embedding/cache.ts';
import { normalize } from '../../src/embedding/embedder.ts';
import { createHashingEmbedder } from '../../src/embedding/hashing.ts';
import { makeTempFolder } from '../support/folders.ts';
import { openFolder, pathsBelow, TINY_MODELS, tinyFolder } from '../support/models.ts';
import { embedderContract } from './embedder.ts';

const BOX = join(PROJECT_FOLDER, 'models/tiaosuo-zh');

embedderContract('hashing, 256 dimensions', () => createHashingEmbedder());
embedderContract('hashing, 64 dimensions', () => createHashingEmbedder(64));
for (const model of TINY_MODELS) embedderContract(model, () => openFolder(tinyFolder(model)));
embedderContract('the model that comes along', () => openFolder(BOX));
embedderContract('tiny-bert, remembering', () =>
  rememberPassages(openFolder(tinyFolder('tiny-bert')), join(makeTempFolder(), 'embeddings')),
);

describe('the model that comes along', () => {
  it('is at most 20 MB, card and all', () => {
    const bytes = pathsBelow(BOX).reduce((sum, path) => sum + statSync(join(BOX, path)).size, 0);
    expect(bytes).toBeLessThan(20e6);
    expect(pathsBelow(BOX)).toContain('README.md');
  });

  it('knows that everyday words and official ones mean the same, in either script', async () => {
    const embedder = openFolder(BOX);
    const [asked, said, other] = await embedder.embed(
      ['工廠晚上太吵', '强化工业噪声源头管控', '发展碳普惠'],
      'query',
    );
    const product = (a?: Float32Array, b?: Float32Array) =>
      a?.reduce((sum, value, i) => sum + value * (b?.[i] ?? 0), 0) ?? 0;
    expect(product(asked, said)).toBeGreaterThan(product(asked, other) + 0.2);
  });
});

describe('the hashing embedder', () => {
  it('has another id for another number of dimensions', () => {
    expect(createHashingEmbedder(64).id).not.toBe(createHashingEmbedder(256).id);
  });

  it('gives the zero vector where there is no word', async () => {
    for (const vector of await createHashingEmbedder().embed(['', '。,!'], 'query')) {
      expect(vector.every((value) => value === 0)).toBe(true);
    }
  });

  it('knows no script: 光伏發電 and 光伏发电 are one', async () => {
    const [traditional, simplified] = await createHashingEmbedder().embed(['光伏發電', '光伏发电'], 'query');
    expect(traditional).toEqual(simplified);
  });
});

describe('normalize', () => {
  it('leaves the direction and makes the length 1, or leaves a zero vector alone', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(values, (list) => {
        const vector = normalize(Float32Array.from(list));
        const length = Math.hypot(...list);
        list.forEach((value, i) => {
          expect(vector[i]).toBeCloseTo(length === 0 ? 0 : value / length, 5);
        });
      }),
    );
  });
});

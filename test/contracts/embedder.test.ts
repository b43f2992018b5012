/** Proves that every embedder holds to the contract of embedders, and that normalizing scales and nothing else. */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rememberPassages } from '../../src/embedding/cache.ts';
import { normalize } from '../../src/embedding/embedder.ts';
import { createHashingEmbedder } from '../../src/embedding/hashing.ts';
import { makeTempFolder } from '../support/folders.ts';
import { openFolder, TINY_MODELS, tinyFolder } from '../support/models.ts';
import { embedderContract } from './embedder.ts';

embedderContract('hashing, 256 dimensions', () => createHashingEmbedder());
embedderContract('hashing, 64 dimensions', () => createHashingEmbedder(64));
for (const model of TINY_MODELS) embedderContract(model, () => openFolder(tinyFolder(model)));
embedderContract('tiny-bert, remembering', () =>
  rememberPassages(openFolder(tinyFolder('tiny-bert')), join(makeTempFolder(), 'embeddings')),
);

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

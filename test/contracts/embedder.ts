/** Owns what every embedder must hold to, whatever model stands behind it. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Embedder, EmbeddingKind } from '../../src/embedding/embedder.ts';

const KINDS: readonly EmbeddingKind[] = ['query', 'passage'];

const SENTENCES = [
  '积极稳妥推进碳达峰碳中和',
  '到2025年,细颗粒物浓度下降到28微克/立方米以下',
  '繼續強化排污權交易工作',
  '光伏',
  'PM2.5 与 VOCs 协同控制',
  '光伏',
];

const ODD = [
  '',
  ' ',
  '\n\t\u3000',
  '\0',
  '\u0000\u0001\u001f\u007f',
  '\ud800',
  'x\udc00y',
  '，。！？“”',
  '((((((((((((((((((((',
  '😀👩‍👩‍👧',
  '𠮷野家',
  'a\u0301\u0301\u0301',
  '\u202e倒\u202c',
  'İ㈠ǆ',
  '中'.repeat(20_000),
  'a'.repeat(20_000),
];

// A model may pad a batch, which changes the last digits; nothing more.
const TOLERANCE = 1e-5;

/** `make` is called once; its embedder answers all the tests. */
export function embedderContract(name: string, make: () => Embedder | Promise<Embedder>): void {
  describe(`the embedder ${name}`, () => {
    let embedder: Embedder;
    beforeAll(async () => {
      embedder = await make();
      await embedder.embed(['准备'], 'query');
    }, 120_000);

    const one = async (text: string, kind: EmbeddingKind) => {
      const [vector] = await embedder.embed([text], kind);
      if (vector === undefined) throw new Error(`no vector for ${JSON.stringify(text.slice(0, 20))}`);
      return vector;
    };

    it('says who it is, how long its vectors are and what nearness means nothing', () => {
      expect(embedder.id).toMatch(/\S/);
      expect(embedder.dimensions).toBeGreaterThan(0);
      expect(Number.isInteger(embedder.dimensions)).toBe(true);
      expect(embedder.floor).toBeGreaterThanOrEqual(-1);
      expect(embedder.floor).toBeLessThan(1);
    });

    it('gives one vector of the declared dimensions for each text', async () => {
      for (const kind of KINDS) {
        const vectors = await embedder.embed(SENTENCES, kind);
        expect(vectors.length).toBe(SENTENCES.length);
        for (const vector of vectors) {
          expect(vector).toBeInstanceOf(Float32Array);
          expect(vector.length).toBe(embedder.dimensions);
        }
      }
    });

    it('gives vectors of length 1 for texts with words', async () => {
      for (const kind of KINDS) {
        for (const vector of await embedder.embed(SENTENCES, kind))
          expect(lengthOf(vector)).toBeCloseTo(1, 4);
      }
    });

    it('gives a finite vector of length 1 or 0 for any string, in a batch with others or alone', async () => {
      const expectSound = (vector: Float32Array) => {
        expect(vector.length).toBe(embedder.dimensions);
        expect(vector.every((value) => Number.isFinite(value))).toBe(true);
        const length = lengthOf(vector);
        expect(Math.min(Math.abs(length - 1), length)).toBeLessThan(1e-4);
      };
      for (const kind of KINDS) {
        for (const vector of await embedder.embed(ODD, kind)) expectSound(vector);
        for (const text of ODD) expectSound(await one(text, kind));
      }
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => {
          expectSound(await one(text, 'query'));
        }),
        { numRuns: 50 },
      );
    });

    it('gives no vector for no text', async () => {
      for (const kind of KINDS) expect(await embedder.embed([], kind)).toEqual([]);
    });

    it('keeps the order of the texts, and gives the same vector alone and in any batch', async () => {
      for (const kind of KINDS) {
        const alone: Float32Array[] = [];
        for (const text of SENTENCES) alone.push(await one(text, kind));
        const together = await embedder.embed(SENTENCES, kind);
        const backwards = (await embedder.embed([...SENTENCES].reverse(), kind)).reverse();
        SENTENCES.forEach((_, i) => {
          expect(distance(together[i], alone[i])).toBeLessThan(TOLERANCE);
          expect(distance(backwards[i], alone[i])).toBeLessThan(TOLERANCE);
        });
        // Two different texts must not share a vector, or the comparison above shows nothing.
        expect(distance(alone[0], alone[1])).toBeGreaterThan(0.1);
      }
    });

    it('gives the same vectors for the same texts every time', async () => {
      for (const kind of KINDS) {
        expect(await embedder.embed(SENTENCES, kind)).toEqual(await embedder.embed(SENTENCES, kind));
      }
    });

    it('gives vectors of their own: changing one changes no later answer', async () => {
      const before = Float32Array.from(await one('光伏', 'query'));
      (await one('光伏', 'query')).fill(7);
      expect(await one('光伏', 'query')).toEqual(before);
    });

    it('finds a passage nearer to a query of its own words than to one that shares none', async () => {
      const [passage] = await embedder.embed(['大力推进屋顶光伏建设'], 'passage');
      const [near, far] = await embedder.embed(['屋顶光伏建设', '医疗保险报销'], 'query');
      expect(cosine(passage, near)).toBeGreaterThan(cosine(passage, far) + 0.1);
      expect(cosine(passage, near)).toBeGreaterThan(embedder.floor);
    });
  });
}

function lengthOf(vector: Float32Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}

function distance(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || b === undefined || a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? 0))), 0);
}

function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || b === undefined) throw new Error('a vector is missing');
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

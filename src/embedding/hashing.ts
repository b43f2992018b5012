/** Owns the small deterministic embedder: hashed words and characters. It knows no meaning; it holds the seam open. */
import { analyze } from '../text/analyze.ts';
import { type Embedder, normalize } from './embedder.ts';

/** Characters count half as much as words; the sign of a feature comes from a second hash, so collisions cancel out. */
export function createHashingEmbedder(dimensions = 256): Embedder {
  return {
    id: `hashing-${dimensions}`,
    dimensions,
    weight: 0.1,
    floor: 0.15,
    // It cannot tell what nobody speaks of.
    line: 0.15,
    async embed(texts) {
      return texts.map((text) => embedOne(text, dimensions));
    },
  };
}

function embedOne(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const token of analyze(text, 'query')) {
    const hash = fnv1a(`${token.kind}:${token.text}`);
    const at = hash % dimensions;
    vector[at] = (vector[at] ?? 0) + (token.kind === 'word' ? 1 : 0.5) * (hash & 0x80000000 ? -1 : 1);
  }
  return normalize(vector);
}

/** FNV-1a over UTF-16 units, 32 bit, unsigned (http://www.isthe.com/chongo/tech/comp/fnv/). */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

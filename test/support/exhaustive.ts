/** Owns the obvious scorer that the index is held against: BM25F as its docstring says it, over every clause, without an index. */
import type { Bitmap } from '../../src/core/bitmap.ts';
import {
  BM25F,
  type FieldContent,
  type LexicalEntry,
  type LexicalMatch,
} from '../../src/indexing/lexical.ts';

const HAN = /^\p{Script=Han}$/u;
const FIELDS = ['text', 'heading', 'context'] as const;

const isHan = (character: string | undefined) => character?.length === 1 && HAN.test(character);

/** The tokens of a field by their names in the index, with repetitions: words, characters, and pairs of two units. */
export function tokensOf({ folded, words }: FieldContent): string[] {
  const characters = [...folded];
  return [
    ...words,
    ...characters.filter((character) => HAN.test(character)).map((character) => `·${character}`),
    ...characters.flatMap((character, i) =>
      isHan(character) && isHan(characters[i - 1]) ? [`‥${characters[i - 1]}${character}`] : [],
    ),
  ];
}

/** Han characters, and words that begin with none; a character beyond the basic plane is no Han character here but a word. */
function lengthOf({ folded, words }: FieldContent): number {
  const others = words.filter((word) => !isHan(word.charAt(0)));
  return [...folded].filter(isHan).length + others.length;
}

export class Exhaustive {
  /** What a token gives to each clause that holds it, at weight 1 in the query; told once for each token. */
  readonly #gains = new Map<string, ReadonlyMap<number, number>>();
  readonly #frequencies = new Map<string, Map<number, number>>();
  readonly #lengths = new Map<number, number>();
  readonly #mean: number;
  readonly #size: number;

  /** @param entries clauses by their numbers, without the deleted ones */
  constructor(entries: ReadonlyMap<number, LexicalEntry>) {
    for (const [id, entry] of entries) {
      this.#lengths.set(
        id,
        FIELDS.reduce((sum, field) => sum + lengthOf(entry[field]), 0),
      );
      for (const field of FIELDS) this.#addField(id, field, entry[field]);
    }
    this.#size = entries.size;
    const total = [...this.#lengths.values()].reduce((sum, length) => sum + length, 0);
    this.#mean = total / (this.#size || 1) || 1;
  }

  #addField(id: number, field: (typeof FIELDS)[number], content: FieldContent): void {
    const counts = new Map<string, number>();
    for (const token of tokensOf(content)) counts.set(token, (counts.get(token) ?? 0) + 1);
    for (const [token, count] of counts) {
      const frequencies = this.#frequencies.get(token) ?? new Map<number, number>();
      this.#frequencies.set(token, frequencies);
      const weighted = BM25F.weight[field] * Math.min(count, BM25F.cap[field]);
      frequencies.set(id, (frequencies.get(id) ?? 0) + weighted);
    }
  }

  /** The names of all tokens of all clauses. */
  tokens(): string[] {
    return [...this.#frequencies.keys()];
  }

  /** The clauses that hold a token. */
  holders(token: string): number[] {
    return [...(this.#frequencies.get(token)?.keys() ?? [])];
  }

  #gainsOf(token: string): ReadonlyMap<number, number> {
    const known = this.#gains.get(token);
    if (known !== undefined) return known;
    const { k1, b } = BM25F;
    const frequencies = this.#frequencies.get(token) ?? new Map<number, number>();
    const n = frequencies.size;
    const idf = Math.log(1 + (this.#size - n + 0.5) / (n + 0.5));
    const gains = new Map<number, number>();
    for (const [id, frequency] of frequencies) {
      const length = this.#lengths.get(id) ?? 0;
      const tf = frequency / (1 - b + (b * length) / this.#mean);
      gains.set(id, (idf * (k1 + 1) * tf) / (k1 + tf));
    }
    this.#gains.set(token, gains);
    return gains;
  }

  /** The scores of all clauses that hold a token of weight above 0. */
  scores(weights: ReadonlyMap<string, number>): Map<number, number> {
    const scores = new Map<number, number>();
    for (const [token, weight] of weights) {
      if (weight <= 0) continue;
      for (const [id, gain] of this.#gainsOf(token)) scores.set(id, (scores.get(id) ?? 0) + weight * gain);
    }
    return scores;
  }
}

/** Best first, ties by id. */
export function bestOf(
  scores: ReadonlyMap<number, number>,
  limit: number,
  accept?: Bitmap | undefined,
): LexicalMatch[] {
  return [...scores]
    .filter(([id]) => accept?.has(id) ?? true)
    .sort(([a, one], [b, other]) => other - one || a - b)
    .slice(0, limit)
    .map(([id, score]) => ({ id, score }));
}

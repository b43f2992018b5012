/** Owns the bounded list of best matches: numbers only, no object until the answer is made. */
import type { LexicalMatch } from '../lexical.ts';

export class BestMatches {
  readonly #limit: number;
  readonly #order: Uint32Array | undefined;
  readonly #ids: number[] = [];
  readonly #scores: number[] = [];

  /** @param order clause to its place: of equals the one with the lower place is better; by number where undefined */
  constructor(limit: number, order: Uint32Array | undefined) {
    this.#limit = limit;
    this.#order = order;
  }

  /** What a score must at least be to be kept; above 0. */
  get threshold(): number {
    if (this.#limit <= 0) return Number.POSITIVE_INFINITY;
    return this.#ids.length < this.#limit ? Number.MIN_VALUE : (this.#scores[0] as number);
  }

  /** Offers a match whose score reaches the threshold; of equals the better one is kept. */
  add(id: number, score: number): void {
    if (this.#ids.length < this.#limit) {
      this.#put(this.#ids.length, id, score);
      this.#rise(this.#ids.length - 1);
      return;
    }
    if (score === this.#scores[0] && this.#placeOf(id) > this.#placeOf(this.#ids[0] as number)) return;
    this.#put(0, id, score);
    this.#sink();
  }

  /** Best first, ties in order. */
  sorted(): LexicalMatch[] {
    return this.#ids
      .map((id, i) => ({ id, score: this.#scores[i] as number }))
      .sort((a, b) => b.score - a.score || this.#placeOf(a.id) - this.#placeOf(b.id));
  }

  #placeOf(id: number): number {
    return this.#order === undefined ? id : (this.#order[id] as number);
  }

  // A binary heap whose root is the worst kept: the lowest score, and of equals the last clause.
  #isWorse(a: number, b: number): boolean {
    const difference = (this.#scores[a] as number) - (this.#scores[b] as number);
    if (difference !== 0) return difference < 0;
    return this.#placeOf(this.#ids[a] as number) > this.#placeOf(this.#ids[b] as number);
  }

  #put(at: number, id: number, score: number): void {
    this.#ids[at] = id;
    this.#scores[at] = score;
  }

  #swap(a: number, b: number): void {
    for (const list of [this.#ids, this.#scores]) {
      const held = list[a] as number;
      list[a] = list[b] as number;
      list[b] = held;
    }
  }

  #rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#isWorse(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(): void {
    for (let at = 0; ; ) {
      const left = at * 2 + 1;
      if (left >= this.#ids.length) return;
      const right = left + 1;
      const child = right < this.#ids.length && this.#isWorse(right, left) ? right : left;
      if (!this.#isWorse(child, at)) return;
      this.#swap(child, at);
      at = child;
    }
  }
}

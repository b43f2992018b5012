/** Owns the numbers of grams while an index is written: character or pair to number, without a string. */
// Open addressing over the key; a JavaScript Map would box every pair, which is a number above 2^31.

const MULTIPLIER = 0x9e3779b1; // Knuth's multiplicative hashing, 2^32 divided by the golden ratio

/** A pair's key: both units; a character's key is its unit. No Han unit is 0, so no key is. */
export function pairKey(first: number, second: number): number {
  return ((first << 16) | second) >>> 0;
}

export function isPairKey(key: number): boolean {
  return key > 0xffff;
}

export class GramIds {
  /** Slot to number + 1; 0 where it is empty. */
  #slots = new Uint32Array(1 << 12);
  #keys = new Uint32Array(1 << 11);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  keyOf(id: number): number {
    return this.#keys[id] as number;
  }

  /** The number of a gram, by order of first sight. */
  idOf(key: number): number {
    const slot = this.#slotOf(key);
    const found = this.#slots[slot] as number;
    if (found !== 0) return found - 1;
    if (this.#size === this.#keys.length) {
      this.#grow();
      return this.idOf(key);
    }
    this.#keys[this.#size++] = key;
    this.#slots[slot] = this.#size;
    return this.#size - 1;
  }

  #slotOf(key: number): number {
    const mask = this.#slots.length - 1;
    let slot = (Math.imul(key, MULTIPLIER) >>> 7) & mask;
    for (let id = this.#slots[slot] as number; id !== 0; id = this.#slots[slot] as number) {
      if (this.#keys[id - 1] === key) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    this.#keys = new Uint32Array(keys.length * 2);
    this.#keys.set(keys);
    this.#slots = new Uint32Array(keys.length * 4);
    for (let id = 0; id < this.#size; id++) this.#slots[this.#slotOf(keys[id] as number)] = id + 1;
  }
}

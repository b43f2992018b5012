/** Owns numbers that look random and are the same in every run: for generated corpora too large to be shrunk. */

/** Mulberry32 (Tommy Ettinger): numbers from 0 to below 1. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** From 0 to `below - 1`. */
export function nat(random: () => number, below: number): number {
  return Math.floor(random() * below);
}

export function pick<T>(random: () => number, list: readonly T[]): T {
  return list[nat(random, list.length)] as T;
}

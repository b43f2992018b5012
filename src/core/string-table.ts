/** Owns the table of strings that opens without reading them: number to string by offset, string to number by hashing. */
import type { Sections, SectionWriter } from './sections.ts';

// Slots are at most two thirds full: a look-up then probes some two of them (Knuth, TAOCP 3, 6.4, linear probing).
const MAX_LOAD = 2 / 3;
const JOINED_STRINGS = 0x10000;
// Longer ones are too many arguments for one call.
const SHORT_UNITS = 256;

/** FNV-1a over UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv/), 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Writes strings in the order given; their numbers are their places in it. They must be unique. */
export function writeStringTable(writer: SectionWriter, name: string, strings: readonly string[]): void {
  const offsets = new Uint32Array(strings.length + 1);
  strings.forEach((text, i) => {
    offsets[i + 1] = (offsets[i] ?? 0) + text.length;
  });
  writer.add(`${name}.offsets`, offsets);
  writer.begin(`${name}.units`);
  for (let from = 0; from < strings.length; from += JOINED_STRINGS) {
    writer.append(Buffer.from(strings.slice(from, from + JOINED_STRINGS).join(''), 'utf16le'));
  }
  const slots = new Uint32Array(slotCount(strings.length));
  const mask = slots.length - 1;
  strings.forEach((text, i) => {
    let slot = hashOf(text) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = i + 1;
  });
  writer.add(`${name}.slots`, slots);
}

/** A power of two that holds `count` at the load allowed, and always an empty slot: what ends a look-up. */
function slotCount(count: number): number {
  let size = 2;
  while (size * MAX_LOAD < count + 1) size *= 2;
  return size;
}

export class StringTable {
  readonly size: number;
  readonly #offsets: Uint32Array;
  readonly #units: Uint16Array;
  readonly #slots: Uint32Array;

  constructor(sections: Sections, name: string) {
    this.#offsets = sections.uint32(`${name}.offsets`);
    this.#units = sections.uint16(`${name}.units`);
    this.#slots = sections.uint32(`${name}.slots`);
    this.size = this.#offsets.length - 1;
  }

  /** The string of a number from 0 to `size - 1`; '' for any other. */
  at(i: number): string {
    const start = this.#offsets[i] ?? 0;
    const end = this.#offsets[i + 1] ?? start;
    if (end - start <= SHORT_UNITS) return String.fromCharCode(...this.#units.subarray(start, end));
    const { buffer, byteOffset } = this.#units;
    return Buffer.from(buffer, byteOffset + start * 2, (end - start) * 2).toString('utf16le');
  }

  /** The first unit or two of a string, enough for its first character; '' where it is empty. */
  startOf(i: number): string {
    const start = this.#offsets[i] ?? 0;
    return start < (this.#offsets[i + 1] ?? start)
      ? String.fromCharCode(
          ...this.#units.subarray(start, Math.min(start + 2, this.#offsets[i + 1] ?? start)),
        )
      : '';
  }

  /** The number of a string; -1 where it is not in the table. */
  find(text: string): number {
    const mask = this.#slots.length - 1;
    for (let slot = hashOf(text) & mask; ; slot = (slot + 1) & mask) {
      const found = this.#slots[slot] ?? 0;
      if (found === 0) return -1;
      if (this.#equals(found - 1, text)) return found - 1;
    }
  }

  #equals(i: number, text: string): boolean {
    const start = this.#offsets[i] ?? 0;
    if ((this.#offsets[i + 1] ?? 0) - start !== text.length) return false;
    for (let at = 0; at < text.length; at++) {
      if (this.#units[start + at] !== text.charCodeAt(at)) return false;
    }
    return true;
  }
}

/** Owns the file of named arrays: written from front to back, opened as views over its bytes without parsing. */
//
//   bytes of section 1, padded to 8 | bytes of section 2, … | contents (JSON) | length of the contents (uint32) | magic
//
// Little-endian, as every machine that runs Node is. Sections begin at multiples of 8, so every typed array fits.
import type { FileWriter } from './files.ts';

const MAGIC = 0x53544f53; // 'SOTS'
const ALIGN = 8;

type Contents = Record<string, { readonly offset: number; readonly bytes: number }>;

/** Writes sections one after the other; nothing of them is kept in memory. */
export class SectionWriter {
  readonly #contents: Contents = {};
  readonly #file: FileWriter;
  #open: { name: string; offset: number } | null = null;

  constructor(file: FileWriter) {
    this.#file = file;
  }

  /** Begins a section; `append` then adds to it. */
  begin(name: string): void {
    this.#end();
    this.#open = { name, offset: this.#file.length };
  }

  append(bytes: ArrayBufferView): void {
    this.#file.write(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }

  add(name: string, content: ArrayBufferView): void {
    this.begin(name);
    this.append(content);
  }

  addJson(name: string, value: unknown): void {
    this.add(name, Buffer.from(JSON.stringify(value), 'utf8'));
  }

  /** Writes the contents behind the last section. The file is then whole, and still open. */
  finish(): void {
    this.#end();
    const contents = Buffer.from(JSON.stringify(this.#contents), 'utf8');
    const tail = Buffer.alloc(ALIGN);
    tail.writeUInt32LE(contents.length, 0);
    tail.writeUInt32LE(MAGIC, 4);
    this.#file.write(contents);
    this.#file.write(tail);
  }

  #end(): void {
    if (this.#open === null) return;
    const { name, offset } = this.#open;
    this.#contents[name] = { offset, bytes: this.#file.length - offset };
    this.#file.write(new Uint8Array((ALIGN - (this.#file.length % ALIGN)) % ALIGN));
    this.#open = null;
  }
}

/** The sections of a file by name; throws RangeError for bytes that no SectionWriter finished. */
export class Sections {
  readonly #bytes: Uint8Array;
  readonly #contents: Contents;

  constructor(bytes: Uint8Array) {
    // A small Buffer may be cut out of a shared one at any offset.
    const aligned = bytes.byteOffset % ALIGN === 0 ? bytes : Uint8Array.from(bytes);
    const view = new DataView(aligned.buffer, aligned.byteOffset, aligned.byteLength);
    const end = aligned.byteLength - ALIGN;
    if (end < 0 || view.getUint32(end + 4, true) !== MAGIC) throw new RangeError('it has no contents');
    const length = view.getUint32(end, true);
    if (length > end) throw new RangeError('its contents are cut off');
    this.#bytes = aligned;
    this.#contents = JSON.parse(
      Buffer.from(aligned.subarray(end - length, end)).toString('utf8'),
    ) as Contents;
  }

  bytes(name: string): Uint8Array {
    const { offset, bytes } = this.#at(name);
    return new Uint8Array(this.#bytes.buffer, this.#bytes.byteOffset + offset, bytes);
  }

  uint16(name: string): Uint16Array {
    const { offset, bytes } = this.#at(name);
    return new Uint16Array(this.#bytes.buffer, this.#bytes.byteOffset + offset, bytes >>> 1);
  }

  uint32(name: string): Uint32Array {
    const { offset, bytes } = this.#at(name);
    return new Uint32Array(this.#bytes.buffer, this.#bytes.byteOffset + offset, bytes >>> 2);
  }

  float32(name: string): Float32Array {
    const { offset, bytes } = this.#at(name);
    return new Float32Array(this.#bytes.buffer, this.#bytes.byteOffset + offset, bytes >>> 2);
  }

  json(name: string): unknown {
    return JSON.parse(Buffer.from(this.bytes(name)).toString('utf8'));
  }

  #at(name: string): { offset: number; bytes: number } {
    const section = this.#contents[name];
    if (section === undefined) throw new RangeError(`it has no section "${name}"`);
    return section;
  }
}

/**
 * Files of named arrays. Properties: what was written under a name is read under it, whatever the sizes, wherever the bytes lie;
 * what is no such file, or was cut off, is refused.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Sections } from '../../src/core/sections.ts';
import { writtenBytes } from '../support/postings.ts';

const someName = fc.oneof(
  fc.string({ maxLength: 5 }),
  fc.constantFrom('lists', 'constructor', 'toString', '条款'),
);
const someContent = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.uint16Array({ maxLength: 20 }),
  fc.uint32Array({ maxLength: 10 }),
  fc.float32Array({ maxLength: 10 }),
);
const someSections = fc.uniqueArray(
  fc.tuple(
    someName.filter((name) => name !== '__proto__'),
    someContent,
  ),
  {
    maxLength: 8,
    selector: ([name]) => name,
  },
);

function read(sections: Sections, name: string, like: unknown): ArrayLike<number> {
  if (like instanceof Uint16Array) return sections.uint16(name);
  if (like instanceof Uint32Array) return sections.uint32(name);
  if (like instanceof Float32Array) return sections.float32(name);
  return sections.bytes(name);
}

describe('a file of sections', () => {
  it('gives each array as it was written, at any offset of a larger buffer', () => {
    fc.assert(
      fc.property(someSections, fc.nat({ max: 9 }), (list, shift) => {
        const bytes = writtenBytes((writer) => {
          for (const [name, content] of list) writer.add(name, content);
        });
        const larger = new Uint8Array(bytes.length + shift + 3);
        larger.set(bytes, shift);
        for (const view of [bytes, larger.subarray(shift, shift + bytes.length)]) {
          const sections = new Sections(view);
          for (const [name, content] of list) {
            expect(Array.from(read(sections, name, content)), name).toEqual(Array.from(content));
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('takes a section piece by piece, views over parts of buffers too', () => {
    const numbers = Uint32Array.from({ length: 100 }, (_, i) => i * 2 ** 25);
    const sections = new Sections(
      writtenBytes((writer) => {
        writer.add('before', Uint8Array.of(1, 2, 3));
        writer.begin('numbers');
        for (let i = 0; i < 100; i += 7) writer.append(numbers.subarray(i, i + 7));
        writer.addJson('json', { 条款: [1, null, '𠮷'] });
        writer.begin('empty');
      }),
    );
    expect([...sections.uint32('numbers')]).toEqual([...numbers]);
    expect(sections.json('json')).toEqual({ 条款: [1, null, '𠮷'] });
    expect(sections.bytes('empty').length).toBe(0);
    expect([...sections.bytes('before')]).toEqual([1, 2, 3]);
  });

  it('says which section it does not have', () => {
    const sections = new Sections(writtenBytes((writer) => writer.add('lists', Uint8Array.of(1))));
    for (const name of ['words', '', 'list']) {
      expect(() => sections.bytes(name), name).toThrow(RangeError);
      expect(() => sections.bytes(name), name).toThrow(`it has no section "${name}"`);
    }
  });

  it('is refused where it is cut off anywhere, or is something else', () => {
    const bytes = writtenBytes((writer) => {
      writer.add('lists', new Uint8Array(20));
      writer.add('words', new Uint8Array(5));
    });
    for (let length = 0; length < bytes.length; length++) {
      expect(() => new Sections(bytes.subarray(0, length)), `${length}`).toThrow(RangeError);
    }
    // A length of contents that goes beyond the file.
    const tail = bytes.slice(-8);
    expect(() => new Sections(tail)).toThrow(/its contents are cut off/);
    expect(() => new Sections(new TextEncoder().encode('{"format":"tiaosuo-index"}'))).toThrow(
      /it has no contents/,
    );
  });
});

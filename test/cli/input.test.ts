/** Standard input: UTF-8 however it is cut into pieces, refused where it is something else or too long. */
import { describe, expect, it } from 'vitest';
import { readInput } from '../../src/cli/input.ts';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('standard input', () => {
  it.each([1, 2, 3, 1000])('is the same text in pieces of %i bytes', async (size) => {
    expect(await readInput(pieces(utf8('海绵城市𠮷\n'), size), 100)).toBe('海绵城市𠮷\n');
  });

  it('may begin with a byte order mark, and may be empty', async () => {
    expect(await readInput(pieces(utf8('\ufeff光伏'), 1), 100)).toBe('光伏');
    expect(await readInput(pieces(utf8(''), 1), 100)).toBe('');
  });

  it('is refused where it is no UTF-8, also where it ends inside a character', async () => {
    await expect(readInput(pieces(Uint8Array.of(0xc4, 0xcf, 0xbe, 0xa9), 2), 100)).rejects.toMatchObject({
      code: 'unreadable',
      hint: expect.stringContaining('gb18030'),
    });
    await expect(readInput(pieces(utf8('光').subarray(0, 2), 2), 100)).rejects.toMatchObject({
      code: 'unreadable',
    });
  });

  it('is read no further than it may be long', async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        read++;
        yield utf8('光伏');
      }
    }
    await expect(readInput(endless(), 5)).rejects.toMatchObject({ code: 'too_large' });
    expect(read).toBe(3);
    expect(await readInput(pieces(utf8('光伏光伏光'), 4), 5)).toBe('光伏光伏光');
  });
});

/**
 * From bytes to lines. Properties: lines and line ends are the text again, whatever the line ends; no two lines overlap;
 * a line's inner span is the line without white space at its ends; what is no text is refused by name.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { TiaosuoError } from '../../src/core/errors.ts';
import { decode, readSource, sourceOf } from '../../src/documents/read.ts';
import { fold } from '../../src/text/fold.ts';

const pieces = fc.constantFrom(
  '\n',
  '\r',
  '\r\n',
  ' ',
  '\u3000',
  '\u00a0',
  '一、',
  '光伏',
  'a',
  '\ud800',
  '\ufeff',
  '\u2028',
);
const anyText = fc.oneof(
  fc.array(pieces).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);
const folder = mkdtempSync(join(tmpdir(), 'tiaosuo-read-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('sourceOf', () => {
  it('cuts a text into lines that are the text again, line ends between them', () => {
    fc.assert(
      fc.property(anyText, (received) => {
        const { text, lines } = sourceOf(received);
        expect(text).toBe(received.replace(/^\ufeff/, '').toWellFormed());
        expect(lines.map(({ span }) => text.slice(span.start, span.end))).toEqual(text.split(/\r\n|\n|\r/));
        lines.forEach(({ number, span }, i) => {
          expect(number).toBe(i + 1);
          const next = lines[i + 1];
          const lineEnd = text.slice(span.end, next?.span.start ?? text.length);
          expect(lineEnd).toMatch(next === undefined ? /^$/ : /^(?:\r\n|\n|\r)$/);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('gives each line its inner span, and folds what is in it', () => {
    fc.assert(
      fc.property(anyText, (received) => {
        const { text, lines } = sourceOf(received);
        for (const { span, inner, folded } of lines) {
          const printed = text.slice(inner.start, inner.end);
          expect(printed).toBe(text.slice(span.start, span.end).trim());
          expect(inner.start).toBeGreaterThanOrEqual(span.start);
          expect(inner.end).toBeLessThanOrEqual(span.end);
          expect(folded).toBe(fold(printed));
        }
      }),
    );
  });

  it('takes off one byte order mark and gives a lone surrogate a character of its length', () => {
    expect(sourceOf('\ufeff一、').text).toBe('一、');
    expect(sourceOf('a\ud800b').text).toBe('a\ufffdb');
    expect(sourceOf('').lines).toHaveLength(1);
  });
});

describe('decode', () => {
  it('reads UTF-8, with or without a byte order mark', () => {
    expect(decode(new TextEncoder().encode('光伏發電'), 'a.txt')).toBe('光伏發電');
    expect(sourceOf(decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]), 'a.txt')).text).toBe('a');
  });

  it('reads GB 18030 where the bytes are no UTF-8', () => {
    // 关于 in GBK
    expect(decode(new Uint8Array([0xb9, 0xd8, 0xd3, 0xda]), 'a.txt')).toBe('关于');
  });

  it('refuses a binary file by its name, and says what to do', () => {
    const refused = (bytes: number[]) => {
      try {
        decode(new Uint8Array(bytes), 'plan.pdf');
      } catch (error) {
        return error;
      }
      return null;
    };
    for (const bytes of [
      [0x25, 0x50, 0x44, 0x46, 0, 1, 2],
      [0xff, 0xff, 0xff],
      [0x61, 0, 0x62, 0],
    ]) {
      const error = refused(bytes);
      expect(error).toBeInstanceOf(TiaosuoError);
      expect((error as TiaosuoError).code).toBe('unreadable');
      expect((error as TiaosuoError).message).toContain('"plan.pdf"');
      expect((error as TiaosuoError).hint).toContain('UTF-8');
    }
  });
});

describe('readSource', () => {
  it('reads a file', () => {
    const path = join(folder, 'a.txt');
    writeFileSync(path, '\ufeff一、目标\r\n二、任务\r\n');
    expect(readSource(path).lines.map(({ folded }) => folded)).toEqual(['一、目标', '二、任务', '']);
  });

  it('says which file is missing', () => {
    expect(() => readSource(join(folder, 'missing.txt'))).toThrow(/missing\.txt" cannot be read/);
  });
});

/**
 * Words. Properties, for any text: the words come in order, do not overlap, lie inside the text, and cover every Han
 * character, letter and digit and no punctuation or white space; what they say does not depend on what stands around a run.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinPath, PROJECT_FOLDER, readText } from '../../src/core/files.ts';
import { fold } from '../../src/text/fold.ts';
import { dictionaryId, segment } from '../../src/text/segment.ts';

const hanRun = fc.string({
  unit: fc.constantFrom(...'光伏发电海绵城市的和长江大保护生态环境一二十〇々市政府\u{20000}\u{2a6d6}龘'),
  maxLength: 12,
});
const policyText = fc
  .array(
    fc.oneof(
      hanRun,
      fc.constantFrom('pm2.5', '1+3', '95%', 'eod', ',', '。', ' ', '\n', '(', ')', '-', '+', '\0'),
    ),
  )
  .map((parts) => parts.join(''));
const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
const anyText = fc.oneof(policyText, fc.string({ unit: 'binary' }), units);

function words(text: string): string[] {
  return segment(text).map(({ start, end }) => text.slice(start, end));
}

describe('segment', () => {
  it('gives non-empty words in order, without overlap, inside the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let at = 0;
        for (const { start, end } of segment(text)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it('covers every Han character, Latin letter and digit, and no white space', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const covered = new Set<number>();
        for (const { start, end } of segment(text)) for (let at = start; at < end; at++) covered.add(at);
        for (let at = 0; at < text.length; ) {
          const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
          const isWord = /[\p{Script=Han}\p{Script=Latin}\p{Nd}]/u.test(character);
          if (isWord || /\s/.test(character)) expect(covered.has(at), JSON.stringify(character)).toBe(isWord);
          at += character.length;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('cuts a Han run into words that are the run again, none through a character', () => {
    fc.assert(
      fc.property(hanRun, (run) => {
        const cut = words(run);
        expect(cut.join('')).toBe(run);
        for (const word of cut) expect(word.isWellFormed(), JSON.stringify(word)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('cuts a run the same whatever punctuation stands around it', () => {
    fc.assert(
      fc.property(hanRun, (run) => {
        expect(words(`,${run}。`)).toEqual(words(run));
      }),
    );
  });

  it('covers the five seeds without a gap in any Han run', () => {
    for (const name of ['nanjing-2025', 'yangzhou-2024', 'nantong-2018', 'ganzhou-2022', 'suzhou-2023']) {
      const text = fold(readText(joinPath(PROJECT_FOLDER, `seeds/${name}.txt`)));
      const printed = [...text.matchAll(/\p{Script=Han}+/gu)].map(([run]) => run).join('');
      const cut = words(text).filter((word) => /^\p{Script=Han}/u.test(word));
      expect(cut.join(''), name).toBe(printed);
      expect(cut.length, name).toBeGreaterThan(printed.length / 4);
    }
  });

  it('keeps a number with its point, sign or per cent, a formula and an abbreviation in one word', () => {
    for (const word of [
      'pm2.5',
      '1.10',
      '1+3',
      '1+1+6+12',
      'eod',
      '95%',
      '2.74%',
      '2025',
      'vocs',
      'co2',
      '3+3+n',
      '24/7',
    ]) {
      expect(words(word)).toEqual([word]);
      expect(words(`到${word},`), word).toContain(word);
    }
  });

  it('leaves the full stop and the dash behind a number outside', () => {
    expect(words('pm2.5.')).toEqual(['pm2.5']);
    expect(words('1-')).toEqual(['1']);
    expect(words('--')).toEqual([]);
  });

  it('knows the words of the field', () => {
    for (const word of ['海绵城市', '光伏', '碳达峰', '邵伯湖', '河长制']) {
      expect(words(`推进${word}建设`), word).toContain(word);
    }
  });

  it('finds nothing in an empty text, white space, punctuation and lone surrogates', () => {
    for (const text of ['', ' \u3000\n', '。,、——“”', '\ud800', '\udc00,\ud83d'])
      expect(words(text)).toEqual([]);
  });

  it('names its dictionary the same way every time', () => {
    expect(dictionaryId()).toMatch(/^[0-9a-f]{12}$/);
    expect(dictionaryId()).toBe(dictionaryId());
  });
});

/**
 * Folding. Properties: one unit in, one unit out, for every UTF-16 unit and any string of them; each unit folds on its
 * own, so folding a part gives the part of the folded whole; folding twice changes nothing more.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinPath, PROJECT_FOLDER, readText } from '../../src/core/files.ts';
import { fold, scriptOf } from '../../src/text/fold.ts';

// Any sequence of UTF-16 units, lone surrogates included.
const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
const anyText = fc.oneof(units, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

describe('fold', () => {
  it('keeps the length of any string, lone surrogates and astral characters included', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(text).length).toBe(text.length);
      }),
      { numRuns: 1000 },
    );
    for (const text of ['\ud800', '\udc00\ud83c', '\u{20000}光', 'İ', 'ß', '㈠', '🏳️‍🌈', 'ǆ', 'ﬃ', '\0']) {
      expect(fold(text).length, JSON.stringify(text)).toBe(text.length);
    }
  });

  it('folds every unit to one unit that stays as it is, and no surrogate to anything else', () => {
    for (let code = 0; code <= 0xffff; code++) {
      const unit = String.fromCharCode(code);
      const folded = fold(unit);
      if (folded.length !== 1 || fold(folded) !== folded) {
        expect.fail(
          `U+${code.toString(16)} folds to ${JSON.stringify(folded)} and that to ${JSON.stringify(fold(folded))}`,
        );
      }
      if (code >= 0xd800 && code <= 0xdfff) expect(folded).toBe(unit);
    }
  });

  it('folds a part as it folds the whole', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        expect(fold(before + after)).toBe(fold(before) + fold(after));
      }),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it('reads Traditional as Simplified, character by character', () => {
    for (const [printed, folded] of [
      ['光伏發電', '光伏发电'],
      ['海綿城市', '海绵城市'],
      ['節能減排', '节能减排'],
      ['環境質量', '环境质量'],
      ['農業農村', '农业农村'],
      ['國土空間開發', '国土空间开发'],
      ['瞭解', '了解'],
      ['污染—汚染', '污染-污染'],
    ] as const) {
      expect(fold(printed)).toBe(folded);
    }
  });

  it('leaves what is Simplified already: 显著 and 土著 stay', () => {
    for (const text of [
      '成效显著',
      '土著鱼类',
      '著名',
      '于',
      '里下河',
      '余杭',
      '范围',
      '台州',
      '沈阳',
      '皇后',
      '面积',
    ]) {
      expect(fold(text)).toBe(text);
    }
  });

  it('reads full width as half width and capitals as small letters', () => {
    expect(fold('ＰＭ２．５')).toBe('pm2.5');
    expect(fold('PM２．５')).toBe(fold('PM2.5'));
    expect(fold('ＶＯＣｓ')).toBe('vocs');
    expect(fold('９５％')).toBe('95%');
    expect(fold('１＋３')).toBe('1+3');
    expect(fold('CO₂')).toBe('co2');
    expect(fold('　\u00a0\t')).toBe('   ');
  });

  it('reads a document number the same in every bracket style', () => {
    const plain = fold('宁政发(2025)16号');
    for (const printed of [
      '宁政发〔2025〕16号',
      '宁政发[2025]16号',
      '宁政发［2025］16号',
      '宁政发【2025】16号',
      '宁政发（2025）16号',
      '宁政发（２０２５）１６号',
      '寧政發〔2025〕16號',
    ]) {
      expect(fold(printed), printed).toBe(plain);
    }
  });

  it('reads punctuation the same in every shape and keeps a line break', () => {
    expect(fold('“绿岛”，「绿岛」；『绿岛』')).toBe('"绿岛","绿岛";"绿岛"');
    expect(fold('——一、附件：')).toBe('--一、附件:');
    expect(fold('一。\r\n二。')).toBe('一。\r\n二。');
  });
});

describe('scriptOf', () => {
  it('tells the one Traditional seed from the four Simplified ones', () => {
    const scripts = ['nanjing-2025', 'yangzhou-2024', 'nantong-2018', 'ganzhou-2022', 'suzhou-2023'].map(
      (name) => scriptOf(readText(joinPath(PROJECT_FOLDER, `seeds/${name}.txt`))),
    );
    expect(scripts).toEqual(['simplified', 'simplified', 'traditional', 'simplified', 'simplified']);
  });

  it('calls a text without Han characters Simplified', () => {
    expect(scriptOf('')).toBe('simplified');
    expect(scriptOf('PM2.5 12%')).toBe('simplified');
  });
});

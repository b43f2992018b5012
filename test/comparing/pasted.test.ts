/** Proves that a pasted text is read paragraph by paragraph, headings apart, that no item of a list is lost, and that spans point into what was pasted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPasted } from '../../src/comparing/pasted.ts';

function read(text: string) {
  return readPasted(text).map(({ span, heading }) => ({ heading, text: text.slice(span.start, span.end) }));
}

/** Texts made of what the reading looks at. */
const lines = fc
  .array(fc.constantFrom('一、', '（二）', '1.', '3.5', '——', '水', '节水', '。', '；', '”', ' ', '\n'), {
    maxLength: 30,
  })
  .map((pieces) => pieces.join(''));

describe('a pasted text', () => {
  it('is its lines, without the blank ones', () => {
    expect(read('大力发展光伏。\n\n  推进岸电建设。 \n——\n')).toEqual([
      { heading: null, text: '大力发展光伏。' },
      { heading: null, text: '推进岸电建设。' },
    ]);
  });

  it('takes the heading behind a number, to the first 。 where text runs on', () => {
    expect(read('（三）推进节水。实施节水行动。')).toEqual([{ heading: '推进节水', text: '实施节水行动。' }]);
    expect(read('12.推进节水。实施节水行动。')).toEqual([{ heading: '推进节水', text: '实施节水行动。' }]);
  });

  it('takes the first sentence of an article for no heading', () => {
    expect(read('第三条 禁止露天焚烧秸秆。违者罚款。')).toEqual([
      { heading: null, text: '禁止露天焚烧秸秆。违者罚款。' },
    ]);
  });

  it('takes a numbered line of its own as the heading of the next', () => {
    expect(read('(三)推进节水\n实施节水行动。\n加强管理。')).toEqual([
      { heading: '推进节水', text: '实施节水行动。' },
      { heading: null, text: '加强管理。' },
    ]);
  });

  it('keeps a numbered sentence that is too long for a heading', () => {
    const sentence = `${'推进节水型社会建设'.repeat(6)}。加强管理。`;
    expect(read(`一、${sentence}`)).toEqual([{ heading: null, text: sentence }]);
  });

  it('asks for a heading where that is all there is', () => {
    expect(read('（二）积极稳妥推进碳达峰碳中和')).toEqual([
      { heading: null, text: '积极稳妥推进碳达峰碳中和' },
    ]);
  });

  it('asks for each item of a list, whatever it ends with and wherever the list stands', () => {
    const items = (...texts: string[]) => texts.map((text) => ({ heading: null, text }));
    expect(read('（一）推广碳普惠；\n（二）建设充电桩')).toEqual(items('推广碳普惠；', '建设充电桩'));
    expect(read('1.推广碳普惠\n2.建设充电桩；\n发展公共交通。')).toEqual(
      items('推广碳普惠', '建设充电桩；', '发展公共交通。'),
    );
    expect(read('(一)推进节水。实施节水行动。\n(二)推广碳普惠')).toEqual([
      { heading: '推进节水', text: '实施节水行动。' },
      ...items('推广碳普惠'),
    ]);
  });

  it('takes the heading of a section for that of nothing below another heading', () => {
    expect(read('三、重点任务\n(一)推进节水\n实施节水行动。')).toEqual([
      { heading: '推进节水', text: '实施节水行动。' },
    ]);
  });

  it('keeps a line that is nothing but a number', () => {
    expect(read('1.')).toEqual([{ heading: null, text: '1.' }]);
    expect(read('一、”')).toEqual([{ heading: null, text: '一、”' }]);
  });

  it('has spans in order, inside the text and with a letter in each, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), lines), (text) => {
        let end = 0;
        for (const { span } of readPasted(text)) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(span.start, span.end)).toMatch(/[\p{L}\p{N}]/u);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

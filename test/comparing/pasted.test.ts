/** Proves that a pasted text is read paragraph by paragraph, headings apart, with spans into what was pasted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPasted } from '../../src/comparing/pasted.ts';

function read(text: string) {
  return readPasted(text).map(({ span, heading }) => ({ heading, text: text.slice(span.start, span.end) }));
}

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
      { heading: null, text: '（二）积极稳妥推进碳达峰碳中和' },
    ]);
  });

  it('has spans in order, inside the text and not blank, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        let end = 0;
        for (const { span } of readPasted(text)) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(span.start, span.end).trim()).not.toBe('');
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

/**
 * Passages. Properties, for any text and any limit: passages are runs of whole sentences, in order, without overlap, and
 * cover everything but white space; one is longer than the limit only where it is a single sentence; a passage ends only
 * where the next sentence would not have fitted.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/clauses/parse.ts';
import { joinPath, PROJECT_FOLDER } from '../../src/core/files.ts';
import type { Span } from '../../src/core/span.ts';
import { readSource } from '../../src/documents/read.ts';
import { MAX_PASSAGE_CHARS, splitPassages, splitSentences } from '../../src/passages/split.ts';

const piece = fc.constantFrom(
  ...['。', '！', '？', '!', '?', '”', '」', '）', ')', '"', '\n', '\r\n', ' ', '\u3000', ';', ','],
  ...['到2025年', '建成海绵城市', '“无废城市”', 'PM2.5', '\u{20000}', '\ud800', '…', '(试行)'],
);
const anyText = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const limit = fc.integer({ min: 1, max: 60 });

function expectInOrder(text: string, spans: readonly Span[]): void {
  let at = 0;
  for (const { start, end } of spans) {
    expect(start).toBeGreaterThanOrEqual(at);
    expect(end).toBeGreaterThan(start);
    expect(text.slice(at, start).trim()).toBe('');
    expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
    at = end;
  }
  expect(at).toBeLessThanOrEqual(text.length);
  expect(text.slice(at).trim()).toBe('');
}

describe('splitSentences', () => {
  it('gives sentences in order, without overlap, with nothing but white space between them', () => {
    fc.assert(
      fc.property(anyText, (text) => expectInOrder(text, splitSentences(text))),
      { numRuns: 1000 },
    );
  });

  it('ends a sentence nowhere but behind its stop or at a line break', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { start, end } of splitSentences(text)) {
          const sentence = text.slice(start, end);
          expect(sentence).not.toContain('\n');
          expect(sentence).not.toMatch(/[。！？!?][^。！？!?”’」』）)】〕"'\s]/);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['一。二。', ['一。', '二。']],
    ['他说:“好。”然后走了。', ['他说:“好。”', '然后走了。']],
    ['(完成整改。)下一步。', ['(完成整改。)', '下一步。']],
    ['行吗？！行。', ['行吗？！', '行。']],
    ['浓度达到2.5微克;水质1.10达标', ['浓度达到2.5微克;水质1.10达标']],
    ['第一段\n第二段', ['第一段', '第二段']],
    ['  一。  二  ', ['一。', '二']],
    ['', []],
    [' \n\u3000', []],
  ])('cuts %j', (text, wanted) => {
    expect(splitSentences(text).map(({ start, end }) => text.slice(start, end))).toEqual(wanted);
  });
});

describe('splitPassages', () => {
  it('gives runs of whole sentences in order that cover all but white space', () => {
    fc.assert(
      fc.property(anyText, limit, (text, max) => {
        const passages = splitPassages(text, max);
        const sentences = splitSentences(text);
        expectInOrder(text, passages);
        const starts = new Set(sentences.map(({ start }) => start));
        const ends = new Set(sentences.map(({ end }) => end));
        for (const { start, end } of passages) {
          expect(starts.has(start)).toBe(true);
          expect(ends.has(end)).toBe(true);
        }
        for (const sentence of sentences) {
          expect(passages.filter((p) => p.start <= sentence.start && sentence.end <= p.end)).toHaveLength(1);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is longer than the limit only where one sentence is', () => {
    fc.assert(
      fc.property(anyText, limit, (text, max) => {
        const sentences = splitSentences(text);
        for (const passage of splitPassages(text, max)) {
          if (passage.end - passage.start <= max) continue;
          expect(sentences).toContainEqual(passage);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('ends a passage only where the next sentence would not have fitted', () => {
    fc.assert(
      fc.property(anyText, limit, (text, max) => {
        const sentences = splitSentences(text);
        const passages = splitPassages(text, max);
        for (const passage of passages.slice(0, -1)) {
          const next = sentences.find(({ start }) => start >= passage.end);
          expect((next?.end ?? 0) - passage.start).toBeGreaterThan(max);
        }
      }),
    );
  });

  it('gives the five seeds passages that stay under the limit, with few long sentences', () => {
    let passages = 0;
    let long = 0;
    for (const name of ['nanjing-2025', 'yangzhou-2024', 'nantong-2018', 'ganzhou-2022', 'suzhou-2023']) {
      for (const { text } of parseDocument(readSource(joinPath(PROJECT_FOLDER, `seeds/${name}.txt`))).nodes) {
        const found = splitPassages(text);
        expectInOrder(text, found);
        passages += found.length;
        long += found.filter(({ start, end }) => end - start > MAX_PASSAGE_CHARS).length;
      }
    }
    expect(passages).toBeGreaterThan(300);
    expect(long / passages).toBeLessThan(0.15);
  });

  it('gives a blank text none', () => {
    expect(splitPassages('')).toEqual([]);
    expect(splitPassages(' \n \u3000')).toEqual([]);
  });
});

/**
 * Outlines of any document. Properties: of a generated outline (depths 一、/(一)/1./(1)/①, 第X章/第X条 with 之一, ——; run-in
 * and own-line headings; numbers that skip, repeat and go back; blank lines, indents, both widths) the parser finds exactly
 * the units, with their paths, headings, texts and bodies; of any text at all it loses no character, gives none to two
 * nodes, gives every node an address of its own, and never fails.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/clauses/parse.ts';
import { joinAddress, parseAddress } from '../../src/core/address.ts';
import { sourceOf } from '../../src/documents/read.ts';
import { assertBlocks, assertTiled } from '../clauses/tiling.ts';
import { generatedDocument } from './generated.ts';

describe('a generated outline', () => {
  it('is found again, unit for unit', () => {
    fc.assert(
      fc.property(generatedDocument, ({ text, nodes }) => {
        const parsed = parseDocument(sourceOf(text));
        const found = parsed.nodes.map(({ path, marker, heading, text, parent, responsible }) => ({
          path,
          marker,
          heading,
          text,
          parent,
          lead: responsible?.lead ?? [],
          others: responsible?.others ?? [],
        }));
        expect(found).toEqual(nodes);
      }),
      { numRuns: 600 },
    );
  });

  it('loses no character', () => {
    fc.assert(
      fc.property(generatedDocument, ({ text }) => {
        const source = sourceOf(text);
        const parsed = parseDocument(source);
        expect(parsed.furniture.filter((line) => source.lines[line - 1]?.folded !== '')).toEqual([]);
        assertTiled(source, parsed);
        assertBlocks(source, parsed);
      }),
      { numRuns: 200 },
    );
  });

  it('has no numbering fault where its numbers go on by one, and one for each that repeats', () => {
    fc.assert(
      fc.property(generatedDocument, ({ text, nodes, broken }) => {
        const faults = parseDocument(sourceOf(text)).warnings.filter(({ code }) =>
          code.startsWith('number_'),
        );
        if (!broken) expect(faults).toEqual([]);
        const repeated = nodes.filter(({ path }) => /~\d+$/.test(path));
        expect(faults.filter(({ code }) => code === 'number_repeated')).toHaveLength(repeated.length);
      }),
      { numRuns: 300 },
    );
  });
});

// Lines that mean something to some rule, in any order.
const MEANINGFUL = [
  ...[
    '一、',
    '二、',
    '十一、甲',
    '一、总体要求',
    '(一)',
    '(二)甲。乙。',
    '（三）丙',
    '1.',
    '2.甲',
    '3、乙。',
    '2.2025年底',
    '(1)',
    '(2)甲',
  ],
  ...[
    '①',
    '②甲；',
    '㈠',
    '㈡乙',
    '第一条',
    '第二条 甲。',
    '第二条之一 乙',
    '第三条【责任】丙。',
    '第一章 总则',
    '第二节 甲',
    '第一部分 甲',
  ],
  ...[
    '——',
    '——甲。乙',
    '---',
    '- 甲',
    '●甲',
    '附件',
    '附件:',
    '附件1',
    '附件2：',
    '附件:1.甲',
    '附录',
    '有关名词说明',
    '名词解释',
  ],
  ...[
    '目录',
    '关于推进某项工作的实施意见',
    '(2022-2025年)的通知',
    '宁政发〔2025〕16号',
    '某某令第3号',
    '各市人民政府:',
  ],
  ...[
    '南京市人民政府',
    '某某办公室',
    '2025年2月13日',
    '(此件公开发布)',
    '(2021年8月31日通过)',
    '现将《甲》印发给你们。',
  ],
  ...[
    '日前,南京市印发方案。',
    '详情如下:',
    '相关文章',
    '版权所有 ©',
    '当前位置:首页 > 政务',
    '【时间:2023/9/26】',
    '打印',
  ],
  ...[
    '(责任单位:市水利局)',
    '(市水利局、住建局按职责分工负责',
    '市水利局按职责分工负责',
    '〔牵头单位:',
    '〔',
    '〕',
    '(',
    ')',
  ],
  ...[
    '',
    ' ',
    '\u3000',
    '\u00a0',
    '。',
    '甲',
    '甲。',
    '甲。乙。',
    '术语:甲是指乙。',
    '甲甲,即乙',
    '本意见自印发之日起施行。',
    '特此通知',
  ],
  ...['序号', '指标', '1', '2.5', '%', '100', '2.3亿元', 'PM2.5', '\ud800', '\u{20000}', '\0', '\ufeff'],
];
const randomLines = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...MEANINGFUL) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    ),
    {
      maxLength: 30,
    },
  )
  .chain((lines) => fc.constantFrom('\n', '\r\n', '\r').map((end) => lines.join(end)));
const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));

function assertSound(received: string): void {
  const source = sourceOf(received);
  const parsed = parseDocument(source);
  assertTiled(source, parsed);
  const seen = new Set<string>();
  for (const { path, parent, text, responsible } of parsed.nodes) {
    if (parseAddress(joinAddress('nanjing-2025', path)) === null) throw new Error(`${path} is no address`);
    if (seen.has(path)) throw new Error(`${path} twice`);
    if (parent !== null && !seen.has(parent)) throw new Error(`${path} before its parent ${parent}`);
    seen.add(path);
    if (responsible !== null && responsible.span.end > text.length)
      throw new Error(`${path}: block outside its text`);
  }
}

describe('any text', () => {
  it('is read without failing, whatever lines follow each other', () => {
    fc.assert(fc.property(randomLines, assertSound), { numRuns: 3000 });
  });

  it('is read without failing behind a title block', () => {
    const withTitle = randomLines.map((lines) => `关于推进某项工作的实施意见\n宁政发〔2025〕16号\n${lines}`);
    fc.assert(fc.property(withTitle, assertSound), { numRuns: 3000 });
  });

  it('is read without failing, whatever its characters are', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), units, fc.string({ unit: 'grapheme' })),
        assertSound,
      ),
      {
        numRuns: 1000,
      },
    );
  });

  it('has the whole of each responsibility block marked as such, over paragraph ends too', () => {
    const pieces = fc.constantFrom(
      '一、甲。乙。',
      '(市水利局、住建局按职责分工负责',
      '(责任单位:市水利局)',
      '丙。',
      '丁',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), (lines) => {
        const source = sourceOf(lines.join('\n'));
        assertBlocks(source, parseDocument(source));
      }),
      { numRuns: 500 },
    );
  });

  it('gives the bullets and the entries of one glossary an address each', () => {
    const title = '关于某事的实施意见\n一、目标\n(一)甲。提高水平。\n附件\n有关名词说明\n';
    const entries = fc.array(fc.constantFrom('甲甲:即乙。', '——丙。丁。'), { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(entries, (lines) => assertSound(title + lines.join('\n'))));
  });

  // Two thousand lines are a document of some ten kilobytes.
  const HOSTILE = [
    '(',
    '〔牵头单位:',
    '一、\n',
    '(一)甲\n',
    '——甲\n',
    '附件\n',
    '附件1\n',
    '第一条之',
    '甲',
    '1.甲\n',
    '目录\n',
    '\n',
    '甲乙\n',
  ];
  const fronts = ['', '关于某事的意见\n'];
  it.each(fronts.flatMap((front) => HOSTILE.map((hostile) => [hostile, front] as const)))(
    'is read in less than a second where it is %j two thousand times behind %j',
    (hostile, front) => {
      const source = sourceOf(front + hostile.repeat(2_000));
      const start = performance.now();
      parseDocument(source);
      expect(performance.now() - start).toBeLessThan(1_000);
    },
  );
});

/**
 * Markers. Properties: what opens a unit is told with its kind, ordinal and length, in half and full width and in
 * Traditional script; a number, date or citation that only looks like a marker is none; no line makes reading fail.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MARKER_RANKS, type MarkerKind, readMarker } from '../../src/clauses/markers.ts';
import { fold } from '../../src/text/fold.ts';

const read = (printed: string) => readMarker(fold(printed), printed);

const MARKERS: readonly (readonly [
  line: string,
  kind: MarkerKind,
  ordinal: string | null,
  marker: string,
])[] = [
  ['一、总体要求', 'chinese', '1', '一、'],
  ['十、加强基础能力建设', 'chinese', '10', '十、'],
  ['二十一、附则', 'chinese', '21', '二十一、'],
  ['一、“十三五”回顾', 'chinese', '1', '一、'],
  ['二、三大任务', 'chinese', '2', '二、'],
  ['(一)指导思想', 'chineseBracketed', '1', '(一)'],
  ['（一）指导思想', 'chineseBracketed', '1', '（一）'],
  ['(二十八)完善治理格局。', 'chineseBracketed', '28', '(二十八)'],
  ['㈠指导思想', 'chineseBracketed', '1', '㈠'],
  ['㈩其他', 'chineseBracketed', '10', '㈩'],
  ['1.系统设计', 'arabic', '1', '1.'],
  ['31.高效推动', 'arabic', '31', '31.'],
  ['１．实施标杆', 'arabic', '1', '１．'],
  ['1、实施', 'arabic', '1', '1、'],
  ['1) 实施', 'arabic', '1', '1)'],
  ['2. 支持方式', 'arabic', '2', '2.'],
  ['⒈实施', 'arabic', '1', '⒈'],
  ['2.2025年底前完成', 'arabic', '2', '2.'],
  ['3.12月底前完成', 'arabic', '3', '3.'],
  ['(1)生产设备', 'arabicBracketed', '1', '(1)'],
  ['（１２）生产设备', 'arabicBracketed', '12', '（１２）'],
  ['⑴生产设备', 'arabicBracketed', '1', '⑴'],
  ['①生产设备', 'circled', '1', '①'],
  ['⑳生产设备', 'circled', '20', '⑳'],
  ['❷生产设备', 'circled', '2', '❷'],
  ['第一条为了加强保护', 'article', '1', '第一条'],
  ['第一条　为了加强保护', 'article', '1', '第一条'],
  ['第十二条之一 举办活动的', 'article', '12-1', '第十二条之一'],
  ['第12条 禁止', 'article', '12', '第12条'],
  ['第三條【養護責任】', 'article', '3', '第三條'],
  ['第一章 总则', 'chapter', '1', '第一章'],
  ['第一章　总　则', 'chapter', '1', '第一章'],
  ['第五章附则', 'chapter', '5', '第五章'],
  ['第二节 规划', 'section', '2', '第二节'],
  ['第一部分 2024年工作总结', 'part', '1', '第一部分'],
  ['第二编 分则', 'part', '2', '第二编'],
  ['附件:', 'annex', '', '附件:'],
  ['附件', 'annex', '', '附件'],
  ['附件1', 'annex', '1', '附件1'],
  ['附件２：', 'annex', '2', '附件２：'],
  ['附件一', 'annex', '1', '附件一'],
  ['附录2', 'annex', '2', '附录2'],
  ['——生态系统保护。', 'bullet', null, '——'],
  ['-- 生态系统保护', 'bullet', null, '--'],
  ['—生态系统保护', 'bullet', null, '—'],
  ['●生态系统保护', 'bullet', null, '●'],
  ['·生态系统保护', 'bullet', null, '·'],
];

const NO_MARKERS = [
  '',
  '2.3亿元,比上年增长',
  '3.5%,高于全省',
  '1.10亿吨,保持全省首位',
  '2025.3.1前完成',
  '2025年,绿色低碳发展深入推进',
  '2025、2026两年',
  'PM2.5浓度达到',
  'pm2.5',
  '(2022-2025年)',
  '(2022-2025年)的通知',
  '（2021年8月31日通过）',
  '(市生态环境局负责)',
  '(此件公开发布)',
  '一、二级标准',
  '一、二类水体',
  '一是加强领导',
  '一方面,',
  '一江四河一带一江,即长江',
  '十年禁渔',
  '第一,加强领导',
  '第一责任人',
  '第十二条第一项规定的行为',
  '第十二条规定的情形',
  '第三条、第四条',
  '第五条所称岸线',
  '第六条和第七条',
  '第二章的规定',
  '附件1:名单',
  '附件:1.重点任务清单',
  '附近居民',
  '附加1',
  '--',
  '——',
  '-5℃',
  '---',
  '0.5个百分点',
  '1200万平方米',
  '12345热线',
];

describe('readMarker', () => {
  it.each(MARKERS)('reads %s as %s %s', (line, kind, ordinal, marker) => {
    const found = read(line);
    expect(found && { kind: found.kind, ordinal: found.ordinal }).toEqual({ kind, ordinal });
    expect(line.slice(0, found?.length)).toBe(marker);
  });

  it.each(NO_MARKERS)('reads no marker in %j', (line) => {
    expect(read(line)).toBeNull();
  });

  it('doubts a number before a number, and nothing else', () => {
    expect(read('2.2025年底前完成')?.doubtful).toBe(true);
    expect(read('3.12月底前完成')?.doubtful).toBe(true);
    expect(MARKERS.filter(([line]) => read(line)?.doubtful).map(([line]) => line)).toEqual([
      '2.2025年底前完成',
      '3.12月底前完成',
    ]);
  });

  it('takes no number 0', () => {
    for (const line of ['0.总则', '〇、总则', '(0)总则', '第零条 总则']) expect(read(line), line).toBeNull();
  });

  it('reads any line without failing, and no marker longer than its line', () => {
    const pieces = fc.constantFrom(
      ...'一十第条章节之附件（()）1２.、①㈠⒈—-·:： \u3000年月',
      '\ud800',
      '部分',
      '之一',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const line = text.trim();
          const found = read(line);
          if (found === null) return;
          expect(found.length).toBeGreaterThan(0);
          expect(found.length).toBeLessThanOrEqual(line.length);
          expect(MARKER_RANKS[found.kind]).toBeTypeOf('number');
          if (found.ordinal !== null) expect(found.ordinal).toMatch(/^(?:[1-9]\d*(?:-\d+)?)?$/);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

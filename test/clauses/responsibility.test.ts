/**
 * Responsibility blocks. Properties: the block reaches to the end of the text; names are given as printed and stand where
 * their spans say, inside the block; a bracket that names no body is no block; no text makes reading fail.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameSpans, readResponsibility, splitFusedNames } from '../../src/clauses/responsibility.ts';

interface Case {
  readonly block: string;
  readonly lead: readonly string[];
  readonly others: readonly string[];
  readonly closed?: boolean;
}

const CASES: readonly Case[] = [
  { block: '(责任部门:市环保局、发改委)', lead: [], others: ['市环保局', '发改委'] },
  { block: '(責任部門:市環保局、發改委)', lead: [], others: ['市環保局', '發改委'] },
  { block: '〔责任单位:市生态环境局〕', lead: [], others: ['市生态环境局'] },
  { block: '〔牵头单位:市生态环境局、市自然资源局〕', lead: ['市生态环境局', '市自然资源局'], others: [] },
  {
    block: '〔牵头单位:市发改委;责任单位:市工信局、市城管局(市综合执法局)〕',
    lead: ['市发改委'],
    others: ['市工信局', '市城管局(市综合执法局)'],
  },
  {
    block: '（牵头单位：市发改委；责任单位：国网公司，各县（市、区）人民政府）',
    lead: ['市发改委'],
    others: ['国网公司', '各县（市、区）人民政府'],
  },
  {
    block: '(责任单位:市水利局;配合单位:各县(市、区)人民政府)',
    lead: ['市水利局'],
    others: ['各县(市、区)人民政府'],
  },
  {
    block:
      '〔牵头单位:市生态环境局;责任单位:小组成员单位;各县(市、区)为以下各项重点任务责任单位,不一一列出〕',
    lead: ['市生态环境局'],
    others: ['小组成员单位'],
  },
  {
    block: '(市工信局牵头,市财政局、市供销社等部门配合)',
    lead: ['市工信局'],
    others: ['市财政局', '市供销社'],
  },
  { block: '(市园林局牵头)', lead: ['市园林局'], others: [] },
  { block: '(市农业农村局负责)', lead: [], others: ['市农业农村局'] },
  { block: '(市住建局、苏州供电公司按职责分工负责)', lead: [], others: ['市住建局', '苏州供电公司'] },
  { block: '(市住建局、供销合作总社等部门按职责分工负责)', lead: [], others: ['市住建局', '供销合作总社'] },
  {
    block: '(市生态环境局、水务局按职责分工负责',
    lead: [],
    others: ['市生态环境局', '水务局'],
    closed: false,
  },
  {
    block: '(市生态环境局、交通局按职责分工负责,以下工作均需各县级市(区)人民政府落实,不再列出',
    lead: [],
    others: ['市生态环境局', '交通局'],
    closed: false,
  },
  {
    block: '(市委宣传部、市文联,广电传媒集团按职责分工负责,各相关区落实',
    lead: [],
    others: ['市委宣传部', '市文联', '广电传媒集团'],
    closed: false,
  },
  { block: '市住建局、园林局按职责分工负责', lead: [], others: ['市住建局', '园林局'] },
  {
    block: '（牵头单位：市发改委，责任单位：市工信局、市财政局）',
    lead: ['市发改委'],
    others: ['市工信局', '市财政局'],
  },
  {
    block: '(主要责任单位:市水利局 配合单位:市财政局;完成时限:2025年12月)',
    lead: ['市水利局'],
    others: ['市财政局'],
  },
  { block: '(牵头领导:张三;责任单位:市水利局、市住建局。)', lead: [], others: ['市水利局', '市住建局'] },
  { block: '牵头单位:市水利局;配合单位:市财政局。', lead: ['市水利局'], others: ['市财政局'] },
  {
    block: '(市发改委牵头,市工信局、市财政局等按职责分工负责)',
    lead: ['市发改委'],
    others: ['市工信局', '市财政局'],
  },
  {
    block: '(市水利局牵头负责,各有关部门配合,各区政府、开发区管委会负责落实)',
    lead: ['市水利局'],
    others: ['各有关部门', '各区政府', '开发区管委会'],
  },
  { block: '(由市水利局牵头,市财政局配合)', lead: ['市水利局'], others: ['市财政局'] },
  { block: '(市水利局会同市财政局负责)', lead: ['市水利局'], others: ['市财政局'] },
  { block: '(市水利局、市城管局分别负责)', lead: [], others: ['市水利局', '市城管局'] },
  {
    block: '(市水利局、市住建局按职责负责。以下均需各县(市、区)政府落实,不再列出)',
    lead: [],
    others: ['市水利局', '市住建局'],
  },
  {
    block: '(责任单位:市水利局 市住建局/市城管局和市住房和城乡建设局)',
    lead: [],
    others: ['市水利局', '市住建局', '市城管局', '市住房和城乡建设局'],
  },
  {
    block: '(责任单位:市水利局等有关部门,市直有关部门和单位)',
    lead: [],
    others: ['市水利局', '市直有关部门和单位'],
  },
];

describe('readResponsibility', () => {
  it.each(CASES)('reads $block', ({ block, lead, others, closed = true }) => {
    const text = `到2025年,细颗粒物(PM2.5)浓度达到28微克。${block}`;
    const found = readResponsibility(text);
    expect(found && { lead: found.lead, others: found.others, closed: found.closed }).toEqual({
      lead,
      others,
      closed,
    });
    expect(text.slice(found?.span.start, found?.span.end)).toBe(block);
  });

  it('reads a block that stands right behind a word, or on its own', () => {
    expect(readResponsibility('提质增效(市发改委、工信局按职责分工负责)')?.others).toEqual([
      '市发改委',
      '工信局',
    ]);
    expect(readResponsibility('(责任单位:市水利局)')?.span).toEqual({ start: 0, end: 11 });
  });

  it('takes a bracket that names no body for text', () => {
    for (const text of [
      '降低细颗粒物浓度(PM2.5)',
      '推广公共交通导向的开发(TOD)模式。',
      '纳入分区管控体系(见附表)。',
      '分三个阶段(2022-2025年)',
      '深入贯彻《办法(试行)》(苏政办发〔2015〕27号)',
      '各县(市、区)',
      '(时间:2023-09-26)',
      '(完成时限:2025年底)',
      '扩大保护面(含国际重要湿地)。',
      '',
    ]) {
      expect(readResponsibility(text), text).toBeNull();
    }
  });

  it('takes no block from the middle of a text', () => {
    expect(readResponsibility('工作(市水利局负责)已经完成,效果显著。')).toBeNull();
  });

  it('finds a block at the end of a paragraph, gives names as printed inside it, and never fails', () => {
    const pieces = fc.constantFrom(
      ...[
        '(',
        ')',
        '〔',
        '〕',
        '（',
        '）',
        '市水利局',
        '责任单位:',
        '牵头单位：',
        '、',
        ',',
        ';',
        '等部门',
        '。',
        '按职责分工负责',
      ],
      ...['牵头', '配合', ' ', '\n', '各县(市、区)政府', '\ud800', '2025年'],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          const found = readResponsibility(text);
          if (found === null) return;
          const { span, lead, others } = found;
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.start).toBeLessThan(span.end);
          const paragraph = text.slice(span.start).split('\n')[0] ?? '';
          expect(span.end).toBe(span.start + paragraph.trimEnd().length);
          const block = text.slice(span.start, span.end);
          for (const name of [...lead, ...others]) {
            expect(name).not.toBe('');
            expect(block).toContain(name);
          }
          const spans = nameSpans(text, found);
          const cut = (list: typeof spans.lead) => list.map((name) => text.slice(name.start, name.end));
          expect([cut(spans.lead), cut(spans.others)]).toEqual([lead, others]);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('splitFusedNames', () => {
  const block = (...others: string[]) => ({ lead: [], others, span: { start: 0, end: 1 }, closed: true });

  it('splits 工信局资规局 where the document prints both on their own', () => {
    const [first] = splitFusedNames([
      block('市发改委', '工信局资规局'),
      block('市资规局', '资规局', '工信局'),
    ]);
    expect(first?.others).toEqual(['市发改委', '工信局', '资规局']);
  });

  it('splits 市农业农村局资规局 where only 农业农村局 is printed on its own', () => {
    const [first] = splitFusedNames([block('市农业农村局资规局'), block('农业农村局', '资规局')]);
    expect(first?.others).toEqual(['市农业农村局', '资规局']);
  });

  it('leaves each part with a span of its own', () => {
    const text = '到2025年完成。(市发改委、工信局资规局、住建局按职责分工负责)';
    const [first] = splitFusedNames([readResponsibility(text) ?? block(), block('资规局', '工信局')]);
    const { others } = nameSpans(text, first ?? block());
    expect(others.map(({ start, end }) => text.slice(start, end))).toEqual([
      '市发改委',
      '工信局',
      '资规局',
      '住建局',
    ]);
  });

  it('leaves 银监局南通分局 whole', () => {
    const [first] = splitFusedNames([block('银监局南通分局'), block('银监局', '金融办')]);
    expect(first?.others).toEqual(['银监局南通分局']);
  });
});

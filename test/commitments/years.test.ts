/** Years. Properties: every form is read, and what it does (governs, compares, tells of the past, dates) with it. */
import { describe, expect, it } from 'vitest';
import { yearsOf } from '../../src/commitments/years.ts';

const read = (text: string, issueYear: number | null = 2022): string[] =>
  yearsOf(text, issueYear).map(({ year, role }) => `${year} ${role}`);

describe('yearsOf', () => {
  it.each([
    ['到2025年,', '2025 target'],
    ['2025年底前完成', '2025 target'],
    ['2025年年底前', '2025 target'],
    ['2025年6月底前', '2025 target'],
    ['2025年6月30日前', '2025 target'],
    ['至2030年', '2030 target'],
    ['二〇二五年', '2025 target'],
    ['2022-2025年', '2025 target'],
    ['2022年至2025年', '2025 target'],
    ['"十四五"期间', '2025 target'],
    ['"十四五"末', '2025 target'],
    ['到"十五五"', '2030 target'],
    ['今年完成', '2022 target'],
    ['明年建成', '2023 target'],
    ['三年内', '2025 target'],
    ['用5年左右时间', '2027 target'],
    ['到本世纪中叶', '2050 target'],
  ])('takes %s for a year that governs', (text, wanted) => {
    expect(read(text)).toEqual([wanted]);
  });

  it.each([
    ['比2020年下降', '2020 base'],
    ['较2020年底增加', '2020 base'],
    ['在2021年基础上', '2021 base'],
    ['与2020年相比', '2020 base'],
    ['以2020年为基准年', '2020 base'],
    ['较"十三五"末提高', '2020 base'],
    ['由2020年的40%', '2020 base'],
    ['截至2021年底', '2021 past'],
    ['2018年以来', '2018 past'],
    ['"十三五"以来', '2020 past'],
    ['2021年,全市', '2021 past'],
    ['自2023年1月1日起施行', '2023 none'],
    ['2023年行动计划', '2023 none'],
    ['2035年远景目标纲要', '2035 none'],
    ['"十四五"规划', '2025 none'],
  ])('does not let %s govern', (text, wanted) => {
    expect(read(text)).toEqual([wanted]);
  });

  it('finds none in document numbers and durations', () => {
    for (const text of ['国发(2018)30号', '三年行动计划', '近三年', '每三年', '2025家'])
      expect(read(text)).toEqual([]);
  });

  it('lets nothing count from a year that is not known', () => {
    expect(read('三年内', null)).toEqual(['0 none']);
    expect(read('2010年', null)).toEqual(['2010 target']);
  });
});

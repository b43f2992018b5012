/** Subjects. Properties: what names the thing is left, what stands around it is cut off; lists fall into their pieces. */
import { describe, expect, it } from 'vitest';
import { cutSubject, measureKey, piecesOf, subjectBehind } from '../../src/commitments/subjects.ts';

describe('cutSubject', () => {
  it.each([
    ['到2025年,全市受污染耕地安全利用率', 'share', '受污染耕地安全利用率'],
    ['力争到2025年森林覆盖率', 'share', '森林覆盖率'],
    ['确保长江干流水质', 'share', '长江干流水质'],
    ['其中,新建建筑中绿色建筑占比', 'share', '新建建筑中绿色建筑占比'],
    ['森林覆盖率由2020年的40%', 'share', '森林覆盖率'],
    ['提高污水处理率', 'raised', '污水处理率'],
    ['新建和改造城市绿地', 'deed', '城市绿地'],
    ['新建、改建、扩建学校', 'deed', '学校'],
    ['培育科技创新型企业', 'deed', '科技创新型企业'],
    ['建设监测站点', 'deed', '监测站点'],
    ['示范基地', 'deed', '示范基地'],
    ['每千人口拥有执业医师', 'deed', '执业医师'],
  ] as const)('cuts %s', (text, style, wanted) => {
    const { start, end } = cutSubject(text, 0, text.length, style);
    expect(text.slice(start, end)).toBe(wanted);
  });

  it('keeps what is said of which things are meant', () => {
    const text = '具备条件的轨道站点覆盖比例';
    const { start, end, condition } = cutSubject(text, 0, text.length, 'share');
    expect(text.slice(start, end)).toBe('轨道站点覆盖比例');
    expect(condition).toEqual({ start: 0, end: 5 });
  });
});

describe('subjectBehind', () => {
  it.each([
    ['文控保建筑的保护修缮工作', '文控保建筑'],
    ['省级生态循环农业试点村建设', '省级生态循环农业试点村'],
    ['功能完善的社区中心', '社区中心'],
    ['具有国际竞争力的企业', '企业'],
    ['休闲公园和小微绿地', '休闲公园和小微绿地'],
    ['国家级、省级园区', '国家级、省级园区'],
    ['公园和新建绿道', '公园'],
    ['', ''],
  ])('names %s', (text, wanted) => {
    const { start, end } = subjectBehind(text, 0, text.length);
    expect(text.slice(start, end)).toBe(wanted);
  });
});

describe('piecesOf', () => {
  const pieces = (text: string, count: number) =>
    piecesOf(text, { start: 0, end: text.length }, count)?.map(({ start, end }) => text.slice(start, end)) ??
    null;

  it('cuts a list at its marks, outside brackets', () => {
    expect(pieces('化学需氧量、氨氮排放量', 2)).toEqual(['化学需氧量', '氨氮排放量']);
    expect(pieces('城市、县城和乡镇', 3)).toEqual(['城市', '县城', '乡镇']);
    expect(pieces('各县(市、区)和园区', 2)).toEqual(['各县(市、区)', '园区']);
  });

  it('gives none where the figures are not as many', () => {
    expect(pieces('城市、县城', 3)).toBeNull();
  });
});

describe('measureKey', () => {
  it('joins wordings of one measure and keeps others apart', () => {
    expect(measureKey('细颗粒物(pm2.5)年均浓度')).toBe(measureKey('pm2.5浓度'));
    expect(measureKey('星级绿色建筑占比')).toBe(measureKey('星级绿色建筑比例'));
    expect(measureKey('优良天数比率')).toBe(measureKey('空气质量优良天数比例'));
    expect(measureKey('危险废物处置能力')).toBe(measureKey('危废处置能力'));
    expect(measureKey('pm10浓度')).not.toBe(measureKey('pm2.5浓度'));
  });
});

/** Quantities. Properties: numbers, ranges, units and classes are read as printed; figures of names and ordinals are none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantitiesOf } from '../../src/commitments/quantities.ts';
import { fold } from '../../src/text/fold.ts';

function read(printed: string): string[] {
  const text = fold(printed);
  return quantitiesOf(text).map(
    ({ start, end, number, high, unit }) =>
      `${printed.slice(start, end)} = ${number}${high === null ? '' : `..${high}`} ${unit}`,
  );
}

describe('quantitiesOf', () => {
  it.each([
    ['95%', '95%', 95, '%'],
    ['０．５％', '０．５％', 0.5, '%'],
    ['5‰', '5‰', 5, '‰'],
    ['百分之九十五', '百分之九十五', 95, '%'],
    ['百分之九点五', '百分之九点五', 9.5, '%'],
    ['千分之三', '千分之三', 3, '‰'],
    ['三分之二', '三分之二', 0.6667, ''],
    ['八成以上', '八成', 80, '%'],
    ['一半以上', '一半', 0.5, ''],
    ['两倍', '两倍', 2, '倍'],
    ['翻一番', '翻一番', 2, '倍'],
    ['翻两番', '翻两番', 4, '倍'],
    ['40万吨/年', '40万吨/年', 400_000, '吨/年'],
    ['1.1万亩', '1.1万亩', 11_000, '亩'],
    ['5000亿元', '5000亿元', 5e11, '元'],
    ['1.3万亿斤', '1.3万亿斤', 1.3e12, '斤'],
    ['300万千瓦', '300万千瓦', 3e6, '千瓦'],
    ['5千瓦', '5千瓦', 5, '千瓦'],
    ['5个百分点', '5个百分点', 5, '个百分点'],
    ['28微克/立方米', '28微克/立方米', 28, '微克/立方米'],
    ['29微克每立方米', '29微克每立方米', 29, '微克每立方米'],
    ['35μg/m³', '35μg/m³', 35, 'μg/m3'],
    ['1172.77平方千米', '1172.77平方千米', 1172.77, '平方千米'],
    ['1,200公里', '1,200公里', 1200, '公里'],
    ['100万吨标准煤', '100万吨标准煤', 1e6, '吨标准煤'],
    ['10台（套）', '10台（套）', 10, '台(套)'],
    ['2萬畝', '2萬畝', 20_000, '亩'],
    ['二十万元', '二十万元', 200_000, '元'],
    ['一亿两千万元', '一亿两千万元', 1.2e8, '元'],
    ['十个工作日', '十个工作日', 10, '个工作日'],
    ['100余家', '100余家', 100, '家'],
    ['20多万人', '20多万人', 200_000, '人'],
    ['55分贝', '55分贝', 55, '分贝'],
    ['达到70以上', '70', 70, ''],
  ])('reads %s', (printed, value, number, unit) => {
    expect(read(printed)).toEqual([`${value} = ${number} ${unit}`]);
  });

  it.each([
    ['1-2个', '1-2个 = 1..2 个'],
    ['1～2个', '1～2个 = 1..2 个'],
    ['3至5家', '3至5家 = 3..5 家'],
    ['三到五家', '三到五家 = 3..5 家'],
    ['10%至15%', '10%至15% = 10..15 %'],
    ['3—5万亩', '3—5万亩 = 30000..50000 亩'],
    ['8000-10000元', '8000-10000元 = 8000..10000 元'],
    ['百分之五至百分之十', '百分之五至百分之十 = 5..10 %'],
    ['二千元以上二万元以下', '二千元以上二万元以下 = 2000..20000 元'],
  ])('reads the range %s', (printed, wanted) => {
    expect(read(printed)).toEqual([wanted]);
  });

  it.each([
    ['达到Ⅲ类', 'Ⅲ类 = 3 类'],
    ['达到III类', 'III类 = 3 类'],
    ['消除劣Ⅴ类', '劣Ⅴ类 = 6 类'],
    ['Ⅱ-Ⅲ类', 'Ⅱ-Ⅲ类 = 2..3 类'],
    ['一级A标准', '一级A = 1 级A'],
    ['国家二级标准', '二级 = 2 级'],
    ['二星级以上', '二星级 = 2 星级'],
  ])('reads the class in %s', (printed, wanted) => {
    expect(read(printed)).toEqual([wanted]);
  });

  it.each([
    ...['PM2.5', 'CO2', '6号线', '第3条', '第十二条', '4+1', '1+N', '2+6+6', '5G应用', '4A级景区', '3D打印'],
    ...[
      '千村示范',
      '百企',
      '十四届',
      '统一',
      '唯一',
      '这一条',
      '其中之一',
      '三五家',
      '5000吨级码头',
      '百亿元级产业',
    ],
    ...['一体化', '两山', '三线一单', '四水四定', '八时', '3月', 'V2.0.1'],
  ])('finds none in %s', (printed) => {
    expect(read(printed)).toEqual([]);
  });

  it('reads any number of digits that stands with a unit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.constantFrom('家', '%', '万吨', '公里'),
        (number, unit) => {
          const [quantity] = quantitiesOf(`达到${number}${unit}以上`);
          expect(quantity?.number).toBe(unit === '万吨' ? number * 1e4 : number);
        },
      ),
    );
  });

  it('gives quantities in order, without overlap, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        let at = 0;
        for (const { start, end } of quantitiesOf(fold(text))) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
      }),
    );
  });
});

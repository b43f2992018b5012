/**
 * Targets. Properties, for any text: every span lies in it, values come in order without overlap and are read again from
 * what is printed at them, what is excluded is passed over, a Traditional print gives what the Simplified one gives. On
 * sentences of the genre, with right answers: precision and recall above their floors, and subjects, relations and the
 * rest right. A hostile text costs no more than its length.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantitiesOf } from '../../src/commitments/quantities.ts';
import { type PrintedSpan, type Target, targetsOf } from '../../src/commitments/targets.ts';
import { joinPath, PROJECT_FOLDER, readText } from '../../src/core/files.ts';
import type { Span } from '../../src/core/span.ts';
import { fold } from '../../src/text/fold.ts';
import { hold, noFigures, precisionOf, type Row, recallOf, shareOf } from './figures.ts';

interface Sentences {
  readonly issueYear: number;
  readonly passages: readonly { readonly passage: string; readonly targets: readonly Row[] }[];
}

const piece = fc.constantFrom(
  ...[
    '到2025年',
    '2020年底前',
    '“十四五”期间',
    '三年内',
    '比2020年',
    '每年',
    ',',
    '，',
    '。',
    '；',
    '、',
    '和',
    '\n',
    ' ',
  ],
  ...[
    '全市',
    '森林覆盖率',
    'PM2.5浓度',
    '水质',
    '城市公园',
    '绿道',
    '企业',
    '的',
    '等',
    '(',
    '）',
    '“',
    '”',
    '《',
    '》',
    '分别',
  ],
  ...[
    '达到',
    '不低于',
    '控制在',
    '下降',
    '新建',
    '改造',
    '培育',
    '力争',
    '约',
    '以上',
    '以内',
    '左右',
    '已',
    '目前',
    '是指',
  ],
  ...[
    '95%',
    '百分之九十五',
    '28微克/立方米',
    'Ⅲ类',
    '一级A',
    '1-2个',
    '40万吨/年',
    '５０',
    '三分之二',
    '翻一番',
    '10个工作日',
  ],
  ...['二千元以上二万元以下', '100', '家', '萬畝', '\ud800', '\u{20000}', '6号线', '4+1', '第3条', '1,000'],
);
const anyText = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 80 }),
);

function expectInside(text: string, { start, end }: Span): void {
  expect(start).toBeGreaterThanOrEqual(0);
  expect(end).toBeGreaterThanOrEqual(start);
  expect(end).toBeLessThanOrEqual(text.length);
}

function printedSpans(target: Target): PrintedSpan[] {
  const { subject, comparator, aim, value, per, condition } = target;
  return [subject, comparator, aim, value, per, condition].filter((span) => span !== null);
}

describe('targetsOf, for any text', () => {
  it('gives spans that lie in the text and print what they say', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const target of targetsOf(text, { issueYear: 2022 })) {
          const { span, sentence, yearSpan, value } = target;
          for (const one of [span, sentence, ...(yearSpan === null ? [] : [yearSpan])])
            expectInside(text, one);
          for (const printed of printedSpans(target)) {
            expectInside(text, printed);
            expect(printed.text).toBe(text.slice(printed.start, printed.end));
          }
          expect(span.start).toBeLessThanOrEqual(value.start);
          expect(span.end).toBeGreaterThanOrEqual(value.end);
          expect(target.number).toBeGreaterThanOrEqual(0);
          expect(target.high ?? target.number).toBeGreaterThanOrEqual(target.number);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('gives values in order, without overlap', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let at = 0;
        for (const { value } of targetsOf(text, { issueYear: 2022 })) {
          expect(value.start).toBeGreaterThanOrEqual(at);
          at = value.end;
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('gives numbers that are read again from the printed value', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { value, number, high } of targetsOf(text, { issueYear: 2022 })) {
          const [again, ...more] = quantitiesOf(fold(value.text).replaceAll(' ', ''));
          expect(more).toEqual([]);
          expect({ number: again?.number, high: again?.high }).toEqual({ number, high });
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('passes over what is excluded', () => {
    fc.assert(
      fc.property(anyText, fc.nat(80), fc.nat(80), (text, start, length) => {
        const exclude = { start: Math.min(start, text.length), end: Math.min(start + length, text.length) };
        fc.pre(exclude.end > exclude.start);
        for (const { value } of targetsOf(text, { exclude: [exclude] })) {
          expect(value.end <= exclude.start || value.start >= exclude.end).toBe(true);
        }
      }),
    );
  });

  it('gives nothing for a text without figures', () => {
    expect(targetsOf('')).toEqual([]);
    expect(targetsOf('实施一批重点工程,实现全覆盖。')).toEqual([]);
  });
});

describe('targetsOf, on sentences of the genre', () => {
  it.each(['single', 'plans', 'fields', 'regions'])(
    'finds what a reader finds in sentences/%s.json',
    (name) => {
      const file = joinPath(PROJECT_FOLDER, `test/commitments/sentences/${name}.json`);
      const { issueYear, passages }: Sentences = JSON.parse(readText(file));
      const figures = noFigures();
      for (const { passage, targets } of passages) {
        hold(figures, passage, targetsOf(passage, { issueYear }), targets);
      }
      const notes = figures.notes.join('\n');
      expect(figures.found).toBeGreaterThan(50);
      expect(precisionOf(figures), notes).toBeGreaterThanOrEqual(0.97);
      expect(recallOf(figures), notes).toBeGreaterThanOrEqual(0.97);
      expect(shareOf(figures.subjects, figures), notes).toBeGreaterThanOrEqual(0.95);
      expect(shareOf(figures.relations, figures), notes).toBeGreaterThanOrEqual(0.97);
      expect(figures.said / figures.saying, notes).toBeGreaterThanOrEqual(0.95);
    },
  );

  it('covers the whole phrase with its span, and the year from afar', () => {
    const text = '到2025年,扩大应用,城市建成区公交车中清洁能源车辆占比达到90%以上。';
    const [target] = targetsOf(text);
    const printed = (span: Span | null | undefined) => (span ? text.slice(span.start, span.end) : null);
    expect(printed(target?.span)).toBe('城市建成区公交车中清洁能源车辆占比达到90%以上');
    expect(printed(target?.yearSpan)).toMatch(/^到?2025年$/);
    expect(printed(target?.sentence)).toBe(text);
  });

  it('carries a year into the next sentence where that goes straight on with figures', () => {
    const years = (text: string) => targetsOf(text).map(({ year }) => year);
    expect(years('到2025年,森林覆盖率达到40%。湿地保护率达到60%。')).toEqual([2025, 2025]);
    expect(years('到2025年,森林覆盖率达到40%。推进湿地修复,湿地保护率达到60%。')).toEqual([2025, null]);
    expect(years('到2025年,森林覆盖率达到40%。到2030年,湿地保护率达到60%。')).toEqual([2025, 2030]);
    expect(years('到2025年,森林覆盖率达到40%。其中,市区达到30%。')).toEqual([2025, 2025]);
    expect(years('到2025年,森林覆盖率达到40%;湿地保护率达到60%。')).toEqual([2025, 2025]);
  });

  it('counts 今年, 三年内 and what is past from the year of the document', () => {
    const whole = '力争全年研发投入占比达2.7%,到2025年,全年完成整治20项。';
    expect(targetsOf(whole, { issueYear: 2022 }).map(({ year }) => year)).toEqual([2022, 2025]);
    expect(targetsOf('全年优良天数达到300天以上。', { issueYear: 2022 })[0]?.year).toBeNull();
    const text = '三年内新建公园20个。';
    expect(targetsOf(text, { issueYear: 2022 })[0]?.year).toBe(2025);
    expect(targetsOf(text)[0]?.year).toBeNull();
    const report = '2020年,全市森林覆盖率达到40%。';
    expect(targetsOf(report, { issueYear: 2022 })).toEqual([]);
    expect(targetsOf(report, { issueYear: 2018 })).toHaveLength(1);
  });

  it('gives the same measure the same key where two cities word it differently', () => {
    const measure = (text: string) => targetsOf(text)[0]?.measure;
    expect(measure('全市细颗粒物(PM2.5)年均浓度降至30微克/立方米。')).toBe(
      measure('PM2.5平均浓度达到28微克/立方米左右。'),
    );
    expect(measure('空气质量优良天数比率达到85%。')).toBe(measure('全市优良天数比例不低于82%。'));
    expect(measure('新能源车占比达90%。')).toBe(measure('新能源车比例达90%。'));
    expect(measure('湿地保护率达60%。')).not.toBe(measure('林木覆盖率达60%。'));
  });

  it('reads a Traditional print as the Simplified one', () => {
    const [target] = targetsOf('到2022年，全市空氣質量優良天數比例達到72%以上。');
    expect(target?.measure).toBe(targetsOf('空气质量优良天数比例达到80%。')[0]?.measure);
    expect(target?.subject?.text).toBe('空氣質量優良天數比例');
  });
});

describe('hostile texts', () => {
  it.each([
    ['digits', '1'],
    ['numerals', '一'],
    ['one word', '的'],
    ['brackets', '）'],
    ['opening marks', '“'],
    ['Roman letters', 'v'],
    ['line breaks', '\n'],
  ])('costs a megabyte of %s no more than its length', (_, unit) => {
    const timeOf = (length: number) => {
      const text = unit.repeat(length);
      const start = performance.now();
      expect(targetsOf(text, { issueYear: 2022 })).toEqual([]);
      return performance.now() - start;
    };
    timeOf(1000);
    expect(timeOf(1_000_000)).toBeLessThan(5000);
  });

  it('reads a megabyte without any stop', () => {
    const text = '到2025年森林覆盖率达到95%以上'.repeat(4000);
    expect(targetsOf(text, { issueYear: 2022 })).toHaveLength(4000);
  });
});

/** Owns classes of quality: Ⅲ类, 劣Ⅴ类, Ⅱ-Ⅲ类, 一级A, 二级. */
import { parseChineseNumeral } from '../clauses/numerals.ts';

export interface ReadGrade {
  readonly start: number;
  readonly end: number;
  readonly number: number;
  readonly high: number | null;
  readonly unit: string;
}

const ROMAN: Readonly<Record<string, number>> = {
  ...{ ⅰ: 1, ⅱ: 2, ⅲ: 3, ⅳ: 4, ⅴ: 5, ⅵ: 6 },
  ...{ i: 1, ii: 2, iii: 3, iv: 4, v: 5, vi: 6 },
};
const NUMBER = '(ⅰ|ⅱ|ⅲ|ⅳ|ⅴ|ⅵ|iii|ii|iv|i|vi|v|[一二三四五]|[1-5])';
const CLASS = new RegExp(`${NUMBER}(?:类?(?:-|~|至|、|或)${NUMBER})?类`, 'y');
const LEVEL = /([一二三四]|[1-4])级(?:(a|b)|\((a|b)\))?(?=[标水以及限排,。;、)(]|$)/y;
const STARS = /([一二三四五]|[1-5])星级?(?=[标水以及,。;、)]|$)/y;

/** The class that a figure at `at` begins; 劣 and 准 in front of it belong to it. 劣Ⅴ类 counts as 6: worse than Ⅴ. */
export function readGrade(text: string, at: number): ReadGrade | null {
  const grade = read(CLASS, text, at);
  if (grade !== null) {
    const worse = text[at - 1] === '劣';
    const start = worse || text[at - 1] === '准' ? at - 1 : at;
    const high = grade[2] === undefined ? null : gradeOf(grade[2]);
    return {
      start,
      end: at + grade[0].length,
      number: gradeOf(grade[1]) + (worse ? 1 : 0),
      high,
      unit: '类',
    };
  }
  const level = read(LEVEL, text, at);
  if (level !== null) {
    const unit = `级${(level[2] ?? level[3] ?? '').toUpperCase()}`;
    return { start: at, end: at + level[0].length, number: gradeOf(level[1]), high: null, unit };
  }
  const stars = read(STARS, text, at);
  if (stars === null) return null;
  return { start: at, end: at + stars[0].length, number: gradeOf(stars[1]), high: null, unit: '星级' };
}

function read(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function gradeOf(figure: string | undefined): number {
  if (figure === undefined) return 0;
  return ROMAN[figure] ?? parseChineseNumeral(figure) ?? Number(figure);
}

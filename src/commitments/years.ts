/** Owns years in folded text: which year governs what follows, which is only compared with, which is past. */

import { CHINESE_NUMERAL, parseChineseNumeral } from '../clauses/numerals.ts';
import type { Span } from '../core/span.ts';

/**
 * target: what follows is to be so by then (到2025年, “十四五”末, 三年内). base: it is only measured against (比2020年).
 * past: what follows has been (截至2020年底, 2018年以来). none: a date or a part of a name.
 */
export type YearRole = 'target' | 'base' | 'past' | 'none';

export interface YearMark extends Span {
  readonly year: number;
  readonly role: YearRole;
  /** 全年, 年内: the document's own year, unless its sentence names another. */
  readonly isDefault?: boolean;
}

const YEAR = `(?:(?:19|20)\\d{2}|二[〇零][〇零一二三四五六七八九]{2})`;
const DAY = '(?:(?:1[0-2]|0?[1-9])月(?:份|上旬|中旬|下旬)?(?:[0-3]?\\d日)?|[一二三四]季度|上半年|下半年)?';
const CALENDAR = new RegExp(
  `(?<!\\d)(?:(${YEAR})年?(?:-{1,2}|~|至|到))?(${YEAR})年(?:度)?${DAY}(?:年?底|年?末|初)?(?:之?前|以前|以后|之后|后|起|以来|期间|之?内|间)?`,
  'g',
);
const PLAN = /["']?十([二三四五六])五["']?(?:规划)?(?:时期末|期末|期间|时期|中期|末期|初期|末|内|以来)?/g;
const RELATIVE = new RegExp(
  `(今年|本年度?|明年|当年|(?<=力争|争取)全年|全年(?=完成|建成|新增|新建|实现|力争|争取|计划|改造|整治)|年内)(?:年?底|末)?(?:之?前)?|(?<![每近前头这隔满])([${CHINESE_NUMERAL}]{1,3}|\\d{1,2})年(?:左右)?(?:的?时间)?(?:之内|以内|内)|(?:经过|用|利用|通过|花)([${CHINESE_NUMERAL}]{1,3}|\\d{1,2})(?:至[${CHINESE_NUMERAL}\\d]{1,2})?年(?:左右)?(?:的?时间|的?努力)|本?(?:21)?世纪中叶`,
  'g',
);

// 十三五 ended in 2020.
const PLAN_END: Readonly<Record<string, number>> = { 二: 2015, 三: 2020, 四: 2025, 五: 2030, 六: 2035 };

const COMPARED_BEFORE = /(?:比|较|与|同|和|对比|相比|相较|相对|相比于|相较于|较之|于|以|按|从|由|自)(?:于)?$/;
const COMPARED_ONLY_BEFORE = /(?:(?<!占|对|可|评|各)比|较|相比|相较|相对|对比)(?:于)?$/;
const COMPARED_AFTER =
  /^(?:底|末)?(?:同期|水平|基数|实绩|实际|基准|排放量|用量|总量|数据|年均|均值|平均|指标|现状)*(?:值|量|数)?(?:的)?(?:基础上?|为基准|为基数|为基期|为基础|相比|比较|相较|同期|持平)/;
const NAME_AFTER =
  /^["']?(?:行动计划|行动方案|远景目标纲要|远景目标建议|规划|方案|工作要点|任务清单|攻坚方案|实施方案|版|本\)|年鉴|修订|修正)/;

/**
 * The years of a folded text without blanks, in order, without overlap.
 * @param issueYear the year of the document, from which 今年 and 三年内 count and before which a year is past; null: unknown
 */
export function yearsOf(
  text: string,
  issueYear: number | null = null,
  masked: (at: number) => boolean = () => false,
): YearMark[] {
  const marks: YearMark[] = [];
  for (const found of text.matchAll(CALENDAR)) {
    const year = yearOf(found[2] ?? '');
    const span = { start: found.index, end: found.index + found[0].length };
    if (year === null) continue;
    marks.push({
      ...span,
      year,
      role: masked(span.start) ? 'none' : roleOf(text, span, found[0], year, issueYear),
    });
  }
  for (const found of text.matchAll(PLAN)) marks.push(...planMark(text, found, issueYear));
  for (const found of text.matchAll(RELATIVE)) marks.push(...relativeMark(found, issueYear));
  return inOrder(marks);
}

function yearOf(figure: string): number | null {
  if (/^\d+$/.test(figure)) return Number(figure);
  return parseChineseNumeral(figure.replaceAll('零', '〇'));
}

function roleOf(text: string, span: Span, printed: string, year: number, issueYear: number | null): YearRole {
  const before = text.slice(Math.max(0, span.start - 6), span.start);
  const after = text.slice(span.end, span.end + 14);
  if (NAME_AFTER.test(after)) return 'none';
  if (before.endsWith('(') && after.startsWith(')')) return 'none';
  if (/以来$/.test(printed) || /^[^,。;]{0,4}以来/.test(after)) return 'past';
  if (/截[至止]到?$/.test(before)) return 'past';
  if (isCompared(before, after)) return 'base';
  if (/(?:日起?|后)$/.test(printed)) return 'none';
  if (issueYear !== null && year < issueYear) return 'past';
  return 'target';
}

function isCompared(before: string, after: string): boolean {
  if (COMPARED_ONLY_BEFORE.test(before)) return true;
  if (/[由从自]$/.test(before) && /^(?:底|末)?的/.test(after)) return true;
  if (/在$/.test(before) && /^(?:底|末|水平|的)*基础/.test(after)) return true;
  return (
    COMPARED_AFTER.test(after) &&
    (COMPARED_BEFORE.test(before) || /^[^,。;]*基础上|^[^,。;]*相比/.test(after))
  );
}

function planMark(text: string, found: RegExpMatchArray, issueYear: number | null): YearMark[] {
  const span = { start: found.index ?? 0, end: (found.index ?? 0) + found[0].length };
  const year = PLAN_END[found[1] ?? ''];
  if (year === undefined) return [];
  const before = text.slice(Math.max(0, span.start - 3), span.start);
  const after = text.slice(span.end, span.end + 8);
  if (COMPARED_ONLY_BEFORE.test(before)) return [{ ...span, year, role: 'base' }];
  const governs = /(?:末|期间|时期|内|期)$/.test(found[0]) || /[到至]$/.test(before);
  if (/以来$/.test(found[0]) || (issueYear !== null && year < issueYear))
    return [{ ...span, year, role: governs || /以来$/.test(found[0]) ? 'past' : 'none' }];
  return [{ ...span, year, role: governs && !/^["']?(?:规划|行动)/.test(after) ? 'target' : 'none' }];
}

function relativeMark(found: RegExpMatchArray, issueYear: number | null): YearMark[] {
  const span = { start: found.index ?? 0, end: (found.index ?? 0) + found[0].length };
  if (found[0].includes('世纪')) return [{ ...span, year: 2050, role: 'target' }];
  const figure = found[2] ?? found[3];
  if (issueYear === null) return [{ ...span, year: 0, role: 'none' }];
  if (figure === undefined) {
    const year = issueYear + (found[0].startsWith('明') ? 1 : 0);
    return [{ ...span, year, role: 'target', isDefault: /^(?:全年|年内)/.test(found[0]) }];
  }
  const years = /^\d/.test(figure) ? Number(figure) : parseChineseNumeral(figure);
  if (years === null || years > 50) return [];
  return [{ ...span, year: issueYear + years, role: 'target' }];
}

/** The first of two that overlap stays. */
function inOrder(marks: readonly YearMark[]): YearMark[] {
  const sorted = [...marks].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: YearMark[] = [];
  for (const mark of sorted) if (mark.start >= (kept.at(-1)?.end ?? 0)) kept.push(mark);
  return kept;
}

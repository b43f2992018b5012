/** Owns classes of quality that are promised: 水质稳定达到Ⅲ类, 执行一级A标准. */
import { type Bound, comparatorAfter, predicateBefore } from './comparators.ts';
import type { Reading } from './reading.ts';
import { cutSubject } from './subjects.ts';
import { type Verdict, verdict } from './verdict.ts';

// 达到国家二级标准, 达到地表水Ⅳ类标准
const GRADE_NORM =
  /(?:国家|省|地方|地表水|海水|地下水|环境空气质量|环境质量|水质|城镇污水处理厂|污染物排放标准|绿色建筑|湖库|河流|湖泊|《[^》]{2,12}》|标准|中|的)+$/;
const GRADE_END =
  /^(?:地表水|海水|环境)?(?:水质|水体|水|空气质量)?(?:污染物)?(?:排放)?(?:标准|要求|水平|目标|限值)?(?:及以上|或以上|以上|以下|及以下)?(?:水质|标准|要求|水平|目标|限值)?(?:$|并|且|和|及|与|或)/;

// 新建建筑按照二星级以上绿色建筑标准设计
const BY_NORM = /(?:按照|按|执行|采用)$/;
const NORM_BEHIND = /^(?:及以上|或以上|以上)?[^,。;、]{0,10}标准/;

export function judgeGrade(reading: Reading): Verdict | null {
  return judgeReached(reading) ?? judgeNorm(reading);
}

/** What is built or done by a norm of a class. */
function judgeNorm(reading: Reading): Verdict | null {
  const { text, lead, quantity } = reading;
  const by = BY_NORM.exec(text.slice(lead, quantity.start));
  if (by === null || !NORM_BEHIND.test(text.slice(quantity.end, quantity.end + 20))) return null;
  const subject = cutSubject(text, lead, lead + by.index, 'share');
  return subject.end > subject.start ? verdict(reading, 'predicate', subject, { post: reading.post }) : null;
}

function judgeReached(reading: Reading): Verdict | null {
  const { text, lead, quantity, post, rest, restText } = reading;
  const norm =
    GRADE_NORM.exec(text.slice(Math.max(lead, quantity.start - 16), quantity.start))?.[0].length ?? 0;
  const predicate = norm === 0 ? reading.predicate : predicateBefore(text, lead, quantity.start - norm);
  const nearest = predicate.comparators[0];
  if (nearest === undefined || nearest.kind === 'change' || nearest.kind === 'about') return null;
  const behind = text.slice(quantity.end, rest.end);
  if (!GRADE_END.test(post === null ? restText : behind) || /^(?:工程|医院|学校|项目|响应)/.test(restText))
    return null;
  const late = post ?? lateBound(reading);
  const subject = cutSubject(text, lead, predicate.start, 'share');
  if (subject.end === subject.start && reading.standing.joined === null) return null;
  return verdict({ ...reading, predicate }, 'predicate', subject, { post: late });
}

/** Ⅲ类水质以上 */
function lateBound({ text, quantity, rest }: Reading): Bound | null {
  const found = /^[^,。;]{0,5}?(?=及以上|或以上|以上|以下)/.exec(text.slice(quantity.end, rest.end));
  return found === null ? null : comparatorAfter(text, quantity.end + found[0].length);
}

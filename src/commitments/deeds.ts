/** Owns counts that a verb makes promises: 新建20座…, 培育10家以上…, 每季度至少检查一次. */
import type { Span } from '../core/span.ts';
import { type Comparator, predicateBefore } from './comparators.ts';
import { ABSTRACT_HEADS, DEED_VERBS, NAMING_HEADS } from './data/verbs.ts';
import type { Reading } from './reading.ts';
import { cutSubject, subjectBehind } from './subjects.ts';
import { type Verdict, verdict } from './verdict.ts';

const verbs = verbTable();

export const GOAL_BEHIND =
  /^的?(?:一次性)?(?:(?:年度|国家|省定|约束性|预期|工作|考核|奋斗)*(?:目标|要求|水平|任务|底线|大关|标准|红线|速度|增速|幅度|比例|规模|罚款|奖励|补助|补贴|资金|支持|资助|专项资金|经费|贴息|奖补))/;
const MONEY_BEHIND =
  /^的?(?:一次性)?(?:罚款|奖励|补助|补贴|资金|支持|资助|奖补|贴息|经费|专项|扶持|贷款|信贷|授信|投资|奖金|财政)/;
const SMALL_UNIT =
  /^(?:米|平方米|吨|蒸吨|千伏|千伏安|分贝|兆瓦|千瓦|克|毫克|微克|厘米|毫米|蒸吨\/小时|吨\/小时|毫克\/.*|兆|kv|db.*)$/;
const EXTENSIVE_UNIT = /^(?:公里|亩|公顷|平方公里|平方千米|千米|亩次|元)$/;
// 1000户以上村庄
const SIZED = /^(?:的|规模|大型|行政村|自然村|村|社区|小区|集镇|聚居|养殖|企业|单位|场|工厂|用工)/;
const LOOSE_DEED =
  /^(?:推进|开展|实施|发展|推动|落实|保护|形成|应用|服务|解决|进行|优化|提升|恢复|监测|处理|利用|巩固|拥有|实现|设计|完成|改善|突破)$/;

/** 新建20座…, 培育10家以上…, 每季度至少检查一次, and the counts that share a verb: 3个园区、5个基地. */
export function judgeDeed(reading: Reading): Verdict | null {
  const { text, quantity, lead, predicate, standing, restText, rest, ends } = reading;
  const verb = verbBefore(text, lead, predicate.start);
  if (verb === null && !sharesDeed(reading)) return null;
  if (quantity.kind === 'time') return null;
  if (quantity.unit === '' && quantity.kind === 'amount') return null;
  const bounds = verb === null ? null : predicateBefore(text, lead, verb.start);
  const comparators = [...predicate.comparators, ...(bounds?.comparators.filter(isPreverbal(text)) ?? [])];
  if (isThreshold(reading) || isNaming(reading, verb, comparators)) return null;
  if (ends) {
    const subject = cutSubject(text, lead, predicate.start, 'deed');
    const counts =
      standing.promising || quantity.kind === 'share' || /^次/.test(quantity.unit) || comparators.length > 0;
    return subject.end > subject.start || counts ? verdict(reading, 'noun', subject, { comparators }) : null;
  }
  if (/^的(?!罚款)/.test(restText) && !GOAL_BEHIND.test(restText)) return null;
  if (restText.startsWith('用于')) return verdict(reading, 'deed', null, { comparators });
  const behind = subjectBehind(text, rest.start, rest.end, quantity.unit.startsWith('次'));
  return verdict(reading, 'deed', behind, { comparators, end: behind.whole });
}

/** 、5个基地 behind 新建3个园区, 和3个园区 behind 打造A集群. */
function sharesDeed({ text, lead, predicate, standing }: Reading): boolean {
  const gap = text.slice(lead, predicate.start);
  if (standing.joined === 'deed' && /^[、和及与]*$/.test(gap)) return true;
  return /.(?:和|及|与|以及|、)$/.test(gap) && cutSubject(text, lead, predicate.start, 'deed').deed !== null;
}

function isPreverbal(text: string): (one: Comparator) => boolean {
  return ({ start, end }) => /^(?:至少|最少|最多|至多|不少于|不低于)$/.test(text.slice(start, end));
}

/** The deed whose last character stands before `end`, its span; longest first. */
export function verbBefore(text: string, from: number, end: number): Span | null {
  const words = end > from ? verbs.get(text.charAt(end - 1)) : undefined;
  const verb = words?.find((word) => end - word.length >= from && text.endsWith(word, end));
  return verb === undefined ? null : { start: end - verb.length, end };
}

function verbTable(): Map<string, string[]> {
  const table = new Map<string, string[]>();
  for (const verb of [...DEED_VERBS].sort((a, b) => b.length - a.length)) {
    const last = verb.charAt(verb.length - 1);
    table.set(last, [...(table.get(last) ?? []), verb]);
  }
  return table;
}

/** 500吨以上的码头, 1000户以上村庄, 10亿元以上项目: which things are meant, not how many. */
export function isThreshold({ quantity, post, restText, crowded, ends }: Reading): boolean {
  if (ends || quantity.kind === 'share') return false;
  if (quantity.kind === 'amount') {
    if (MONEY_BEHIND.test(restText) && /元/.test(quantity.unit)) return false;
    if (crowded || /^的/.test(restText)) return true;
    if (post === null) return SMALL_UNIT.test(quantity.unit) && quantity.number < 10_000;
    return !EXTENSIVE_UNIT.test(quantity.unit) && quantity.number < 10_000;
  }
  if (post === null) return false;
  return /^[户人名头]$/.test(quantity.unit) ? SIZED.test(restText) : crowded && !/^的/.test(restText);
}

/** Counts that name: 三个中心, 两个方面; Chinese numerals are trusted behind plain deeds and plain things. */
export function isNaming(
  { quantity, restText, text }: Reading,
  verb: Span | null,
  comparators: readonly Comparator[],
): boolean {
  if (quantity.kind !== 'count') return false;
  if (ABSTRACT_HEADS.test(restText)) return true;
  if (!quantity.chinese) return false;
  if (comparators.some(({ kind }) => kind === 'bound') || /^(?:以上|次)/.test(restText)) return false;
  if (quantity.number < 2 && !quantity.unit.startsWith('次')) return true;
  if (quantity.unit.startsWith('次')) return false;
  if (NAMING_HEADS.test(restText)) return true;
  return verb !== null && LOOSE_DEED.test(text.slice(verb.start, verb.end));
}

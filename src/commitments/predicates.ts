/** Owns figures that a predicate asks for: 达到95%以上, 不少于5条, 控制在…以内, 下降18%. */
import type { Span } from '../core/span.ts';
import type { Comparator } from './comparators.ts';
import { WEAK_COMPARATORS } from './data/comparators.ts';
import { MEASURE_END } from './data/measures.ts';
import { GOAL_BEHIND, isNaming, isThreshold, judgeDeed, verbBefore } from './deeds.ts';
import type { Reading } from './reading.ts';
import { leadStart } from './scene.ts';
import { type CutSubject, cutSubject, nextDeed, subjectBehind } from './subjects.ts';
import { type Verdict, verdict } from './verdict.ts';

// 以10%的速度, 按10%比例
const PACE_BEHIND = /^的?(?:年均)?(?:速度|增速|幅度|比例|标准)/;
const RAISING =
  /^(?:[^,。;]{0,6})?(?:提高|提升|增加|扩大|降低|缩短|压缩|压减|减少|控制|延长|发展|升级|下降|增长|精简|优化|改善|放宽|调整|削减|下调|上调|恢复|推动)/;

export function judgePredicate(reading: Reading): Verdict | null {
  const { text, quantity, predicate, lead, restText, ends, crowded, standing } = reading;
  if (!asksForFigure(reading)) return null;
  if (quantity.unit === '' && quantity.kind === 'amount' && !ends) return null;
  if (/^的/.test(restText) && !GOAL_BEHIND.test(restText)) return null;
  const nearest = predicate.comparators[0];
  // By that much a year, of something that was named in other words.
  if (PACE_BEHIND.test(restText) && /[按以]$/.test(text.slice(lead, quantity.start)))
    return verdict(reading, 'noun', null);
  if (crowded && !ends && !(quantity.kind === 'share' && nearest?.kind !== 'bound')) return null;
  const thing = lead < predicate.start && verbBefore(text, lead, predicate.start);
  if (thing) return judgeDeed(reading);
  const raised = predicate.comparators.some(({ start, end }) => /[到至为在]$/.test(text.slice(start, end)));
  const isNumbered = quantity.kind === 'count' || nearest?.kind === 'bound';
  const style = quantity.kind === 'share' ? (raised ? 'raised' : 'share') : isNumbered ? 'deed' : 'raised';
  const from = style === 'deed' && standing.afterDeed ? nextDeed(text, lead, predicate.start) : lead;
  const subject = cutSubject(text, from, predicate.start, style);
  // 情况复杂的不超过30日: who is meant, not what is measured.
  if (nearest?.kind === 'bound' && text.charAt(predicate.start - 1) === '的') {
    const who = { start: subject.start, end: predicate.start };
    return verdict(reading, 'predicate', { start: lead, end: lead, condition: who });
  }
  if (subject.end > subject.start) return verdict(reading, 'predicate', subject);
  return orBehind(reading, subject);
}

/** With nothing in front, what is counted stands behind (不少于5条美丽河湖), in the phrase before, or was said before. */
function orBehind(reading: Reading, { condition }: CutSubject): Verdict | null {
  const { text, ends, rest, quantity, restText, predicate } = reading;
  if (!ends && quantity.kind !== 'share' && !/^的/.test(restText)) {
    if (isThreshold(reading) || isNaming(reading, null, predicate.comparators)) return null;
    const behind = subjectBehind(text, rest.start, rest.end);
    return verdict(reading, 'deed', { ...behind, condition }, { end: behind.whole });
  }
  return verdict(reading, 'predicate', saidBefore(reading));
}

// PM2.5平均浓度不高于上年,力争低于25微克
const MEASURE_STATED =
  /^[^,。;]{2,30}?(?:率|比例|占比|比重|浓度|面积|总量|规模|能力|强度|产值|指数)(?=不高于|不低于|优于|好于|持续|稳定|保持|明显|达到|完成|进一步|稳步|继续)/;

/** The measure that the phrase before names, where a comma stands between. */
function saidBefore({ text, lead, scene, standing }: Reading): Span | null {
  const comma = lead - 1;
  if (comma < 1 || text.charAt(comma) !== ',' || comma < standing.boundary) return null;
  const start = leadStart(scene, Math.max(standing.boundary, comma - 40), comma);
  const phrase = text.slice(start, comma);
  const stated = MEASURE_STATED.exec(phrase)?.[0].length;
  if (stated === undefined && !MEASURE_END.test(phrase)) return null;
  return cutSubject(text, start, start + (stated ?? phrase.length), 'share');
}

/** Whether the words in front say that the figure is to be reached or kept to. */
function asksForFigure({ text, predicate, quantity, standing, lead, restText }: Reading): boolean {
  const [nearest] = predicate.comparators;
  if (nearest === undefined) return false;
  if (
    quantity.kind === 'time' &&
    quantity.unit === '年' &&
    nearest.kind === 'reach' &&
    !/[至到为]$/.test(text.slice(nearest.start, nearest.end))
  )
    return false;
  if (quantity.unit === '年' && nearest.kind === 'change') return false;
  if (predicate.comparators.some((one) => isStrong(one, text))) return true;
  const noun = text.slice(lead, predicate.start);
  const word = text.slice(nearest.start, nearest.end);
  if (nearest.kind === 'about') return false;
  if (word === '按' || word === '以') return quantity.kind === 'share' && PACE_BEHIND.test(restText);
  if (word === '至' || word === '到') return RAISING.test(noun) || MEASURE_END.test(noun);
  if (word === '实现' || word === '占')
    return quantity.kind === 'share' || (word === '实现' && quantity.kind !== 'time');
  if (/^(?:符合|满足|执行)$/.test(word)) return false;
  if (word === '提前') return quantity.kind === 'time';
  if (word === '稳定' || word === '保持') return quantity.kind === 'share' || MEASURE_END.test(noun);
  if (quantity.kind === 'time') return MEASURE_END.test(noun);
  if (/[降减增升少]|节约/.test(word)) return quantity.kind === 'share' && noun.length > 1;
  if (/超|不/.test(word)) return noun.length > 1;
  return MEASURE_END.test(noun) || (standing.promising && quantity.kind === 'share');
}

export function isStrong({ kind, start, end }: Comparator, text: string): boolean {
  return kind !== 'about' && !WEAK_COMPARATORS.has(text.slice(start, end));
}

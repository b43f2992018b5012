/** Owns which quantities are promises: the rules in order, and figures that only stand behind what they measure. */
import { MEASURE_END } from './data/measures.ts';
import { CUTTING_VERBS } from './data/verbs.ts';
import { isNaming, judgeDeed } from './deeds.ts';
import { judgeLimit } from './limits.ts';
import { judgePredicate } from './predicates.ts';
import { judgeGrade } from './quality.ts';
import type { Quantity } from './quantities.ts';
import { isConditional, type Reading, read, type Standing } from './reading.ts';
import type { Scene } from './scene.ts';
import { judgePart, judgeShare } from './shares.ts';
import { cutSubject, nextDeed } from './subjects.ts';
import { type Verdict, verdict } from './verdict.ts';

// What in front of a figure shows that the words are no name of a measure.
const BAD_END =
  /(?:等|共有|现有|具有|含有|拥有的|有|包括|包含|含|涉及|其他|其它|的|了|在|于|从|由|自|对|向|与|和|及|或|每|第|是|指|因|被|将|把|距|约束|分为|分成|近|前|后|超过|来自|隶属|任期|为期|连续|历时|前往|排名|位列|位居|第一|仅|只有|下设|下辖|辖|[一二三四五六七八九十两]个)$/;

export function judge(scene: Scene, quantity: Quantity, standing: Standing): Verdict | null {
  const reading = read(scene, quantity, standing);
  if (isConditional(reading)) return null;
  if (quantity.kind === 'grade') return judgeGrade(reading);
  return (
    judgeLimit(reading) ??
    judgePart(reading) ??
    judgePredicate(reading) ??
    judgeDeed(reading) ??
    judgeShare(reading) ??
    judgeNoun(reading)
  );
}

/** 改造老旧小区1589个, 断面比例95%左右, and in a list of such: 城市公园25个以上. */
function judgeNoun(reading: Reading): Verdict | null {
  const { text, quantity, lead, predicate, ends, standing, post } = reading;
  if (!ends) return null;
  const from = standing.afterDeed ? nextDeed(text, lead, predicate.start) : lead;
  const noun = text.slice(from, predicate.start);
  if (quantity.unit === '' && quantity.kind === 'amount' && !(MEASURE_END.test(noun) && standing.promising))
    return null;
  if (BAD_END.test(noun)) return null;
  if (quantity.kind === 'time' && !(standing.promising && /(?:寿命|年限|时间|时长|期限|时限)$/.test(noun)))
    return null;
  const done = cutSubject(text, from, predicate.start, 'deed');
  const isCut = done.deed !== null && CUTTING_VERBS.has(text.slice(done.deed.start, done.deed.end));
  const subject =
    quantity.kind === 'share' && !isCut ? cutSubject(text, from, predicate.start, 'share') : done;
  if (subject.end - subject.start < 1) return null;
  const hasDeed = subject.deed !== null;
  const measured = MEASURE_END.test(text.slice(subject.start, subject.end)) && quantity.kind !== 'count';
  const counted = quantity.kind === 'count' && quantity.chinese;
  if (counted && !hasDeed && post === null) return null;
  if (!hasDeed && post === null && !standing.promising && !measured) return null;
  if (hasDeed && quantity.kind === 'count' && isNaming(reading, null, predicate.comparators)) return null;
  return verdict(reading, 'noun', subject);
}

/** Owns what is said around a target: how often, against which year, and the year that is named only behind it. */
import type { Span } from '../core/span.ts';
import type { Draft } from './drafts.ts';
import type { Scene, SentenceScene } from './scene.ts';
import type { YearMark } from './years.ts';

const PER =
  /每(?:个)?(?:年度?|季度|月度?|周|日|天|半年|学期|学年|[一二两三四五]年|[一二两三]个月|次|(?:[百千万亿]|十万|\d+万?)(?:人口?|户|名)(?:[^,。;、]{0,4}?)(?=拥有|配备|至少|不少于|不低于))|年均(?!浓度|值|增速|增长率)|(?<=[,、。]|^)一年(?=不少于|至少|开展|组织)/g;
const MAX_PER_CHARS = 80;

/** 每年, 每季度, 每千人口: the nearest in the phrase, or 每年 earlier in the same part of the sentence. */
export function perOf({ text }: Scene, sentence: Span, { lead, quantity, verdict }: Draft): Span | null {
  const near = lastMatch(PER, text, lead, quantity.start);
  if (near !== null) return near;
  if (quantity.kind === 'share' || quantity.unit === '元' || !/deed|noun/.test(verdict.route)) return null;
  const from = Math.max(sentence.start, quantity.start - MAX_PER_CHARS);
  const part = from + Math.max(0, text.slice(from, quantity.start).lastIndexOf(';') + 1);
  const far = lastMatch(/每(?:年度?|季度|月|周)/g, text, part, quantity.start);
  if (far === null) return null;
  return /\d{4}年|。|,.*,/.test(text.slice(far.end, quantity.start)) ? null : far;
}

function lastMatch(pattern: RegExp, text: string, from: number, to: number): Span | null {
  let last: Span | null = null;
  for (const found of text.slice(from, to).matchAll(pattern)) {
    last = { start: from + found.index, end: from + found.index + found[0].length };
  }
  return last;
}

const CONDITION =
  /(?:在[^,。;]{1,20}?(?:前提|条件|情况)下|(?:具备|符合|满足)[^,。;]{0,8}?条件的(?:地区|地方|县|乡镇)?|有条件的(?:地区|地方|县|乡镇))(?=,$)/;

/** 在…前提下, in the phrase before. */
export function conditionOf({ text }: Scene, sentence: Span, { lead, verdict }: Draft): Span | null {
  if (verdict.condition !== null) return verdict.condition;
  const from = Math.max(sentence.start, lead - 40);
  const found = CONDITION.exec(text.slice(from, lead));
  return found === null ? null : { start: from + found.index, end: from + found.index + found[0].length };
}

/** The year of a 比2020年 in the phrase, or of a 与2020年相比, that stands on its own in front of changes. */
export function baseOf({ text }: Scene, { years, lead, verdict, unit }: Draft): number | null {
  const { base } = years;
  if (base === null || !(/[+-]/.test(verdict.relation) || unit === '倍')) return null;
  if (base.start >= lead) return base.year;
  const behind = text.slice(base.end, Math.min(lead, base.end + 12));
  const alone = /^[^,。;\d]{0,6},/.test(behind);
  return alone || (verdict.respectively && base.start >= lead - MAX_PER_CHARS) ? base.year : null;
}

const DONE_BY = /^(?:、[^,。;]{0,12})?[,(](?:全部|确保|力争|计划)?$/;
const THEN =
  /^(?:全部|基本|全面|力争|确保|前)*(?:完成|建成|投运|投用|投产|达标|竣工|建设完成|完工|实现|到位|通车|开工|验收)/;

/** 新建污水处理厂3座,2025年底前建成: the year that follows where none governs. */
export function yearBehind(
  scene: Scene,
  sentence: SentenceScene,
  { quantity, verdict }: Draft,
): YearMark | null {
  const { text } = scene;
  const from = Math.max(quantity.end, verdict.end);
  const mark = nextYear(sentence.years, from);
  if (mark === undefined || mark.role !== 'target' || mark.start - from > 24) return null;
  const gap = text.slice(from, mark.start).replace(/^[^,。;、(]{0,12}/, '');
  return DONE_BY.test(gap) && THEN.test(text.slice(mark.end, mark.end + 10)) ? mark : null;
}

function nextYear(years: readonly YearMark[], from: number): YearMark | undefined {
  let low = 0;
  let high = years.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((years[middle]?.start ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return years[low];
}

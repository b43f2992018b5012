/** Owns quantities in folded text: a number or a range of two, its unit, and where they stand. */

import { CHINESE_NUMERAL } from '../clauses/numerals.ts';
import type { Span } from '../core/span.ts';
import { PLAIN_CLASSIFIERS, SIZE_MARKS } from './data/units.ts';
import { readGrade } from './grades.ts';
import { type ReadNumber, readNumber } from './numbers.ts';
import { type QuantityKind, type ReadUnit, readUnit } from './units.ts';

export interface Quantity extends Span {
  readonly number: number;
  /** The upper end of a range. */
  readonly high: number | null;
  /** Folded, without 万 and 亿; '' for a bare number. */
  readonly unit: string;
  readonly kind: QuantityKind;
  /** 20多, 100余. */
  readonly loose: boolean;
  /** Counted in Chinese numerals, which as often name as they count. */
  readonly chinese: boolean;
}

const FIGURE = new RegExp(
  `\\d+|[${CHINESE_NUMERAL}万亿]+|翻|[ⅰ-ⅵ]|(?<![a-z])[iv]{1,3}(?=类|-|~|至|、|或)`,
  'g',
);

// What in front of a figure makes a name or an ordinal of it.
const ORDINAL = /[第每+×x*№#$]/;
const NAMING = /[这那该哪任某另同统唯其之单初专逐首末各前后头进万]/;
const SEPARATOR = /-{1,2}|~|至|到/y;
// 二万元以上二十万元以下, 百分之五以上百分之二十以下
const UPWARDS = /以上(?:至)?/y;
const DOWNWARDS = /以下/y;

/**
 * The quantities of a folded text without blanks, in order, without overlap. Figures of names and ordinals (PM2.5, 第3条,
 * 6号线, 4+1) are none; what a quantity is for (a promise, a threshold) is not said here.
 * @param taken units that belong to something else: years and dates
 */
export function quantitiesOf(text: string, taken: (at: number) => boolean = () => false): Quantity[] {
  const found: Quantity[] = [];
  FIGURE.lastIndex = 0;
  for (let figure = FIGURE.exec(text); figure !== null; figure = FIGURE.exec(text)) {
    const at = figure.index;
    const quantity = taken(at) ? null : quantityAt(text, at);
    if (quantity === null) continue;
    found.push(quantity);
    FIGURE.lastIndex = Math.max(quantity.end, FIGURE.lastIndex);
    if (quantity.end > at) FIGURE.lastIndex = quantity.end;
  }
  return found;
}

function quantityAt(text: string, at: number): Quantity | null {
  const before = text[at - 1] ?? '';
  if (ORDINAL.test(before) || (before === '.' && /\d/.test(text[at - 2] ?? ''))) return null;
  const grade = readGrade(text, at);
  if (grade !== null) return { ...grade, kind: 'grade', loose: false, chinese: false };
  if (/[a-z]/.test(before)) return null;
  const first = readNumber(text, at, (place) => readUnit(text, place) !== null);
  if (first === null || isName(text, first.end)) return null;
  if (first.chinese && first.unit === null && NAMING.test(before)) return null;
  if (!first.chinese && /[前第]/.test(before)) return null;
  const unit = unitOf(text, first);
  return rangeFrom(text, at, first, unit) ?? single(text, at, first, unit);
}

/** 6号线, 5g, 1+n, 8时, 3维. */
function isName(text: string, end: number): boolean {
  const next = text[end] ?? '';
  if (/[+号时维代#]/.test(next) || /^月(?!均)|^[°']/.test(text.slice(end, end + 2))) return true;
  return /[a-zα-ω]/.test(next) && readUnit(text, end) === null;
}

function unitOf(text: string, number: ReadNumber): ReadUnit | null {
  if (number.unit !== null) return { end: number.end, unit: number.unit, kind: 'share' };
  return readUnit(text, number.end);
}

function single(text: string, at: number, number: ReadNumber, unit: ReadUnit | null): Quantity | null {
  const { value, loose, chinese } = number;
  if (unit === null) {
    const bare = !chinese || number.magnitude > 1;
    return bare
      ? { start: at, end: number.end, number: value, high: null, unit: '', kind: 'amount', loose, chinese }
      : null;
  }
  if (isSize(text, unit) || !isTrusted(number, unit)) return null;
  return {
    start: at,
    end: unit.end,
    number: value,
    high: null,
    unit: unit.unit,
    kind: unit.kind,
    loose,
    chinese,
  };
}

function isSize(text: string, { end, kind }: ReadUnit): boolean {
  return (kind === 'amount' || kind === 'time') && SIZE_MARKS.includes(text[end] ?? ' ');
}

function isTrusted(number: ReadNumber, unit: ReadUnit): boolean {
  return !number.chinese || number.unit !== null || unit.kind !== 'count' || PLAIN_CLASSIFIERS.has(unit.unit);
}

/** 1-2个, 10%至15%, 3到5个, 3-5万亩, 二万元以上二十万元以下. */
function rangeFrom(text: string, at: number, low: ReadNumber, lowUnit: ReadUnit | null): Quantity | null {
  const lowEnd = lowUnit?.end ?? low.end;
  const upwards = sticky(UPWARDS, text, lowEnd);
  const gap = upwards > 0 ? upwards : sticky(SEPARATOR, text, lowEnd);
  if (gap === 0) return null;
  const high = readNumber(text, lowEnd + gap, (place) => readUnit(text, place) !== null);
  if (high === null || isName(text, high.end)) return null;
  const highUnit = unitOf(text, high);
  if (highUnit === null || isSize(text, highUnit)) return null;
  if (lowUnit !== null && lowUnit.unit !== highUnit.unit) return null;
  const downwards = upwards > 0 ? sticky(DOWNWARDS, text, highUnit.end) : 0;
  if (upwards > 0 && downwards === 0) return null;
  if (!isTrusted(high, highUnit)) return null;
  // 3-5万 is 3万 to 5万.
  const shared = lowUnit === null && low.magnitude === 1 && low.value * high.magnitude <= high.value;
  const number = shared ? low.value * high.magnitude : low.value;
  if (number > high.value) return null;
  return {
    start: at,
    end: highUnit.end + downwards,
    number,
    high: high.value,
    unit: highUnit.unit,
    kind: highUnit.kind,
    loose: false,
    chinese: low.chinese,
  };
}

function sticky(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

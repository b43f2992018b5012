/** Owns the words around a figure that say how it bounds: 不低于, 达到…以上, 下降, 力争突破, 约. */
import type { Span } from '../core/span.ts';
import {
  ADVERBS,
  AIMS,
  COMPARATORS_AFTER,
  COMPARATORS_BEFORE,
  type ComparatorKind,
  type Relation,
} from './data/comparators.ts';

export interface Comparator extends Span {
  readonly kind: ComparatorKind;
  readonly relation: Relation;
}

/** A comparator behind a figure. */
export interface Bound extends Span {
  readonly relation: Relation;
}

/** What stands between a subject and its figure. */
export interface Predicate {
  /** Where it begins; the end of the lead where there is none. */
  readonly start: number;
  /** Nearest to the figure first. */
  readonly comparators: readonly Comparator[];
  readonly aim: Span | null;
  /** 分别: the figures that follow go with the subjects before one by one. */
  readonly respectively: boolean;
}

interface Word {
  readonly text: string;
  readonly comparator: { kind: ComparatorKind; relation: Relation } | null;
  readonly aim: boolean;
}

const byLast = tableOf([
  ...COMPARATORS_BEFORE.flatMap(([kind, relation, words]) =>
    words.map((text) => ({ text, comparator: { kind, relation }, aim: false })),
  ),
  ...[...new Set([...ADVERBS, ...AIMS])].map((text) => ({
    text,
    comparator: null,
    aim: AIMS.includes(text),
  })),
]);

const after = COMPARATORS_AFTER.flatMap(([relation, words]) =>
  words.map((text) => ({ relation, text })),
).sort((a, b) => b.text.length - a.text.length);

// What may stand inside a predicate: a base (在2021年基础上, 比上年), a year that governs it, 上述 commas of neither.
const BASE_PHRASE =
  /(?:在|以|比|较|与|同|和|按|相比|相较|相对)(?:于)?(?:["']?十[二三四五六]五["']?(?:末|期末|期间|时期)?|\d{4}年|上年|上一年|去年|前一年|现状|目前|同期|基准年|上年同期|去年同期|现有|峰值|基期|常年)(?:度|底|末|同期|水平|基数|实绩|期末|的|年均)*(?:基础上?|为基准|为基数|相比|比较|持平)?,?$/;
const YEAR_PHRASE =
  /(?:\d{4}年|["']?十[二三四五六]五["']?(?:末|期间|时期))(?:底|末)?的$|(?:到|至|于|在)?(?:\d{4}年|["']?十[二三四五六]五["']?(?:末|期末|期间|时期))(?:度|年?底|年?末)?(?:之?前)?$/;
// 压缩至法定时限的40%
const OF_PHRASE = /(?<=[至到于达过])[^,。;、\d至到占]{1,14}的$/;
// 提高到每公顷80立方米
const PER_PHRASE = /每(?:立方米|平方公里|平方米|公顷|亩|升|人|户|吨|千瓦时|万元)$/;
// 高于各项贷款平均增速2个百分点
const THAN_PHRASE =
  /(?<=高于|快于|低于|大于|超出|高出|优于|超过)(?:全[国省市]|各|同期|上年|[^,。;、\d]{0,12}?(?:平均|增速|水平|同期))[^,。;、\d]{0,10}$/;

/** The predicate that ends at `end`, read backwards as far as `from`. */
export function predicateBefore(text: string, from: number, end: number): Predicate {
  const comparators: Comparator[] = [];
  let aim: Span | null = null;
  let respectively = false;
  let at = end;
  for (;;) {
    const word = wordBefore(text, from, at);
    if (word === null) {
      const phrase = phraseBefore(text, from, at);
      if (phrase === 0) break;
      at -= phrase;
      continue;
    }
    at -= word.text.length;
    const span = { start: at, end: at + word.text.length };
    if (word.comparator !== null) comparators.push({ ...span, ...word.comparator });
    if (word.aim) aim = span;
    respectively ||= word.text === '分别';
  }
  return { start: at, comparators, aim, respectively };
}

function wordBefore(text: string, from: number, at: number): Word | null {
  const words = at > from ? byLast.get(text.charAt(at - 1)) : undefined;
  const word = words?.find((one) => at - one.text.length >= from && text.endsWith(one.text, at)) ?? null;
  if (word?.text === '均' && /[人户亩]均$/.test(text.slice(at - 2, at))) return null;
  return word?.text === '增' && /[新净]增$/.test(text.slice(at - 2, at)) ? null : word;
}

function phraseBefore(text: string, from: number, at: number): number {
  if (!/[上比期年末底前平数准较的速均幅率值米里顷亩升人户吨时元,]/.test(text.charAt(at - 1))) return 0;
  const tail = text.slice(Math.max(from, at - 24), at);
  return (
    (BASE_PHRASE.exec(tail) ??
      YEAR_PHRASE.exec(tail) ??
      OF_PHRASE.exec(tail) ??
      THAN_PHRASE.exec(tail) ??
      PER_PHRASE.exec(tail))?.[0].length ?? 0
  );
}

/** The comparator that begins at `at`, behind a figure. */
export function comparatorAfter(text: string, at: number): Bound | null {
  const word = after.find((one) => text.startsWith(one.text, at));
  if (word === undefined) return null;
  if (word.text === '内' && /^内[容部外地设涵陆河湖燃需]/.test(text.slice(at, at + 2))) return null;
  if (word.text === '起' && !/^起(?:[,。;]|$)/.test(text.slice(at, at + 2))) return null;
  if (word.text === '许' && !/^许(?:[,。;]|$)/.test(text.slice(at, at + 2))) return null;
  return { start: at, end: at + word.text.length, relation: word.relation };
}

function tableOf(words: readonly Word[]): Map<string, Word[]> {
  const table = new Map<string, Word[]>();
  for (const word of [...words].sort((a, b) => b.text.length - a.text.length)) {
    const last = word.text.charAt(word.text.length - 1);
    table.set(last, [...(table.get(last) ?? []), word]);
  }
  return table;
}

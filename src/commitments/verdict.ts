/** Owns what is found of a promise: its subject, how it is bounded, and by what it was known. */
import type { Span } from '../core/span.ts';
import type { Bound, Comparator } from './comparators.ts';
import type { Relation } from './data/comparators.ts';
import { CUTTING_VERBS } from './data/verbs.ts';
import type { Quantity } from './quantities.ts';
import type { Reading, Route } from './reading.ts';
import { isDeed } from './subjects.ts';

export interface Verdict {
  readonly subject: Span | null;
  readonly condition: Span | null;
  readonly comparator: Span | null;
  readonly relation: Relation;
  readonly aim: Span | null;
  /** 分别: figures that follow go with the subjects one by one. */
  readonly respectively: boolean;
  /** Where the phrase ends: behind the comparator, or the subject where that follows. */
  readonly end: number;
  readonly route: Route;
}

/** Where the subject stands; what else was cut off with it. */
export interface Named extends Span {
  readonly condition?: Span | null;
  readonly deed?: Span | null;
}

export interface VerdictParts {
  /** Where they are not those in front of the quantity. */
  readonly comparators?: readonly Comparator[];
  readonly post?: Bound | null;
  readonly end?: number;
}

/** @param named where the subject stands; null or empty where none is printed */
export function verdict(
  reading: Reading,
  route: Route,
  named: Named | null,
  parts: VerdictParts = {},
): Verdict {
  const { predicate, quantity, text, lead } = reading;
  const post = parts.post ?? reading.post;
  const subject = named === null || isBare(reading, route, named) ? null : spanOf(named);
  const bounded = boundOf(reading, parts.comparators ?? predicate.comparators, post);
  const deed = named?.deed ?? null;
  const isCut =
    deed !== null && bounded.relation === '=' && CUTTING_VERBS.has(text.slice(deed.start, deed.end));
  return {
    ...(isCut ? { comparator: bounded.comparator ?? deed, relation: '-' as const } : bounded),
    ...{ subject, route, condition: named?.condition ?? null },
    aim: predicate.aim ?? aimIn(text, lead, quantity.start),
    respectively: predicate.respectively,
    end: Math.max(post?.end ?? quantity.end, subject?.end ?? 0, parts.end ?? 0),
  };
}

function spanOf({ start, end }: Span): Span | null {
  return end > start ? { start, end } : null;
}

/** 关停取缔1200家 says what is done, and not to what. */
function isBare({ text, quantity }: Reading, route: Route, { start, end }: Span): boolean {
  return route === 'noun' && quantity.kind === 'count' && isDeed(text.slice(start, end));
}

/** A change stays a change whatever bounds it (下降18%以上 falls); else what stands behind the figure bounds it. */
function boundOf(
  { text, quantity, restText }: Reading,
  comparators: readonly Comparator[],
  post: Bound | null,
): { comparator: Span | null; relation: Relation } {
  const [nearest] = comparators;
  const change = comparators.find(({ kind }) => kind === 'change');
  const relation = change?.relation ?? paceOf(restText) ?? post?.relation ?? nearest?.relation ?? '=';
  // 不超过30%左右
  if (nearest?.kind === 'bound' && post?.relation === '~') return { comparator: nearest, relation };
  const comparator = post ?? nearest ?? null;
  if (comparator === null && quantity.loose) return { comparator: looseMark(text, quantity), relation: '>' };
  return { comparator, relation };
}

/** 以10%的速度递增 */
function paceOf(restText: string): Relation | null {
  const pace = /^的?(?:年均)?(?:速度|增速|幅度|比例)(?:逐年)?(?:(递增|增长|增加|提高)|递减|下降|减少)/.exec(
    restText,
  );
  return pace === null ? null : pace[1] === undefined ? '-' : '+';
}

// 争取上级资金 is a deed, and what one strives to do (努力增加…) is not the figure.
const AIM =
  /力争|力求|(?:争取|努力)(?=到|在|20|全[市省县区]|实现|达到|完成|建成|新[增建]|突破|超过|提高|使|将|[^,。;]{2,16}(?:达|提高|降|控制|突破|超过|稳定))/;

function aimIn(text: string, from: number, to: number): Span | null {
  const found = AIM.exec(text.slice(from, to));
  return found === null ? null : { start: from + found.index, end: from + found.index + found[0].length };
}

function looseMark(text: string, { start, end }: Quantity): Span | null {
  const place = text.slice(start, end).search(/[余多]/);
  return place < 0 ? null : { start: start + place, end: start + place + 1 };
}

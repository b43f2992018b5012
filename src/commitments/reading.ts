/** Owns the view of one quantity in its sentence that all rules share. */
import type { Span } from '../core/span.ts';
import { type Bound, comparatorAfter, type Predicate, predicateBefore } from './comparators.ts';
import type { Quantity } from './quantities.ts';
import { leadStart, runEnd, type Scene } from './scene.ts';

/**
 * By what a promise was known. predicate: 达到95%. deed: 新建20座…, the thing behind; further counts in the list share the
 * verb. noun: 小区改造20个. share: 100%执行…. limit: 10日内….
 */
export type Route = 'predicate' | 'deed' | 'noun' | 'share' | 'limit';

/** What is known of the sentence when a quantity is read. */
export interface Standing {
  /** Where the last promise ended. */
  readonly boundary: number;
  /** Whether a year, an aim or an earlier promise of the sentence says that figures here are promises. */
  readonly promising: boolean;
  /** How the promise just before was known, where only a list mark stands between. */
  readonly joined: Route | null;
  /** Whether the phrase begins behind a counted thing, with what is left of its name (的保护修缮工作、改造…). */
  readonly afterDeed: boolean;
  readonly sentenceEnd: number;
  /** Where the next quantity begins. */
  readonly nextQuantity: number;
}

export interface Reading {
  readonly scene: Scene;
  readonly text: string;
  readonly quantity: Quantity;
  readonly standing: Standing;
  readonly lead: number;
  readonly predicate: Predicate;
  readonly post: Bound | null;
  /** What follows the quantity and its comparator, up to the next stop. */
  readonly rest: Span;
  readonly restText: string;
  /** Nothing of the phrase follows. */
  readonly ends: boolean;
  /** Another quantity follows in the same run. */
  readonly crowded: boolean;
}

const ITEM_END = /^(?:$|并|且|和|及|与|以及|或|、|而|,|左右|以上)/;

export function read(scene: Scene, quantity: Quantity, standing: Standing): Reading {
  const { text } = scene;
  const lead = leadStart(scene, standing.boundary, quantity.start);
  const post = comparatorAfter(text, quantity.end);
  const start = post?.end ?? quantity.end;
  const rest = { start, end: runEnd(scene, start, standing.sentenceEnd) };
  const restText = text.slice(rest.start, rest.end);
  return {
    ...{ scene, text, quantity, standing, lead, post, rest, restText },
    predicate: predicateBefore(text, lead, quantity.start),
    ends: ITEM_END.test(restText),
    crowded: standing.nextQuantity < rest.end,
  };
}

const RAISED_FROM =
  /^(?:的)?(?:左右)?(?:逐步|稳步|进一步)?(?:提高|提升|增加|增长|上升|下降|降低|降|减少|压减|扩大|缩短|压缩|发展|升|增|减|延长|增强|改善|优化|提)(?:到|至|为)/;

/** …的, opens who is meant; …时, when; 由40%提高到 names what was; 在30%的基础上 a base. */
export function isConditional({ text, rest, restText, lead, quantity }: Reading): boolean {
  if (/^的$/.test(restText) && rest.end < text.length) return true;
  if (/^时$|^(?:的)?(?:情况|条件|前提|基础|时候)/.test(restText)) return true;
  if (RAISED_FROM.test(restText)) return true;
  return (
    /(?:由|从)$/.test(text.slice(lead, quantity.start)) &&
    /^(?:左右)?(?:提|增|降|升|减|扩|缩|压|发展)/.test(restText)
  );
}

/** Owns how a word-by-word comparison is shown: differences as one would mark them with a pen. */
import { count, type Neighbours } from './pairing.ts';
import type { Word } from './words.ts';

/** Words of both sides by their places. One of them may be empty, unless they are equal. */
export interface Stretch {
  readonly isEqual: boolean;
  readonly a: Neighbours;
  readonly b: Neighbours;
}

interface Sides {
  readonly a: readonly Word[];
  readonly b: readonly Word[];
}

/** A word of so many letters between two changes may be equal by chance, */
const MAX_CHANCE_LETTERS = 2;
/** where both are so many times as long. */
const CHANCE_RATIO = 4;

/**
 * The same comparison with no two differences side by side. What is equal between two of them is part of one difference where it is a
 * mark or a single character (、 or 的), and where it is a short word between long ones. A number never is.
 */
export function readable(stretches: readonly Stretch[], a: readonly Word[], b: readonly Word[]): Stretch[] {
  const sides = { a, b };
  const slid = slideAll(merge(stretches), sides);
  return merge(
    slid.map((stretch, at) => {
      const [last, next] = [slid[at - 1], slid[at + 1]];
      if (!stretch.isEqual || last === undefined || next === undefined) return stretch;
      return isByChance(stretch, last, next, sides) ? { ...stretch, isEqual: false } : stretch;
    }),
  );
}

/** Neighbours of one kind become one; empty ones go. */
function merge(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  for (const stretch of stretches) {
    if (count(stretch.a) + count(stretch.b) === 0) continue;
    const last = merged.at(-1);
    if (last !== undefined && last.isEqual === stretch.isEqual) {
      merged[merged.length - 1] = {
        isEqual: last.isEqual,
        a: { first: last.a.first, end: stretch.a.end },
        b: { first: last.b.first, end: stretch.b.end },
      };
    } else {
      merged.push(stretch);
    }
  }
  return merged;
}

function isByChance(equal: Stretch, last: Stretch, next: Stretch, { a, b }: Sides): boolean {
  // Two insertions, or two omissions: what stands between them did stay.
  if (loneSide(last) !== null && loneSide(last) === loneSide(next)) return false;
  const text = textOf(a, equal.a);
  const letters = lettersIn(text);
  if (/\p{Nd}/u.test(text) || letters > MAX_CHANCE_LETTERS) return false;
  const changes = [last, next].map((one) =>
    Math.max(lettersIn(textOf(a, one.a)), lettersIn(textOf(b, one.b))),
  );
  return letters <= 1 || changes.every((change) => change >= CHANCE_RATIO * letters);
}

function textOf(words: readonly Word[], { first, end }: Neighbours): string {
  return words
    .slice(first, end)
    .map(({ key }) => key)
    .join('');
}

function lettersIn(text: string): number {
  return text.replace(/[^\p{L}\p{N}]/gu, '').length;
}

/** The side on which a difference stands alone; null where it has both. */
function loneSide({ isEqual, a, b }: Stretch): 'a' | 'b' | null {
  if (isEqual) return null;
  return count(a) === 0 ? 'b' : count(b) === 0 ? 'a' : null;
}

/**
 * Where words stand twice on one side, either can be the equal ones. 落实碳达峰碳中和 and 制定碳达峰方案，实现碳达峰碳中和 are better told
 * apart by 碳达峰碳中和 than by 碳达峰 and 碳中和: what stands alone moves over the whole equal stretch on one side of it, if a difference
 * lies beyond that. Each time there are fewer stretches.
 */
function slideAll(stretches: readonly Stretch[], sides: Sides): Stretch[] {
  let current = [...stretches];
  for (let at = 1; at + 1 < current.length; ) {
    const slid = slide(current, at, sides);
    if (slid !== null) current = merge(slid);
    at = slid === null ? at + 1 : 1;
  }
  return current;
}

/** With the equal stretch at a place put behind or before what stands alone beside it; null where its words do not stand there. */
function slide(stretches: readonly Stretch[], at: number, sides: Sides): Stretch[] | null {
  const [last, equal, next] = [stretches[at - 1], stretches[at], stretches[at + 1]];
  if (last === undefined || equal?.isEqual !== true || next === undefined) return null;
  const on = slideOver(equal, next, 'end', sides);
  if (on !== null) return stretches.toSpliced(at, 2, ...on);
  const back = slideOver(equal, last, 'first', sides);
  return back === null ? null : stretches.toSpliced(at - 1, 2, ...back);
}

/** The equal words put at the far edge of what stands alone: its end where it lies behind them, its beginning where before. */
function slideOver(equal: Stretch, alone: Stretch, edge: 'first' | 'end', sides: Sides): Stretch[] | null {
  const side = loneSide(alone);
  const size = count(equal.a);
  if (side === null || count(alone[side]) < size) return null;
  const other = side === 'a' ? 'b' : 'a';
  const { first, end } = alone[side];
  const own = edge === 'end' ? { first: end - size, end } : { first, end: first + size };
  if (!areSame(sides[side], equal[side], own)) return null;
  const moved = onSide(side, { isEqual: true, own, other: equal[other] });
  const at = edge === 'end' ? equal[other].first : equal[other].end;
  const left =
    edge === 'end' ? { first: equal[side].first, end: own.first } : { first: own.end, end: equal[side].end };
  const rest = onSide(side, { isEqual: false, own: left, other: { first: at, end: at } });
  return edge === 'end' ? [rest, moved] : [moved, rest];
}

function onSide(
  side: 'a' | 'b',
  { isEqual, own, other }: { isEqual: boolean; own: Neighbours; other: Neighbours },
): Stretch {
  return side === 'a' ? { isEqual, a: own, b: other } : { isEqual, a: other, b: own };
}

function areSame(words: readonly Word[], one: Neighbours, other: Neighbours): boolean {
  for (let i = 0; i < count(one); i++)
    if (words[one.first + i]?.key !== words[other.first + i]?.key) return false;
  return true;
}

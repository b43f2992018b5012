/** Owns what counts as almost said: how many letters may differ before a sentence is another one. */
import { type Span, slice } from '../core/span.ts';
import { commonHead, commonTail } from './alignment.ts';
import { patternOf } from './approximate.ts';
import { cuts } from './edges.ts';

/** Of a quote in a clause: where each of its parts almost stands. */
export interface Fit {
  /** Letters left out, put in or replaced, in all parts. */
  readonly edits: number;
  /** In the key of the clause, one for each part, in order. */
  readonly stretches: readonly Span[];
}

/** Quotes with fewer letters are looked for as they are only: 持续改善 is almost 持续发展. */
export const MIN_ALTERED_LETTERS = 6;
/** Longer than any clause that is written to be read. */
export const MAX_ALTERED_LETTERS = 4_000;

/**
 * How many letters of so many may differ: a quarter, and in short quotes one word of two letters. Measured on quotes of one city looked
 * for in the plans of the others: with a letter more under twelve, 全面提升环境质量 is almost 全市声环境质量.
 */
export function maxEdits(letters: number): number {
  return Math.max(2, Math.floor(letters / 4));
}

/** One word in the middle may be longer: 加快产业结构提档升级 is almost 加快严守提档升级. */
const MORE_IN_ONE_WORD = 3;
/** Letters that must be the same before it and behind it, and together. */
const KEPT_ON_EACH_SIDE = 2;
const KEPT_IN_ALL = 6;

/** More letters never differ in what is almost said. */
export function mostEdits(letters: number): number {
  return maxEdits(letters) + MORE_IN_ONE_WORD;
}

function isOneWord(part: string, said: string): boolean {
  const head = commonHead(part, said);
  const tail = commonTail(part, said, head);
  return head >= KEPT_ON_EACH_SIDE && tail >= KEPT_ON_EACH_SIDE && head + tail >= KEPT_IN_ALL;
}

/** Finds where a clause says almost what some parts say, in their order; null where more than `limit` letters differ. */
export function fitter(parts: readonly string[]): (key: string, limit: number) => Fit | null {
  const patterns = parts.map(patternOf);
  const few = maxEdits(parts.reduce((sum, { length }) => sum + length, 0));
  return (key, limit) => {
    const stretches: Span[] = [];
    let edits = 0;
    let from = 0;
    for (const pattern of patterns) {
      const near = pattern.nearest(from === 0 ? key : key.slice(from), limit - edits);
      if (near === null) return null;
      const stretch = wholeWords(key, { start: near.start + from, end: near.end + from });
      edits += near.edits + (stretch.end - stretch.start) - (near.end - near.start);
      stretches.push(stretch);
      from = stretch.end;
    }
    const isAlmost =
      edits <= few || (parts.length === 1 && isOneWord(parts[0] ?? '', slice(key, stretches[0] ?? NOWHERE)));
    return edits <= limit && isAlmost ? { edits, stretches } : null;
  };
}

const NOWHERE: Span = { start: 0, end: 0 };

/** With what is left of a number or a Latin word outside. */
function wholeWords(key: string, { start, end }: Span): Span {
  let [first, last] = [start, end];
  while (cuts(key, first)) first--;
  while (cuts(key, last)) last++;
  return { start: first, end: last };
}

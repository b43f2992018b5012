/** Owns how much of what stands around a quote goes along with it: enough to tell places apart, and no half sentence if it can be helped. */
import { fold } from '../text/fold.ts';
import { segment } from '../text/segment.ts';

/** UTF-16 units of a prefix or suffix, at the most. */
export const MAX_CONTEXT = 32;
/** A cut at the end of a sentence that leaves fewer is not taken. */
const MIN_CONTEXT = 8;
/** The cutter sees so much beyond the cut, so that the word there is whole. */
const MARGIN = 16;

const SENTENCE_END = /[。！？；\n]/;

/** What stands right before `start`: from the first sentence that begins within reach, else from a word. */
export function prefixOf(text: string, start: number): string {
  const earliest = start - MAX_CONTEXT;
  if (earliest <= 0) return text.slice(0, start);
  for (let cut = earliest; cut <= start - MIN_CONTEXT; cut++) {
    if (SENTENCE_END.test(text.charAt(cut - 1)) && !SENTENCE_END.test(text.charAt(cut))) {
      return text.slice(cut, start);
    }
  }
  const inside = insideWords(text, earliest);
  let cut = earliest;
  while (cut < start && inside.has(cut)) cut++;
  return text.slice(cut < start ? cut : earliest, start);
}

/** What stands right behind `end`: up to the last sentence that ends within reach, else to a word. */
export function suffixOf(text: string, end: number): string {
  const latest = end + MAX_CONTEXT;
  if (latest >= text.length) return text.slice(end);
  for (let cut = latest; cut >= end + MIN_CONTEXT; cut--) {
    if (SENTENCE_END.test(text.charAt(cut - 1)) && !SENTENCE_END.test(text.charAt(cut))) {
      return text.slice(end, cut);
    }
  }
  const inside = insideWords(text, latest);
  let cut = latest;
  while (cut > end && inside.has(cut)) cut--;
  return text.slice(end, cut > end ? cut : latest);
}

/** The positions near `at` that lie inside a word, or inside a character of two units. */
function insideWords(text: string, at: number): ReadonlySet<number> {
  const from = Math.max(0, at - MAX_CONTEXT - MARGIN);
  const near = text.slice(from, at + MAX_CONTEXT + MARGIN);
  const inside = new Set<number>();
  for (const { start, end } of segment(fold(near))) {
    for (let i = start + 1; i < end; i++) inside.add(from + i);
  }
  for (let i = 1; i < near.length; i++) {
    if ((near.codePointAt(i - 1) ?? 0) > 0xffff) inside.add(from + i);
  }
  return inside;
}

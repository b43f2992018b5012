/** Owns what is no promise: the state of things, what has been done, and what only defines a word. */
import type { Span } from '../core/span.ts';
import type { GoverningYears } from './governing.ts';
import type { Quantity } from './quantities.ts';

// A sentence is hardly longer, and hostile ones stay cheap.
const MAX_STORY_CHARS = 400;

// They hold to the end of the sentence, or until a year or an aim opens what is to come.
const STATE =
  /目前|当前(?=[,全我已])|截[至止]|现有(?=[^,。;、]{0,12}\d)|现状|近[一二三四五六七八九十几两\d]*年(?!内|底)|近些年|过去|以来|(?<![比较])(?:去年|上年)|现已|业已|累计已|已累计|连续[\d一二三四五六七八九十]+年/g;
const OPENING =
  /力争|争取(?=到|在|实现|达到|20)|到20\d\d年|到["']?十[三四五六]五|20\d\d年(?:底|末)?前|目标是|下一步|今后|未来/g;
const DEFINING = /是指|系指|所称|指的是/;
const DONE = /已(?!建成区|建城区|有条件)|业已|曾|荣获|[成达建增降升加少完现]了/;
const RECORD = /^[^。;\n]{0,60}?(?:再创|创历史|稳居)/;
const DONE_BEHIND = /^(?:[^,。;、]{0,6})?(?:已经?(?:完成|建成|达到|实现|达标)|的(?:成绩|历史|佳绩))/;

/**
 * Whether what stands at a quantity has been, rather than is to be.
 * @param lead where the phrase in front of it begins
 */
export function isPast(
  text: string,
  sentence: Span,
  quantity: Quantity,
  lead: number,
  { past, target }: GoverningYears,
): boolean {
  const before = text.slice(lead, quantity.start);
  if (DONE.test(before) || /(?:了|(?:现在|目前|当前|如今)的?)$/.test(before)) return true;
  if (DONE_BEHIND.test(text.slice(quantity.end, quantity.end + 14))) return true;
  const from = Math.max(sentence.start, quantity.start - MAX_STORY_CHARS);
  const story = text.slice(from, quantity.start);
  if (DEFINING.test(story)) return true;
  if (RECORD.test(text.slice(quantity.end, quantity.end + 64)) && lastOf(OPENING, story) < 0) return true;
  const state = Math.max(lastOf(STATE, story), (past?.start ?? -1) - from);
  return state >= 0 && state > Math.max(lastOf(OPENING, story), (target?.start ?? -1) - from);
}

function lastOf(pattern: RegExp, story: string): number {
  let last = -1;
  for (const found of story.matchAll(pattern)) last = found.index;
  return last;
}

/** Owns the cut of a clause into the sentences that are set side by side; every unit of the text is in one of them. */
import type { Span } from '../core/span.ts';
import { fold } from '../text/fold.ts';

// Not the sentences of src/passages/split.ts: those of policies are long and their ； set whole measures apart, while a bracket that names
// who is responsible (市发展改革委牵头；市工信局配合) is one thing. And here blanks belong to a sentence, so that nothing is lost.
const STOPS = new Set('。！？；!?;');
/** Closing shape to opening shape. Brackets of all kinds are one kind after folding; the straight quote opens nothing. */
const PAIRS = new Map([
  [')', '('],
  ['”', '“'],
  ['’', '‘'],
  ['」', '「'],
  ['』', '『'],
  ['》', '《'],
  ['〉', '〈'],
  ['"', ''],
]);
const OPENERS = new Set(PAIRS.values());

/**
 * The sentences of a text in order; they tile it, and only a blank text gives a blank one. Each ends behind 。！？； and what closes with
 * it, or at a line break, and takes the blanks that follow along; the first takes those before it. Nothing is cut inside brackets or
 * quotation marks that are closed on their own line; one that is not counts for nothing.
 */
export function sentencesOf(text: string): Span[] {
  const sentences: Span[] = [];
  const marks = marksOf(text);
  const depths = depthsBehind(marks);
  let start = 0;
  let isEnding = false;
  let isBlank = true;
  for (let i = 0; i < text.length; i++) {
    const mark = marks[i] ?? '';
    if (mark.trim() !== '') isBlank = false;
    isEnding = STOPS.has(mark) || (isEnding && PAIRS.has(mark));
    const next = marks[i + 1] ?? '';
    const isEnd = isEnding && depths[i] === 0 && !STOPS.has(next) && !PAIRS.has(next);
    if (!isEnd && (mark !== '\n' || isBlank)) continue;
    while (i + 1 < text.length && (marks[i + 1] ?? '').trim() === '') i++;
    sentences.push({ start, end: i + 1 });
    start = i + 1;
    isEnding = false;
    isBlank = true;
  }
  if (start < text.length) sentences.push({ start, end: text.length });
  return sentences;
}

/** The units of a text, brackets folded to ( and ), everything else as printed: folded, opening and closing quotes are the same. */
function marksOf(text: string): string[] {
  const folded = fold(text);
  return text.split('').map((unit, i) => {
    const mark = folded.charAt(i);
    return mark === '(' || mark === ')' ? mark : unit;
  });
}

/** Behind each unit: how many pairs that are closed on their own line are still open there. */
function depthsBehind(marks: readonly string[]): Int32Array {
  const changes = new Int32Array(marks.length);
  let open: { mark: string; at: number }[] = [];
  for (const [at, mark] of marks.entries()) {
    if (mark === '\n') open = [];
    if (OPENERS.has(mark)) open.push({ mark, at });
    const opener = PAIRS.get(mark);
    const partner = open.findLastIndex((one) => one.mark === opener);
    if (opener === undefined || partner < 0) continue;
    changes[open[partner]?.at ?? 0] = 1;
    changes[at] = -1;
    open.length = partner;
  }
  let depth = 0;
  return changes.map((change) => {
    depth += change;
    return depth;
  });
}

/** Owns how much a sentence commits to: each of its parts by the scale, and the sentence by the strongest of them. */
import { sha256 } from '../core/files.ts';
import { type Span, trim } from '../core/span.ts';
import { splitSentences } from '../passages/split.ts';
import { fold } from '../text/fold.ts';
import {
  BEFORE_A_VERB,
  type Level,
  LIGHT,
  SCALE,
  STRENGTHS,
  type Strength,
  type WordGroup,
} from './data/strength-scale.ts';
import { type LevelWord, wordsOf } from './strength-words.ts';
import type { PrintedSpan } from './targets.ts';

export { STRENGTHS, type Strength } from './data/strength-scale.ts';

/** Raise it whenever the same text would be tagged differently by rules; the scale's data is hashed. */
const RULES_VERSION = 1;

/** Identifies the scale and its rules: the same text is tagged the same way as long as this stays. */
export const STRENGTH_ID = `${RULES_VERSION}-${sha256(JSON.stringify([SCALE, BEFORE_A_VERB, LIGHT])).slice(0, 8)}`;

export interface StrengthPart {
  /** Between two stops (，；：), into the text. */
  readonly span: Span;
  readonly level: Strength;
  readonly word: PrintedSpan;
}

export interface StrengthSentence {
  /** Into the text. */
  readonly sentence: Span;
  /** Of the strongest part. */
  readonly level: Strength;
  /** Of the first part of that level. */
  readonly word: PrintedSpan;
  /** The parts that carry a word, in order; at least one. */
  readonly parts: readonly StrengthPart[];
}

export interface StrengthOptions {
  /** Stretches of the text that are not read: the block of who is responsible. */
  readonly exclude?: readonly Span[];
}

/**
 * The sentences of a text that carry a word of the scale, in order; those without one are left out. Spans are UTF-16, into the
 * text as printed. A plan's sentence lines up several measures (加强…，严格…，探索…), so the parts between its stops are tagged
 * one by one: each by its strongest word, or by 鼓励, 支持, 探索 and the like where one governs what stands behind it (支持企业加快…
 * asks others), and the sentence by its strongest part. Words in titles 《…》 and in short quotations are names.
 */
export function strengthsOf(text: string, { exclude = [] }: StrengthOptions = {}): StrengthSentence[] {
  const read = withoutNames(blanked(text, exclude));
  const folded = fold(read);
  return splitSentences(read).flatMap((sentence) => {
    const parts = partsOf(folded, sentence).flatMap((span) => tagPart(text, folded, span));
    const level = STRENGTHS.find((one) => parts.some((part) => part.level === one));
    const strongest = parts.find((part) => part.level === level);
    return strongest === undefined ? [] : [{ sentence, level: strongest.level, word: strongest.word, parts }];
  });
}

/** A set of levels as bits: bit `ordinal - 1`. */
export function strengthBits(levels: Iterable<Strength>): number {
  let bits = 0;
  for (const level of levels) bits |= bitOf(level);
  return bits;
}

/** The levels of such a set, strongest first. */
export function levelsIn(bits: number): Strength[] {
  return STRENGTHS.filter((level) => (bits & bitOf(level)) !== 0);
}

function bitOf(level: Strength): number {
  return 1 << (STRENGTHS.length - 1 - STRENGTHS.indexOf(level));
}

const forms = new Map<string, Strength>(
  // A word of two levels is asked for where it needs no figure: 提升 advances, 提升10% achieves. Names go before words.
  [
    ...formsOf(({ words }) => words.filter(({ after }) => after !== undefined)),
    ...formsOf(({ words }) => words.filter(({ after }) => after === undefined)),
    ...SCALE.flatMap(({ level, zh, en }) => [level, zh, en].map((form) => [fold(form), level] as const)),
  ],
);

function formsOf(groupsOf: (level: Level) => readonly WordGroup[]): (readonly [string, Strength])[] {
  return SCALE.flatMap((level) =>
    groupsOf(level).flatMap(({ words }) => words.split(' ').map((word) => [word, level.level] as const)),
  );
}

/** The level that a name, a label or a word of the scale asks for (must, 必须, 严格), in any script; undefined for others. */
export function strengthNamed(asked: string): Strength | undefined {
  return forms.get(fold(asked).trim());
}

function blanked(text: string, spans: readonly Span[]): string {
  return spans.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    text,
  );
}

const NAMES = /《[^《》]{1,80}》|“[^“”]{1,20}”|「[^「」]{1,20}」|『[^『』]{1,20}』/g;
// No letter, so that no word goes across it.
const NAME = '□';

function withoutNames(text: string): string {
  return text.replace(NAMES, (name) => NAME.repeat(name.length));
}

/** What lies between the stops of a sentence. The comma of 1,000 is none. */
function partsOf(folded: string, { start, end }: Span): Span[] {
  const parts: Span[] = [];
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && !isStop(folded, at)) continue;
    const part = trim(folded, { start: from, end: at });
    if (part.end > part.start) parts.push(part);
    from = at + 1;
  }
  return parts;
}

function isStop(folded: string, at: number): boolean {
  const character = folded.charAt(at);
  if (character === ',') return !(isDigit(folded.charAt(at - 1)) && isDigit(folded.charAt(at + 1)));
  return ';:。!?\n'.includes(character);
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

function tagPart(text: string, folded: string, span: Span): StrengthPart[] {
  const words = wordsOf(folded.slice(span.start, span.end));
  const word = governing(words);
  if (word === undefined) return [];
  const start = span.start + word.start;
  const end = span.start + word.end;
  return [{ span, level: word.level, word: { start, end, text: text.slice(start, end) } }];
}

/** The first of the strongest words. */
function governing(words: readonly LevelWord[]): LevelWord | undefined {
  const level = STRENGTHS.find((one) => words.some((word) => word.level === one));
  return words.find((word) => word.level === level);
}

/** Owns where a part of a sentence holds words of the scale, and which of them govern it. */
import type { Span } from '../core/span.ts';
import { isDictionaryWord, segment } from '../text/segment.ts';
import { LIGHT, SCALE, type Strength } from './data/strength-scale.ts';
import { type Context, contextOf, means, opens } from './strength-conditions.ts';
import { anyOf, entriesAt } from './strength-table.ts';

export interface LevelWord extends Span {
  readonly level: Strength;
}

// 未完成整改的: in which case.
const CASE = /的$/;
const ANY_WORD = anyOf(() => true);
const WORKS_TOWARDS: ReadonlySet<Strength> = new Set(['encourage', 'explore']);

/**
 * The words that say how much a part of a sentence commits to, in order; folded, without stops. Words behind 鼓励, 支持 or 探索
 * are what others do, or what is not decided: the last one given is the first of those.
 */
export function wordsOf(part: string): LevelWord[] {
  if (!ANY_WORD.test(part) || CASE.test(part)) return [];
  const light = lightWord(part);
  const context = contextOf(part);
  const plain = plainWord(context);
  if (plain !== null) return [plain];
  const found: LevelWord[] = [];
  for (const word of scan(context, light)) {
    const last = found.at(-1);
    // 加快探索 explores.
    if (WORKS_TOWARDS.has(word.level) && last?.level === 'advance' && last.end === word.start) found.pop();
    found.push(word);
    if (WORKS_TOWARDS.has(word.level)) break;
  }
  if (light !== null && !found.some(({ level }) => WORKS_TOWARDS.has(level))) found.push(light.noun);
  return found;
}

const PLAIN = anyOf(({ word }) => ['应当', '不得', '禁止', '必须'].includes(word));
const SOFT = anyOf(({ level }) => WORKS_TOWARDS.has(level.level));
const STRONGER = new Map(
  SCALE.map(({ level, ordinal }) => [
    level,
    ordinal === 7 ? null : anyOf((entry) => entry.level.ordinal > ordinal),
  ]),
);

/**
 * The word that decides a part without cutting it, which takes half the time: one that is never a piece of another, where nothing
 * stronger stands and nothing before it asks or tries.
 */
function plainWord(context: Context): LevelWord | null {
  const { part } = context;
  const found = PLAIN.exec(part);
  const entry =
    found === null ? undefined : entriesAt(part, found.index).find(({ word }) => word === found[0]);
  if (found === null || entry === undefined || !means(entry, found.index, context)) return null;
  const { level } = entry.level;
  if (SOFT.test(part.slice(0, found.index)) || STRONGER.get(level)?.test(part) === true) return null;
  // Whether a requirement is only carried out depends on the words before.
  if (level === 'prohibit' && context.endsInRule) return null;
  return { level, start: found.index, end: found.index + entry.word.length };
}

interface Light {
  readonly verb: Span;
  readonly noun: LevelWord;
}

/** 开展…试点: the light verb and the noun at the end that says what is done. */
function lightWord(part: string): Light | null {
  for (const { level, verbs, noun } of LIGHTS) {
    const end = noun.exec(part);
    const verb = end === null ? null : verbs.exec(part.slice(0, end.index));
    if (end !== null && verb !== null) {
      const start = end.index;
      return {
        verb: { start: verb.index, end: verb.index + verb[0].length },
        noun: {
          level,
          start,
          end: start + (/^(?:试点|先行先试|研究|探索)/.exec(end[0])?.[0] ?? end[0]).length,
        },
      };
    }
  }
  return null;
}

const LIGHTS = LIGHT.map(({ level, verbs, noun }) => ({
  level,
  verbs: new RegExp(verbs.split(' ').join('|')),
  noun: new RegExp(`${noun}$`),
}));

function* scan(context: Context, light: Light | null): Generator<LevelWord> {
  const { part } = context;
  const tokens = segment(part).flatMap((token) => cutGuess(part, token));
  let from = 0;
  for (const [i, token] of tokens.entries()) {
    for (const start of startsIn(part, token)) {
      if (start < from || start === light?.verb.start) continue;
      const found = entriesAt(part, start).find(
        (entry) =>
          part.startsWith(entry.word, start) &&
          endsAtCut(tokens, i, start + entry.word.length) &&
          means(entry, start, context),
      );
      if (found === undefined) continue;
      const { level } = found.level;
      if (level === 'advance' || level === 'achieve') context.isGoverned = true;
      from = start + found.word.length;
      yield { level, start, end: from };
    }
  }
}

/** Where a word may begin in a word of the cutter: at its start, and in 大力发展 behind the adverb. */
function startsIn(part: string, { start, end }: Span): number[] {
  const behind = start + ADVERB_CHARS;
  const hasAdverb = end - behind >= 2 && opens(part.slice(start, behind));
  return hasAdverb ? [start, behind] : [start];
}

const ADVERB_CHARS = 2;

// The words of one character.
const SINGLE = /[应须需要达超]/;

/** 前须, 时应: two words that the cutter, knowing neither, takes for one. */
function cutGuess(part: string, token: Span): Span[] {
  const text = part.slice(token.start, token.end);
  if (text.length !== 2 || !SINGLE.test(text) || isDictionaryWord(text)) return [token];
  const middle = token.start + 1;
  return [
    { start: token.start, end: middle },
    { start: middle, end: token.end },
  ];
}

/** Whether a word ends where the cutter cuts, or a longer one goes on for two characters and more: 严格控制, but not 建成区. */
function endsAtCut(tokens: readonly Span[], at: number, end: number): boolean {
  for (let i = at; i < tokens.length; i++) {
    const token = tokens[i] as Span;
    if (token.end === end) return true;
    if (token.end > end) return i === at && end - token.start >= 2 && token.end - end >= 2;
  }
  return false;
}

/** Owns the words of the scale as they are looked up: by first character, with their conditions as patterns. */
import { type Level, SCALE, type WordGroup } from './data/strength-scale.ts';

export interface Entry {
  readonly word: string;
  readonly level: Level;
  readonly after: RegExp | null;
  readonly notAfter: RegExp | null;
  readonly notBefore: RegExp | null;
  readonly needsObject: boolean;
  readonly opens: boolean;
}

/** By first character, longer words first. */
const entries: ReadonlyMap<string, readonly Entry[]> = tableOf(SCALE);

/** Of the words that may begin at a place, the longer ones first. */
export function entriesAt(part: string, start: number): readonly Entry[] {
  return entries.get(part.charAt(start)) ?? NONE;
}

const NONE: readonly Entry[] = [];

/** Matches any of some words, wherever it stands. */
export function anyOf(isWanted: (entry: Entry) => boolean): RegExp {
  const words = [...entries.values()].flat().filter(isWanted);
  return new RegExp(words.map(({ word }) => word).join('|'));
}

function tableOf(scale: readonly Level[]): Map<string, Entry[]> {
  const table = new Map<string, Entry[]>();
  for (const level of scale) {
    for (const group of level.words) {
      for (const word of group.words.split(' ')) {
        const begin = word.charAt(0);
        table.set(begin, [...(table.get(begin) ?? []), entryOf(word, level, group)]);
      }
    }
  }
  for (const list of table.values()) list.sort((a, b) => b.word.length - a.word.length);
  return table;
}

function entryOf(word: string, level: Level, group: WordGroup): Entry {
  const { after, notAfter, notBefore, needsObject = false, opens = false } = group;
  const behind = (pattern: string | undefined) =>
    pattern === undefined ? null : new RegExp(`^(?:${pattern})`);
  return {
    word,
    level,
    after: behind(after),
    notAfter: behind(notAfter),
    notBefore: notBefore === undefined ? null : new RegExp(`(?:${notBefore})$`),
    needsObject,
    opens,
  };
}

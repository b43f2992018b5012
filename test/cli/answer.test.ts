/**
 * How an answer is printed that holds nothing: first that nothing was found and how much was looked at, then below a heading of
 * their own the clauses that come nearest, which are counted nowhere.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { printAnswer } from '../../src/cli/answer.ts';
import type { SearchAnswer } from '../../src/engine.ts';
import { belowTheLine } from '../support/answers.ts';
import { FIRST_BUILD_MS, hashingEngine } from '../support/corpus.ts';

let answer: SearchAnswer;

beforeAll(async () => {
  answer = belowTheLine(await (await hashingEngine()).search({ q: '火星移民' }));
}, FIRST_BUILD_MS);

function print(printed: SearchAnswer): string {
  let out = '';
  const terminal = { colors: false, env: {}, interrupted: new Promise<void>(() => {}), err: () => {} };
  printAnswer(printed, {
    ...terminal,
    out: (text) => {
      out += text;
    },
  });
  return out;
}

describe('an answer without a hit', () => {
  it('says so first, then prints the nearest clauses in a band of their own', () => {
    const [first, cities, blank, heading] = print(answer).split('\n');
    expect(first).toBe('no clause found; 191 clauses of 5 documents searched');
    expect(cities).toMatch(/^(?:\S+ 0(?: {2})?){5}$/);
    expect(blank).toBe('');
    expect(heading).toBe('-- below the line: these do not say what was asked, they come nearest --');
    const at = answer.nearest.map(({ clause }) => print(answer).indexOf(`\n${clause}  `));
    expect(at.every((place) => place > 0)).toBe(true);
    expect(at).toEqual([...at].sort((a, b) => a - b));
  });

  it('prints no band where nothing comes near', () => {
    expect(print({ ...answer, nearest: [] })).not.toContain('--');
  });
});

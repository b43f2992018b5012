/**
 * How an answer is printed that holds nothing: first that nothing was found and how much was looked at, then below a heading of
 * their own the clauses that come nearest, which are counted nowhere. And that no control character reaches a terminal, whatever a
 * document holds.
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
  return printBoth(printed).out;
}

function printBoth(printed: SearchAnswer): { out: string; err: string } {
  const written = { out: '', err: '' };
  printAnswer(printed, {
    colors: false,
    env: {},
    interrupted: new Promise<void>(() => {}),
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
  });
  return written;
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

describe('an answer about documents that hold anything', () => {
  const bad = '南\u001b[31m京';
  const hit = { clause: bad, city: bad, label: bad, heading: bad, text: bad, why: bad };

  it('lets no control character out, in names of cities and what was understood neither', () => {
    const facet = { value: bad, count: 1, literal: 1 };
    const { out, err } = printBoth({
      ...answer,
      hits: answer.nearest.slice(0, 1).map((nearest) => ({ ...nearest, ...hit })),
      facets: { ...answer.facets, city: [facet], topic: [facet] },
      intents: [{ kind: 'city', value: bad, span: { start: 0, end: 2 } }],
      notices: [{ code: 'city_unknown', value: bad, message: bad }],
    });
    expect(out).toContain('南\ufffd[31m京 1');
    expect(out).not.toContain('\u001b');
    expect(err).not.toContain('\u001b');
  });

  it('prints once what is label and heading in one, as of clauses that came split', () => {
    const [first] = answer.nearest;
    const named = {
      ...answer,
      nearest: first === undefined ? [] : [{ ...first, label: '附则', heading: '附则' }],
    };
    expect(print(named)).toMatch(/ {2}附则\n/);
    expect(print(named)).not.toContain('附则附则');
  });
});

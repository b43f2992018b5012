/** Owns what is asked: everyday questions where ../shared is there, the judged queries of test/relevance/ where it is not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../src/core/files.ts';
import { readCases } from '../src/eval/cases.ts';
import { queryTokens } from '../src/search/query.ts';
import type { AnalyzerMode } from '../src/text/analyze.ts';
import { fold } from '../src/text/fold.ts';
import type { TokenSet } from './adapter.ts';
import { cut } from './corpus.ts';
import { EVERYDAY, SHARED } from './paths.ts';

export interface AskedQuestion {
  readonly text: string;
  /** Entry to grade. */
  readonly gold: readonly (readonly [id: number, grade: number])[];
}

/** 1,235 lay questions; gold articles by their place in the file of statutes. */
export function everydayQuestions(): AskedQuestion[] {
  const lines = readFileSync(join(SHARED, EVERYDAY), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const { query, gold } = JSON.parse(line) as { query: string; gold: number[] };
    return { text: query, gold: gold.map((id) => [id, 1] as const) };
  });
}

/** The judged queries of the five documents; `addresses` are their clauses in the order of entries. */
export function judgedQuestions(addresses: readonly string[]): AskedQuestion[] {
  const places = new Map(addresses.map((address, id) => [address, id]));
  const cases = ['tuning', 'held-out'].flatMap((set) =>
    readCases(join(PROJECT_FOLDER, `test/relevance/${set}.json`)),
  );
  return cases.map(({ query, relevant }) => ({
    text: query,
    gold: relevant.flatMap(({ clause, grade }) => {
      const id = places.get(clause);
      return id === undefined ? [] : [[id, grade] as const];
    }),
  }));
}

/**
 * A question's tokens, each once. Words: all of the question's, and the words in them, unless `mode` leaves out those that only
 * frame it. All: what the product asks for, words, characters and pairs.
 */
export function questionTokens(text: string, tokens: TokenSet, mode: AnalyzerMode = 'index'): string[] {
  return tokens === 'all' ? [...queryTokens(fold(text)).keys()] : [...new Set(cut(text, mode).words)];
}

/** Owns what a half-typed query can become: which of its words is being typed, what stays of the others. */
import type { CompletionKind, Completions } from '../indexing/completions.ts';
import { fold } from '../text/fold.ts';

export interface Suggestion {
  /** A whole query, to be put in place of what was typed: the words before the completed one stay, 南京 光 becomes 南京 光伏. */
  readonly text: string;
  readonly kind: CompletionKind;
  /** Of a heading: the address of the first clause that has it. */
  readonly clause?: string;
}

/** A way to read what was typed: what stays, what is completed, and what is put around the completion. */
interface Reading {
  readonly head: string;
  readonly typed: string;
  readonly close: string;
  readonly kind?: CompletionKind;
}

// Titles and document numbers are typed with blanks: 宁政发 2025 16. More words than these are a query of several.
const MAX_WORDS = 4;
const CITY_FILTER = /^(?:city|城市):"?/;
const OTHER_FILTER = /^(?:year|年份|年|doc|document|文件):/;

/**
 * Suggestions for a query of any length, best first: those that begin with what was typed, those that hold it inside, and where
 * there are none, those with one slip. As many of the last words are completed as something has one after the other; what stands
 * before them stays as it was typed, filters, exclusions and quotation marks too.
 */
export function suggestFor(q: string, completions: Completions, limit: number): Suggestion[] {
  const readings = readingsOf(q);
  for (const match of ['exact', 'slip'] as const) {
    for (const { head, typed, close, kind } of readings) {
      const found = completions
        .find(typed, { limit, match, ...(kind === undefined ? {} : { kind }) })
        .filter(({ text }) => close === '' || !fold(text).includes('"'));
      if (found.length > 0) {
        return found.map(({ match: _, text, ...rest }) => ({ text: `${head}${text}${close}`, ...rest }));
      }
    }
  }
  return [];
}

/** Those of most words first. */
function readingsOf(q: string): Reading[] {
  const folded = fold(q);
  const quotes = [...folded.matchAll(/"/g)];
  const open = quotes.at(-1);
  if (quotes.length % 2 === 1 && open !== undefined && !/[^\s-]$/.test(folded.slice(0, open.index))) {
    const at = open.index + 1;
    return [{ head: q.slice(0, at), typed: q.slice(at), close: '"' }];
  }
  const words = [...folded.matchAll(/\S+/g)];
  const last = words.at(-1);
  if (last === undefined) return [];
  const filter = CITY_FILTER.exec(last[0])?.[0];
  if (filter !== undefined) {
    const at = last.index + filter.length;
    const close = filter.endsWith('"') ? '"' : '';
    return [{ head: q.slice(0, at), typed: q.slice(at), close, kind: 'city' }];
  }
  if (OTHER_FILTER.test(last[0])) return [];
  if (last[0].startsWith('-')) {
    return [{ head: q.slice(0, last.index + 1), typed: q.slice(last.index + 1), close: '' }];
  }
  const plain: number[] = [];
  for (const { 0: word, index } of words.slice(-MAX_WORDS).reverse()) {
    if (/^-|"/.test(word) || CITY_FILTER.test(word) || OTHER_FILTER.test(word)) break;
    plain.unshift(index);
  }
  return plain.map((at) => ({ head: q.slice(0, at), typed: q.slice(at), close: '' }));
}

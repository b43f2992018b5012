/** Owns the yardstick: plain BM25 over jieba words, clause by clause, as a textbook has it. */
import type { Engine } from '../engine.ts';
import { analyze } from '../text/analyze.ts';

// Robertson & Zaragoza 2009, with the usual constants.
const K1 = 1.2;
const B = 0.75;

/** A ranking of clause addresses for a query, best first; clauses without any word of the query are left out. */
export type Ranker = (query: string) => string[];

export function plainBm25({ documents, document }: Pick<Engine, 'documents' | 'document'>): Ranker {
  const clauses = documents()
    .flatMap((summary) => document(summary.document).clauses)
    .filter(({ text }) => text !== '')
    .map(({ clause, heading, text }) => ({ clause, words: wordsOf(`${heading ?? ''}\n${text}`, 'index') }));
  const average = clauses.reduce((sum, { words }) => sum + words.length, 0) / Math.max(1, clauses.length);
  const counted = clauses.map(({ clause, words }) => ({
    clause,
    length: words.length,
    counts: countsOf(words),
  }));
  return (query) => {
    const scores = new Map<string, number>();
    for (const word of new Set(wordsOf(query, 'query'))) {
      const holding = counted.filter(({ counts }) => counts.has(word));
      const idf = Math.log(1 + (counted.length - holding.length + 0.5) / (holding.length + 0.5));
      for (const { clause, length, counts } of holding) {
        const n = counts.get(word) ?? 0;
        const score = (idf * n * (K1 + 1)) / (n + K1 * (1 - B + (B * length) / average));
        scores.set(clause, (scores.get(clause) ?? 0) + score);
      }
    }
    return [...scores].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([clause]) => clause);
  };
}

function wordsOf(text: string, mode: 'index' | 'query'): string[] {
  return analyze(text, mode).flatMap(({ kind, text: word }) => (kind === 'word' ? [word] : []));
}

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

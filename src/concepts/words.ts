/** Owns which of the graph's labels are words of their own for the cutter: set phrases and abbreviations in Chinese characters. */
import type { ConceptGraph } from './graph.ts';
import { labelKey } from './graph.ts';

// 三线一单 or 碳普惠 says nothing in parts; a term like 黑臭水体治理 is made of words, and is found by them.
const SET_PHRASE = /^\p{Script=Han}{2,5}$/u;

/** Folded, each once, in order: what `src/text/data/concept-words.txt` holds. */
export function setPhrases({ concepts }: Pick<ConceptGraph, 'concepts'>): string[] {
  const phrases = concepts
    .flatMap(({ short }) => short.map(labelKey))
    .filter((phrase) => SET_PHRASE.test(phrase));
  return [...new Set(phrases)].sort();
}

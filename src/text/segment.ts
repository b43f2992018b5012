/** The door to nodejieba: folded text to words with spans. */
import nodejieba from 'nodejieba';
import { joinPath, PROJECT_FOLDER, readText, sha256 } from '../core/files.ts';
import type { Span } from '../core/span.ts';

const WORD_LISTS = ['domain-words.txt', 'concept-words.txt'];

// A number, unit, abbreviation or formula is one word: 2023, 1.10, pm2.5, 1+3, 1+1+6+12, 95%, co2. Han runs go to jieba,
// which would cut PM2.5 into three.
const RUN = /[\p{Script=Latin}\p{Nd}]+(?:[.+/-][\p{Script=Latin}\p{Nd}]+)*%?|\p{Script=Han}+/gu;

const ONE_RUN = /^[\p{Script=Latin}\p{Nd}]+(?:[.+/-][\p{Script=Latin}\p{Nd}]+)*%?$/u;

/** Whether a folded text is one word of letters and digits, or may be a part of one. */
export function isOneRun(folded: string): boolean {
  return ONE_RUN.test(folded);
}

let loadedWords: readonly string[] | null = null;

/** The words of the domain dictionary and the set phrases of the concept graph; jieba is loaded with them once, at the first call of anything here. */
function load(): readonly string[] {
  if (loadedWords === null) {
    const words = [...new Set(WORD_LISTS.flatMap(readWords))];
    nodejieba.load();
    for (const word of words) nodejieba.insertWord(word);
    loadedWords = words;
  }
  return loadedWords;
}

function readWords(file: string): string[] {
  return readText(joinPath(PROJECT_FOLDER, 'src/text/data', file))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** The words that the dictionary of policy documents adds to jieba's own, as written there. */
export function domainWords(): readonly string[] {
  return load();
}

/** Whether a dictionary has a folded string as one word, rather than the cutter guessing that it is one. */
export function isDictionaryWord(folded: string): boolean {
  load();
  return nodejieba.cut(folded, false).length === 1;
}

/** Identifies the dictionary: the same text is cut the same way as long as this stays. */
export function dictionaryId(): string {
  return sha256(load().join('\n')).slice(0, 12);
}

/**
 * The words of a folded text in order, without overlap; white space and punctuation are left out.
 * Lone surrogates are no letters and fall out too.
 */
export function segment(folded: string): Span[] {
  load();
  const words: Span[] = [];
  for (const run of folded.matchAll(RUN)) {
    const [text] = run;
    let start = run.index;
    if (!/^\p{Script=Han}/u.test(text)) {
      words.push({ start, end: start + text.length });
      continue;
    }
    // The words of a cut, one after the other, are the run itself: a running cursor gives their spans.
    for (const word of nodejieba.cut(text, true)) {
      words.push({ start, end: start + word.length });
      start += word.length;
    }
  }
  return words;
}

// Below this a word has no parts worth finding; jieba's own mode for search invents some (人民政府 gives 民政), cutting again
// into shorter words does not.
const MIN_COMPOUND_CHARS = 4;
const MAX_PART_CHARS = 3;

// The same long words come again and again; cutting one costs as much as a sentence.
const CACHED_WORDS = 100_000;
const cachedParts = new Map<string, readonly Span[]>();

/** The shorter words that a long one is made of (分布式光伏: 分布式, 光伏), in order; single characters are left out. */
export function partsOf(word: string): readonly Span[] {
  load();
  if (word.length < MIN_COMPOUND_CHARS) return NO_PARTS;
  const known = cachedParts.get(word);
  if (known !== undefined) return known;
  const parts: Span[] = [];
  let start = 0;
  for (const part of nodejieba.cutSmall(word, MAX_PART_CHARS)) {
    if (part.length > 1 && part.length < word.length) parts.push({ start, end: start + part.length });
    start += part.length;
  }
  if (cachedParts.size >= CACHED_WORDS) cachedParts.clear();
  cachedParts.set(word, parts);
  return parts;
}

const NO_PARTS: readonly Span[] = [];

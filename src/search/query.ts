/** Owns what a query asks: words, "phrases", -not, city:南京 and other filters, addresses, 发文字号, cities and years in plain words. */
import { type Span, slice } from '../core/span.ts';
import { analyze, framing, indexName, type TokenKind } from '../text/analyze.ts';
import { fold } from '../text/fold.ts';
import { pairNames } from '../text/grams.ts';
import { segment } from '../text/segment.ts';
import { findIntents, type Intent } from './intents.ts';
import type { Lexicon } from './lexicon.ts';
import type { Notice } from './notices.ts';
import { Remainder } from './remainder.ts';
import { type Filter, takeFilters } from './written-filters.ts';

export interface Query {
  readonly raw: string;
  /** What every `literal` hit holds, folded; empty where the query asks for no words. */
  readonly terms: readonly string[];
  /** The same cut into words: what a clause holds that says it all, but not together. */
  readonly words: readonly string[];
  /** Quoted, or a document number: clauses without them are no hits. */
  readonly phrases: readonly string[];
  readonly excluded: readonly string[];
  readonly cities: readonly string[];
  readonly years: readonly number[];
  readonly documents: readonly string[];
  /** Levels of commitment, or what was written for one. */
  readonly strengths: readonly string[];
  /** Names of bodies, folded. */
  readonly bodies: readonly string[];
  /** What was written as city:…, year:…, doc:…, strength:… or body:…. */
  readonly filters: readonly Filter[];
  /** What was understood rather than written in the query language; each can be taken back. */
  readonly intents: readonly Intent[];
  /** Clauses named outright: an address, or the title block of the document whose 发文字号 this is. */
  readonly named: readonly string[];
  /** Index tokens to their weight. */
  readonly tokens: ReadonlyMap<string, number>;
  /** The words that are left, phrases included, folded: what an embedder gets. */
  readonly text: string;
  readonly notices: readonly Notice[];
}

export interface ParseOptions {
  /** False takes back what would be understood from plain words. */
  readonly understand?: boolean;
}

// Measured as BM25F's constants are: weights of 0.5 to 1.5 cost everyday questions 0.006 of nDCG@10 at the most; without words they
// lose 0.008, without characters 0.016, without pairs 0.024, and the five documents' everyday wording loses half without
// characters. The shorter words in a long one matter in the index, where 光伏 is found in 分布式光伏, and gain nothing in a query.
const TOKEN_WEIGHTS: Readonly<Record<TokenKind | 'pair', number>> = {
  word: 1,
  part: 0,
  character: 1,
  pair: 1,
};
// A hostile query may hold hundreds of words; more than this add no meaning.
const MAX_TOKENS = 128;
const EXCLUDED = /(?:^|\s)-(?:"([^"]+)"|([^\s"-]\S*))/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go; one unit for one, so spans stay true
const CONTROL = /[\u0000-\u001f\u007f]/g;
const PHRASE = /"([^"]+)"/g;
// A part is a run of letters and digits, with the marks that stand inside words and figures: PM2.5, 1+3, 95%, 微克/立方米.
const PART = /[\p{L}\p{N}]+(?:[.+\-/·~][\p{L}\p{N}]+)*%?/gu;

/** Never fails: what cannot be understood is searched as words. `raw` must be well-formed text. */
export function parseQuery(raw: string, lexicon: Lexicon, { understand = true }: ParseOptions = {}): Query {
  const folded = fold(raw).replace(CONTROL, ' ');
  if (isCopied(folded.trim(), lexicon)) return copiedQuery(raw, folded.trim());
  const rest = new Remainder(folded);
  const notices: Notice[] = [];
  const filters = takeFilters(rest, lexicon);
  notices.push(...filters.notices);
  const excluded = rest.take(EXCLUDED).map(({ groups }) => (groups[0] ?? groups[1] ?? '').trim());
  const phrases = rest.take(PHRASE).map(({ groups }) => (groups[0] ?? '').trim());
  const found = findIntents(rest, lexicon, { understand, cities: filters.cities });
  notices.push(...found.notices);
  // A city and nothing else: its name is then the word to look for as well.
  const others = [
    phrases,
    excluded,
    found.wordings,
    found.named,
    filters.written,
    found.years,
    found.documents,
  ];
  const asksOnlyForCities = others.every((list) => list.length === 0) && !/[\p{L}\p{N}]/u.test(rest.text);
  const required = unique([
    ...phrases,
    ...found.wordings,
    ...(asksOnlyForCities ? found.cities.filter((city) => lexicon.has(city)) : []),
  ]);
  const remaining = withRomanNumerals(rest.text.trim(), lexicon);
  const { terms, words } = takeTerms(remaining, lexicon, required.length > 0);
  const text = [remaining.replace(/\s+/g, ' '), ...required].join(' ').trim();
  return {
    raw,
    terms: unique([...required, ...terms]),
    words: unique([...required, ...words]),
    phrases: required,
    excluded: unique(excluded),
    cities: unique([...filters.cities, ...found.cities]),
    years: unique([...filters.years, ...found.years]),
    documents: unique([...filters.documents, ...found.documents]),
    strengths: unique(filters.strengths),
    bodies: unique(filters.bodies),
    filters: filters.written,
    intents: found.intents,
    named: found.named,
    tokens: queryTokens(text),
    text,
    notices,
  };
}

// Shorter ones may be a phrase in quotation marks that documents happen to print with theirs.
const MIN_COPIED_CHARS = 12;

/** Whether a query is a passage copied out of a document: its quotation marks and years are then the document's. */
function isCopied(text: string, lexicon: Lexicon): boolean {
  return text.length > MIN_COPIED_CHARS && /\p{L}/u.test(text) && !isNumberOnly(text) && lexicon.has(text);
}

function isNumberOnly(text: string): boolean {
  return /^[\u4e00-\u9fff]{2,14}\(\d{4}\)第?\d{1,5}号?$/.test(text);
}

function copiedQuery(raw: string, text: string): Query {
  const nothing = {
    phrases: [],
    excluded: [],
    cities: [],
    years: [],
    documents: [],
    strengths: [],
    bodies: [],
    filters: [],
    intents: [],
    named: [],
  };
  return {
    raw,
    ...nothing,
    terms: [text],
    words: wordsOf(text),
    tokens: queryTokens(text),
    text,
    notices: [],
  };
}

// 海上光伏 is a compound, which a clause that merely has 海上 and 光伏 does not say; a longer string is a sentence.
const MAX_COMPOUND_CHARS = 6;

/**
 * The terms that make a clause a literal hit. A part written without a blank is one term where the index itself writes it so.
 * Else it is taken apart at the words that frame a question, and each stretch between them is one term where the index
 * writes it so or where it is short enough to be a compound; of a longer one each word is a term.
 */
function takeTerms(text: string, lexicon: Lexicon, hasOthers: boolean): { terms: string[]; words: string[] } {
  // 光伏/风电 is two words unless some clause prints it so.
  const parts = [...text.matchAll(PART)].flatMap(([part]) =>
    part.includes('/') && !lexicon.has(part) ? part.split('/') : [part],
  );
  if (/^\S*[\p{L}\p{N}]\S*$/u.test(text) && lexicon.has(text)) return { terms: [text], words: wordsOf(text) };
  const isFrame = framing(parts.flatMap((part) => segment(part).map((span) => slice(part, span))));
  const terms: string[] = [];
  const words: string[] = [];
  for (const part of parts) {
    const cut = segment(part).map(({ start, end }) => ({
      start,
      end,
      stop: isFrame(part.slice(start, end)),
    }));
    const meaningful = cut.filter(({ stop }) => !stop).map(({ start, end }) => part.slice(start, end));
    if (meaningful.length === 0 && (parts.length > 1 || hasOthers)) continue;
    words.push(...(meaningful.length === 0 ? [part] : meaningful));
    if (lexicon.has(part) || meaningful.length === 0) {
      terms.push(part);
      continue;
    }
    for (const { text: run, words: inRun } of runs(part, cut)) {
      terms.push(...(run.length <= MAX_COMPOUND_CHARS || lexicon.has(run) ? [run] : inRun));
    }
  }
  return { terms, words };
}

function wordsOf(text: string): string[] {
  return segment(text).map((span) => slice(text, span));
}

// Documents print classes and levels as Ⅲ; keyboards write iii.
const ROMAN: Readonly<Record<string, string>> = { i: 'ⅰ', ii: 'ⅱ', iii: 'ⅲ', iv: 'ⅳ', v: 'ⅴ', vi: 'ⅵ' };

/** III类水质 as documents print it, unless some document prints it as it was written. */
function withRomanNumerals(text: string, lexicon: Lexicon): string {
  return text.replace(/(?<![a-z])(i{1,3}|iv|vi?)([类级])/g, (written, letters: string, unit: string) =>
    lexicon.has(written) ? written : `${ROMAN[letters] ?? letters}${unit}`,
  );
}

/** Stretches of neighbouring words that are no stop words. */
function runs(part: string, cut: readonly (Span & { stop: boolean })[]): { text: string; words: string[] }[] {
  const found: (Span & { words: string[] })[] = [];
  for (const { start, end, stop } of cut) {
    if (stop) continue;
    const last = found.at(-1);
    if (last !== undefined && last.end === start) {
      found[found.length - 1] = { start: last.start, end, words: [...last.words, part.slice(start, end)] };
    } else {
      found.push({ start, end, words: [part.slice(start, end)] });
    }
  }
  return found.map(({ start, end, words }) => ({ text: part.slice(start, end), words }));
}

/** Words and characters of what a folded question is about; pairs of all of it, those of the words that frame it too. */
export function queryTokens(text: string): Map<string, number> {
  const asked = analyze(text, 'query');
  const tokens = new Map<string, number>();
  const add = (name: string, weight: number) => {
    if (weight > 0 && tokens.size < MAX_TOKENS) tokens.set(name, weight);
  };
  for (const token of asked.length > 0 ? asked : analyze(text, 'index')) {
    add(indexName(token), TOKEN_WEIGHTS[token.kind]);
  }
  for (const pair of pairNames(text)) add(pair, TOKEN_WEIGHTS.pair);
  return tokens;
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)].filter((item) => item !== '');
}

/** Owns what a half-typed word can become: terms, headings, titles, cities and document numbers, found by their beginning, inside, or with one slip. */
// Behind it stands the library that suggestions are left to, in completion-grams.ts; nothing here speaks of it.
import { cityNamed } from '../documents/cities.ts';
import { initialsOf } from '../documents/pinyin.ts';
import { isStopWord } from '../text/analyze.ts';
import { fold } from '../text/fold.ts';
import { findSlipped, MIN_SLIP_CHARS } from '../text/slip.ts';
import { buildGramIndex, type GramIndex } from './completion-grams.ts';
import type { DocumentRecord } from './corpus.ts';

export type CompletionKind = 'term' | 'heading' | 'document' | 'city' | 'concept' | 'number';

export interface Completion {
  /** As printed. */
  readonly text: string;
  readonly kind: CompletionKind;
  /** Of a heading: the address of the first clause that has it. */
  readonly clause?: string;
  readonly match: CompletionMatch;
}

/** Whether the text begins with what was typed, holds it further in, or holds it with one slip. */
export type CompletionMatch = 'start' | 'inside' | 'slip';

export interface CompletionSource {
  readonly documents: readonly Pick<DocumentRecord, 'city' | 'titles' | 'number'>[];
  readonly headings: Iterable<{ readonly text: string; readonly clause: string }>;
  /** Words as they are to be shown, each with the number of clauses that hold it. */
  readonly terms: Iterable<{ readonly text: string; readonly count: number }>;
}

export interface FindOptions {
  /** At the most; of no kind more than five eighths of them while another kind has as good a match. */
  readonly limit: number;
  /** How far from what was typed; 'exact' is beginning and inside. */
  readonly match: 'exact' | 'slip';
  /** Only completions of this kind. */
  readonly kind?: CompletionKind;
}

export interface Completions {
  readonly size: number;
  /**
   * What the typed string can become, best first: beginnings, then what holds it inside; within each cities, numbers, terms by
   * how many clauses hold them, then headings and titles. Script, width, case, blanks and punctuation make no difference.
   */
  find(typed: string, options: FindOptions): Completion[];
}

interface Item extends Omit<Completion, 'match'> {
  /** Squeezed. */
  readonly key: string;
  /** Other beginnings it is found by: pinyin. */
  readonly aliases: readonly string[];
  readonly count: number;
}

// A collection of 140,000 clauses has some 90,000 words and as many headings; the rare ones nobody needs completed.
const MAX_TERMS = 20_000;
const MAX_HEADINGS = 20_000;
// A longer heading is a sentence.
const MAX_HEADING_CHARS = 60;
const MAX_TERM_CHARS = 20;
// Longer input is a question, not the beginning of a word.
const MAX_TYPED_CHARS = 60;
const ORDER: readonly CompletionKind[] = ['city', 'number', 'term', 'concept', 'heading', 'document'];

/** What is compared: folded letters and digits. 宁政发〔2025〕16号 and 宁政发 2025 16号 are the same. */
export function squeeze(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]/gu, '');
}

export function buildCompletions(source: CompletionSource): Completions {
  const items = collect(source);
  const grams = buildGramIndex(items.map(({ key, aliases }) => [key, ...aliases]));
  return {
    size: items.length,
    find(typed, { limit, match, kind }) {
      const key = squeeze(typed);
      if (key === '' || key.length > MAX_TYPED_CHARS || limit < 1) return [];
      const isWanted = (item: Item | undefined): item is Item =>
        item !== undefined && (kind === undefined || item.kind === kind);
      const wanted: Wanted = {
        key,
        limit,
        all: (test) => (id) => isWanted(items[id]) && test(items[id]),
        first: (test) =>
          firstOfEach(limit, (id) => (isWanted(items[id]) && test(items[id]) ? items[id].kind : null)),
      };
      const found = match === 'slip' ? findSlips(grams, wanted) : findExact(grams, wanted);
      return pick(items, found, limit);
    },
  };
}

type Found = ReadonlyMap<CompletionMatch, readonly number[]>;

type Test = (item: Item) => boolean;

interface Wanted {
  /** Squeezed. */
  readonly key: string;
  readonly limit: number;
  readonly all: (test: Test) => (id: number) => boolean;
  /** The same, but of each kind no more than an answer can show. */
  readonly first: (test: Test) => (id: number) => boolean;
}

/** Accepts the first `limit` of each kind. `kindOf` says null where something is not wanted at all. */
function firstOfEach(limit: number, kindOf: (id: number) => CompletionKind | null): (id: number) => boolean {
  const taken = new Map<CompletionKind, number>();
  return (id) => {
    const kind = kindOf(id);
    if (kind === null) return false;
    const count = taken.get(kind) ?? 0;
    taken.set(kind, count + 1);
    return count < limit;
  };
}

function findExact(grams: GramIndex, { key: wanted, limit, all, first }: Wanted): Found {
  const begins = ({ key, aliases }: Item) =>
    key.startsWith(wanted) || aliases.some((alias) => alias.startsWith(wanted));
  const isOne = wanted.length === 1;
  // A pair of characters is offered in the order of the answer, so the first ones will do; a single one pair by pair.
  const accept = isOne ? all : first;
  const start = grams.beginning(wanted, accept(begins));
  // One character stands inside of thousands: looked for there only where too little begins with it.
  const inside =
    isOne && start.length >= limit
      ? []
      : grams.holding(
          wanted,
          accept((item) => item.key.includes(wanted, 1) && !begins(item)),
        );
  return new Map([
    ['start', start],
    ['inside', inside],
  ]);
}

function findSlips(grams: GramIndex, { key: wanted, all }: Wanted): Found {
  if (wanted.length < MIN_SLIP_CHARS) return new Map();
  const ids = grams.holdingHalf(
    wanted,
    all(
      ({ key, aliases }) =>
        findSlipped(key, wanted) !== null || aliases.some((alias) => findSlipped(alias, wanted)?.start === 0),
    ),
  );
  return new Map([['slip', ids]]);
}

/** The best `limit`, in order; a kind that has filled five eighths makes room for the others of the same match. */
function pick(items: readonly Item[], found: Found, limit: number): Completion[] {
  const picked: Completion[] = [];
  for (const [match, ids] of found) {
    const room = limit - picked.length;
    const share = Math.ceil((room * 5) / 8);
    const taken = new Map<CompletionKind, number>();
    const [first, rest]: [number[], number[]] = [[], []];
    for (const id of ids.toSorted((a, b) => a - b)) {
      const kind = items[id]?.kind ?? 'term';
      const count = (taken.get(kind) ?? 0) + 1;
      taken.set(kind, count);
      (count <= share ? first : rest).push(id);
    }
    const best = [...first.slice(0, room), ...rest].slice(0, room).sort((a, b) => a - b);
    for (const id of best) {
      const item = items[id];
      if (item !== undefined) picked.push(shown(item, match));
    }
  }
  return picked;
}

function shown({ text, kind, clause }: Item, match: CompletionMatch): Completion {
  return { text, kind, ...(clause === undefined ? {} : { clause }), match };
}

function compare(a: Item, b: Item): number {
  return (
    ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
    b.count - a.count ||
    a.key.length - b.key.length ||
    (a.key < b.key ? -1 : 1)
  );
}

/** One item a key, of the same words the kind that comes first; in the order in which an answer shows them. */
function collect({ documents, headings, terms }: CompletionSource): Item[] {
  const items = new Map<string, Item>();
  const add = (item: Item) => {
    if (item.key !== '' && !items.has(item.key)) items.set(item.key, item);
  };
  for (const [city, count] of counted(documents.flatMap(({ city }) => city ?? []))) {
    add({ text: city, kind: 'city', key: squeeze(city), aliases: aliasesOf(city), count });
  }
  for (const { number } of documents) {
    if (number !== null) add({ text: number, kind: 'number', key: squeeze(number), aliases: [], count: 1 });
  }
  const counts = [...terms].filter(({ text }) => isTerm(text)).sort((a, b) => b.count - a.count);
  for (const { text, count } of counts.slice(0, MAX_TERMS)) {
    add({ text, kind: 'term', key: squeeze(text), aliases: [], count });
  }
  for (const { text, clause, key, count } of uniqueHeadings(headings)) {
    add({ text, kind: 'heading', clause, key, aliases: [], count });
  }
  for (const [title, count] of counted(documents.flatMap(({ titles }) => titles))) {
    add({ text: title, kind: 'document', key: squeeze(title), aliases: [], count });
  }
  return [...items.values()].sort(compare);
}

function counted(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** 南京市 and nanjing, nj: what a keyboard gives before the input method has done its work. */
function aliasesOf(city: string): string[] {
  const known = cityNamed(fold(city).replace(/市$/, '')) ?? cityNamed(fold(city));
  if (known === undefined) return [];
  const initials = initialsOf(known.pinyin, known.name.length);
  return [squeeze(known.full), known.pinyin, ...(initials === null ? [] : [initials])];
}

function isTerm(text: string): boolean {
  const folded = fold(text);
  return text.length >= 2 && text.length <= MAX_TERM_CHARS && /\p{L}/u.test(text) && !isStopWord(folded);
}

// 第三条, 第二章, 二十一, Article 3: where a heading stands, not what it says.
const MERE_NUMBER =
  /^(?:第?[\d一二三四五六七八九十百千零〇两]+[编章节条款项目]?(?:之[一二三四五六七八九十]+)?|article\d+)$/;

interface UniqueHeading {
  readonly text: string;
  readonly clause: string;
  readonly key: string;
  count: number;
}

/** Each heading once, those that more clauses have first. */
function uniqueHeadings(headings: CompletionSource['headings']): UniqueHeading[] {
  const unique = new Map<string, UniqueHeading>();
  for (const { text, clause } of headings) {
    if (text.length > MAX_HEADING_CHARS) continue;
    const key = squeeze(text);
    const known = unique.get(key);
    if (known !== undefined) known.count++;
    else if (key.length >= 2 && !MERE_NUMBER.test(key)) unique.set(key, { text, clause, key, count: 1 });
  }
  return [...unique.values()].sort((a, b) => b.count - a.count).slice(0, MAX_HEADINGS);
}

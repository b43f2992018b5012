/** Owns what a query says in plain words about where and when: 扬州 邵伯湖, 2022年赣州…, 通政办发[2018]46号, nanjing-2025/2.2. */
import { isDocumentId, joinAddress, parseAddress } from '../core/address.ts';
import type { Span } from '../core/span.ts';
import { cityNamed, isSurelyCity } from '../documents/cities.ts';
import { analyze } from '../text/analyze.ts';
import type { Lexicon } from './lexicon.ts';
import { type Notice, unknownNotice } from './notices.ts';

export interface Intent {
  readonly kind: 'city' | 'year' | 'document' | 'clause' | 'number';
  readonly value: string;
  /** Into the query as written. */
  readonly span: Span;
}

export interface Intents {
  readonly intents: readonly Intent[];
  readonly cities: readonly string[];
  readonly years: readonly number[];
  readonly documents: readonly string[];
  readonly named: readonly string[];
  /** Wordings that a hit must hold, folded: document numbers in the shape documents print them. */
  readonly wordings: readonly string[];
  readonly notices: readonly Notice[];
}

/** The part of a query that is still to be read; `blank` takes something out of it. */
export interface Rest {
  readonly text: string;
  blank(span: Span): void;
}

export interface IntentOptions {
  readonly understand: boolean;
  /** Cities that the query filters by outright. */
  readonly cities: readonly string[];
}

// 通政办发(2018)46号 with blanks anywhere, with 年 for the brackets, with or without 第 and 号.
const NUMBER =
  /([\u4e00-\u9fff]{2,14})\s*(?:\(\s*([12]\d{3})\s*\)\s*第?\s*(\d{1,5})\s*号?|([12]\d{3})年?\s*第?\s*(\d{1,5})\s*号)/g;
const PART = /\S+/g;
const YEAR = /(?<![\d.])((?:19|20)\d{2})年?(?![\d.%万亿度])/g;
// 到2025年, 2025年底: a target's year, not the document's.
const TARGET_BEFORE = /(?:到|至|截至|于|在|比|较|自|从|[-~/])$/;
const TARGET_AFTER = /^(?:底|末|前|以前|后|以后|起|初|目标|[-~/至])/;
const TARGET_WORDS = /目标|达到|比例|率|浓度|以上|不低于|多少/;

export function findIntents(
  rest: Rest,
  lexicon: Lexicon,
  { understand, cities: filtered }: IntentOptions,
): Intents {
  const found = new Found();
  takeAddresses(rest, lexicon, found);
  takeNumbers(rest, lexicon, found);
  // A wording that some clause prints is looked for as it stands; a city's bare name is still a city.
  const whole = rest.text.trim();
  if (understand && !(lexicon.has(whole) && !lexicon.cities.has(whole))) {
    takeCities(rest, lexicon, found);
    takeYears(rest, lexicon, { found, cities: [...filtered, ...found.cities] });
  }
  return found;
}

class Found implements Intents {
  readonly intents: Intent[] = [];
  readonly cities: string[] = [];
  readonly years: number[] = [];
  readonly documents: string[] = [];
  readonly named: string[] = [];
  readonly wordings: string[] = [];
  readonly notices: Notice[] = [];
}

function takeAddresses(rest: Rest, lexicon: Lexicon, found: Found): void {
  for (const { text, span } of parts(rest.text)) {
    if (parseAddress(text) !== null) {
      found.intents.push({ kind: 'clause', value: text, span });
      found.named.push(text);
      if (!lexicon.hasClause(text)) found.notices.push(unknownNotice('clause', text));
    } else if (isDocumentId(text) && lexicon.documents.has(text)) {
      found.intents.push({ kind: 'document', value: text, span });
      found.documents.push(text);
    } else {
      continue;
    }
    rest.blank(span);
  }
}

function takeNumbers(rest: Rest, lexicon: Lexicon, found: Found): void {
  for (const match of [...rest.text.matchAll(NUMBER)]) {
    const [, letters = '', year = match[4], serial = match[5]] = match;
    const end = match.index + match[0].length;
    // 请找通政办发(2018)46号: what stands before the number is not always a part of it.
    const known = longestKnown(letters, `(${year})`, { serial, lexicon });
    // 减排目标(2025)30%: without its 号 it is a number only where some clause prints it.
    if (known === null && !match[0].endsWith('号')) continue;
    const { skipped, number } = known ?? { skipped: 0, number: `${letters}(${year})${serial}号` };
    const span = { start: match.index + skipped, end };
    const document = lexicon.byNumber.get(number);
    if (known === null) found.notices.push(unknownNotice('number', number));
    found.intents.push({ kind: 'number', value: number, span });
    rest.blank(span);
    if (document !== undefined && analyze(rest.text, 'query').length > 0) {
      found.documents.push(document.document); // 通政办发〔2018〕46号 海上风电: inside that document
      continue;
    }
    found.wordings.push(number);
    if (document !== undefined) found.named.push(joinAddress(document.document, 'head'));
  }
}

/** The longest reading of a number that some clause prints, with or without 第; null where none does. */
function longestKnown(
  letters: string,
  year: string,
  { serial, lexicon }: { serial: string | undefined; lexicon: Lexicon },
): { skipped: number; number: string } | null {
  for (let skipped = 0; skipped <= letters.length - 2; skipped++) {
    for (const ordinal of ['', '第']) {
      const number = `${letters.slice(skipped)}${year}${ordinal}${serial}号`;
      if (lexicon.has(number)) return { skipped, number };
    }
  }
  return null;
}

/** A city is meant where its name stands for itself; 南京都市圈 and 扬州模式 are words that documents print. */
function takeCities(rest: Rest, lexicon: Lexicon, found: Found): void {
  // A mark by itself is no name, and looking for it would read every clause.
  const all = parts(rest.text).filter(({ text }) => /\p{L}/u.test(text));
  for (const { text, span } of all) {
    const whole = lexicon.cities.get(text);
    if (whole !== undefined) {
      take('city', whole, span);
      continue;
    }
    const elsewhere = cityNamed(text);
    if (elsewhere !== undefined && all.length > 1 && !lexicon.has(text) && isSurelyCity(text)) {
      found.notices.push(unknownNotice('city', elsewhere.name));
      take('city', elsewhere.name, span);
      continue;
    }
    if (lexicon.has(text)) continue;
    for (const inner of citiesInside(text, lexicon)) {
      take('city', inner.city, { start: span.start + inner.start, end: span.start + inner.end });
    }
  }
  function take(kind: Intent['kind'], value: string, span: Span): void {
    found.intents.push({ kind, value, span });
    if (!found.cities.includes(value)) found.cities.push(value);
    rest.blank(span);
  }
}

function citiesInside(text: string, lexicon: Lexicon): (Span & { city: string })[] {
  const inside: (Span & { city: string })[] = [];
  const forms = [...lexicon.cities.keys()].filter((form) => /^\p{Script=Han}/u.test(form));
  // The longest form first, so that 南京市 is not left as 市.
  for (const form of forms.sort((a, b) => b.length - a.length)) {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
      const span = { start: at, end: at + form.length };
      if (inside.every((other) => other.end <= span.start || other.start >= span.end)) {
        inside.push({ ...span, city: lexicon.cities.get(form) ?? form });
      }
    }
  }
  return inside;
}

/** A year is the document's where such a document is there and nothing speaks of a target's year. */
function takeYears(
  rest: Rest,
  lexicon: Lexicon,
  { found, cities }: { found: Found; cities: readonly string[] },
): void {
  for (const match of [...rest.text.matchAll(YEAR)]) {
    const year = Number(match[1]);
    const before = rest.text.slice(0, match.index);
    const after = rest.text.slice(match.index + match[0].length);
    const speaksOfTarget =
      TARGET_BEFORE.test(before) ||
      TARGET_AFTER.test(after) ||
      (cities.length === 0 && TARGET_WORDS.test(rest.text));
    const hasDocument =
      cities.length === 0
        ? lexicon.hasDocument(null, year)
        : cities.some((city) => lexicon.hasDocument(city, year));
    const saysMore = /[\p{L}\p{N}]/u.test(before + after) || cities.length > 0;
    if (speaksOfTarget || !hasDocument || !saysMore) continue;
    const span = { start: match.index, end: match.index + match[0].length };
    found.intents.push({ kind: 'year', value: String(year), span });
    found.years.push(year);
    rest.blank(span);
  }
}

function parts(text: string): { text: string; span: Span }[] {
  return [...text.matchAll(PART)].map((match) => ({
    text: match[0],
    span: { start: match.index, end: match.index + match[0].length },
  }));
}

/** Owns references for other programs: CSL-JSON, RIS and BibTeX, with inferred facts marked as far as each form can. */
import { bodiesOf, type DocumentFacts, type FactName, marked, titleOf } from './facts.ts';
import { type Gbt7714Options, typeCodeOf } from './gbt7714.ts';

/** One entry of a file: a document, or a clause of it. */
export interface Entry {
  /** The document's id or the clause's address. */
  readonly key: string;
  readonly facts: DocumentFacts;
  /** The clause's place in words; null where the document itself is meant. */
  readonly place: string | null;
  /** As printed. */
  readonly quotes: readonly string[];
}

export type ExchangeOptions = Pick<Gbt7714Options, 'edition' | 'typeCode' | 'accessed'>;

interface CslDate {
  readonly 'date-parts': readonly (readonly number[])[];
  readonly circa?: true;
}

/** An item of CSL-JSON 1.0.2, as far as a document of ours fills it. */
export interface CslItem {
  readonly id: string;
  readonly type: 'regulation';
  readonly title: string;
  readonly author?: readonly { readonly literal: string }[];
  readonly number?: string;
  /** The place in words. */
  readonly section?: string;
  /** Circa where the date is inferred. */
  readonly issued?: CslDate;
  readonly URL?: string;
  readonly accessed?: CslDate;
  readonly language: 'zh-Hans' | 'zh-Hant';
  readonly note?: string;
}

export function cslItem({ key, facts, place, quotes }: Entry, { accessed }: ExchangeOptions): CslItem {
  const { issuer, number, url } = facts;
  const issued = facts.date ?? facts.year;
  const note = [...inferences(facts), ...quotes.map((quote) => `引文：“${quote}”`)].join('；');
  return {
    id: key,
    type: 'regulation',
    title: marked(titleOf(facts)),
    ...(issuer === null ? {} : { author: authorsOf(facts).map((literal) => ({ literal })) }),
    ...(number === null ? {} : { number: marked(number) }),
    ...(place === null ? {} : { section: place }),
    ...(issued === null
      ? {}
      : { issued: { ...cslDate(issued.value), ...(issued.isInferred ? { circa: true as const } : {}) } }),
    ...(url === null ? {} : { URL: url }),
    ...(url === null || accessed === null ? {} : { accessed: cslDate(accessed) }),
    language: facts.script === 'traditional' ? 'zh-Hant' : 'zh-Hans',
    ...(note === '' ? {} : { note }),
  };
}

function cslDate(iso: string): CslDate {
  return { 'date-parts': [iso.split('-').map(Number)] };
}

function authorsOf({ issuer }: DocumentFacts): string[] {
  return issuer === null ? [] : bodiesOf(issuer.value).map((body) => marked(issuer, body));
}

const FACT_NAMES: readonly (readonly [FactName, string])[] = [
  ['issuer', '发文机关'],
  ['title', '标题'],
  ['number', '发文字号'],
  ['date', '日期'],
];

/** 发文机关〔…〕为推断：… for each fact that the document does not print. */
function inferences(facts: DocumentFacts): string[] {
  return FACT_NAMES.flatMap(([name, called]) => {
    const fact = facts[name];
    if (fact === null || !fact.isInferred) return [];
    return [`${called}${marked(fact)}为推断${fact.basis === null ? '' : `：${fact.basis}`}`];
  });
}

/** A CSL-JSON file: an array of items, which is what Zotero and pandoc read. */
export function toCsl(entries: readonly Entry[], options: ExchangeOptions): string {
  return `${JSON.stringify(
    entries.map((entry) => cslItem(entry, options)),
    null,
    2,
  )}\n`;
}

/**
 * RIS. GOVDOC is a government document, with SN as its number and Y2 as the day of the visit; of a STAT the specification reads AU
 * as no author and Y2 as the day of enactment. RIS has no sign for an inferred date, so such a date stands in the note alone.
 */
export function toRis(entries: readonly Entry[], { accessed }: ExchangeOptions): string {
  return entries.map((entry) => risEntry(entry, accessed)).join('\r\n');
}

function risEntry({ key, facts, place, quotes }: Entry, accessed: string | null): string {
  const { number, date, url } = facts;
  const isDated = date !== null && !date.isInferred;
  const tags: [string, string][] = [
    ['TY', 'GOVDOC'],
    ['ID', key],
    ['TI', marked(titleOf(facts))],
    ...authorsOf(facts).map((author): [string, string] => ['AU', author]),
    ...(number === null ? [] : [['SN', marked(number)] as [string, string]]),
    ...(isDated ? [['PY', date.value.slice(0, 4)] as [string, string]] : []),
    ...(isDated ? [['DA', risDate(date.value)] as [string, string]] : []),
    ...(place === null ? [] : [['SE', place] as [string, string]]),
    ...(url === null ? [] : [['UR', url] as [string, string]]),
    ...(url === null || accessed === null ? [] : [['Y2', risDate(accessed)] as [string, string]]),
    ['LA', facts.script === 'traditional' ? 'zh-Hant' : 'zh-Hans'],
    ...inferences(facts).map((note): [string, string] => ['N1', note]),
    ...quotes.map((quote): [string, string] => ['N1', `引文：“${quote}”`]),
    ['ER', ''],
  ];
  return tags.map(([tag, value]) => `${tag}  - ${value.replace(/\s*[\r\n]+\s*/g, ' ')}\r\n`).join('');
}

function risDate(iso: string): string {
  return `${iso.replaceAll('-', '/')}/`;
}

/**
 * BibTeX that biblatex reads too. Programs read a date with a sign of doubt as if it had none, so an inferred date is left to the
 * annotation and only its year stands there, as text: 〔2023〕. No style prints the `number` of a @misc, every one its `howpublished`.
 * `mark` and `medium` are the type code as gbt7714.bst and biblatex-gb7714 read it; other styles pass over them.
 */
export function toBibtex(entries: readonly Entry[], options: ExchangeOptions): string {
  const keys = uniqueKeys(entries.map(({ key }) => key));
  return entries.map((entry, i) => bibtexEntry(entry, keys[i] ?? entry.key, options)).join('\n');
}

function bibtexEntry({ facts, place, quotes }: Entry, key: string, options: ExchangeOptions): string {
  const { number, date, year, url } = facts;
  const [mark, medium] = typeCodeOf(url, options).split('/');
  const identity = number === null ? null : latex(marked(number));
  const about = [...inferences(facts), ...quotes.map((quote) => `引文：“${quote}”`)].join('；');
  const fields: [string, string | null][] = [
    [
      'author',
      authorsOf(facts)
        .map((author) => `{${latex(author)}}`)
        .join(' and ') || null,
    ],
    ['title', latex(marked(titleOf(facts)))],
    ['number', identity],
    ['howpublished', identity],
    ['date', date === null || date.isInferred ? null : date.value],
    ['year', year === null ? null : marked(year)],
    ['note', place === null ? null : latex(place)],
    ['url', url === null ? null : url.replace(/[{}\\\s]/g, encodeURIComponent)],
    ['urldate', url === null ? null : options.accessed],
    ['langid', 'chinese'],
    ['mark', mark ?? null],
    ['medium', medium ?? null],
    ['annotation', about === '' ? null : latex(about)],
  ];
  const lines = fields.flatMap(([name, value]) => (value === null ? [] : [`  ${name} = {${value}},\n`]));
  return `@misc{${key},\n${lines.join('')}}\n`;
}

/** What BibTeX would end a key at becomes -; keys that are then the same are counted. */
function uniqueKeys(keys: readonly string[]): string[] {
  const taken = new Set<string>();
  return keys.map((key) => {
    const safe = key.replace(/[\s,{}()"'#%~=\\]+/g, '-');
    let unique = safe;
    for (let n = 2; taken.has(unique); n++) unique = `${safe}-${n}`;
    taken.add(unique);
    return unique;
  });
}

const LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

function latex(text: string): string {
  return text.replace(/[\\{}~^%#&_$]/g, (character) => LATEX[character] ?? `\\${character}`);
}

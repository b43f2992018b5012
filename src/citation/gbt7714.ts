/** Owns references by GB/T 7714, editions 2025 and 2015, by number or by author and year. */
import { bodiesOf, type DocumentFacts, type Fact, marked, titleOf } from './facts.ts';
import { type Piece, plain } from './render.ts';

export const EDITIONS = ['2025', '2015'] as const;
export type Edition = (typeof EDITIONS)[number];

export const STYLES = ['numeric', 'author-year'] as const;
export type Style = (typeof STYLES)[number];

export interface Gbt7714Options {
  readonly edition: Edition;
  readonly style: Style;
  /** YYYY-MM-DD; shown where there is a URL that was visited. */
  readonly accessed: string | null;
  /** The code of the document's type without /OL; null: the edition's usual one. */
  readonly typeCode: string | null;
  /** a, b, … behind the year, where a list has several documents of one issuer and year; '' where it has one. */
  readonly yearSuffix?: string;
}

interface Marks {
  readonly comma: string;
  readonly colon: string;
  readonly open: string;
  readonly close: string;
}

// The 2025 edition writes the punctuation of a Chinese reference in full width, but for . and [].
const MARKS: Readonly<Record<Edition, Marks>> = {
  '2025': { comma: '，', colon: '：', open: '（', close: '）' },
  '2015': { comma: ', ', colon: ': ', open: '(', close: ')' },
};

// What the usual style files give a government document: EB is a web page, Z is what has no type of its own, A an archival record.
const TYPE_CODES: Readonly<Record<Edition, { readonly online: string; readonly printed: string }>> = {
  '2025': { online: 'EB', printed: 'Z' },
  '2015': { online: 'A', printed: 'A' },
};

/** EB/OL, Z, A/OL, A, or the code that is asked for; /OL where there is a URL. */
export function typeCodeOf(
  url: string | null,
  { edition, typeCode }: Pick<Gbt7714Options, 'edition' | 'typeCode'>,
) {
  if (url === null) return typeCode ?? TYPE_CODES[edition].printed;
  return `${typeCode ?? TYPE_CODES[edition].online}/OL`;
}

/**
 * 责任者. 题名：文号[类型/OL]. 年：引文位置（发布日期）[引用日期]. URL. (the order of GB/T 7714—2015, 4.6.2, without place and publisher:
 * a government document has none). The year stands there only where a place in the document follows it. By author and year:
 * 责任者，年. 题名… Without a URL the date stands for the year: 题名：文号[Z]. 2025-02-13：第二部分第(二)条.
 */
export function gbt7714(facts: DocumentFacts, place: string | null, options: Gbt7714Options): Piece[] {
  const { comma, colon } = MARKS[options.edition];
  const authors = facts.issuer === null ? null : marked(facts.issuer, authorsIn(facts.issuer.value, comma));
  const isByYear = options.style === 'author-year';
  const year = yearIn(facts, options);
  // 佚名 and 无日期 are the standard's own words for what is not known; a list by author and year cannot do without.
  const lead = isByYear ? [authors ?? '佚名', year].filter((part) => part !== null).join(comma) : authors;
  const title = titleOf(facts);
  return [
    ...(lead === null ? [] : [plain(`${lead}. `)]),
    { text: marked(title), role: 'title' as const },
    ...(facts.number === null ? [] : [plain(`${colon}${marked(facts.number)}`)]),
    plain(`[${typeCodeOf(facts.url, options)}].`),
    ...(facts.url === null
      ? inPrint(facts.date ?? (isByYear ? null : facts.year), place, colon)
      : online(facts, facts.url, place, options)),
  ];
}

/** At most three, then 等 (GB/T 7714—2015, 8.1.2). */
function authorsIn(issuer: string, comma: string): string {
  const bodies = bodiesOf(issuer);
  return bodies.length > 3 ? [...bodies.slice(0, 3), '等'].join(comma) : bodies.join(comma);
}

function yearIn(
  { year }: DocumentFacts,
  { edition, yearSuffix = '' }: Pick<Gbt7714Options, 'edition' | 'yearSuffix'>,
): string | null {
  if (year !== null) return marked(year, `${year.value}${yearSuffix}`);
  return edition === '2025' ? `无日期${yearSuffix === '' ? '' : `-${yearSuffix}`}` : null;
}

function inPrint(date: Fact | null, place: string | null, colon: string): Piece[] {
  const pieces = [
    ...(date === null ? [] : [plain(marked(date))]),
    ...(date === null || place === null ? [] : [plain(colon)]),
    ...(place === null ? [] : [{ text: place, role: 'place' as const }]),
  ];
  return pieces.length === 0 ? [] : [plain(' '), ...pieces, plain('.')];
}

function online(
  { date, year }: DocumentFacts,
  url: string,
  place: string | null,
  { edition, style, accessed }: Gbt7714Options,
): Piece[] {
  const { colon, open, close } = MARKS[edition];
  const before = year === null || style === 'author-year' ? '' : `${marked(year)}${colon}`;
  const when = `${date === null ? '' : `${open}${marked(date)}${close}`}${accessed === null ? '' : `[${accessed}]`}`;
  return [
    ...(place === null ? [] : [plain(` ${before}`), { text: place, role: 'place' as const }]),
    ...(when === '' ? [] : [plain(place === null ? ` ${when}` : when)]),
    plain(place === null && when === '' ? ' ' : '. '),
    { text: url, role: 'url' as const },
    plain('.'),
  ];
}

/** （南京市人民政府，2025）第二部分第(二)条: how a text names an entry of a list by author and year; the place stands outside. */
export function gbt7714InText(
  facts: DocumentFacts,
  place: string | null,
  options: Pick<Gbt7714Options, 'edition' | 'yearSuffix'>,
): Piece[] {
  const { comma, open, close } = MARKS[options.edition];
  const bodies = facts.issuer === null ? [] : bodiesOf(facts.issuer.value);
  const first = `${bodies[0] ?? ''}${bodies.length > 1 ? '等' : ''}`;
  const author = facts.issuer === null ? '佚名' : marked(facts.issuer, first);
  const year = yearIn(facts, options);
  return [
    plain(`${open}${[author, year].filter((part) => part !== null).join(comma)}${close}`),
    ...(place === null ? [] : [{ text: place, role: 'place' as const }]),
  ];
}

/** Owns what a document says of itself: titles, 发文字号, issuer, date, city, script. What is not printed stays null. */

import { slice } from '../core/span.ts';
import { fold, scriptOf } from '../text/fold.ts';
import { CITIES, type City, cityOfNumber, firstCityIn, mostNamedCity } from './cities.ts';
import { DATE, DECREE_NUMBER, DOCUMENT_NUMBER, kindOf } from './lines.ts';
import type { Line, Source } from './read.ts';

export interface Metadata {
  /** Every printed title, as printed, in order; of a forwarded plan the notice's first. */
  readonly titles: readonly string[];
  /** The document's own title: the last of `titles`. */
  readonly title: string | null;
  /** 发文字号 as printed. */
  readonly number: string | null;
  readonly issuer: string | null;
  /** YYYY-MM-DD. */
  readonly date: string | null;
  /** The day a web page gives as its own, YYYY-MM-DD: not the document's date. */
  readonly posted: string | null;
  /** 南京: without 市, Simplified. */
  readonly city: string | null;
  readonly script: 'simplified' | 'traditional';
}

export interface MetadataInput {
  readonly source: Source;
  /** The lines of the title block. */
  readonly head: readonly Line[];
  /** Signature and date lines behind the last clause. */
  readonly tail: readonly Line[];
  /** Lines that are no part of the document. */
  readonly furniture: readonly Line[];
}

export function readMetadata({ source, head, tail, furniture }: MetadataInput): Metadata {
  const titles = readTitles(source, head);
  const number = readNumber(source, head);
  const issuer = readIssuer(source, head, tail, titles);
  const date = readDate([...tail].reverse()) ?? readDate(head);
  return {
    titles,
    title: titles.at(-1) ?? null,
    number,
    issuer,
    date,
    posted: readPosted(furniture),
    city: readCity({ issuer, titles, number, folded: fold(source.text) })?.name ?? null,
    script: scriptOf(source.text),
  };
}

/** Titles broken over two lines are joined without a break: …实施方案 + (2022-2025年)的通知. */
function readTitles(source: Source, head: readonly Line[]): string[] {
  const titles: string[] = [];
  let joinable = false;
  for (const line of head) {
    const kind = kindOf(line);
    const printed = slice(source.text, line.inner);
    if (kind === 'title') titles.push(printed);
    else if (kind === 'title_rest' && joinable) titles.push(`${titles.pop() ?? ''}${printed}`);
    joinable = kind === 'title';
  }
  return titles;
}

function readNumber(source: Source, head: readonly Line[]): string | null {
  for (const line of head) {
    const kind = kindOf(line);
    const found =
      kind === 'number'
        ? (DOCUMENT_NUMBER.exec(line.folded) ?? DECREE_NUMBER.exec(line.folded))
        : kind === 'adoption'
          ? /[\u4e00-\u9fff]{2,10}令第\d+号/.exec(line.folded)
          : null;
    if (found === null) continue;
    const skipped = kind === 'adoption' ? found[0].lastIndexOf('日') + 1 : 0;
    const start = line.inner.start + found.index + skipped;
    return source.text.slice(start, start + found[0].length - skipped);
  }
  return null;
}

/** A signature counts only where it names a place of the gazetteer: pages carry stray office names. */
function readIssuer(
  source: Source,
  head: readonly Line[],
  tail: readonly Line[],
  titles: readonly string[],
): string | null {
  for (const line of [...tail, ...head]) {
    if (kindOf(line) === 'issuer' && namesPlace(line.folded)) return slice(source.text, line.inner);
  }
  for (const line of head) {
    if (kindOf(line) !== 'adoption') continue;
    const congress =
      /日([\u4e00-\u9fff]+?)(?:第[一二三四五六七八九十]+届)?(人民代表大会(?:常务委员会)?)/.exec(line.folded);
    if (congress !== null) return `${congress[1]}${congress[2]}`;
    const government = /日([\u4e00-\u9fff]+人民政府)/.exec(line.folded);
    if (government?.[1] !== undefined) return government[1];
  }
  for (const title of titles) {
    const issuer = /^(.{2,20}?(?:人民政府办公[室厅]|人民政府|委员会办公室|委员会|[局厅]))关于/.exec(
      fold(title),
    );
    if (issuer?.[1] !== undefined && namesPlace(issuer[1])) return title.slice(0, issuer[1].length);
  }
  return null;
}

const PROVINCES =
  /北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|内蒙古|国务院|中共中央|全国人民/;

function namesPlace(folded: string): boolean {
  return PROVINCES.test(folded) || CITIES.some((city) => folded.includes(city.name));
}

function readDate(lines: readonly Line[]): string | null {
  for (const line of lines) {
    const kind = kindOf(line);
    if (kind !== 'date' && kind !== 'number' && kind !== 'adoption') continue;
    const found = DATE.exec(line.folded);
    if (found !== null) return isoDate(found[1], found[2], found[3]);
  }
  return null;
}

function readPosted(furniture: readonly Line[]): string | null {
  for (const line of furniture) {
    const found = /(?:时间|日期)[:\s]*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(line.folded);
    if (found !== null) return isoDate(found[1], found[2], found[3]);
  }
  return null;
}

function isoDate(year = '', month = '', day = ''): string | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return Number.isNaN(Date.parse(date)) ? null : date;
}

interface CityEvidence {
  readonly issuer: string | null;
  readonly titles: readonly string[];
  readonly number: string | null;
  readonly folded: string;
}

/** From the strongest evidence to the weakest; a province's own document belongs to no city. */
function readCity({ issuer, titles, number, folded }: CityEvidence): City | undefined {
  if (issuer !== null) {
    const city = firstCityIn(fold(issuer));
    if (city !== undefined || PROVINCES.test(fold(issuer))) return city;
  }
  for (const title of [...titles].reverse()) {
    const city = firstCityIn(fold(title));
    if (city !== undefined) return city;
  }
  // A document names its own city all the time and other cities now and then.
  return (number === null ? undefined : cityOfNumber(fold(number))) ?? mostNamedCity(folded, 3);
}

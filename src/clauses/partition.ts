/** Owns the cut of a document into its regions: title block, preamble, body, ending, annexes. */
//
//   furniture   breadcrumb, tool bar, news lead-in              no part of the document
//   head        titles, number, addressee, 现将…印发给你们, 目录
//   preamble    根据…,制定本方案。
//   body        一、 … (一) …
//   ending      附件:1.… , issuer, date, (此件公开发布)
//   annexes     附件1 …                                          each from its own heading line on
//   furniture   related articles, footer
import { slice } from '../core/span.ts';
import { findFurniture } from '../documents/furniture.ts';
import { kindOf } from '../documents/lines.ts';
import type { Line, Source } from '../documents/read.ts';
import { type Marker, readMarker } from './markers.ts';

export interface MarkedLine extends Line {
  readonly marker: Marker | null;
}

export interface Partition {
  readonly furniture: readonly Line[];
  readonly head: readonly Line[];
  readonly preamble: readonly Line[];
  readonly body: readonly MarkedLine[];
  readonly ending: readonly Line[];
  /** Each begins with its own heading line. */
  readonly annexes: readonly (readonly MarkedLine[])[];
}

export function partition(source: Source): Partition {
  const marked = markLines(source);
  const contents = tableOfContents(marked);
  const opens = (line: MarkedLine) =>
    line.marker !== null && line.marker.kind !== 'bullet' && !contents.has(line.number);
  const firstOpening = firstIndex(marked, opens);
  const furniture = findFurniture(marked, firstOpening, isTitleOrNumber);
  for (const number of repeatedTitles(marked.slice(0, firstOpening))) furniture.add(number);
  const official = marked.filter((line) => line.folded !== '' && !furniture.has(line.number));
  // An annex heading follows something; a pasted annex that opens with 附件 is a document of its own.
  const firstTitle = firstIndex(official, isTitleOrNumber);
  const annexStarts = official.flatMap((line, index) =>
    line.marker?.kind === 'annex' && !contents.has(line.number) && index > firstTitle ? [index] : [],
  );
  const main = official.slice(0, annexStarts[0] ?? official.length);
  const firstHeading = firstIndex(main, opens);
  const endingStart = findEnding(main, firstHeading);
  const front = main.slice(0, Math.min(firstHeading, endingStart));
  const headEnd = 1 + lastIndex(front, (line) => contents.has(line.number) || isTitleBlock(line));
  return {
    furniture: marked.filter((line) => furniture.has(line.number)),
    head: front.slice(0, headEnd),
    preamble: front.slice(headEnd),
    body: main.slice(front.length, endingStart),
    ending: main.slice(endingStart),
    annexes: annexStarts.map((start, index) => official.slice(start, annexStarts[index + 1])),
  };
}

/** Reads every line's marker; a number directly before another number counts only where its neighbours say so. */
function markLines(source: Source): MarkedLine[] {
  let before: MarkedLine | undefined;
  return source.lines.map((line) => {
    const marker = readMarker(line.folded, slice(source.text, line.inner));
    const sure = marker !== null && (!marker.doubtful || endsUnit(before));
    const marked = { ...line, marker: sure ? marker : null };
    if (line.folded !== '') before = marked;
    return marked;
  });
}

/** Whether a new unit can begin behind this line: it ends a sentence, or is a heading of its own. */
function endsUnit(line: MarkedLine | undefined): boolean {
  return line === undefined || /[。;:!?)]$/.test(line.folded) || line.marker !== null;
}

function isTitleBlock(line: Line): boolean {
  const kind = kindOf(line);
  return kind !== null && kind !== 'attachments';
}

function isTitleOrNumber(line: Line): boolean {
  const kind = kindOf(line);
  return kind === 'title' || kind === 'number';
}

/** A page prints the title once as its own and once with the document: the earlier one is the page's. */
function repeatedTitles(front: readonly Line[]): number[] {
  const titles = front.filter((line) => kindOf(line) === 'title');
  return titles
    .filter((line, index) => titles.slice(index + 1).some((later) => later.folded === line.folded))
    .map((line) => line.number);
}

/** 目录 and its entries: up to the line that prints the first entry again. */
function tableOfContents(lines: readonly MarkedLine[]): Set<number> {
  const printed = lines.filter((line) => line.folded !== '');
  const start = printed.findIndex((line) => kindOf(line) === 'contents');
  const first = printed[start + 1];
  if (start < 0 || first === undefined) return new Set();
  const key = (line: Line) => line.folded.replace(/[\s.·…\d-]+$/, '').replace(/\s/g, '');
  const again = printed.findIndex((line, index) => index > start + 1 && key(line) === key(first));
  return new Set(printed.slice(start, again < 0 ? start + 1 : again).map((line) => line.number));
}

/** Index of the first line of the ending; `lines.length` where the document just stops. */
function findEnding(lines: readonly Line[], firstHeading: number): number {
  const bodyStart = firstHeading < lines.length ? firstHeading + 1 : firstBodyLine(lines);
  let start = lines.length;
  while (start > bodyStart && isSignature(lines[start - 1])) start--;
  const list = lines.findIndex((line, index) => index >= bodyStart && kindOf(line) === 'attachments');
  const isList = list >= 0 && lines.slice(list + 1, start).every((line) => /^\d{1,2}[.、]/.test(line.folded));
  return isList ? Math.min(list, start) : start;
}

function isSignature(line: Line | undefined): boolean {
  const kind = line === undefined ? null : kindOf(line);
  return kind === 'issuer' || kind === 'date' || kind === 'disclosure';
}

function firstBodyLine(lines: readonly Line[]): number {
  return 1 + firstIndex(lines, (line) => !isTitleBlock(line));
}

function firstIndex<T>(items: readonly T[], test: (item: T) => boolean): number {
  const index = items.findIndex(test);
  return index < 0 ? items.length : index;
}

function lastIndex<T>(items: readonly T[], test: (item: T) => boolean): number {
  return items.findLastIndex(test);
}

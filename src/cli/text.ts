/** Owns how results look on a terminal: colours for people, plain text in a pipe. */
import { styleText } from 'node:util';
import { length, type Span } from '../core/span.ts';

type Style = Parameters<typeof styleText>[0];

export function paint(style: Style, text: string, colors: boolean): string {
  return colors ? styleText(style, text, { validateStream: false }) : text;
}

/** The stretch of a text with its highlights in colour; … where the text goes on. */
export function paintSpans(
  text: string,
  part: Span,
  { marks, colors }: { marks: readonly Span[]; colors: boolean },
): string {
  let painted = part.start > 0 ? '…' : '';
  let at = part.start;
  for (const mark of marks) {
    const start = Math.max(mark.start, at);
    const end = Math.min(mark.end, part.end);
    if (length({ start, end: Math.max(start, end) }) === 0) continue;
    painted +=
      printable(text.slice(at, start)) + paint(['bold', 'yellow'], printable(text.slice(start, end)), colors);
    at = end;
  }
  return `${painted}${printable(text.slice(at, part.end))}${part.end < text.length ? '…' : ''}`;
}

/** A document may hold anything: control characters, escape sequences among them, never reach the terminal. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** A file of several lines: its line ends stay as they are. */
export function printableLines(text: string): string {
  return text.replace(/[^\r\n]+/g, printable);
}

/** The same on one line: what paragraphs a text has is nothing to a row. */
export function oneLine(text: string): string {
  return printable(text.replace(/\s*[\r\n]\s*/g, ' '));
}

/** 南京 2025; what is not known is left out. */
export function placeOf({
  city,
  year,
}: {
  readonly city: string | null;
  readonly year: number | null;
}): string {
  return oneLine([city, year].filter((part) => part !== null).join(' '));
}

/** 二、(二)加快能源结构调整: the printed path and the heading; what came without a path is called by its heading alone. */
export function titleOf({
  label,
  heading,
}: {
  readonly label: string;
  readonly heading: string | null;
}): string {
  return oneLine(label === heading ? heading : `${label}${heading ?? ''}`);
}

/** Documents of no city are counted together. */
export function cityName(city: string | null): string {
  return city === null ? '(no city)' : oneLine(city);
}

/** 1 clause, 2 clauses. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

export function searchedOf({
  clauses,
  documents,
}: {
  readonly clauses: number;
  readonly documents: number;
}): string {
  return `${counted(clauses, 'clause')} of ${counted(documents, 'document')} searched`;
}

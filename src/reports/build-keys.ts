/** Owns the finding of pandoc keys in Markdown: `[@nanjing-2025/2.2, 12-40; @b]`, `@nanjing-2025/2.2` in text, `@{any id}`. */
import type { Span } from '../core/span.ts';
import { type Nodes, parseMarkdown, type Root, wordsOf } from './markdown.ts';

export interface Place {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

export interface KeyItem extends Place {
  readonly address: string;
  /** The span that was written behind the key; null where none was. */
  readonly span: Span | null;
}

/** One place where keys stand: a pair of brackets, or one key in the text. */
export interface KeyUse {
  /** What it takes up in the file. */
  readonly source: Span;
  readonly form: 'brackets' | 'text';
  readonly items: readonly KeyItem[];
  /** The words in quotation marks right before it, without them; null where none stand there. */
  readonly quote: string | null;
  /** Inside a link, where no further link may stand. */
  readonly inLink: boolean;
  /** Inside a note of the author's. */
  readonly inNote: boolean;
}

export interface KeyProblem extends Place {
  readonly message: string;
  readonly hint: string;
}

export interface FoundKeys {
  /** In the order of the file. */
  readonly uses: readonly KeyUse[];
  readonly problems: readonly KeyProblem[];
}

// As pandoc reads keys, less the signs that Markdown itself uses; letters are Latin, so that `@nanjing-2025/2.2规定` ends before 规.
const KEY = String.raw`@(?:\{([^{}\n]+)\}|(\w(?:\w|[-:.#$%+?~/](?=\w))*))`;
const BLANK = String.raw`(?:[ \t]|\r?\n[ \t>]*)*`;
const ITEM = new RegExp(`${BLANK}-?${KEY}(?:${BLANK},${BLANK}(\\d+)[-–](\\d+))?${BLANK}(?:;|$)`, 'y');
const CANDIDATE = new RegExp(`\\[([^[\\]]*)\\]|(?<!\\w)${KEY}`, 'g');
const HOLDS_KEY = new RegExp(`(?<![\\w\\\\])${KEY}`);

interface Found {
  readonly uses: KeyUse[];
  readonly problems: KeyProblem[];
  readonly placeOf: (offset: number) => Place;
}

interface Surroundings {
  readonly block: number;
  readonly inLink: boolean;
  readonly inNote: boolean;
}

/**
 * The keys of a Markdown file, given its text and its tree. Code, raw HTML, addresses of links and whatever stands behind a backslash
 * hold none. A pair of brackets that holds a key holds only keys and spans: everything else in it is a problem.
 */
export function findKeys(text: string, root: Root): FoundKeys {
  const into: Found = { uses: [], problems: [], placeOf: placesIn(text) };
  const visit = (node: Nodes, around: Surroundings): void => {
    const start = node.position?.start.offset ?? 0;
    if (node.type === 'text') {
      readText(text, { start, end: node.position?.end.offset ?? start }, around, into);
    }
    if (!('children' in node) || isBareLink(text, node)) return;
    const holdsWords = ['paragraph', 'heading', 'tableCell'].includes(node.type);
    const inside = {
      block: holdsWords ? start : around.block,
      inLink: around.inLink || node.type === 'link' || node.type === 'linkReference',
      inNote: around.inNote || node.type === 'footnoteDefinition',
    };
    for (const child of node.children) visit(child, inside);
  };
  visit(root, { block: 0, inLink: false, inNote: false });
  return { uses: into.uses, problems: into.problems };
}

function isBareLink(text: string, node: Nodes): boolean {
  return node.type === 'link' && text[node.position?.start.offset ?? 0] !== '[';
}

function readText(text: string, within: Span, { block, inLink, inNote }: Surroundings, into: Found): void {
  const source = text.slice(within.start, within.end);
  CANDIDATE.lastIndex = 0;
  for (let found = CANDIDATE.exec(source); found !== null; found = CANDIDATE.exec(source)) {
    const [whole, brackets, braced, plain] = found;
    const start = within.start + found.index;
    const isKeyless = brackets !== undefined && !HOLDS_KEY.test(brackets);
    if (isKeyless || isEscaped(text, start)) {
      // What begins with an escaped bracket may still hold a key in text.
      if (!isKeyless) CANDIDATE.lastIndex = found.index + 1;
      continue;
    }
    const items =
      brackets === undefined
        ? [{ ...into.placeOf(start), address: braced ?? plain ?? '', span: null }]
        : readBrackets(text, { start: start + 1, end: start + 1 + brackets.length }, into);
    const form = brackets === undefined ? 'text' : 'brackets';
    const quote = quoteBefore(text.slice(block, start));
    into.uses.push({ source: { start, end: start + whole.length }, form, items, quote, inLink, inNote });
  }
}

function readBrackets(text: string, { start, end }: Span, { problems, placeOf }: Found): KeyItem[] {
  const inside = text.slice(start, end);
  const items: KeyItem[] = [];
  for (let at = 0; at < inside.length; ) {
    ITEM.lastIndex = at;
    const found = ITEM.exec(inside);
    const place = placeOf(start + at + (/^\s*/.exec(inside.slice(at))?.[0].length ?? 0));
    if (found === null) {
      const part = inside.slice(at).split(';')[0] ?? '';
      problems.push({
        ...place,
        message: `"${part.trim()}" is no key`,
        hint: 'in brackets stand only keys, each with at most a span: [@nanjing-2025/2.2, 12-40; @suzhou-2023/3.1]; put other words outside',
      });
      at += part.length + 1;
      continue;
    }
    const [whole, braced, plain, from, to] = found;
    const span = from === undefined ? null : { start: Number(from), end: Number(to) };
    items.push({ ...place, address: braced ?? plain ?? '', span });
    at += whole.length;
  }
  return items;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

/** Line and column of an offset into `text`, both from 1. */
function placesIn(text: string): (offset: number) => Place {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)];
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

const OPENING: Readonly<Record<string, string>> = { '”': '“', '」': '「', '』': '『', '"': '"' };

function quoteBefore(before: string): string | null {
  const closing = /([”」』"])[\s*_。，、；：！？,.;:!?]*$/.exec(before);
  const opening = OPENING[closing?.[1] ?? ''];
  if (closing === null || opening === undefined) return null;
  let depth = 1;
  for (let i = closing.index - 1; i >= 0; i--) {
    if (before[i] === opening) depth--;
    else if (before[i] === closing[1]) depth++;
    if (depth === 0) return plain(before.slice(i + 1, closing.index)) || null;
  }
  return null;
}

function plain(quote: string): string {
  const line = quote.replace(/\r?\n[ \t>]*/g, '');
  return /[*_`~\\&<[]/.test(line) ? wordsOf(parseMarkdown(line)) : line;
}

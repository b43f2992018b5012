/** Owns what a report is before it becomes a page or a Word file: its tree, its citations in the tree, its notes, its title. */
import type { Span } from '../core/span.ts';
import type { KeyUse } from './build-keys.ts';
import type { CitationUse, NumberedReference } from './build-references.ts';
import { frontMatterOf, type Nodes, parseMarkdown, type Root, wordsOf } from './markdown.ts';

export interface Note {
  /** From 1, in the order in which the text first refers to them. */
  readonly number: number;
  readonly identifier: string;
  readonly children: Extract<Nodes, { type: 'footnoteDefinition' }>['children'];
}

export interface PrintedReport {
  /** Texts in it hold marks where citations stand: `piecesOf`. */
  readonly root: Root;
  /** What `root` was read from; positions in the tree are offsets into it. */
  readonly source: string;
  readonly title: string | null;
  readonly uses: readonly CitationUse[];
  readonly references: readonly NumberedReference[];
  /** The author's own notes that the text refers to, by their identifiers. */
  readonly notes: ReadonlyMap<string, Note>;
  /** Where links of `[text][label]` lead, by their labels. */
  readonly targets: ReadonlyMap<string, string>;
  /** What stands over the list of references; null where the report has that heading already, as its last line. */
  readonly heading: string | null;
}

// Unicode keeps these two for a program's own marks: no text that is meant for others holds them.
const MARK = '\ufdd0';
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const MARKS = /\[\ufdd0(\d+)\]|@\ufdd0(\d+)/g;

/**
 * The report with a mark in the place of every key. A mark begins and ends like the key it stands for, so that the Markdown around it
 * means what it meant; the parser then undoes escapes, and what is left of a text is what is to be printed.
 */
export function markKeys(text: string, uses: readonly Pick<KeyUse, 'source' | 'form'>[]): string {
  return splice(
    text.replaceAll(MARK, '\ufffd'),
    uses.map(({ source, form }, i) => ({
      source,
      by: form === 'brackets' ? `[${MARK}${i}]` : `@${MARK}${i}`,
    })),
  );
}

/** `text` with each span, in order and apart from each other, replaced. */
export function splice(
  text: string,
  replacements: readonly { readonly source: Span; readonly by: string }[],
): string {
  let at = 0;
  let result = '';
  for (const { source, by } of replacements) {
    result += text.slice(at, source.start) + by;
    at = source.end;
  }
  return result + text.slice(at);
}

/** A text of the tree as words and citations, in order; no empty words. */
export function piecesOf(value: string, uses: readonly CitationUse[]): (string | CitationUse)[] {
  const pieces: (string | CitationUse)[] = [];
  let at = 0;
  for (const found of value.matchAll(MARKS)) {
    const use = uses[Number(found[1] ?? found[2])];
    if (use === undefined) continue;
    if (found.index > at) pieces.push(value.slice(at, found.index));
    pieces.push(use);
    at = found.index + found[0].length;
  }
  if (at < value.length) pieces.push(value.slice(at));
  return pieces;
}

export interface PrintedReportOptions {
  readonly uses: readonly CitationUse[];
  readonly references: readonly NumberedReference[];
  readonly heading: string;
}

export function readPrinted(
  text: string,
  { uses, references, heading }: PrintedReportOptions,
): PrintedReport {
  const source = markKeys(text, uses);
  const root = parseMarkdown(source);
  const definitions = new Map<string, Extract<Nodes, { type: 'footnoteDefinition' }>>();
  const targets = new Map<string, string>();
  const referred = new Set<string>();
  walk(root, (node) => {
    if (node.type === 'footnoteReference') referred.add(node.identifier);
    if (node.type === 'definition' && !targets.has(node.identifier)) targets.set(node.identifier, node.url);
    if (node.type !== 'footnoteDefinition') return true;
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
    return false;
  });
  const notes = [...referred].flatMap((identifier) => definitions.get(identifier) ?? []);
  const last = root.children.filter(({ type }) => type !== 'footnoteDefinition').at(-1);
  return {
    root,
    source,
    title: titleOf(text, root),
    uses,
    references,
    notes: new Map(
      notes.map(({ identifier, children }, i) => [identifier, { number: i + 1, identifier, children }]),
    ),
    targets,
    heading: last?.type === 'heading' && wordsOf(last).trim() === heading ? null : heading,
  };
}

/** Every node from the top down, in order; below a node for which `visit` gives false nothing is visited. */
function walk(node: Nodes, visit: (node: Nodes) => boolean): void {
  if (!visit(node) || !('children' in node)) return;
  for (const child of node.children) walk(child, visit);
}

function titleOf(text: string, root: Root): string | null {
  const named = /^title:[ \t]*(.*?)[ \t]*$/m
    .exec(frontMatterOf(text) ?? '')?.[1]
    ?.replace(/^(["'])(.*)\1$/, '$2');
  if (named) return named;
  const heading = root.children.find((node) => node.type === 'heading' && node.depth === 1);
  return heading === undefined ? null : wordsOf(heading).replace(MARKS, '').trim() || null;
}

/** ① to ⑳, then (21): the usual numbers of notes, which are not those of references. */
export function circled(number: number): string {
  return number <= 20 ? String.fromCodePoint(0x245f + number) : `(${number})`;
}

/** What the link to a cited place is called in a list of references. */
export function labelOf(span: Span | null): string {
  return span === null ? '原文' : `原文 ${span.start}-${span.end}`;
}

/** Where a link may lead: the web, a mailbox, or a place beside the file. Null for every other scheme. */
export function safeUrl(url: string): string | null {
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(printable(url).replace(/[\t\r\n\ufffd]/g, ''))?.[1];
  return scheme === undefined || /^(?:https?|mailto)$/i.test(scheme) ? url : null;
}

/** The text with a replacement character for what neither HTML nor XML can hold: control characters and halves of pairs. */
export function printable(text: string): string {
  return text.toWellFormed().replace(NO_XML, '\ufffd');
}

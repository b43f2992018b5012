/** Owns the reading of a Markdown report: from the parser's tree to blocks of words. Code, images and raw HTML are not read. */
import type { Nodes, Root, RootContent } from 'mdast';
import { parseAddress } from '../../core/address.ts';
import { parseMarkdown } from '../markdown.ts';
import { putAligned } from './align-source.ts';
import { type Block, BlockWriter, NOT_READ, type Report } from './report.ts';

interface Place {
  readonly kind: Block['kind'];
  readonly note: string | null;
  readonly quotation: number;
}

/** Never fails: every text is Markdown. A note that nothing refers to is read as well. */
export function readMarkdown(source: string): Report {
  const blocks: Block[] = [];
  const urls = new Map<string, string>();
  const root = parseMarkdown(source);
  collectDefinitions(root, urls);
  let quotations = 0;
  const walk = (node: Root | RootContent, place: Place): void => {
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
      const writer = new BlockWriter();
      readInline(node, { writer, source, urls });
      const kind = node.type === 'heading' && place.kind === 'paragraph' ? 'heading' : place.kind;
      blocks.push(writer.whole({ ...place, kind }));
    } else if (node.type === 'footnoteDefinition') {
      for (const child of node.children) walk(child, { ...place, note: node.identifier });
    } else if (node.type === 'blockquote') {
      const isAlert = /^>\s*\[!\w+\]/.test(source.slice(node.position?.start.offset ?? 0));
      const inside: Place = isAlert ? place : { ...place, kind: 'quote', quotation: quotations++ };
      for (const child of node.children) walk(child, inside);
    } else if ('children' in node) {
      for (const child of node.children as RootContent[]) walk(child, place);
    }
  };
  walk(root, { kind: 'paragraph', note: null, quotation: -1 });
  return { kind: 'markdown', source, blocks };
}

function collectDefinitions(node: Nodes, urls: Map<string, string>): void {
  if (node.type === 'definition') urls.set(node.identifier, node.url);
  if ('children' in node) for (const child of node.children) collectDefinitions(child, urls);
}

interface Inline {
  readonly writer: BlockWriter;
  readonly source: string;
  readonly urls: ReadonlyMap<string, string>;
}

/** Bare addresses that the parser finds late have no position: they follow what was read before. */
function readInline(parent: Nodes, inline: Inline, from = offsets(parent, 0).start): number {
  const { writer, source, urls } = inline;
  let cursor = from;
  if (!('children' in parent)) return cursor;
  const limit = offsets(parent, cursor, source.length).end;
  for (const node of parent.children as Nodes[]) {
    const { start, end } = offsets(node, cursor, limit);
    const at = writer.text.length;
    if (node.type === 'text') cursor = putAligned(writer, node.value, { source, start, end });
    else if (node.type === 'inlineCode') readCode(node.value, { writer, source, start, end });
    else if (node.type === 'break') writer.unit('\n', start, end);
    else if (node.type === 'footnoteReference') writer.notes.push({ at, note: node.identifier });
    else if ('children' in node) cursor = readInline(node, inline, start);
    else writer.unit(NOT_READ, start, end);
    if (node.type === 'link') writer.links.push({ start: at, end: writer.text.length, url: node.url });
    if (node.type === 'linkReference') {
      writer.links.push({ start: at, end: writer.text.length, url: urls.get(node.identifier) ?? '' });
    }
    if (node.position !== undefined) cursor = end;
  }
  return cursor;
}

/** An address is an address in a code span too; nothing else of code is read. */
function readCode(
  value: string,
  { writer, source, start, end }: { writer: BlockWriter; source: string; start: number; end: number },
): void {
  if (parseAddress(value.trim()) === null) writer.unit(NOT_READ, start, end);
  else putAligned(writer, value, { source, start, end });
}

function offsets(node: Nodes, start: number, end = start): { start: number; end: number } {
  return { start: node.position?.start.offset ?? start, end: node.position?.end.offset ?? end };
}

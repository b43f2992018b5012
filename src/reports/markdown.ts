/** Owns the reading of Markdown, and is the door to the parser: CommonMark with GitHub's tables, notes, lists of tasks and bare links. */
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

export type { Nodes, Parents, PhrasingContent, Root, RootContent, TableCell } from 'mdast';

// The parser would drop a byte order mark and not count it; front matter would be a rule and a heading.
const FRONT_MATTER = /^\ufeff?---[ \t]*\r?\n(?![ \t]*\r?\n)(?:.*\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;

/**
 * The tree of a Markdown file. Every node's `position` has 1-based lines and columns and 0-based offsets in UTF-16 units of `text`
 * itself: `text.slice(node.position.start.offset, node.position.end.offset)` is what stands there. Front matter is no part of the tree.
 * Every text is Markdown; one with thousands of quotes inside each other fails with the RangeError of a full stack.
 */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(withoutFrontMatter(text), {
    extensions: [gfm({ singleTilde: false })],
    // Transforms make nodes anew, without positions; all they add are bare links that GitHub itself finds late.
    mdastExtensions: gfmFromMarkdown().map(({ transforms: _, ...extension }) => extension),
  });
}

/** The words of a node as they are read: without markup, escapes undone; code and raw HTML as they stand. */
export function wordsOf(node: Nodes): string {
  if ('children' in node) return node.children.map(wordsOf).join('');
  return 'value' in node ? node.value : '';
}

/** What stands between the first two lines of `---` at the top of the file; null where there is none. */
export function frontMatterOf(text: string): string | null {
  return FRONT_MATTER.exec(text)?.[0].replace(/^.*\r?\n|(?:---|\.\.\.)\s*$/g, '') ?? null;
}

function withoutFrontMatter(text: string): string {
  return text.replace(FRONT_MATTER, (matter) => matter.replace(/[^\r\n]/g, ' ')).replace(/^\ufeff/, ' ');
}

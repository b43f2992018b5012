/** Owns the outline: a document's official lines become a tree of clauses, each with spans into the source. */
import type { Span } from '../core/span.ts';
import { contains, slice, trim } from '../core/span.ts';
import { kindOf } from '../documents/lines.ts';
import type { Line, Source } from '../documents/read.ts';
import { splitClosing } from './closing.ts';
import { type Draft, DraftTree } from './draft.ts';
import { cutHeading, termLength } from './heading.ts';
import { type OutlineNode, type OutlineWarning, type Part, sourceSpans } from './node.ts';
import type { MarkedLine, Partition } from './partition.ts';
import { type Responsibility, readResponsibility, splitFusedNames } from './responsibility.ts';
import { findTables } from './tables.ts';

export interface Outline {
  /** In reading order. */
  readonly nodes: readonly OutlineNode[];
  readonly warnings: readonly OutlineWarning[];
}

// Labels of what prints no number.
const NAMED_LABELS: Readonly<Record<string, string>> = { head: '文件头', '0': '引言', end: '结语' };

export function readOutline(source: Source, regions: Partition): Outline {
  const tree = new DraftTree();
  tree.addNamed('head', 'head', regions.head);
  tree.addNamed('0', 'preamble', regions.preamble);
  const { body, closing } = splitClosing(regions.body, regions.ending);
  for (const line of body) tree.addLine(line);
  tree.addNamed('end', 'end', [...closing, ...regions.ending]);
  for (const annex of regions.annexes) addAnnex(tree, annex);
  const bodyText = body.map((line) => slice(source.text, line.inner)).join('\n');
  const nodes = withBlocks(tree.drafts.map((draft) => finish(source, draft, bodyText)));
  return {
    nodes,
    warnings: [...tree.warnings, ...blockWarnings(nodes), ...tableWarnings(body, tree)].sort(
      (a, b) => a.line - b.line,
    ),
  };
}

/** An annex's heading line, its title, and either an outline of its own or the entries of a glossary. */
function addAnnex(tree: DraftTree, [first, second, ...others]: readonly MarkedLine[]): void {
  if (first === undefined) return;
  tree.addLine(first);
  const lines = second === undefined ? others : [second, ...others];
  const isGlossary = second !== undefined && second.marker === null && GLOSSARY.test(second.folded);
  lines.forEach((line, index) => {
    if (isGlossary && index > 0 && line.marker === null) tree.addEntry(line);
    else tree.addLine(line);
  });
}

const GLOSSARY = /(?:名词|术语|词语|用语|名词术语).*(?:解释|说明|释义|注释)$/;

function finish(source: Source, draft: Draft, bodyText: string): OutlineNode {
  const { heading, texts } = cut(source, draft, bodyText);
  const paragraphs = texts.filter((span) => span.end > span.start);
  const text = paragraphs.map((span) => slice(source.text, span)).join('\n');
  const marker = draft.marker === null ? null : slice(source.text, draft.marker);
  return {
    path: draft.path,
    kind: draft.kind,
    level: draft.level,
    marker,
    label: labelOf(source, draft),
    heading: heading === null ? null : slice(source.text, heading),
    text,
    paragraphs,
    parts: partsOf(draft, heading, paragraphs),
    responsible: draft.level === 0 ? null : readResponsibility(text),
    parent: draft.parent?.path ?? null,
    line: draft.line.number,
  };
}

function cut(source: Source, draft: Draft, bodyText: string): { heading: Span | null; texts: Span[] } {
  const following = draft.following.map((line) => line.inner);
  const whole = draft.rest ?? draft.line.inner;
  if (draft.level === 0) return { heading: null, texts: [whole, ...following] };
  if (draft.kind === 'annex') {
    const [title, ...texts] = following;
    const isTitle =
      title !== undefined && title.end - title.start <= 60 && !/[。;:]$/.test(slice(source.text, title));
    return isTitle ? { heading: title, texts } : { heading: null, texts: following };
  }
  if (draft.kind === 'entry') return cutEntry(source, whole, following, bodyText);
  const { heading, text } = cutHeading(source.text, draft);
  return { heading, texts: text === null ? following : [text, ...following] };
}

function cutEntry(source: Source, whole: Span, following: Span[], bodyText: string) {
  const entry = slice(source.text, whole);
  const length = termLength(entry, bodyText);
  if (length === null) return { heading: null, texts: [whole, ...following] };
  const colon = /^[:：]/.test(entry.slice(length)) ? 1 : 0;
  const definition = trim(source.text, { start: whole.start + length + colon, end: whole.end });
  return { heading: { start: whole.start, end: whole.start + length }, texts: [definition, ...following] };
}

function labelOf(source: Source, draft: Draft): string {
  const named = NAMED_LABELS[draft.path];
  if (named !== undefined) return named;
  const own = draft.marker === null ? '' : slice(source.text, draft.marker);
  return draft.parent === null ? own : `${labelOf(source, draft.parent)}${own}`;
}

/** Tiles the lines of a node: what is neither marker nor heading nor text is a gap. */
function partsOf(draft: Draft, heading: Span | null, paragraphs: readonly Span[]): Part[] {
  const named: Part[] = [
    ...(draft.marker === null ? [] : [{ ...draft.marker, kind: 'marker' as const }]),
    ...(heading === null ? [] : [{ ...heading, kind: 'heading' as const }]),
    ...paragraphs.map((span) => ({ ...span, kind: 'text' as const })),
  ];
  const parts: Part[] = [];
  for (const { inner } of [draft.line, ...draft.following]) {
    let at = inner.start;
    for (const part of named.filter((p) => p.start >= inner.start && p.end <= inner.end)) {
      if (part.start > at) parts.push({ kind: 'gap', start: at, end: part.start });
      parts.push(part);
      at = part.end;
    }
    if (at < inner.end) parts.push({ kind: 'gap', start: at, end: inner.end });
  }
  return parts;
}

/** Second pass over the blocks, once all names of the document are known; cuts them out of their text parts. */
function withBlocks(nodes: readonly OutlineNode[]): OutlineNode[] {
  const blocks = splitFusedNames(nodes.flatMap((node) => node.responsible ?? []));
  let next = 0;
  return nodes.map((node) => {
    if (node.responsible === null) return node;
    const responsible = blocks[next++] ?? node.responsible;
    return { ...node, responsible, parts: cutBlock(node, responsible) };
  });
}

function cutBlock(node: OutlineNode, { span }: Responsibility): Part[] {
  const [block] = sourceSpans(node, span);
  if (block === undefined) return [...node.parts];
  return node.parts.flatMap((part): Part[] => {
    if (part.kind !== 'text' || !contains(part, block)) return [part];
    const before: Part = { kind: 'text', start: part.start, end: block.start };
    const after: Part = { kind: 'text', start: block.end, end: part.end };
    return [before, { kind: 'block' as const, ...block }, after].filter(({ start, end }) => end > start);
  });
}

function blockWarnings(nodes: readonly OutlineNode[]): OutlineWarning[] {
  return nodes
    .filter((node) => node.responsible !== null && !node.responsible.closed)
    .map((node) => ({
      line: node.line,
      code: 'block_unclosed' as const,
      message: `the responsibility block of ${node.path} has no closing bracket; read to the end of the paragraph`,
    }));
}

function tableWarnings(body: readonly Line[], tree: DraftTree): OutlineWarning[] {
  const openers = new Set(tree.drafts.map((draft) => draft.line.number));
  return findTables(body.filter((line) => !openers.has(line.number) && kindOf(line) === null)).map(
    (line) => ({
      line,
      code: 'table_lines' as const,
      message: 'a table pasted cell by cell is kept as lines of the clause it stands in',
    }),
  );
}

/** Owns the check that an outline is made of its source and loses nothing of it. Not a test file. */
import { type OutlineNode, type Part, sourceSpans } from '../../src/clauses/node.ts';
import type { ParsedDocument } from '../../src/clauses/parse.ts';
import type { Source } from '../../src/documents/read.ts';

/** Throws, saying where, unless the nodes' parts tile the official lines of the source. */
export function assertTiled(source: Source, { nodes, furniture }: ParsedDocument): void {
  const owner = ownersByUnit(source, nodes);
  const lost = new Set(furniture);
  const allParts = nodes.flatMap(({ parts }) => parts).sort((a, b) => a.start - b.start);
  for (const line of source.lines) {
    const { start, end } = line.inner;
    if (lost.has(line.number)) {
      for (let at = line.span.start; at < line.span.end; at++) {
        if (owner[at] !== 0) fail(`line ${line.number} is furniture and belongs to a node`);
      }
      continue;
    }
    for (let at = start; at < end; at++) {
      if (owner[at] === 0) fail(`line ${line.number}: unit ${at} belongs to no node`);
    }
    const parts = allParts.filter((part) => part.start >= start && part.end <= end);
    const joined = parts.map((part) => source.text.slice(part.start, part.end)).join('');
    if (joined !== source.text.slice(start, end))
      fail(`line ${line.number}: its parts are ${JSON.stringify(joined)}`);
  }
  for (const node of nodes) assertOwnParts(source, node);
}

/** For every unit of the source the 1-based index of the node it belongs to, 0 for none. */
function ownersByUnit(source: Source, nodes: readonly OutlineNode[]): Uint32Array {
  const owner = new Uint32Array(source.text.length);
  nodes.forEach((node, index) => {
    let last = -1;
    for (const { start, end } of node.parts) {
      if (!(start >= last && start < end && end <= source.text.length))
        fail(`${node.path}: part [${start}, ${end})`);
      last = end;
      for (let at = start; at < end; at++) {
        if (owner[at] !== 0) fail(`${node.path}: unit ${at} belongs to two nodes`);
        owner[at] = index + 1;
      }
    }
  });
  return owner;
}

function assertOwnParts(source: Source, node: OutlineNode): void {
  const of = (...kinds: Part['kind'][]) =>
    node.parts
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ start, end }) => source.text.slice(start, end))
      .join('');
  expectSame(node, 'marker', of('marker'), node.marker ?? '');
  expectSame(node, 'heading', of('heading'), node.heading ?? '');
  expectSame(
    node,
    'text and block',
    of('text', 'block'),
    node.paragraphs.map((p) => source.text.slice(p.start, p.end)).join(''),
  );
  const gap = of('gap');
  if (!/^[\s。．.：:【】[\]［］()（）]*$/.test(gap))
    fail(`${node.path}: the gap ${JSON.stringify(gap)} holds text`);
  const mapped = sourceSpans(node, { start: 0, end: node.text.length });
  expectSame(
    node,
    'text by its source spans',
    mapped.map((s) => source.text.slice(s.start, s.end)).join('\n'),
    node.text,
  );
}

/** Throws unless the block parts of each node are its block, all of it. */
export function assertBlocks(source: Source, { nodes }: ParsedDocument): void {
  for (const node of nodes) {
    const found = node.parts
      .filter(({ kind }) => kind === 'block')
      .map(({ start, end }) => source.text.slice(start, end))
      .join('\n');
    const { start, end } = node.responsible?.span ?? { start: 0, end: 0 };
    expectSame(node, 'block', found, node.text.slice(start, end));
  }
}

function expectSame(node: OutlineNode, what: string, got: string, wanted: string): void {
  if (got !== wanted)
    fail(`${node.path}: its ${what} is ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
}

function fail(message: string): never {
  throw new Error(message);
}

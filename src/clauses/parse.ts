/** Owns the whole reading of one document: regions, metadata and outline out of a source. */

import { kindOf } from '../documents/lines.ts';
import { type Metadata, readMetadata } from '../documents/metadata.ts';
import type { Source } from '../documents/read.ts';
import type { OutlineNode, OutlineWarning } from './node.ts';
import { readOutline } from './outline.ts';
import { partition } from './partition.ts';

/** Changes whenever the same text would be read differently. */
export const PARSER_VERSION = 2;

export interface ParsedDocument {
  readonly metadata: Metadata;
  readonly nodes: readonly OutlineNode[];
  /** By line. Nothing in a text makes parsing fail. */
  readonly warnings: readonly OutlineWarning[];
  /** Numbers of the lines that are no part of the document. */
  readonly furniture: readonly number[];
}

export function parseDocument(source: Source): ParsedDocument {
  const regions = partition(source);
  const { nodes, warnings } = readOutline(source, regions);
  const metadata = readMetadata({
    source,
    head: regions.head,
    tail: regions.ending,
    furniture: regions.furniture,
  });
  const doubtful = [...regions.ending, ...regions.head].find((line) => kindOf(line) === 'issuer');
  const extra: OutlineWarning[] = [];
  if (metadata.issuer === null && doubtful !== undefined) {
    const message = `"${doubtful.folded}" stands where an issuer stands but names no place; the issuer stays unknown`;
    extra.push({ line: doubtful.number, code: 'issuer_doubtful', message });
  }
  if (regions.body.length === 0 && regions.preamble.length > 0) {
    const line = regions.preamble[0]?.number ?? 1;
    extra.push({
      line,
      code: 'no_headings',
      message: 'no numbered heading was found; the whole text is one clause',
    });
  }
  return {
    metadata,
    nodes,
    warnings: [...warnings, ...extra].sort((a, b) => a.line - b.line),
    furniture: regions.furniture.map((line) => line.number),
  };
}

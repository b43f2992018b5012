/**
 * Thirteen further shapes of documents, each against its outline made by hand (test/fixtures/outlines). Property: metadata,
 * every node, every block, every warning and every line of furniture is as written there, and nothing is lost.
 */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/clauses/parse.ts';
import { joinPath, PROJECT_FOLDER, readText } from '../../src/core/files.ts';
import { readSource } from '../../src/documents/read.ts';
import { assertBlocks, assertTiled } from './tiling.ts';

interface Expected {
  readonly document: Record<'title' | 'number' | 'issuer' | 'date' | 'city' | 'script', string | null>;
  readonly nodes: readonly {
    path: string;
    marker: string | null;
    heading: string | null;
    text: string;
    parent: string | null;
  }[];
  readonly responsible: Record<string, { lead: string[]; others: string[] }>;
  readonly warnings: readonly { line: number; code: string }[];
  readonly furniture: readonly number[];
}

const folder = joinPath(PROJECT_FOLDER, 'test/fixtures/outlines');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.slice(0, -'.txt'.length));

it('has thirteen shapes', () => {
  expect(names).toHaveLength(13);
});

describe.each(names)('%s', (name) => {
  const source = readSource(joinPath(folder, `${name}.txt`));
  const parsed = parseDocument(source);
  const expected = JSON.parse(readText(joinPath(folder, `${name}.expected.json`))) as Expected;

  it('has the metadata that is printed', () => {
    const { title, number, issuer, date, city, script } = parsed.metadata;
    expect({ title, number, issuer, date, city, script }).toEqual(expected.document);
  });

  it('has exactly the nodes, in reading order', () => {
    expect(
      parsed.nodes.map(({ path, marker, heading, text, parent }) => ({
        path,
        marker,
        heading,
        text,
        parent,
      })),
    ).toEqual(expected.nodes);
  });

  it('has the bodies that are printed as responsible', () => {
    const found = parsed.nodes.flatMap(({ path, responsible }) =>
      responsible === null ? [] : [[path, { lead: responsible.lead, others: responsible.others }] as const],
    );
    expect(Object.fromEntries(found)).toEqual(expected.responsible);
  });

  it('warns where something is odd and nowhere else', () => {
    const found = parsed.warnings.filter(({ code }) => code !== 'no_headings');
    expect(found.map(({ line, code }) => ({ line, code }))).toEqual(expected.warnings);
  });

  it('leaves out the furniture and nothing else', () => {
    const blank = new Set(source.lines.filter(({ folded }) => folded === '').map((line) => line.number));
    expect(parsed.furniture.filter((line) => !blank.has(line))).toEqual(expected.furniture);
    assertTiled(source, parsed);
    assertBlocks(source, parsed);
  });
});

/**
 * Targets of the five documents against the rows that a reader marked (test/fixtures/targets). Properties: on the documents
 * that the rules were tuned on nearly every row is found and nearly nothing else; on those that nobody looked at, precision
 * and recall stay above the floors that make the figures worth showing. A row is found where clause, printed value,
 * number, unit and year agree. Doubtful rows count neither way.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/clauses/parse.ts';
import { targetsOf } from '../../src/commitments/targets.ts';
import { fileExists, joinPath, PROJECT_FOLDER, readText } from '../../src/core/files.ts';
import { readSource } from '../../src/documents/read.ts';
import {
  type Figures,
  hold,
  lineOf,
  noFigures,
  precisionOf,
  type Row,
  recallOf,
  shareOf,
} from './figures.ts';

interface FixtureRow extends Row {
  readonly clause: string;
}

const TUNED = ['nanjing-2025', 'yangzhou-2024', 'suzhou-2023'];
const UNSEEN = ['nantong-2018', 'ganzhou-2022'];

const reports: string[] = [];
afterAll(() => console.log(reports.join('\n')));

function fixturePath(document: string): string {
  return joinPath(PROJECT_FOLDER, `test/fixtures/targets/${document}.json`);
}

function measure(document: string): Figures {
  const { targets }: { targets: FixtureRow[] } = JSON.parse(readText(fixturePath(document)));
  const { nodes } = parseDocument(readSource(joinPath(PROJECT_FOLDER, `seeds/${document}.txt`)));
  const figures = noFigures();
  for (const { path, kind, text, responsible } of nodes) {
    if (kind === 'head') continue;
    const exclude = responsible === null ? [] : [responsible.span];
    const found = targetsOf(text, { exclude, issueYear: Number(document.slice(-4)) });
    const clause = `${document}/${path}`;
    const rows = targets.filter((row) => row.clause === clause);
    hold(figures, clause, found, rows);
  }
  const clauses = new Set(nodes.map(({ path }) => `${document}/${path}`));
  expect(targets.filter(({ clause }) => !clauses.has(clause))).toEqual([]);
  reports.push(lineOf(document, figures));
  return figures;
}

describe('targets of the documents that the rules were tuned on', () => {
  it.each(TUNED.filter((document) => fileExists(fixturePath(document))))('finds those of %s', (document) => {
    const figures = measure(document);
    const notes = figures.notes.join('\n');
    expect(precisionOf(figures), notes).toBeGreaterThanOrEqual(0.97);
    expect(recallOf(figures), notes).toBeGreaterThanOrEqual(0.97);
    expect(shareOf(figures.subjects, figures), notes).toBeGreaterThanOrEqual(0.95);
    expect(shareOf(figures.relations, figures), notes).toBeGreaterThanOrEqual(0.97);
    expect(figures.said / figures.saying, notes).toBeGreaterThanOrEqual(0.97);
  });
});

describe('targets of the unseen documents', () => {
  it.each(UNSEEN.filter((document) => fileExists(fixturePath(document))))('finds those of %s', (document) => {
    const figures = measure(document);
    const notes = figures.notes.join('\n');
    expect(precisionOf(figures), notes).toBeGreaterThanOrEqual(0.97);
    expect(recallOf(figures), notes).toBeGreaterThanOrEqual(0.95);
    expect(shareOf(figures.subjects, figures), notes).toBeGreaterThanOrEqual(0.75);
    expect(shareOf(figures.relations, figures), notes).toBeGreaterThanOrEqual(0.95);
  });
});

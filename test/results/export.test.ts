/** Proves that the hits of a search leave as rows that hold what is printed, in the order of the answer, and read back whole. */
import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS, hitsTable, isReferenceExport } from '../../src/results/export.ts';
import { toCsv, toMarkdown } from '../../src/results/tables.ts';
import { seedsEngine } from '../support/corpus.ts';
import { readCsv } from '../support/csv.ts';

describe('the hits of a search', () => {
  it('are a row each, in the order of the answer, with the whole text as printed', async () => {
    const engine = await seedsEngine();
    const { hits } = await engine.search({ q: '光伏', limit: 100 });
    const [columns = [], ...rows] = readCsv(toCsv(hitsTable(hits, engine.documents())));
    const cell = (row: readonly string[], name: string) => row[columns.indexOf(name)];
    expect(rows.map((row) => cell(row, 'clause'))).toEqual(hits.map(({ clause }) => clause));
    rows.forEach((row, i) => {
      const { document, title, text } = engine.clause(hits[i]?.clause ?? '');
      expect(cell(row, 'text')).toBe(text);
      expect(cell(row, 'title')).toBe(title ?? '');
      expect(cell(row, 'number')).toBe(engine.document(document).number ?? '');
    });
  });

  it('are an empty table where there are none', async () => {
    const table = hitsTable([], []);
    expect(readCsv(toCsv(table))).toEqual([table.columns]);
    expect(toMarkdown(table).split('\n')).toHaveLength(3);
  });

  it('leave a cell empty where the document prints no such thing, though it could be inferred', () => {
    const hit = {
      ...{ clause: 'a', document: 'd', city: null, year: null, label: 'a', heading: null, text: '文' },
      ...{ highlights: [], headingHighlights: [], passage: null, match: 'literal' as const },
      scores: { lexical: 1, semantic: null, fused: 1 / 3 },
      ...{ shared: [], means: [], why: '' },
    };
    const { rows } = hitsTable([hit], [{ document: 'd', title: null, number: null }]);
    expect(rows).toEqual([['a', null, null, null, null, 'a', null, '文', 'literal', 0.3333]]);
  });
});

describe('the formats of an export', () => {
  it('are files of references or tables', () => {
    expect(EXPORT_FORMATS.filter(isReferenceExport)).toEqual(['csl', 'ris', 'bib']);
  });
});

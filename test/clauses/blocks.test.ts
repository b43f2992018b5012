/** Proves of every block of the five documents that it gives names and nothing else, each where it stands. */
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/clauses/parse.ts';
import { nameSpans } from '../../src/clauses/responsibility.ts';
import { joinPath, PROJECT_FOLDER } from '../../src/core/files.ts';
import { readSource } from '../../src/documents/read.ts';
import { fold } from '../../src/text/fold.ts';

const BLOCKS = {
  'ganzhou-2022': 31,
  'nanjing-2025': 0,
  'nantong-2018': 33,
  'suzhou-2023': 37,
  'yangzhou-2024': 0,
};

const NO_NAME =
  /[、,;:。!?\s]|等$|等(?:部门|单位)|按(?:照)?(?:各自)?职责|牵头|配合|负责|落实|责任单位|责任部门|不再列出|不一一列出|^由|会同/;

describe.each(Object.entries(BLOCKS))('the blocks of %s', (document, count) => {
  const { nodes } = parseDocument(readSource(joinPath(PROJECT_FOLDER, 'seeds', `${document}.txt`)));
  const blocks = nodes.flatMap(({ path, text, responsible }) =>
    responsible === null ? [] : [{ path, text, responsible }],
  );

  it('are as many as are printed, and none is empty', () => {
    expect(blocks).toHaveLength(count);
    for (const { path, responsible } of blocks) {
      expect(responsible.lead.length + responsible.others.length, path).toBeGreaterThan(0);
    }
  });

  it('name bodies, without separators, duties, roles and brackets left open', () => {
    for (const { path, responsible } of blocks) {
      for (const name of [...responsible.lead, ...responsible.others]) {
        const folded = fold(name);
        expect([path, folded.replace(/\([^()]*\)/g, '')]).toEqual([path, expect.not.stringMatching(NO_NAME)]);
        expect(folded.split('(').length, name).toBe(folded.split(')').length);
        expect(name.length, name).toBeGreaterThan(1);
      }
    }
  });

  it('name each body once, in one role', () => {
    for (const { path, responsible } of blocks) {
      const names = [...responsible.lead, ...responsible.others];
      expect(new Set(names).size, path).toBe(names.length);
    }
  });

  it('hold every name where its span says, in order and apart', () => {
    for (const { text, responsible } of blocks) {
      const { lead, others } = nameSpans(text, responsible);
      const printed = (spans: typeof lead) => spans.map(({ start, end }) => text.slice(start, end));
      expect([printed(lead), printed(others)]).toEqual([responsible.lead, responsible.others]);
      const spans = [...lead, ...others];
      spans.forEach(({ start }, i) => {
        expect(start).toBeGreaterThanOrEqual(spans[i - 1]?.end ?? responsible.span.start);
      });
    }
  });
});

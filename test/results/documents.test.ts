/** Proves that documents and clauses are shown whole: every node once, in order, with its ancestors, neighbours and source. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareAddresses } from '../../src/core/address.ts';
import type { Engine } from '../../src/engine.ts';
import { FIRST_BUILD_MS, SEED_DOCUMENTS, SEEDS, seedsEngine } from '../support/corpus.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await seedsEngine();
}, FIRST_BUILD_MS);

describe('the list of documents', () => {
  it('has the five documents with their facts; what is not printed is null', () => {
    const facts = engine
      .documents()
      .map(({ document, city, number, issuer, date, year, script, clauses }) => [
        document,
        { city, number, issuer, date, year, script, clauses },
      ]);
    expect(Object.fromEntries(facts)).toEqual({
      'nanjing-2025': {
        city: '南京',
        number: '宁政发〔2025〕16号',
        issuer: '南京市人民政府',
        date: '2025-02-13',
        year: 2025,
        script: 'simplified',
        clauses: 35,
      },
      'yangzhou-2024': {
        city: '扬州',
        number: '扬府发〔2024〕118号',
        issuer: '扬州市人民政府',
        date: '2024-09-26',
        year: 2024,
        script: 'simplified',
        clauses: 23,
      },
      'nantong-2018': {
        city: '南通',
        number: '通政辦發〔2018〕46號',
        issuer: null,
        date: '2018-05-16',
        year: 2018,
        script: 'traditional',
        clauses: 33,
      },
      'ganzhou-2022': {
        city: '赣州',
        number: '赣市府办字〔2022〕135号',
        issuer: null,
        date: '2022-12-28',
        year: 2022,
        script: 'simplified',
        clauses: 41,
      },
      'suzhou-2023': {
        city: '苏州',
        number: null,
        issuer: null,
        date: null,
        year: 2023,
        script: 'simplified',
        clauses: 59,
      },
    });
  });

  it('marks what is inferred, each with its basis in both languages', () => {
    const inferred = Object.fromEntries(
      engine.documents().map((one) => [one.document, Object.keys(one.inferred)]),
    );
    expect(inferred).toEqual({
      'nanjing-2025': [],
      'yangzhou-2024': [],
      'nantong-2018': ['issuer'],
      'ganzhou-2022': ['issuer'],
      'suzhou-2023': ['issuer', 'date'],
    });
    for (const one of engine.documents()) {
      for (const { value, basis } of Object.values(one.inferred)) {
        for (const said of [value, basis.zh, basis.en]) expect(said).toMatch(/\S/);
      }
    }
  });

  it('counts as clauses what has text inside the outline', () => {
    for (const { document, clauses } of engine.documents()) {
      const counted = engine
        .document(document)
        .clauses.filter(({ clause, text }) => text !== '' && !/\/(?:head|0|end)$/.test(clause));
      expect({ document, clauses }).toEqual({ document, clauses: counted.length });
    }
    const { clauses } = engine.info();
    expect(clauses).toBe(engine.documents().reduce((sum, one) => sum + one.clauses, 0));
  });
});

describe('the view of a document', () => {
  it('repeats the summary and lists every node once, in the order of the source', () => {
    for (const summary of engine.documents()) {
      const { clauses, ...view } = engine.document(summary.document);
      const { clauses: _, ...facts } = summary;
      expect(view).toEqual(facts);
      const addresses = clauses.map(({ clause }) => clause);
      expect(new Set(addresses).size).toBe(addresses.length);
      expect(addresses[0]).toBe(`${summary.document}/head`);
      const lines = addresses.map((address) => engine.clause(address).source.line);
      expect(lines).toEqual([...lines].sort((a, b) => a - b));
    }
  });

  it('has addresses that sort into that order, bullets and annex included', () => {
    for (const document of SEED_DOCUMENTS) {
      const addresses = engine
        .document(document)
        .clauses.map(({ clause }) => clause)
        .filter((clause) => !/\.u\d+$/.test(clause));
      expect([...addresses].sort(compareAddresses)).toEqual(addresses);
    }
  });

  it('gives responsible bodies with a span of the text that names them', () => {
    let blocks = 0;
    for (const document of SEED_DOCUMENTS) {
      for (const { clause, text, responsible } of engine.document(document).clauses) {
        if (responsible === null) continue;
        blocks++;
        const block = text.slice(responsible.span.start, responsible.span.end);
        for (const body of [...responsible.lead, ...responsible.others]) {
          expect({ clause, body, named: block.includes(body) }).toEqual({ clause, body, named: true });
        }
      }
    }
    expect(blocks).toBe(33 + 31 + 37);
  });
});

describe('the view of a clause', () => {
  it('has its printed place, heading, text and document', () => {
    const view = engine.clause('nanjing-2025/2.2');
    expect(view).toMatchObject({
      clause: 'nanjing-2025/2.2',
      document: 'nanjing-2025',
      city: '南京',
      year: 2025,
      title: '关于全面推进美丽南京建设的实施方案',
      level: 2,
      marker: '(二)',
      label: '二、(二)',
      heading: '积极稳妥推进碳达峰碳中和',
      parent: 'nanjing-2025/2',
      previous: 'nanjing-2025/2.1',
      next: 'nanjing-2025/2.3',
      children: [],
      ancestors: [{ clause: 'nanjing-2025/2', marker: '二、', heading: '加快推动发展方式绿色低碳转型' }],
    });
    expect(view.text.startsWith('全面构建低碳发展政策体系,')).toBe(true);
  });

  it('says the same as the view of its document, for every clause', () => {
    for (const document of SEED_DOCUMENTS) {
      for (const summary of engine.document(document).clauses) {
        expect(engine.clause(summary.clause)).toMatchObject(summary);
      }
    }
  });

  it('leads from the first clause to the last and back', () => {
    for (const document of SEED_DOCUMENTS) {
      const addresses = engine.document(document).clauses.map(({ clause }) => clause);
      addresses.forEach((address, i) => {
        const { previous, next } = engine.clause(address);
        expect([previous, next]).toEqual([addresses[i - 1] ?? null, addresses[i + 1] ?? null]);
      });
    }
  });

  it('names its ancestors from the top down, and its children in order', () => {
    for (const document of SEED_DOCUMENTS) {
      const all = engine.document(document).clauses;
      for (const { clause, parent } of all) {
        const { ancestors, children } = engine.clause(clause);
        expect(ancestors.at(-1)?.clause ?? null).toBe(parent);
        ancestors.forEach((ancestor, i) => {
          const { parent: above, marker, heading } = engine.clause(ancestor.clause);
          expect(above).toBe(ancestors[i - 1]?.clause ?? null);
          expect(ancestor).toEqual({ clause: ancestor.clause, marker, heading });
        });
        expect(children).toEqual(all.filter((one) => one.parent === clause).map((one) => one.clause));
      }
    }
    expect(engine.clause('ganzhou-2022/3.2.6').ancestors.map(({ clause }) => clause)).toEqual([
      'ganzhou-2022/3',
      'ganzhou-2022/3.2',
    ]);
    expect(engine.clause('nanjing-2025/2').children).toEqual(
      [1, 2, 3, 4, 5].map((n) => `nanjing-2025/2.${n}`),
    );
  });

  it('points to the places of the source where its text is printed', () => {
    for (const document of SEED_DOCUMENTS) {
      for (const { clause, text } of engine.document(document).clauses) {
        const { file, line, spans } = engine.clause(clause).source;
        const printed = readFileSync(join(SEEDS, file ?? ''), 'utf8').replace(/^\uFEFF/, '');
        expect(spans.map(({ start, end }) => printed.slice(start, end)).join('\n')).toBe(text);
        const before = spans[0] === undefined ? line : printed.slice(0, spans[0].start).split('\n').length;
        expect(line).toBeLessThanOrEqual(before);
      }
    }
  });
});

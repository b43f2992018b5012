/** Proves that a citation says what is printed as printed, marks what is inferred, makes nothing up, and quotes only what stands there. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { CITATION_FORMATS, cite, linkTo } from '../../src/citation/reference.ts';
import type { Engine } from '../../src/engine.ts';
import type { Clause, DocumentRecord } from '../../src/indexing/corpus.ts';
import type { Snapshot } from '../../src/indexing/open.ts';
import { FIRST_BUILD_MS, SEED_DOCUMENTS, seedsEngine, seedsInside } from '../support/corpus.ts';

let engine: Engine;
let snapshot: Snapshot;
beforeAll(async () => {
  engine = await seedsEngine();
  snapshot = (await seedsInside()).snapshot;
}, FIRST_BUILD_MS);

function partsOf(address: string): { record: DocumentRecord; clause: Clause } {
  const clause = snapshot.find(address);
  const record = snapshot.documents.find(({ document }) => document === clause?.document);
  if (clause === null || record === undefined) throw new Error(`no clause ${address}`);
  return { clause, record };
}

// Issuer, title, number and date as the five documents print them; in 〔〕 what is inferred and named in documents.json.
const HEADS: Readonly<Record<(typeof SEED_DOCUMENTS)[number], string>> = {
  'nanjing-2025':
    '南京市人民政府：《关于全面推进美丽南京建设的实施方案》（宁政发〔2025〕16号），2025年2月13日，',
  'yangzhou-2024':
    '扬州市人民政府：《市政府关于全面推进美丽扬州建设的实施意见》（扬府发〔2024〕118号），2024年9月26日，',
  'nantong-2018':
    '〔南通市人民政府办公室〕：《2018年國家生態文明先行示范區建設目標任務》（通政辦發〔2018〕46號），2018年5月16日，',
  'ganzhou-2022':
    '〔赣州市人民政府办公室〕：《美丽赣州建设行动实施方案(2022-2025年)》（赣市府办字〔2022〕135号），2022年12月28日，',
  'suzhou-2023':
    '〔中共苏州市委、苏州市人民政府〕：《关于全面推进美丽苏州建设的实施意见》，〔2023年9月26日〕，',
};

describe('the citation of a clause', () => {
  for (const [address, place, inferred] of [
    ['nanjing-2025/2.2', '二、(二)积极稳妥推进碳达峰碳中和', []],
    ['yangzhou-2024/2.1', '二、(一)', []],
    ['nantong-2018/1.1', '一、(一)完善生態、資源環境管理制度', ['issuer']],
    ['ganzhou-2022/2.u1', '二、——', ['issuer']],
    ['suzhou-2023/1.1', '一、(一)', ['issuer', 'date']],
  ] as const) {
    it(`of ${address} gives issuer, title, number, date and place, and says what is inferred`, () => {
      const document = address.split('/')[0] as (typeof SEED_DOCUMENTS)[number];
      const { citation, ...rest } = engine.cite(address, null);
      expect(citation.startsWith(HEADS[document] + place)).toBe(true);
      expect(citation).toBe(
        `${HEADS[document]}${engine.clause(address).label}${engine.clause(address).heading ?? ''}。`,
      );
      expect(rest).toEqual({
        clause: address,
        format: 'text',
        quote: null,
        span: null,
        link: `/d/${address}`,
        inferred,
        anchor: null,
        permalink: null,
      });
    });
  }

  it('of every clause names its document the same way, and ends with one full stop', () => {
    for (const document of SEED_DOCUMENTS) {
      for (const { clause } of engine.document(document).clauses) {
        const { citation } = engine.cite(clause, null);
        expect({ clause, head: citation.startsWith(HEADS[document]) }).toEqual({ clause, head: true });
        expect(citation).toMatch(/[^。]。$/);
      }
    }
  });

  it('leaves out what is neither printed nor inferred, and puts nothing in its place', () => {
    const { record, clause } = partsOf('suzhou-2023/1.1');
    const bare = { ...record, inferred: {} };
    const place = `${clause.label}${clause.heading ?? ''}。`;
    expect(cite(bare, clause, null)).toMatchObject({
      citation: `《关于全面推进美丽苏州建设的实施意见》，${place}`,
      inferred: [],
    });
    expect(cite({ ...bare, title: null }, clause, null).citation).toBe(`suzhou-2023，${place}`);
    const numbered = { value: '苏发〔2023〕1号', basis: { zh: '目录', en: 'a list' } };
    expect(cite({ ...bare, inferred: { number: numbered } }, clause, null)).toMatchObject({
      citation: `《关于全面推进美丽苏州建设的实施意见》（〔苏发〔2023〕1号〕），${place}`,
      inferred: ['number'],
    });
  });

  it('prefers what is printed to what is inferred', () => {
    const { record, clause } = partsOf('nanjing-2025/2.2');
    const basis = { zh: '无', en: 'none' };
    const inferred = { issuer: { value: '别人', basis }, date: { value: '1999-01-01', basis } };
    const { citation, inferred: marked } = cite({ ...record, inferred }, clause, null);
    expect(citation.startsWith(HEADS['nanjing-2025'])).toBe(true);
    expect(marked).toEqual([]);
  });

  it('has a form that is offered', () => {
    expect(CITATION_FORMATS).toContain(engine.cite('nanjing-2025/2.2', null).format);
  });
});

describe('the citation of a quote', () => {
  it('holds exactly the words at the span, in the script they are printed in', () => {
    const { text } = engine.clause('nantong-2018/1.1');
    const start = text.indexOf('排污權');
    const span = { start, end: start + 5 };
    expect(engine.cite('nantong-2018/1.1', span)).toEqual({
      clause: 'nantong-2018/1.1',
      format: 'text',
      citation: `${HEADS['nantong-2018']}一、(一)：“排污權交易”。`,
      quote: '排污權交易',
      span,
      link: '/d/nantong-2018/1.1',
      inferred: ['issuer'],
      anchor: expect.objectContaining({ clause: 'nantong-2018/1.1', span, quote: '排污權交易' }),
      permalink: expect.stringMatching(new RegExp(`^/d/nantong-2018/1\\.1\\?q=${span.start}-${span.end}&h=`)),
    });
  });

  it('is right for any span of any clause', () => {
    const clauses = snapshot.documents
      .flatMap(({ document }) => snapshot.clausesOf(document))
      .filter(({ text }) => text.length > 0);
    expect(clauses.length).toBeGreaterThan(190);
    const somewhere = fc.tuple(fc.nat({ max: clauses.length - 1 }), fc.nat(), fc.nat()).map(([i, a, b]) => {
      const clause = clauses[i] as Clause;
      const start = a % clause.text.length;
      return { clause, span: { start, end: start + 1 + (b % (clause.text.length - start)) } };
    });
    fc.assert(
      fc.property(somewhere, ({ clause, span }) => {
        const { citation, quote } = engine.cite(clause.clause, span);
        expect(quote).toBe(clause.text.slice(span.start, span.end));
        expect(citation.endsWith(`，${clause.label}：“${quote}”。`)).toBe(true);
      }),
    );
  });

  it('is refused where the span is not inside the text, with the length of the text', () => {
    const { length } = engine.clause('nanjing-2025/2.2').text;
    for (const [start, end] of [
      [0, 0],
      [5, 5],
      [5, 4],
      [0, length + 1],
      [length, length + 1],
      [-5, 10],
      [-5, -1],
      [-1, length],
      [0.5, 10],
      [0, 9.5],
      [Number.NaN, 5],
      [0, Number.NaN],
      [0, Number.POSITIVE_INFINITY],
      [Number.NEGATIVE_INFINITY, 5],
    ] as const) {
      let refusal: unknown;
      try {
        refusal = engine.cite('nanjing-2025/2.2', { start, end }).citation;
      } catch (error) {
        refusal = error;
      }
      expect({ start, end, refusal }).toMatchObject({
        start,
        end,
        refusal: { name: 'TiaosuoError', code: 'bad_request', hint: expect.stringContaining(String(length)) },
      });
    }
  });

  it('is refused where the clause has no text', () => {
    expect(engine.clause('nanjing-2025/2').text).toBe('');
    expect(() => engine.cite('nanjing-2025/2', { start: 0, end: 1 })).toThrow(/not inside the text/);
  });

  it('is refused where there is no such clause', () => {
    expect(() => engine.cite('nanjing-2025/99', null)).toThrow(/clause "nanjing-2025\/99" not found/);
  });
});

describe('the link to a clause', () => {
  it('is the address itself, and escapes ids that are none', () => {
    expect(linkTo('nanjing-2025/2.2')).toBe('/d/nanjing-2025/2.2');
    expect(linkTo('ganzhou-2022/2.u1')).toBe('/d/ganzhou-2022/2.u1');
    expect(linkTo('a b/c?d#e%f')).toBe('/d/a%20b/c%3Fd%23e%25f');
    expect(linkTo('第一条')).toBe(`/d/${encodeURIComponent('第一条')}`);
  });
});

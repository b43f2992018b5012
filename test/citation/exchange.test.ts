/**
 * Proves that what goes to other programs is valid, that parsers which are not ours read the same facts out of it, that every
 * entry has a key of its own, and that an inferred fact never arrives as if it were printed.
 */
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Cited, type CslItem, cite, citeAll } from '../../src/citation/reference.ts';
import { FIRST_BUILD_MS, SEED_DOCUMENTS } from '../support/corpus.ts';
import { type CitedAt, citedAt, everythingCited } from './cited.ts';
import { cslFaults } from './csl-schema.ts';

const URL_OF_RECORD = 'https://www.example.gov.cn/a_b/plan%20{1}.html?id=1&n=2#top';
const CLAUSES = [
  'nanjing-2025/2.2',
  'yangzhou-2024/end',
  'nantong-2018/1.1',
  'ganzhou-2022/2.u1',
  'suzhou-2023/annex.u8',
];

let at: CitedAt;
beforeAll(async () => {
  at = await citedAt();
}, FIRST_BUILD_MS);

type Read = Readonly<Record<string, unknown>>;

function read(file: string, forceType: '@bibtex/text' | '@biblatex/text' | '@ris/file'): readonly Read[] {
  return plugins.input.chain(file, { forceType, generateGraph: false });
}

function all(): Cited[] {
  return [...SEED_DOCUMENTS, ...CLAUSES].map((address) => at(address));
}

function online(cited: Cited): Cited {
  return { ...cited, record: { ...cited.record, source: URL_OF_RECORD } };
}

function changed(address: string, change: Partial<Cited['record']>): Cited {
  const cited = at(address);
  return { ...cited, record: { ...cited.record, ...change } };
}

function cslOf(list: readonly Cited[], accessed: string | null = null): CslItem[] {
  return JSON.parse(citeAll(list, { format: 'csl', accessed }));
}

describe('CSL-JSON', () => {
  it('is valid for the five documents and every clause of them, offline and online', async () => {
    const everything = await everythingCited();
    expect(everything.length).toBeGreaterThan(230);
    expect(cslFaults(cslOf(everything))).toEqual([]);
    expect(cslFaults(cslOf(everything.map(online), '2026-11-22'))).toEqual([]);
  });

  it('is one array also for one clause, so that it can be imported as it is', () => {
    const { record, clause } = at('nanjing-2025/2.2');
    const items = JSON.parse(cite(record, clause, null, { format: 'csl' }).citation);
    expect(items).toEqual([
      {
        id: 'nanjing-2025/2.2',
        type: 'regulation',
        title: '关于全面推进美丽南京建设的实施方案',
        author: [{ literal: '南京市人民政府' }],
        number: '宁政发〔2025〕16号',
        section: '第二部分第(二)条',
        issued: { 'date-parts': [[2025, 2, 13]] },
        language: 'zh-Hans',
      },
    ]);
  });

  it('is checked by a table that refuses what the schema refuses', () => {
    const valid = { id: 'a', type: 'regulation', title: 't' };
    expect(cslFaults([valid])).toEqual([]);
    for (const wrong of [
      { ...valid, type: 'law' },
      { ...valid, year: 2025 },
      { type: 'regulation' },
      { ...valid, author: ['x'] },
      { ...valid, issued: '2025-02-13' },
      { ...valid, issued: { 'date-parts': [[2025, 2, 13, 1]] } },
      { ...valid, issued: { 'date-parts': [] } },
    ]) {
      expect(cslFaults([wrong])).toHaveLength(1);
    }
    expect(cslFaults({})).toHaveLength(1);
  });

  it('says circa of an inferred date, marks an inferred issuer, and says from what both follow', () => {
    const [item] = cslOf([at('suzhou-2023')]);
    expect(item).toMatchObject({
      author: [{ literal: '〔中共苏州市委〕' }, { literal: '〔苏州市人民政府〕' }],
      issued: { 'date-parts': [[2023, 9, 26]], circa: true },
      note: expect.stringContaining('日期〔2023-09-26〕为推断：网页的发布时间'),
    });
  });

  it('has no date, number, author or address that nobody knows', () => {
    const bare = { issuer: null, date: null, number: null, title: null, year: null, inferred: {} };
    expect(cslOf([changed('suzhou-2023', bare)], '2026-11-22')).toEqual([
      { id: 'suzhou-2023', type: 'regulation', title: '〔suzhou-2023〕', language: 'zh-Hans' },
    ]);
  });
});

describe('RIS', () => {
  it('is read by a parser that is not ours with the same facts', () => {
    const list = all().map(online);
    const items = read(citeAll(list, { format: 'ris', accessed: '2026-11-22' }), '@ris/file');
    const expected = cslOf(list, '2026-11-22');
    expect(items).toHaveLength(expected.length);
    items.forEach((item, i) => {
      const { id, title, number, section, accessed, language, issued } = expected[i] as CslItem;
      expect(item).toMatchObject({
        id,
        title,
        ...(number && { number }),
        ...(section && { section }),
        accessed,
        language,
      });
      expect(item.URL).toBe(URL_OF_RECORD);
      expect((item.author as { family: string }[]).map(({ family }) => family)).toEqual(
        expected[i]?.author?.map(({ literal }) => literal),
      );
      const year = issued?.circa ? undefined : issued?.['date-parts'][0]?.slice(0, 1);
      expect((item.issued as CslItem['issued'])?.['date-parts'][0]?.slice(0, 1)).toEqual(year);
    });
  });

  it('has one tag a line, ends every line as RIS does, and begins with TY and ends with ER', () => {
    const quote = at('nanjing-2025/head', '宁政发〔2025〕16号\n');
    const file = citeAll([...all(), quote], { format: 'ris' });
    const lines = file.split('\r\n');
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of lines) expect(line).toMatch(/^(?:[A-Z][A-Z0-9] {2}- .*|)$/);
    expect(lines.filter((line) => line.startsWith('TY'))).toHaveLength(all().length + 1);
    expect(lines.filter((line) => line.startsWith('ER'))).toHaveLength(all().length + 1);
  });

  it('gives an inferred date in the note alone', () => {
    const file = citeAll([online(at('suzhou-2023'))], { format: 'ris', accessed: '2026-11-22' });
    expect(file).not.toMatch(/^(?:PY|DA)/m);
    expect(file).toContain('N1  - 日期〔2023-09-26〕为推断');
  });
});

describe('BibTeX', () => {
  it('is read by a parser that is not ours with the same facts, as BibTeX and as biblatex', () => {
    const list = all().map(online);
    const file = citeAll(list, { format: 'bibtex', accessed: '2026-11-22' });
    const expected = cslOf(list, '2026-11-22');
    for (const kind of ['@bibtex/text', '@biblatex/text'] as const) {
      const items = read(file, kind);
      expect(items).toHaveLength(expected.length);
      items.forEach((item, i) => {
        const { id, title, section, author, issued } = expected[i] as CslItem;
        expect(item).toMatchObject({ id, title });
        expect(item.note).toBe(section);
        expect((item.author as { family: string }[]).map(({ family }) => family)).toEqual(
          author?.map(({ literal }) => literal),
        );
        const parts = issued?.['date-parts'][0] ?? [];
        const year = { literal: `〔${parts[0]}〕` };
        const date = { 'date-parts': [kind === '@bibtex/text' ? parts.slice(0, 1) : parts] };
        if (!issued?.circa) expect(item.issued).toEqual(date);
        else if (kind === '@bibtex/text') expect(item.issued).toEqual(year);
        else expect(JSON.stringify(item.issued ?? null)).not.toContain('2023,9');
      });
    }
  });

  it('has the number where styles print it, and the day of the visit', () => {
    const file = citeAll([online(at('yangzhou-2024'))], { format: 'bibtex', accessed: '2026-11-22' });
    for (const name of ['number', 'howpublished'])
      expect(file).toContain(`  ${name} = {扬府发〔2024〕118号},\n`);
    expect(file).toContain('  urldate = {2026-11-22},\n');
  });

  it('carries the type code of the edition, or the one that is asked for', () => {
    const fields = (options: object, cited = at('nanjing-2025')) =>
      /mark = \{(.*)\},\n(?: {2}medium = \{(.*)\})?/
        .exec(citeAll([cited], { format: 'bibtex', ...options }))
        ?.slice(1);
    expect(fields({})).toEqual(['Z', undefined]);
    expect(fields({ edition: '2015' })).toEqual(['A', undefined]);
    expect(fields({}, online(at('nanjing-2025')))).toEqual(['EB', 'OL']);
    expect(fields({ edition: '2015', typeCode: 'R' }, online(at('nanjing-2025')))).toEqual(['R', 'OL']);
  });

  it('survives any title, and gives it back', () => {
    const title = fc
      .string({ unit: fc.constantFrom(...'美丽南京AZ09 %#&_}{$~^\\"\'@,=(《》〔〕') })
      .filter((t) => t.trim() !== '');
    fc.assert(
      fc.property(title, (title) => {
        const file = citeAll([changed('nanjing-2025', { title })], { format: 'bibtex' });
        const [item] = read(file, '@bibtex/text');
        const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
        expect(letters(String(item?.title ?? '').replace(/<\/?[a-z]+[^>]*>/g, ''))).toBe(letters(title));
        expect(item?.id).toBe('nanjing-2025');
      }),
      { numRuns: 60 },
    );
  });
});

describe('a file of several', () => {
  it('has one entry an address, with all quotes of it', () => {
    const list = [
      at('nantong-2018/1.1', '排污權交易'),
      at('nantong-2018'),
      at('nantong-2018/1.1', '全面推行河長制'),
      at('nantong-2018/1.1', '排污權交易'),
    ];
    const items = cslOf(list);
    expect(items.map(({ id }) => id)).toEqual(['nantong-2018/1.1', 'nantong-2018']);
    expect(items[0]?.note).toMatch(/引文：“排污權交易”；引文：“全面推行河長制”$/);
  });

  it('has no two keys alike, whatever the ids of imported clauses are', () => {
    const { clause, record } = at('nanjing-2025/2.2');
    const ids = ['a b', 'a,b', 'a{b', 'a-b', '第一条'];
    const list = ids.map((id) => ({ record, clause: clause && { ...clause, clause: id } }));
    const keys = [...citeAll(list, { format: 'bibtex' }).matchAll(/^@misc\{(.*),$/gm)].map(([, key]) => key);
    expect(keys).toEqual(['a-b', 'a-b-2', 'a-b-3', 'a-b-4', '第一条']);
    expect(new Set(cslOf(list).map(({ id }) => id)).size).toBe(ids.length);
  });

  it('of nothing is an empty file', () => {
    expect(cslOf([])).toEqual([]);
    for (const format of ['ris', 'bibtex', 'gbt7714'] as const) expect(citeAll([], { format })).toBe('');
    expect(citeAll([], { format: 'gbt7714', markup: 'html' })).toBe('');
  });
});

/**
 * Proves that a citation names places as documents do, writes the punctuation of its edition, adds nothing to what the record has,
 * takes every setting that makes sense and refuses the others, and says the same in Markdown and HTML.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { pathInWords } from '../../src/citation/clause-path.ts';
import { bodiesOf } from '../../src/citation/facts.ts';
import {
  CITATION_FORMATS,
  type Cited,
  type CiteOptions,
  cite,
  citeAll,
  referenceOf,
} from '../../src/citation/reference.ts';
import { render } from '../../src/citation/render.ts';
import type { Clause } from '../../src/indexing/corpus.ts';
import { FIRST_BUILD_MS } from '../support/corpus.ts';
import { type CitedAt, citedAt, everythingCited } from './cited.ts';

let at: CitedAt;
let everything: Cited[];
beforeAll(async () => {
  at = await citedAt();
  everything = await everythingCited();
}, FIRST_BUILD_MS);

function citation({ record, clause, span = null }: Cited, options: CiteOptions): string {
  return cite(record, clause, span, options).citation;
}

function changed(address: string, change: Partial<Cited['record']>): Cited {
  const cited = at(address);
  return { ...cited, record: { ...cited.record, ...change } };
}

const TEXTS = CITATION_FORMATS.filter((format) => !['csl', 'ris', 'bibtex'].includes(format));

describe('the place of a clause in words', () => {
  const words = (path: string, label: string, kind: Clause['kind'] = 'unit', heading: string | null = null) =>
    pathInWords({ path, kind, label, heading });

  it('calls what prints no name of its own by its depth', () => {
    expect(words('2', '二、')).toBe('第二部分');
    expect(words('2.2', '二、(二)')).toBe('第二部分第(二)条');
    expect(words('2.2', '二、（二）')).toBe('第二部分第（二）条');
    expect(words('3.2.6', '三、(二)6.')).toBe('第三部分第(二)条第6项');
    expect(words('3.2.6.1.1', '三、(二)6.(1)①')).toBe('第三部分第(二)条第6项第(1)目第①点');
    expect(words('5', '(五)')).toBe('第(五)条');
    expect(words('5.1', '㈤1、')).toBe('第㈤条第1项');
  });

  it('keeps names that are printed, and counts below them', () => {
    expect(words('3.12.1', '第三章第十二条(一)')).toBe('第三章第十二条第(一)项');
    expect(words('12-1', '第十二条之一')).toBe('第十二条之一');
    expect(words('1.1', '第一部分一、')).toBe('第一部分第一条');
    expect(words('annex1.2', '附件1二、', 'unit')).toBe('附件1第二部分');
    expect(words('annex', '附件:', 'annex')).toBe('附件');
  });

  it('names bullets and entries by their headings, and counts those without in 〔〕', () => {
    expect(words('2.u1', '二、——', 'bullet', '生态系统保护')).toBe('第二部分“——生态系统保护”');
    expect(words('2.u3', '二、——', 'bullet')).toBe('第二部分〔第3个“——”〕');
    expect(words('annex.u4', '附件:', 'entry', '两保两提')).toBe('附件“两保两提”');
    expect(words('annex.u4', '附件:', 'entry')).toBe('附件〔第4条〕');
  });

  it('marks as ours what no document prints', () => {
    expect(words('head', '文件头', 'head')).toBe('〔文件头〕');
    expect(words('2~2', '二、')).toBe('第二部分〔同号第2处〕');
  });

  it('is the label where that is no printed path, as of imported clauses', () => {
    expect(words('law-12', '第十二条 本法所称')).toBe('第十二条 本法所称');
    expect(words('a.b', '')).toBe('');
  });

  it('is another one for every clause of a document', () => {
    const places = new Map<string, string>();
    for (const { clause } of everything) {
      if (clause === null) continue;
      const place = `${clause.document} ${pathInWords(clause)}`;
      expect(places.get(place)).toBeUndefined();
      places.set(place, clause.clause);
      expect(place).not.toMatch(/[、.:]$/);
    }
  });

  it('is found for any label without failing', () => {
    const label = fc.string({ unit: fc.constantFrom(...'第一二十条章部分附件()（）、.1290①——·-: \ud800') });
    fc.assert(
      fc.property(label, fc.string(), (label, path) => {
        expect(typeof words(path, label)).toBe('string');
      }),
    );
  });
});

describe('every form of every clause', () => {
  it('has no fact twice marked, no punctuation doubled, and the width of its edition', () => {
    for (const cited of everything) {
      for (const format of TEXTS) {
        const text = citation(cited, { format });
        expect(text).not.toMatch(/〔〔|〕〕|。。|\.\.|，，|：：|，。|null|undefined| {2}/);
        if (format === 'in-text') expect(text).not.toMatch(/。$/);
        else expect(text).toMatch(format.startsWith('gbt7714') ? /[^.]\.$/ : /[^。]。$/);
        if (format === 'gbt7714-2015')
          expect(text.replace(cited.record.issuer ?? '', '')).not.toMatch(/[，：（）]/);
      }
    }
  });

  it('shows of an inferred fact only what is in 〔〕, and names it', () => {
    for (const { record, clause } of everything) {
      for (const format of TEXTS) {
        const { citation: text, inferred } = cite(record, clause, null, { format });
        const unmarked = text.replace(record.number ?? '', '').replace(/〔[^〕]*〕/g, '');
        for (const value of Object.values(record.inferred).map((fact) => fact?.value ?? '')) {
          expect(unmarked).not.toContain(value);
        }
        expect(inferred.length > 0).toBe(
          /〔/.test(text.replace(record.number ?? '', '').replace(/〔(?:文件头|引言|结语)〕/, '')),
        );
      }
    }
  });

  it('makes up nothing where nothing is known', () => {
    const bare = { issuer: null, date: null, number: null, title: null, year: null, inferred: {} };
    const cited = changed('suzhou-2023', bare);
    expect(TEXTS.map((format) => citation(cited, { format, accessed: '2026-11-22' }))).toEqual([
      'suzhou-2023。',
      '〔suzhou-2023〕[Z].',
      '〔suzhou-2023〕[A].',
      '佚名，无日期. 〔suzhou-2023〕[Z].',
      '〔suzhou-2023〕。',
      '〔suzhou-2023〕。',
      '〔suzhou-2023〕',
    ]);
  });

  it('takes a year without a date for inferred', () => {
    const cited = changed('suzhou-2023', { inferred: {} });
    expect(citation(cited, { format: 'gbt7714' })).toBe('关于全面推进美丽苏州建设的实施意见[Z]. 〔2023〕.');
    expect(cite(cited.record, null, null, { format: 'gbt7714' }).inferred).toEqual(['year']);
    expect(citation(cited, { format: 'gbt7714-author-year' })).toBe(
      '佚名，〔2023〕. 关于全面推进美丽苏州建设的实施意见[Z].',
    );
  });

  it('puts a title inside a title into 〈〉', () => {
    const cited = changed('nanjing-2025', { title: '关于印发《美丽南京方案》的通知' });
    expect(citation(cited, { format: 'legal' })).toBe(
      '《关于印发〈美丽南京方案〉的通知》，宁政发〔2025〕16号。',
    );
  });
});

describe('GB/T 7714', () => {
  it('names three bodies and 等, and divides no brackets', () => {
    const issuer = '市发展改革委(市能源局、市粮食局)、市财政局 市水利局、市农业农村局';
    expect(bodiesOf(issuer)).toEqual([
      '市发展改革委(市能源局、市粮食局)',
      '市财政局',
      '市水利局',
      '市农业农村局',
    ]);
    expect(citation(changed('nanjing-2025', { issuer }), { format: 'gbt7714' })).toContain(
      '市发展改革委(市能源局、市粮食局)，市财政局，市水利局，等. ',
    );
  });

  it('takes edition, style and type code as settings', () => {
    const online = changed('nanjing-2025', { source: 'https://www.example.gov.cn/1' });
    const code = (options: CiteOptions, cited = online) =>
      /\[([A-Z/]+)\]/.exec(citation(cited, { format: 'gbt7714', ...options }))?.[1];
    expect([code({}), code({ edition: '2015' }), code({ typeCode: 'R' })]).toEqual(['EB/OL', 'A/OL', 'R/OL']);
    expect([code({}, at('nanjing-2025')), code({ edition: '2015' }, at('nanjing-2025'))]).toEqual(['Z', 'A']);
    expect(code({ typeCode: 'R' }, at('nanjing-2025'))).toBe('R');
  });

  it('tells documents of one issuer and year apart in a list by author and year, and clauses of one document not', () => {
    const second = changed('nanjing-2025/2.1', { document: 'nanjing-2025-2', title: '另一件' });
    const list = [at('nanjing-2025'), second, at('nanjing-2025/2.2'), at('yangzhou-2024')];
    const leads = (options: CiteOptions) =>
      citeAll(list, options)
        .match(/^[^.）]*/gm)
        ?.filter((line) => line !== '');
    const nanjing = '南京市人民政府，2025';
    const yangzhou = '扬州市人民政府，2024';
    expect(leads({ format: 'gbt7714-author-year' })).toEqual([
      `${nanjing}a`,
      `${nanjing}b`,
      `${nanjing}a`,
      yangzhou,
    ]);
    expect(leads({ format: 'in-text', style: 'author-year' })).toEqual([
      `（${nanjing}a`,
      `（${nanjing}b`,
      `（${nanjing}a`,
      `（${yangzhou}`,
    ]);
  });

  it('shows the day of a visit only where there is a URL, and none where none is given', () => {
    const online = changed('nanjing-2025', { source: 'https://www.example.gov.cn/1' });
    expect(citation(at('nanjing-2025'), { format: 'gbt7714', accessed: '2026-11-22' })).not.toContain('2026');
    expect(citation(online, { format: 'gbt7714' })).toMatch(
      /\[EB\/OL\]\. （2025-02-13）\. https:\/\/www\.example\.gov\.cn\/1\.$/,
    );
    const undated = changed('suzhou-2023', {
      source: 'https://www.example.gov.cn/1',
      inferred: {},
      year: null,
    });
    expect(citation(undated, { format: 'gbt7714' })).toMatch(/意见\[EB\/OL\]\. https/);
    expect(citation(undated, { format: 'gbt7714', accessed: '2026-11-22' })).toMatch(
      /意见\[EB\/OL\]\. \[2026-11-22\]\. https/,
    );
  });
});

describe('a setting', () => {
  it('that is none, or contradicts the form, is refused with what would be right', () => {
    for (const options of [
      { format: 'apa' },
      { edition: '2005' },
      { style: 'notes' },
      { markup: 'latex' },
      { accessed: '22.11.2026' },
      { accessed: '2026-02-30' },
      { accessed: '' },
      { typeCode: 'EB/OL' },
      { typeCode: 'z' },
      { format: 'gbt7714-2015', edition: '2025' },
      { format: 'gbt7714-author-year', style: 'numeric' },
    ] as unknown as CiteOptions[]) {
      const { record } = at('nanjing-2025');
      expect(() => cite(record, null, null, options)).toThrow(
        expect.objectContaining({ code: 'bad_request' }),
      );
      expect(() => citeAll([], options)).toThrow(
        expect.objectContaining({ hint: expect.stringMatching(/./) }),
      );
    }
  });

  it('may say again what the form says', () => {
    const [nanjing] = [at('nanjing-2025')];
    expect(citation(nanjing, { format: 'gbt7714-2015', edition: '2015' })).toBe(
      citation(nanjing, { format: 'gbt7714', edition: '2015' }),
    );
  });

  it('of a span without a clause is refused', () => {
    expect(() => cite(at('nanjing-2025').record, null, { start: 0, end: 1 })).toThrow(/not inside/);
  });
});

describe('markup', () => {
  const pieces = [
    { text: '# 1. a_b*c[d](e)<f>&"g"\n\n- x', role: 'title' as const },
    { text: 'javascript:alert(1)', role: 'url' as const },
    { text: 'https://a.example/?q=1&r="><script>', role: 'url' as const },
  ];

  it('of a hostile title is text in Markdown and in HTML', () => {
    const html = render(pieces, { markup: 'html', href: null });
    expect(html.replace(/<\/?cite>|<a href="https:[^"<>]*">|<\/a>/g, '')).not.toMatch(/[<>"]/);
    expect(html).not.toContain('href="javascript');
    const markdown = render(pieces, { markup: 'markdown', href: null });
    expect(markdown).toMatch(/^\\# 1\. a\\_b\\\*c\\\[d\\\]\(e\)\\<f\\>\\&"g" - xjavascript/);
    expect(markdown).toMatch(/<https:\/\/a\.example\/\?q=1&r=%22%3E%3Cscript%3E>$/);
  });

  it('links the place, or the document where there is none, and nothing without a base', () => {
    const options = { format: 'legal', markup: 'html', linkBase: '' } as const;
    expect(citation(at('nanjing-2025/2.2'), options)).toContain(
      '<a href="/d/nanjing-2025/2.2">第二部分第(二)条</a>',
    );
    expect(citation(at('nanjing-2025'), options)).toContain('<a href="/d/nanjing-2025"><cite>《');
    expect(citation(at('nanjing-2025'), { format: 'legal', markup: 'html' })).not.toContain('<a');
  });

  it('says what the plain form says', () => {
    for (const cited of everything) {
      for (const format of TEXTS) {
        const html = citation(cited, { format, markup: 'html', linkBase: '' });
        const text = html
          .replace(/<[^>]*>/g, '')
          .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
        expect(text).toBe(citation(cited, { format }));
      }
    }
  });
});

describe('the reference of a report', () => {
  it('is one citation in every form that a report needs', () => {
    const reference = referenceOf(at('nanjing-2025/2.2', '推动能耗双控'), { linkBase: '' });
    expect(reference).toEqual({
      numeric:
        '南京市人民政府. 关于全面推进美丽南京建设的实施方案：宁政发〔2025〕16号[Z]. 2025-02-13：第二部分第(二)条.',
      markdown:
        '南京市人民政府. 关于全面推进美丽南京建设的实施方案：宁政发〔2025〕16号\\[Z\\]. 2025-02-13：[第二部分第(二)条](/d/nanjing-2025/2.2).',
      html: '南京市人民政府. <cite>关于全面推进美丽南京建设的实施方案</cite>：宁政发〔2025〕16号[Z]. 2025-02-13：<a href="/d/nanjing-2025/2.2">第二部分第(二)条</a>.',
      link: '/d/nanjing-2025/2.2',
      csl: expect.objectContaining({ id: 'nanjing-2025/2.2', note: '引文：“推动能耗双控”' }),
    });
  });
});

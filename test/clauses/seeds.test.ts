/**
 * The outline of the five seeds, to the last clause. test/fixtures/seeds/<document>.outline.json was read from the texts by
 * rules written for each single document, without the parser, and checked by eye. Properties: the parser finds exactly
 * those nodes; every official character belongs to one node and the parts of a line are the line; every text is found
 * again in the source; the seeds are the files that were received.
 */
import { describe, expect, it } from 'vitest';
import { type OutlineNode, sourceSpans } from '../../src/clauses/node.ts';
import { type ParsedDocument, parseDocument } from '../../src/clauses/parse.ts';
import { joinAddress, parseAddress } from '../../src/core/address.ts';
import { joinPath, PROJECT_FOLDER, readBytes, readText, sha256 } from '../../src/core/files.ts';
import type { Metadata } from '../../src/documents/metadata.ts';
import { readSource, type Source } from '../../src/documents/read.ts';
import { readRegistry } from '../../src/documents/registry.ts';
import { assertBlocks, assertTiled } from './tiling.ts';

const seeds = joinPath(PROJECT_FOLDER, 'seeds');
const DOCUMENTS = ['nanjing-2025', 'yangzhou-2024', 'nantong-2018', 'ganzhou-2022', 'suzhou-2023'] as const;
type Name = (typeof DOCUMENTS)[number];

interface Seed {
  readonly source: Source;
  readonly parsed: ParsedDocument;
}

const read = (name: Name): Seed => {
  const source = readSource(joinPath(seeds, `${name}.txt`));
  return { source, parsed: parseDocument(source) };
};
const corpus = Object.fromEntries(DOCUMENTS.map((name) => [name, read(name)])) as Record<Name, Seed>;

function node(name: Name, path: string): OutlineNode {
  const found = corpus[name].parsed.nodes.find((candidate) => candidate.path === path);
  if (found === undefined) throw new Error(`${name}/${path} is not in the outline`);
  return found;
}

const nodesOf = (name: Name) => corpus[name].parsed.nodes;
const sections = (name: Name) => nodesOf(name).filter(({ kind, level }) => kind === 'unit' && level === 1);
/** Numbered units below a section. */
const clauses = (name: Name) => nodesOf(name).filter(({ kind, level }) => kind === 'unit' && level > 1);
const bullets = (name: Name) => nodesOf(name).filter(({ kind }) => kind === 'bullet');
const blocks = (name: Name) => nodesOf(name).filter(({ responsible }) => responsible !== null);

describe.each(DOCUMENTS)('%s', (name) => {
  const { source, parsed } = corpus[name];

  it('has exactly the nodes of the fixture', () => {
    const fixture = JSON.parse(
      readText(joinPath(PROJECT_FOLDER, `test/fixtures/seeds/${name}.outline.json`)),
    ) as unknown[];
    const found = parsed.nodes.map(({ path, level, marker, label, heading, parent, text, responsible }) => ({
      path,
      level,
      marker,
      label,
      heading,
      parent,
      first: text.slice(0, 20),
      last: text.slice(-20),
      length: text.length,
      ...(responsible === null ? {} : { lead: responsible.lead, others: responsible.others }),
    }));
    expect(found).toEqual(fixture);
  });

  it('loses no official character and gives none to two nodes', () => {
    assertTiled(source, parsed);
    assertBlocks(source, parsed);
    const official = source.lines.filter(
      (line) => line.folded !== '' && !parsed.furniture.includes(line.number),
    );
    expect(official.length).toBeGreaterThan(30);
    for (const line of official) {
      const parts = parsed.nodes
        .flatMap((owner) => owner.parts)
        .filter(({ start, end }) => start >= line.span.start && end <= line.span.end)
        .sort((a, b) => a.start - b.start);
      const printed = source.text.slice(line.span.start, line.span.end);
      expect(parts.map(({ start, end }) => source.text.slice(start, end)).join('')).toBe(printed.trim());
    }
  });

  it('finds every text, and any span of it, again in the source', () => {
    for (const { path, text, paragraphs } of parsed.nodes) {
      const whole = sourceSpans({ paragraphs }, { start: 0, end: text.length });
      expect(whole.map(({ start, end }) => source.text.slice(start, end)).join('\n'), path).toBe(text);
      for (let start = 0; start < text.length; start += 37) {
        const span = { start, end: Math.min(text.length, start + 90) };
        const found = sourceSpans({ paragraphs }, span).map((s) => source.text.slice(s.start, s.end));
        const wanted = text
          .slice(span.start, span.end)
          .split('\n')
          .filter((part) => part !== '');
        expect(found, `${path} [${span.start}, ${span.end})`).toEqual(wanted);
      }
    }
  });

  it('gives every node an address of its own, behind its parent', () => {
    const seen = new Set<string>();
    for (const { path, parent } of parsed.nodes) {
      expect(parseAddress(joinAddress(name, path)), path).not.toBeNull();
      expect(seen.has(path), `${path} twice`).toBe(false);
      if (parent !== null) expect(seen.has(parent), `${parent} before ${path}`).toBe(true);
      seen.add(path);
    }
  });

  it('is the file that was received', () => {
    const entry = readRegistry(seeds).get(`${name}.txt`);
    expect(entry?.document).toBe(name);
    expect(entry?.sha256).toBe(sha256(readBytes(joinPath(seeds, `${name}.txt`))));
  });
});

describe('the counts of the five', () => {
  it.each([
    ['nanjing-2025', { sections: 9, clauses: 34, bullets: 0, entries: 0, blocks: 0 }],
    ['yangzhou-2024', { sections: 6, clauses: 22, bullets: 0, entries: 0, blocks: 0 }],
    ['nantong-2018', { sections: 10, clauses: 32, bullets: 0, entries: 0, blocks: 33 }],
    ['ganzhou-2022', { sections: 4, clauses: 41, bullets: 5, entries: 0, blocks: 31 }],
    ['suzhou-2023', { sections: 9, clauses: 44, bullets: 4, entries: 12, blocks: 37 }],
  ] as const)('are right for %s', (name, wanted) => {
    expect({
      sections: sections(name).length,
      clauses: clauses(name).length,
      bullets: bullets(name).length,
      entries: nodesOf(name).filter(({ kind }) => kind === 'entry').length,
      blocks: blocks(name).length,
    }).toEqual(wanted);
  });

  it.each([
    ['nanjing-2025', []],
    ['yangzhou-2024', []],
    ['nantong-2018', []],
    ['ganzhou-2022', [[2, 'issuer_doubtful']]],
    ['suzhou-2023', [39, 41, 45, 95, 101].map((line) => [line, 'block_unclosed'])],
  ] as const)('go with the warnings that are due for %s', (name, wanted) => {
    expect(corpus[name].parsed.warnings.map(({ line, code }) => [line, code])).toEqual(wanted);
  });

  it.each([
    ['nanjing-2025', [1, 2, 3, 4]],
    ['yangzhou-2024', [1]],
    ['nantong-2018', []],
    ['ganzhou-2022', [63]],
    ['suzhou-2023', [1, 3, 162, 163]],
  ] as const)('leave out only what is no part of %s', (name, wanted) => {
    const { source, parsed } = corpus[name];
    const printed = parsed.furniture.filter((line) => source.lines[line - 1]?.folded !== '');
    expect(printed).toEqual(wanted);
  });
});

describe('what the five say of themselves', () => {
  const wanted: Record<Name, Metadata> = {
    'nanjing-2025': {
      titles: ['市政府印发关于全面推进美丽南京建设实施方案的通知', '关于全面推进美丽南京建设的实施方案'],
      title: '关于全面推进美丽南京建设的实施方案',
      number: '宁政发〔2025〕16号',
      issuer: '南京市人民政府',
      date: '2025-02-13',
      posted: null,
      city: '南京',
      script: 'simplified',
    },
    'yangzhou-2024': {
      titles: ['关于全面推进美丽扬州建设的实施意见', '市政府关于全面推进美丽扬州建设的实施意见'],
      title: '市政府关于全面推进美丽扬州建设的实施意见',
      number: '扬府发〔2024〕118号',
      issuer: '扬州市人民政府',
      date: '2024-09-26',
      posted: null,
      city: '扬州',
      script: 'simplified',
    },
    'nantong-2018': {
      titles: ['2018年國家生態文明先行示范區建設目標任務'],
      title: '2018年國家生態文明先行示范區建設目標任務',
      number: '通政辦發〔2018〕46號',
      issuer: null,
      date: '2018-05-16',
      posted: null,
      city: '南通',
      script: 'traditional',
    },
    'ganzhou-2022': {
      titles: [
        '关于印发美丽赣州建设行动实施方案(2022-2025年)的通知',
        '美丽赣州建设行动实施方案(2022-2025年)',
      ],
      title: '美丽赣州建设行动实施方案(2022-2025年)',
      number: '赣市府办字〔2022〕135号',
      issuer: null,
      date: '2022-12-28',
      posted: null,
      city: '赣州',
      script: 'simplified',
    },
    'suzhou-2023': {
      titles: ['关于全面推进美丽苏州建设的实施意见'],
      title: '关于全面推进美丽苏州建设的实施意见',
      number: null,
      issuer: null,
      date: null,
      posted: '2023-09-26',
      city: '苏州',
      script: 'simplified',
    },
  };

  it.each(DOCUMENTS)('is read from the text of %s, and null where nothing is printed', (name) => {
    expect(corpus[name].parsed.metadata).toEqual(wanted[name]);
  });

  it('is not the number of another document that a clause cites', () => {
    for (const cited of ['中发〔2023〕30号', '苏发〔2024〕9号']) {
      expect(corpus['nanjing-2025'].source.text).toContain(cited);
      expect(node('nanjing-2025', 'head').text).not.toContain(cited);
    }
  });
});

describe('Nanjing', () => {
  it('has no clause in its news lead-in, which repeats passages of (二) and (二十五)', () => {
    const { source, parsed } = corpus['nanjing-2025'];
    const leadIn = source.text.indexOf('市政府印发关于全面推进美丽南京建设实施方案的通知');
    expect(leadIn).toBe(source.lines[4]?.span.start);
    for (const { path, parts } of parsed.nodes)
      for (const part of parts) expect(part.start, path).toBeGreaterThanOrEqual(leadIn);
    for (const repeated of ['大力发展分布式光伏发电', '户用光伏、碳汇造林']) {
      expect(source.text.split(repeated)).toHaveLength(3);
      expect(parsed.nodes.filter(({ text }) => text.includes(repeated))).toHaveLength(1);
    }
    expect(node('nanjing-2025', '2.2').text).toContain('大力发展分布式光伏发电');
    expect(node('nanjing-2025', '7.25').text).toContain('户用光伏、碳汇造林');
  });

  it('keeps the unmarked second paragraph of (十) in it', () => {
    const { text, paragraphs } = node('nanjing-2025', '3.10');
    expect(paragraphs).toHaveLength(2);
    expect(text.split('\n')[1]).toMatch(/^实施涉重产业园区规范化建设.*防范新污染物环境风险。$/);
  });

  it('gives 一 the two unnumbered paragraphs that stand under it', () => {
    const { text, heading } = node('nanjing-2025', '1');
    expect(heading).toBe('总体要求');
    expect(text.split('\n').map((paragraph) => paragraph.slice(0, 5))).toEqual(['全面推进美', '主要目标是']);
  });

  it('keeps the stray ? as printed', () => {
    expect(node('nanjing-2025', '0').text).toContain('《中共江苏省委 ?江苏省人民政府');
  });

  it('numbers its (一) to (三十四) on across the sections', () => {
    expect(clauses('nanjing-2025').map(({ path }) => Number(path.split('.')[1]))).toEqual(
      Array.from({ length: 34 }, (_, i) => i + 1),
    );
    expect(node('nanjing-2025', '8.28').label).toBe('八、(二十八)');
  });
});

describe('Yangzhou', () => {
  it('closes with a paragraph of its own, which is not (二十二)', () => {
    expect(node('yangzhou-2024', '6.22').text).toMatch(
      /构建“监测、监控、监管、协同、分析”五位一体的生态环境现代化监管体系。$/,
    );
    expect(node('yangzhou-2024', 'end').text).toMatch(/^美丽扬州建设工作由市生态文明建设领导小组统筹推进/);
    expect(nodesOf('yangzhou-2024').at(-1)?.path).toBe('end');
  });

  it('has issuer and date from its end, where they stand in the same node', () => {
    expect(node('yangzhou-2024', 'end').text.split('\n').slice(1)).toEqual([
      '扬州市人民政府',
      '2024年9月26日',
    ]);
    expect(node('yangzhou-2024', 'head').text).not.toContain('扬州市人民政府');
  });

  it('takes PM2.5 in a text for no marker', () => {
    expect(node('yangzhou-2024', '3.5').text).toMatch(/^以降低PM2\.5浓度为主线/);
  });
});

describe('Nantong', () => {
  it('begins its numbers again in each section', () => {
    expect(clauses('nantong-2018').map(({ path }) => path)).toEqual(
      [5, 3, 4, 4, 3, 3, 3, 3, 4].flatMap((count, section) =>
        Array.from({ length: count }, (_, i) => `${section + 1}.${i + 1}`),
      ),
    );
  });

  it('has text and a block directly under 十, and no (一)', () => {
    const { text, heading, responsible } = node('nantong-2018', '10');
    expect(heading).toBe('加強基礎能力建設');
    expect(text).toMatch(/^按照《江蘇省環境監管移動執法系統/);
    expect(responsible?.others).toEqual(['市環保局', '發改委']);
    expect(nodesOf('nantong-2018').some(({ parent }) => parent === '10')).toBe(false);
  });

  it('keeps --- inside a book title', () => {
    expect(node('nantong-2018', '9.2').text).toContain(
      '《薪火相傳---南通市非物質文化遺產項目代表性傳承人風采》',
    );
    expect(bullets('nantong-2018')).toEqual([]);
  });

  it('reads (責任部門:…) as bodies without a lead', () => {
    for (const { path, responsible } of blocks('nantong-2018')) {
      expect(responsible?.lead, path).toEqual([]);
      expect(responsible?.others.length, path).toBeGreaterThan(0);
    }
    expect(node('nantong-2018', '1.4').responsible?.others).toContain('銀監局南通分局');
  });
});

describe('Ganzhou', () => {
  it('takes no issuer from the bogus line, and keeps the line in its head', () => {
    expect(corpus['ganzhou-2022'].parsed.metadata.issuer).toBeNull();
    expect(node('ganzhou-2022', 'head').text).toContain('中国足球彩票办公室');
  });

  it('joins the titles that are broken over two lines, and opens no unit at (2022-2025年)', () => {
    expect(corpus['ganzhou-2022'].parsed.metadata.titles).toHaveLength(2);
    for (const title of corpus['ganzhou-2022'].parsed.metadata.titles)
      expect(title).toContain('(2022-2025年)');
    expect(nodesOf('ganzhou-2022').filter(({ marker }) => marker?.includes('2022'))).toEqual([]);
  });

  it('runs 1. to 31. on across (一) to (六), which have no text, and has (一) again under 四', () => {
    const items = nodesOf('ganzhou-2022').filter(({ level }) => level === 3);
    expect(items.map(({ path }) => Number(path.split('.')[2]))).toEqual(
      Array.from({ length: 31 }, (_, i) => i + 1),
    );
    expect([1, 2, 3, 4, 5, 6].map((n) => node('ganzhou-2022', `3.${n}`).text)).toEqual(Array(6).fill(''));
    expect([1, 2, 3, 4].map((n) => node('ganzhou-2022', `4.${n}`).marker)).toEqual([
      '(一)',
      '(二)',
      '(三)',
      '(四)',
    ]);
  });

  it('has only 责任单位 at item 1 and only 牵头单位 at item 30', () => {
    const first = node('ganzhou-2022', '3.1.1').responsible;
    expect([first?.lead, first?.others]).toEqual([[], ['市生态环境局']]);
    const thirtieth = node('ganzhou-2022', '3.6.30').responsible;
    expect([thirtieth?.lead, thirtieth?.others]).toEqual([['市生态环境局', '市自然资源局'], []]);
  });

  it('reads no body from the remark behind item 2, whose brackets are nested', () => {
    const { responsible, text } = node('ganzhou-2022', '3.1.2');
    expect(text.slice(responsible?.span.start)).toMatch(
      /^〔牵头单位.*各县\(市、区\)为以下各项.*不一一列出〕$/,
    );
    expect(responsible?.others).toEqual(['美丽赣州建设行动领导小组成员单位']);
  });

  it('takes 2.20亿立方米, 1.10亿吨 and (PM2.5) in a text for no markers', () => {
    expect(node('ganzhou-2022', '3.4.15').text).toContain('上升到1.10亿吨');
    expect(node('ganzhou-2022', '2.u3').text).toContain('(PM2.5)');
  });

  it('leaves out the 相关文章 of the page', () => {
    for (const { text, path } of nodesOf('ganzhou-2022')) expect(text, path).not.toContain('相关文章');
  });
});

describe('Suzhou', () => {
  it('reads the five blocks that are never closed, to the end of their paragraph', () => {
    const open = blocks('suzhou-2023').filter(({ responsible }) => responsible?.closed === false);
    expect(open.map(({ path }) => path)).toEqual(['2.4', '2.5', '2.7', '6.28', '7.30']);
    for (const { text, responsible } of open)
      expect(text.slice(responsible?.span.start)).toMatch(/^\(市[^)]*按职责分工负责/);
  });

  it('reads the block that lost both brackets', () => {
    const { text, responsible } = node('suzhou-2023', '6.24');
    expect(text.slice(responsible?.span.start)).toBe('市住建局、园林局、文广旅局、体育局按职责分工负责');
    expect(responsible?.others).toEqual(['市住建局', '园林局', '文广旅局', '体育局']);
  });

  it('reads 市园林局牵头 as the lead, and only there', () => {
    const leading = blocks('suzhou-2023').filter(({ responsible }) => responsible?.lead.length !== 0);
    expect(leading.map(({ path, responsible }) => [path, responsible?.lead])).toEqual([
      ['6.27', ['市园林局']],
    ]);
  });

  it('reads no body from what goes on behind 按职责分工负责', () => {
    expect(node('suzhou-2023', '2.4').responsible?.others).toEqual([
      '市生态环境局',
      '工信局',
      '公安局',
      '住建局',
      '城管局',
      '交通局',
    ]);
    expect(node('suzhou-2023', '7.30').responsible?.others.at(-1)).toBe('园林集团');
  });

  it('parts bodies that lost the 、 between them', () => {
    for (const path of ['2.6', '2.7', '4.20']) {
      expect(node('suzhou-2023', path).text).toContain('工信局资规局');
      expect(node('suzhou-2023', path).responsible?.others).toEqual(
        expect.arrayContaining(['工信局', '资规局']),
      );
    }
    expect(node('suzhou-2023', '6.25').responsible?.others.slice(0, 2)).toEqual(['市农业农村局', '资规局']);
    expect(node('suzhou-2023', '7.31').responsible?.others).toEqual(
      expect.arrayContaining(['工信局', '住建局']),
    );
  });

  it('finds the clause whose line begins with four U+00A0', () => {
    const { source } = corpus['suzhou-2023'];
    const { line, marker } = node('suzhou-2023', '7.33');
    const { span } = source.lines[line - 1] ?? { span: { start: 0, end: 0 } };
    expect(source.text.slice(span.start, span.start + 5)).toBe('\u00a0\u00a0\u00a0\u00a0(');
    expect(marker).toBe('(三十三)');
  });

  it('cuts each glossary entry between its term and its definition', () => {
    expect(
      nodesOf('suzhou-2023')
        .filter(({ parent }) => parent === 'annex')
        .map(({ heading }) => heading),
    ).toEqual([
      '一江四河一带',
      '一河三湖',
      '一企一库、两场两区',
      '两保两提',
      '三基地、四中心',
      '一主四副双轴',
      '一湖两带两区',
      '碳达峰碳中和“1+1+6+12”政策体系',
      '碳达峰十大行动',
      '一核、两带、多廊、多点',
      '一部”“四沿”“五旁',
      '三高一美',
    ]);
    expect(node('suzhou-2023', 'annex.u8').text).toMatch(/^“1”,即《关于加快转变发展方式/);
    expect(node('suzhou-2023', 'annex').heading).toBe('有关名词说明');
  });

  it('keeps the —— units of (二) under it and the three paragraphs of (三) in it', () => {
    expect(bullets('suzhou-2023').map(({ path }) => path)).toEqual(['1.2.u1', '1.2.u2', '1.2.u3', '1.2.u4']);
    expect(node('suzhou-2023', '1.3').paragraphs).toHaveLength(3);
  });

  it('takes the posting time of the page for no date of the document', () => {
    expect(corpus['suzhou-2023'].parsed.metadata.date).toBeNull();
    expect(corpus['suzhou-2023'].parsed.metadata.posted).toBe('2023-09-26');
    expect(node('suzhou-2023', 'head').text).not.toContain('时间');
  });
});

/** Proves what is understood of a query: phrases, exclusions, filters, addresses, document numbers, cities and years in plain words. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Lexicon } from '../../src/search/lexicon.ts';
import { parseQuery, type Query } from '../../src/search/query.ts';
import { fold } from '../../src/text/fold.ts';
import { FIRST_BUILD_MS, seedsInside } from '../support/corpus.ts';

let lexicon: Lexicon;
beforeAll(async () => {
  lexicon = (await seedsInside()).lexicon;
}, FIRST_BUILD_MS);

const parse = (raw: string, understand = true): Query => parseQuery(raw, lexicon, { understand });

/** The parts of a query that ask or limit something; all empty where it asks nothing. */
function asked(query: Query) {
  const { terms, words, phrases, excluded, cities, years, documents, named, intents } = query;
  return {
    terms,
    words,
    phrases,
    excluded,
    cities,
    years,
    documents,
    named,
    intents: intents.map(({ kind }) => kind),
  };
}

const NOTHING = {
  terms: [],
  words: [],
  phrases: [],
  excluded: [],
  cities: [],
  years: [],
  documents: [],
  named: [],
  intents: [],
};

describe('words', () => {
  it('are terms, folded, each once', () => {
    expect(parse('光伏 風電，光伏').terms).toEqual(['光伏', '风电']);
    expect(parse('PM2.5 ＥＯＤ').terms).toEqual(['pm2.5', 'eod']);
  });

  it('stay together where nothing stands between them, also where no clause has them so', () => {
    expect(asked(parse('海上光伏'))).toEqual({ ...NOTHING, terms: ['海上光伏'], words: ['海上', '光伏'] });
    expect(parse('海上 光伏').terms).toEqual(['海上', '光伏']);
  });

  it('lose what only frames a question', () => {
    expect(parse('哪些城市提到了岸电?').terms).toEqual(['岸电']);
    expect(parse('光伏的发展').terms).toEqual(['光伏', '发展']);
    expect(parse('请问 光伏').terms).toEqual(['光伏']);
  });

  it('are asked for even where they frame a question, if nothing else is', () => {
    expect(parse('的').terms).toEqual(['的']);
    expect(parse('的').tokens.size).toBeGreaterThan(0);
  });
});

describe('marks around words', () => {
  it('are no part of them, whichever they are', () => {
    const around = [
      '(',
      '[',
      '【',
      '〔',
      '《',
      '<',
      '{',
      '「',
      '#',
      '*',
      '~',
      '=',
      '|',
      '\u200b',
      '\u200e',
      '😀',
    ];
    for (const mark of around) {
      expect({ mark, before: parse(`${mark}光伏`).terms }).toEqual({ mark, before: ['光伏'] });
      expect({ mark, behind: parse(`光伏${mark} 水质`).terms }).toEqual({ mark, behind: ['光伏', '水质'] });
    }
  });

  it('stay where they are part of a number, a unit or a name', () => {
    for (const word of ['pm2.5', '1+3', '95%', '1172.77', '2022-2025'])
      expect(parse(word).terms).toEqual([word]);
  });
});

describe('phrases', () => {
  it('are what stands in quotes of any shape, blanks inside kept', () => {
    for (const raw of ['"绿色 低碳"', '“绿色 低碳”', '「绿色 低碳」', '＂绿色 低碳＂', '"綠色 低碳"']) {
      expect(parse(raw)).toMatchObject({ phrases: ['绿色 低碳'], terms: ['绿色 低碳'], excluded: [] });
    }
    expect(parse('"光伏" 水质')).toMatchObject({ phrases: ['光伏'], terms: ['光伏', '水质'] });
    expect(parse('“屋顶”光伏“发电”')).toMatchObject({ phrases: ['屋顶', '发电'] });
  });

  it('are not taken apart: nothing in them is an intent or a filter', () => {
    for (const inner of ['扬州', '2024', '宁政发〔2025〕16号', 'nanjing-2025/2.2', 'city:南京', '-光伏']) {
      expect(asked(parse(`"${inner}"`))).toEqual({
        ...NOTHING,
        phrases: [fold(inner)],
        terms: [fold(inner)],
        words: [fold(inner)],
      });
    }
  });

  it('need both quotes', () => {
    expect(parse('"光伏')).toMatchObject({ phrases: [], terms: ['光伏'] });
    expect(parse('光伏 "" 水质')).toMatchObject({ phrases: [], terms: ['光伏', '水质'] });
  });
});

describe('exclusions', () => {
  it('are words and phrases behind a hyphen of any shape', () => {
    for (const hyphen of ['-', '－', '−', '–', '—']) {
      expect(asked(parse(`光伏 ${hyphen}屋頂`))).toEqual({
        ...NOTHING,
        terms: ['光伏'],
        words: ['光伏'],
        excluded: ['屋顶'],
      });
    }
    expect(parse('光伏 -"绿色 低碳" -水').excluded).toEqual(['绿色 低碳', '水']);
    expect(asked(parse('-光伏'))).toEqual({ ...NOTHING, excluded: ['光伏'] });
  });

  it('need a blank before the hyphen, and a word behind it', () => {
    expect(parse('2022-2025年').excluded).toEqual([]);
    expect(parse('中国—东盟').excluded).toEqual([]);
    expect(parse('光伏 - 屋顶')).toMatchObject({ excluded: [], terms: ['光伏', '屋顶'] });
    expect(parse('光伏 -- 屋顶').excluded).toEqual([]);
  });

  it('take a city or a document number out of what is asked', () => {
    expect(asked(parse('光伏 -扬州'))).toMatchObject({ excluded: ['扬州'], cities: [], intents: [] });
    expect(parse('光伏 -宁政发〔2025〕16号')).toMatchObject({ excluded: ['宁政发(2025)16号'], named: [] });
  });
});

describe('filters', () => {
  it('are written in English or Chinese, with a colon of either width', () => {
    for (const name of ['city', 'CITY', '城市']) {
      for (const colon of [':', '：']) {
        expect(asked(parse(`${name}${colon}南京 光伏`))).toEqual({
          ...NOTHING,
          terms: ['光伏'],
          words: ['光伏'],
          cities: ['南京'],
        });
      }
    }
    for (const name of ['year', '年份', '年']) {
      expect(asked(parse(`光伏 ${name}:2025`))).toMatchObject({
        terms: ['光伏'],
        years: [2025],
        intents: [],
      });
    }
    for (const name of ['doc', 'document', '文件']) {
      expect(asked(parse(`${name}:nanjing-2025 光伏`))).toMatchObject({
        terms: ['光伏'],
        documents: ['nanjing-2025'],
        intents: [],
      });
    }
  });

  it('know a city by every form of its name, and take several at once', () => {
    for (const form of ['南京', '南京市', 'nanjing', 'Nanjing', '"南京"', '“南京”']) {
      expect(asked(parse(`city:${form}`))).toEqual({ ...NOTHING, cities: ['南京'] });
    }
    expect(parse('city:南通,揚州').cities).toEqual(['南通', '扬州']);
    expect(parse('city:南通 city:扬州 city:南通').cities).toEqual(['南通', '扬州']);
    expect(parse('year:2024，2025').years).toEqual([2024, 2025]);
  });

  it('are kept where the index has nothing of that kind, and a notice says so', () => {
    expect(parse('city:上海 光伏')).toMatchObject({
      cities: ['上海'],
      notices: [{ code: 'city_unknown', value: '上海' }],
    });
    expect(parse('year:1999')).toMatchObject({
      years: [1999],
      notices: [{ code: 'year_unknown', value: '1999' }],
    });
    expect(parse('doc:x-1999')).toMatchObject({
      documents: ['x-1999'],
      notices: [{ code: 'document_unknown', value: 'x-1999' }],
    });
    expect(parse('city:南京 year:2025 doc:nanjing-2025').notices).toEqual([]);
  });

  it('stay filters where understanding is taken back', () => {
    expect(parse('city:南京 year:2025 doc:nanjing-2025', false)).toMatchObject({
      cities: ['南京'],
      years: [2025],
      documents: ['nanjing-2025'],
    });
  });
});

describe('addresses', () => {
  it('name a clause, in whatever case and width', () => {
    for (const raw of ['nanjing-2025/2.2', 'NANJING-2025/2.2', 'ｎanjing-2025／2.2']) {
      expect(asked(parse(raw))).toEqual({ ...NOTHING, named: ['nanjing-2025/2.2'], intents: ['clause'] });
    }
    expect(asked(parse('ganzhou-2022/2.u1 光伏'))).toMatchObject({
      named: ['ganzhou-2022/2.u1'],
      terms: ['光伏'],
    });
  });

  it('limit to a document where they have no path', () => {
    expect(asked(parse('nanjing-2025 光伏'))).toMatchObject({
      documents: ['nanjing-2025'],
      terms: ['光伏'],
      intents: ['document'],
    });
  });
});

describe('document numbers', () => {
  const forms = [
    '宁政发〔2025〕16号',
    '宁政发[2025]16号',
    '宁政发(2025)16号',
    '宁政发（2025）16号',
    '宁政发［2025］16号',
    '宁政发【2025】16号',
    '宁政发〔2025〕第16号',
    '宁政发〔2025〕16',
    '宁政发[2025]16',
    '宁政发（2025）16',
    '宁政发2025年16号',
    '宁政发２０２５年１６号',
    '宁政发〔２０２５〕１６号',
    '寧政發〔2025〕16號',
    '宁政发 〔2025〕16号',
    '宁政发〔 2025 〕16号',
    '宁政发〔2025〕 16 号',
    '宁政发　〔2025〕　16　号',
    ' 宁政发 [ 2025 ] 16 号 ',
  ];

  it('name the title block of their document, whatever brackets and blanks they are written with', () => {
    for (const raw of forms) {
      const number = '宁政发(2025)16号';
      expect({ raw, ...asked(parse(raw)) }).toEqual({
        raw,
        ...NOTHING,
        named: ['nanjing-2025/head'],
        intents: ['number'],
        phrases: [number],
        terms: [number],
        words: [number],
      });
    }
  });

  it('are understood with more than one blank in a row', () => {
    for (const raw of ['宁政发  〔2025〕16号', '宁政发〔2025〕  16号', '宁政发〔  2025  〕 16  号']) {
      expect({ raw, ...asked(parse(raw)) }).toMatchObject({ raw, named: ['nanjing-2025/head'], years: [] });
    }
  });

  it('are found for every document that has one', () => {
    for (const [raw, head] of [
      ['扬府发[2024]118号', 'yangzhou-2024/head'],
      ['通政办发(2018)46号', 'nantong-2018/head'],
      ['通政辦發〔2018〕46號', 'nantong-2018/head'],
      ['赣市府办字〔2022〕135', 'ganzhou-2022/head'],
    ] as const) {
      expect(parse(raw).named).toEqual([head]);
    }
  });

  it('are cut out of what stands around them', () => {
    for (const raw of [
      '请找宁政发〔2025〕16号',
      '关于印发宁政发〔2025〕16号文件',
      '宁政发〔2025〕16号 是什么',
    ]) {
      const query = parse(raw);
      expect(query.named).toEqual(['nanjing-2025/head']);
      expect(query.intents.map(({ span }) => raw.slice(span.start, span.end))).toEqual([
        '宁政发〔2025〕16号',
      ]);
    }
  });

  it('of documents that are only mentioned are wordings, and name nothing', () => {
    expect(parse('发改环资[2015]3214号')).toMatchObject({ phrases: ['发改环资(2015)3214号'], named: [] });
  });

  it('are no year, and are understood even where cities and years are taken back', () => {
    expect(parse('宁政发〔2025〕16号').years).toEqual([]);
    expect(parse('宁政发〔2025〕16号', false).named).toEqual(['nanjing-2025/head']);
  });
});

describe('cities and years in plain words', () => {
  const understood: readonly (readonly [string, string[], number[], string[]])[] = [
    ['扬州 邵伯湖 水质', ['扬州'], [], ['邵伯湖', '水质']],
    ['揚州 邵伯湖 水質', ['扬州'], [], ['邵伯湖', '水质']],
    ['扬州市 水质', ['扬州'], [], ['水质']],
    ['yangzhou 水质', ['扬州'], [], ['水质']],
    ['2022年赣州抽水蓄能', ['赣州'], [2022], ['抽水蓄能']],
    ['南通2018年文物保护', ['南通'], [2018], ['文物保护']],
    ['苏州2023 未来产业产值', ['苏州'], [2023], ['未来产业产值']],
    ['2018 海洋公园', [], [2018], ['海洋公园']],
    ['2023年 太湖 蓝藻', [], [2023], ['太湖', '蓝藻']],
    ['苏州 南京 水质', ['苏州', '南京'], [], ['水质']],
  ];

  it('are understood as limits, and shown as such where they stand in the query', () => {
    for (const [raw, cities, years, terms] of understood) {
      const query = parse(raw);
      expect({ raw, cities: query.cities, years: query.years, terms: query.terms }).toEqual({
        raw,
        cities,
        years,
        terms,
      });
      expect(query.intents.map(({ kind, value }) => `${kind} ${value}`).sort()).toEqual(
        [...cities.map((city) => `city ${city}`), ...years.map((year) => `year ${year}`)].sort(),
      );
      for (const { kind, value, span } of query.intents) {
        const written = fold(raw.slice(span.start, span.end)).replace('yangzhou', '扬州');
        expect([value, `${value}${kind === 'city' ? '市' : '年'}`]).toContain(written);
      }
    }
  });

  it('stay words where understanding is taken back', () => {
    for (const [raw, cities, years] of understood) {
      const query = parse(raw, false);
      expect(query).toMatchObject({ intents: [], cities: [], years: [] });
      const said = query.terms.join(' ');
      for (const name of raw.startsWith('yangzhou') ? ['yangzhou'] : [...cities, ...years.map(String)]) {
        expect(said).toContain(name);
      }
    }
  });

  it('are no limits inside a word that documents print, and are limits inside one that none prints', () => {
    for (const word of ['南京都市圈', '扬州模式', '美丽南京建设', '2018年国家生态文明先行示范区']) {
      expect({ word, printed: lexicon.has(word), ...asked(parse(word)) }).toMatchObject({
        word,
        printed: true,
        cities: [],
        years: [],
        intents: [],
      });
    }
    for (const word of ['南京都市圈', '扬州模式', '美丽南京建设']) expect(parse(word).terms).toEqual([word]);
    expect(lexicon.has('苏州大熊猫')).toBe(false);
    expect(parse('苏州大熊猫')).toMatchObject({ cities: ['苏州'], terms: ['大熊猫'] });
  });

  it('are no limits in quotes', () => {
    expect(asked(parse('"扬州" 水质'))).toMatchObject({ cities: [], intents: [], phrases: ['扬州'] });
    expect(asked(parse('“2024” 水质'))).toMatchObject({ years: [], intents: [], phrases: ['2024'] });
  });

  it('make a city that stands alone a limit and a word at once', () => {
    expect(parse('扬州')).toMatchObject({ cities: ['扬州'], phrases: ['扬州'], terms: ['扬州'] });
  });

  it('say where a city has no document in the index, and let nothing else in', () => {
    expect(parse('上海 光伏')).toMatchObject({
      cities: ['上海'],
      terms: ['光伏'],
      notices: [{ code: 'city_unknown', value: '上海' }],
    });
  });

  it('take no year for the document’s that is the year of a target', () => {
    for (const raw of [
      '到2025年 光伏',
      '到2025年光伏装机',
      '南京 到2025年 光伏',
      '2025年底 光伏',
      '2025年前 光伏',
      '截至2025年 光伏',
      '2018-2025年 光伏',
      '比2018年下降',
      '2025年森林覆盖率目标',
    ]) {
      expect({ raw, years: parse(raw).years }).toEqual({ raw, years: [] });
    }
  });

  it('take no year that stands alone, has no document, or is part of another number', () => {
    for (const raw of [
      '2025',
      '2025年',
      '1999 光伏',
      '12025 光伏',
      '2025.5 光伏',
      '2025万 光伏',
      '2018% 光伏',
    ]) {
      expect({ raw, years: parse(raw).years }).toEqual({ raw, years: [] });
    }
  });
});

describe('queries that ask nothing', () => {
  it('have no words, no limits and no intents', () => {
    const empty = [
      '',
      ' ',
      '　\t\n',
      '，。！？',
      '""',
      '" "',
      '"',
      '-',
      '--',
      '《》',
      '……',
      '()',
      '*',
      '\u0000',
      '😀',
    ];
    for (const raw of empty) expect({ raw, ...asked(parse(raw)) }).toEqual({ raw, ...NOTHING });
  });

  it('may be a hundred brackets', () => {
    for (const bracket of ['(', ')', '[', '〔〕', '（', '【】', '{', '<', '《', '"(']) {
      const raw = bracket.repeat(100);
      const { intents, cities, years, named } = parse(raw);
      expect({ raw, intents, cities, years, named }).toEqual({
        raw,
        intents: [],
        cities: [],
        years: [],
        named: [],
      });
    }
  });
});

describe('any query', () => {
  const pieces = fc.constantFrom(
    ...[
      '南京',
      '扬州市',
      '上海',
      'suzhou',
      '2025年',
      '2018',
      '到',
      '光伏',
      '的',
      '宁政发',
      '〔2025〕',
      '16号',
      '号',
    ],
    ...[
      'city:',
      '年份：',
      'doc:',
      '-',
      '"',
      '“',
      '”',
      ' ',
      '　',
      ',',
      '(',
      ')',
      '[',
      '】',
      '/',
      '.',
      'nanjing-2025/2.2',
    ],
    ...['\\', '\u0000', '%', '*', '😀', '\u200b', '㈠', 'İ', '繁體'],
  );
  const someQuery = fc.oneof(
    fc.array(pieces, { maxLength: 12 }).map((list) => list.join('')),
    fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.toWellFormed()),
  );

  it('is parsed without fail into folded terms, and intents that stand apart in it', () => {
    fc.assert(
      fc.property(someQuery, fc.boolean(), (raw, understand) => {
        const query = parse(raw, understand);
        expect(query.raw).toBe(raw);
        for (const term of [...query.terms, ...query.words, ...query.phrases, ...query.excluded]) {
          expect(term).not.toBe('');
          expect(fold(term)).toBe(term);
        }
        for (const phrase of query.phrases) expect(query.terms).toContain(phrase);
        for (const [token, weight] of query.tokens) {
          expect(token).not.toBe('');
          expect(weight > 0 && weight <= 1).toBe(true);
        }
        const spans = query.intents.map(({ span }) => span).sort((a, b) => a.start - b.start);
        spans.forEach(({ start, end }, i) => {
          expect(start >= 0 && start < end && end <= raw.length).toBe(true);
          expect(start).toBeGreaterThanOrEqual(spans[i - 1]?.end ?? 0);
        });
        if (!understand) {
          expect(query.intents.filter(({ kind }) => kind === 'city' || kind === 'year')).toEqual([]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('asks an index for a bounded number of tokens', () => {
    const long = Array.from({ length: 5000 }, (_, i) => String.fromCharCode(0x4e00 + i)).join('');
    expect(parse(long).tokens.size).toBeLessThanOrEqual(128);
  });

  it('is the same query in Traditional characters and full width', () => {
    const { raw: _, ...simplified } = parse('扬州 海绵城市 -屋顶 "PM2.5"');
    const { raw: __, ...traditional } = parse('揚州　海綿城市　－屋頂　“ＰＭ２.５”');
    expect(traditional).toEqual(simplified);
  });
});

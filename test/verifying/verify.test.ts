/**
 * Verification on the five documents, quote by quote: what does not count, what always counts, and what an altered quote shows.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/indexing/open.ts';
import { type VerifyResult, verifyQuotes } from '../../src/verifying/verify.ts';
import { FIRST_BUILD_MS, seedsInside } from '../support/corpus.ts';

let snapshot: Snapshot;

beforeAll(async () => {
  snapshot = (await seedsInside()).snapshot;
}, FIRST_BUILD_MS);

function verify(text: string, clause?: string): VerifyResult {
  const [result] = verifyQuotes(snapshot, [{ text, clause }]);
  if (result === undefined) throw new Error('a quote without a result');
  return result;
}

function clausesOf({ places }: VerifyResult): string[] {
  return [...new Set(places.map(({ clause }) => clause))];
}

function differing({ differences }: VerifyResult): [string, string][] {
  return differences.map(({ quote, place }) => [quote.text, place.text]);
}

const FOREST = 'ganzhou-2022/2.u1';

describe('a quote as it is printed', () => {
  it.each([
    ['of another width', '森林覆盖率稳定保持在７６％以上，湿地保护率达到６２％以上'],
    ['of another script', '森林覆蓋率穩定保持在76%以上，濕地保護率達到62%以上'],
    ['with blanks and line breaks', '森林覆盖率\n稳定保持在 76% 以上, 湿地 保护率达到\r\n62%以上'],
    ['with marks around it', '「森林覆盖率稳定保持在76%以上；湿地保护率达到62%以上。」'],
    ['without its comma', '森林覆盖率稳定保持在76%以上湿地保护率达到62%以上'],
    ['with an ellipsis', '森林覆盖率……湿地保护率达到62%以上'],
    ['with another ellipsis', '森林覆盖率稳定保持在76%以上〔略〕水土保持率达到83%以上'],
    ['with dots at both ends', '...森林覆盖率稳定保持在76%以上...'],
    ['with what PDF files make of it', '森林覆盖率稳定保持在76%以上,湿\u200b地保护\ufeff率达到62%以上'],
  ])('is exact %s', (_, text) => {
    const result = verify(text);
    expect(result.verdict).toBe('exact');
    expect(clausesOf(result)).toEqual([FOREST]);
    expect(result.differences).toEqual([]);
  });

  it('is shown as the document prints it, with the marks at its ends that it has too', () => {
    expect(verify('「新能源＋储能」模式试点示范').places[0]?.text).toBe('“新能源+储能”模式试点示范');
    expect(verify('新能源＋储能」模式试点示范').places[0]?.text).toBe('新能源+储能”模式试点示范');
  });

  it('is found from a heading into its text, each with its own span', () => {
    const [place] = verify('构建清洁低碳现代能源体系。全面落实能耗双控约束目标').places;
    expect(place).toMatchObject({
      clause: 'ganzhou-2022/3.2.6',
      start: 0,
      end: 12,
      text: '全面落实能耗双控约束目标',
      heading: { start: 0, end: 12, text: '构建清洁低碳现代能源体系' },
    });
  });

  it('may begin with the marker of its clause, and not with another one', () => {
    const result = verify('（二）有序推动绿色低碳循环发展');
    expect(result).toMatchObject({
      verdict: 'exact',
      places: [{ clause: 'ganzhou-2022/3.2', marker: '(二)' }],
    });
    expect(verify('6.构建清洁低碳现代能源体系。全面落实能耗双控约束目标')).toMatchObject({
      verdict: 'exact',
      places: [{ clause: 'ganzhou-2022/3.2.6', marker: '6.', heading: { start: 0, end: 12 } }],
    });
    const other = verify('（三）有序推动绿色低碳循环发展');
    expect(other.verdict).toBe('altered');
    expect(differing(other)).toEqual([['三', '二']]);
    expect(other.differences[0]?.place.field).toBe('marker');
  });

  it('is found in a section heading, which has no text', () => {
    expect(verify('有序推动绿色低碳循环发展').places[0]).toMatchObject({
      clause: 'ganzhou-2022/3.2',
      text: '',
      heading: { text: '有序推动绿色低碳循环发展' },
    });
  });

  it('is found in a title block, over its lines', () => {
    const result = verify('市政府印发关于全面推进美丽南京建设实施方案的通知 宁政发[2025]16号');
    expect(clausesOf(result)).toEqual(['nanjing-2025/head']);
    expect(result.places[0]?.text).toContain('通知\n宁政发〔2025〕16号');
  });

  it('says of an ellipsis what stands between and what does not', () => {
    const [place] = verify('森林覆盖率……水土保持率达到83%以上').places;
    expect(place?.text).toBe('森林覆盖率稳定保持在76%以上,湿地保护率达到62%以上,水土保持率达到83%以上');
    expect(place?.parts.map(({ start, end }) => snapshot.find(FOREST)?.text.slice(start, end))).toEqual([
      '森林覆盖率',
      '水土保持率达到83%以上',
    ]);
  });

  it('names every clause that holds it, in reading order', () => {
    const folded = '生态环境';
    const holding = snapshot.documents
      .flatMap(({ document }) => snapshot.clausesOf(document))
      .filter(({ heading, text }) => /生[态態][环環]境/u.test(`${heading ?? ''}\n${text}`))
      .map(({ clause }) => clause);
    expect(clausesOf(verify(folded))).toEqual(holding);
  });
});

describe('numbers, words and negations', () => {
  it.each([
    ['another digit', '森林覆盖率稳定保持在75%以上', ['75%', '76%']],
    ['half a number', '森林覆盖率稳定保持在6%以上', ['6%', '76%']],
    ['no sign', '森林覆盖率稳定保持在76以上', ['76', '76%']],
    ['a number cut at its end', '森林覆盖率稳定保持在7', ['7', '76%']],
    ['a negation left out', '生态保护红线占国土面积比例降低', ['', '不']],
    ['a negation put in', '森林覆盖率不稳定保持在76%以上', ['不', '']],
    ['another word', '湿地覆盖率稳定保持在76%以上', ['湿地覆盖率', '森林覆盖率']],
  ])('count: %s', (_, text, words) => {
    const result = verify(text);
    expect(result.verdict).toBe('altered');
    expect(clausesOf(result)).toContain(FOREST);
    expect(differing(result)).toContainEqual(words);
  });

  it('count where a quote begins behind a negation', () => {
    expect(verify('降低,山水林田湖草生命共同体').verdict).toBe('altered');
    expect(differing(verify('降低,山水林田湖草生命共同体'))).toEqual([['', '不']]);
  });

  it('does not take an order number for another', () => {
    expect(differing(verify('宁政发〔2025〕61号'))).toContainEqual(['61', '16']);
  });
});

describe('what is not printed', () => {
  it.each([
    '到2030年全市建成区地下停车场全部向社会免费开放',
    '推进城市书房和社区食堂建设,打造十五分钟阅读圈',
    '对新购买燃油汽车的市民征收每年两千元的排放费',
    '设立二十亿元的长江鲟鱼增殖放流专项基金',
  ])('is not found: %s', (text) => {
    expect(verify(text)).toMatchObject({ verdict: 'not_found', places: [], differences: [] });
  });

  it('is not joined from two clauses', () => {
    expect(verify('森林覆盖率稳定保持在76%以上……全面落实能耗双控约束目标').verdict).toBe('not_found');
  });

  it('is not looked for as altered under six letters, and says so', () => {
    const { verdict, notes } = verify('森林覆益率');
    expect(verdict).toBe('not_found');
    expect(notes.map(({ code }) => code)).toEqual(['too_short']);
  });

  it('says that marks alone are no quote', () => {
    expect(verify('“……”').notes.map(({ code }) => code)).toEqual(['no_letters']);
  });
});

describe('a quote that is cited to a clause', () => {
  it('has its place there first', () => {
    const result = verify('生态环境', 'nanjing-2025/2.2');
    expect(result.inClause).toBe(snapshot.find('nanjing-2025/2.2')?.text.includes('生态环境'));
    const last = clausesOf(verify('生态环境')).at(-1) ?? '';
    expect(clausesOf(verify('生态环境', last))[0]).toBe(last);
  });

  it('names the clause that does have it where it is not there', () => {
    const result = verify('森林覆盖率稳定保持在76%以上', 'nanjing-2025/2.2');
    expect(result).toMatchObject({ verdict: 'exact', inClause: false });
    expect(clausesOf(result)).toEqual([FOREST]);
  });

  it('is held against the clause that it is cited to, even if another one says nearly the same', () => {
    const result = verify('健全美丽南京建设保障体系', 'nanjing-2025/8');
    expect(result).toMatchObject({ verdict: 'altered', inClause: true });
    expect(result.places[0]?.clause).toBe('nanjing-2025/8');
    expect(differing(result)).toEqual([['保障体系', '支撑体系']]);
  });

  it('says so where there is no such clause', () => {
    const result = verify('森林覆盖率稳定保持在76%以上', 'ganzhou-2022/99');
    expect(result).toMatchObject({ verdict: 'exact', inClause: false });
    expect(result.notes.map(({ code }) => code)).toEqual(['clause_unknown']);
  });
});

it('answers quotes in the order asked, and says what was searched', () => {
  const results = verifyQuotes(snapshot, [{ text: '水' }, { text: '' }, { text: '水' }]);
  expect(results.map(({ text, verdict }) => [text, verdict])).toEqual([
    ['水', 'exact'],
    ['', 'not_found'],
    ['水', 'exact'],
  ]);
  expect(results[0]?.searched).toEqual({ documents: 5, clauses: 191, others: 53 });
});

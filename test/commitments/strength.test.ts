/**
 * Proves what a sentence is said to commit to:
 * - sentences of plans, opinions and regulations of many fields have the level and the word that a reader would give them;
 * - a word inside a noun, a title, a negation, a report of what is done or a condition says nothing;
 * - parts are tagged one by one, and what is asked of others does not count as done;
 * - spans are of the text as printed, in both scripts, and any string can be read.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCALE } from '../../src/commitments/data/strength-scale.ts';
import {
  levelsIn,
  STRENGTHS,
  type Strength,
  strengthBits,
  strengthNamed,
  strengthsOf,
} from '../../src/commitments/strength.ts';
import { splitSentences } from '../../src/passages/split.ts';

function read(text: string, printed?: string): string | null {
  const exclude = printed === undefined ? [] : [{ start: text.indexOf(printed), end: text.length }];
  const [first] = strengthsOf(text, { exclude });
  return first === undefined ? null : `${first.level} ${first.word.text}`;
}

const SENTENCES: readonly (readonly [string, string | null])[] = [
  // Prohibitions
  ['禁止在饮用水水源一级保护区内新建与供水设施无关的建设项目。', 'prohibit 禁止'],
  ['任何单位和个人不得擅自改变城市绿地的用途。', 'prohibit 不得'],
  ['严禁以任何名义新增隐性债务。', 'prohibit 严禁'],
  ['中小学校不准以考试成绩给班级排名。', 'prohibit 不准'],
  ['对不符合条件的申请，不予受理。', 'prohibit 不予'],
  ['主城区原则上不再新建加油站。', 'prohibit 不再'],
  ['自2026年起，一律不再审批燃煤锅炉。', 'prohibit 不再'],
  ['未经验收或者验收不合格的工程，不得交付使用。', 'prohibit 不得'],
  ['建筑物的日照间距不应低于国家标准。', 'prohibit 不应'],
  ['严格禁止向河道倾倒垃圾。', 'prohibit 禁止'],
  ['坚决杜绝弄虚作假、数字造假。', 'prohibit 杜绝'],
  // Musts
  ['重大项目必须开展社会稳定风险评估。', 'must 必须'],
  ['确保农民工工资按时足额发放。', 'must 确保'],
  ['坚决遏制重特大事故。', 'must 坚决'],
  ['严格落实粮食安全党政同责。', 'must 严格'],
  ['严格控制城市建设用地规模，有序推进城市更新。', 'must 严格'],
  ['实行最严格水资源管理制度。', 'must 最严格'],
  ['落实最严格的耕地保护制度。', 'must 最严格'],
  ['对违法占用耕地的，一律依法查处。', 'must 一律'],
  ['逾期未改正的企业限期整改。', 'must 限期'],
  ['从严控制“三公”经费支出。', 'must 从严'],
  ['严厉打击电信网络诈骗犯罪。', 'must 严厉'],
  ['严守18亿亩耕地红线。', 'must 严守'],
  ['全力保证春运期间电煤供应。', 'must 保证'],
  ['坚决完成全年目标任务。', 'must 坚决'],
  // Duties
  ['县级以上人民政府应当将养老服务经费列入本级预算。', 'shall 应当'],
  ['新建住宅小区应按标准配建幼儿园。', 'shall 应'],
  ['排污单位应建立环境管理台账。', 'shall 应'],
  ['施工车辆出场前须冲洗干净。', 'shall 须'],
  ['各级各部门要加强组织领导，细化工作措施。', 'shall 要'],
  ['符合条件的困难群众应保尽保。', 'shall 应保尽保'],
  ['跨省转移危险废物需经省级主管部门批准。', 'shall 需'],
  ['主要负责同志要亲自抓、负总责。', 'shall 要'],
  ['应当鼓励和支持社会力量参与文物保护。', 'shall 应当'],
  // Ends
  ['2025年底前完成全部病险水库除险加固。', 'achieve 完成'],
  ['到2027年，实现行政村5G网络全覆盖。', 'achieve 实现'],
  ['常住人口城镇化率达到65%。', 'achieve 达到'],
  ['森林覆盖率达42.5%以上。', 'achieve 达'],
  ['建成三甲医院5家。', 'achieve 建成'],
  ['城镇登记失业率控制在4.5%以内。', 'achieve 控制在'],
  ['单位地区生产总值能耗下降13.5%。', 'achieve 下降'],
  ['地区生产总值突破万亿元，居民人均可支配收入增长6%。', 'achieve 增长'],
  ['国考断面水质稳定在Ⅱ类以上。', 'achieve 稳定在'],
  ['优质农产品供给体系基本形成。', 'achieve 形成'],
  ['每千人口执业医师数不少于3.2人。', 'achieve 不少于'],
  ['力争实现高速公路县县通。', 'achieve 实现'],
  ['全面消除城市建成区黑臭水体。', 'achieve 消除'],
  // Work
  ['推进义务教育优质均衡发展。', 'advance 推进'],
  ['加快建设现代化产业体系。', 'advance 加快'],
  ['大力发展家庭农场和农民合作社。', 'advance 发展'],
  ['健全分级诊疗制度。', 'advance 健全'],
  ['完善政策支持体系。', 'advance 完善'],
  ['实施职业技能提升行动。', 'advance 实施'],
  ['建立健全突发事件应对机制。', 'advance 建立'],
  ['深化低空空域管理改革试点。', 'advance 深化'],
  ['加强基础研究和应用研究。', 'advance 加强'],
  ['推动实现县域内就诊率逐年提高。', 'advance 推动'],
  ['健全生态产品价值实现机制。', 'advance 健全'],
  ['加强对家长的教育引导。', 'advance 加强'],
  ['全面推广使用新能源环卫车辆。', 'advance 推广'],
  // What is asked of others
  ['鼓励有条件的地方实行免费乘坐公共交通。', 'encourage 鼓励'],
  ['支持企业加快设备更新，积极开拓海外市场。', 'encourage 支持'],
  ['引导金融机构加大对小微企业的信贷投放。', 'encourage 引导'],
  ['倡导文明健康绿色环保的生活方式。', 'encourage 倡导'],
  ['对创业失败的大学生给予一定的资金扶持。', 'encourage 扶持'],
  ['鼓励新建建筑严格执行更高的节能标准。', 'encourage 鼓励'],
  // What is looked at
  ['探索建立长期护理保险制度。', 'explore 探索'],
  ['研究制定促进民宿发展的若干措施。', 'explore 研究'],
  ['开展数据资产入表试点。', 'explore 试点'],
  ['加快探索实现碳普惠的有效路径。', 'explore 探索'],
  ['积极探索“飞地经济”模式。', 'explore 探索'],
  ['有序开展自动驾驶出租车商业化试点工作。', 'explore 试点'],
  ['率先试点推行电子营业执照。', 'explore 试点'],
  ['适时研究调整城市管理体制。', 'explore 研究'],
  // Nothing of the kind
  ['科学研究院位于高新区。', null],
  ['禁止类、限制类产业目录由市发展改革委公布。', null],
  ['未完成整改任务的地区。', null],
  ['供应链、产业链、价值链。', null],
  ['企业不得不另行选址。', null],
  ['相应的应急响应等级分为四级。', null],
  ['全市已建成公园绿地1200公顷。', null],
  ['过去五年完成了机构改革。', null],
  ['以实现高质量发展为目标。', null],
  ['违反本条例规定，擅自完成转让的。', null],
  ['《关于加快推进数字政府建设的意见》。', null],
  ['主要目标是：', null],
  ['生态保护红线、城镇开发边界。', null],
  ['坚持以人民为中心。', null],
  ['本办法所称试点城市，是指列入国家名单的城市。', null],
];

describe('the level of a sentence', () => {
  it.each(SENTENCES)('%s is %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('knows every level in these sentences', () => {
    const seen = new Set(SENTENCES.map(([, expected]) => expected?.split(' ')[0] ?? null));
    for (const level of STRENGTHS) expect(seen).toContain(level);
  });

  it('is that of its strongest part, with the first word of that level', () => {
    const text = '加强水源地保护，严格管控养殖污染，探索生态补偿，严防偷排漏排。';
    const [sentence] = strengthsOf(text);
    expect(sentence).toMatchObject({ level: 'must', word: { text: '严格' } });
    expect(sentence?.parts.map(({ level, word }) => [level, word.text])).toEqual([
      ['advance', '加强'],
      ['must', '严格'],
      ['explore', '探索'],
      ['must', '严防'],
    ]);
  });

  it('leaves out sentences and parts without a word', () => {
    const found = strengthsOf('本市位于江南。到2025年，人均公园绿地面积达到15平方米。');
    expect(found).toHaveLength(1);
    expect(found[0]?.parts).toHaveLength(1);
  });

  it('does not cut a part at the comma inside a number', () => {
    const [sentence] = strengthsOf('新增学位1,200个,达到国家标准。');
    expect(sentence?.parts.map(({ word }) => word.text)).toEqual(['新增', '达到']);
  });
});

describe('a word that says nothing', () => {
  it.each([
    ['对达到绿色工厂标准的企业，给予奖励。', 'encourage 奖励'],
    ['在确保安全的前提下，推进试验区建设。', 'advance 推进'],
    ['按照“应收尽收”的要求，完善收集体系。', 'advance 完善'],
    ['落实禁止使用高毒农药等规定。', 'advance 落实'],
    ['工程完成后，推动移交管护。', 'advance 推动'],
    ['对未实现达标排放的企业严格监管。', 'must 严格'],
    ['更好满足群众需要，提升服务水平。', 'advance 提升'],
    ['应对气候变化，推进低碳城市建设。', 'advance 应对'],
    ['执行“坚决完成任务”的承诺。', 'advance 执行'],
  ])('in %s is passed over: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('is one that stands in what is excluded', () => {
    const block = '（市教育局牵头推进，市财政局按职责严格落实）';
    expect(read(`建设示范学校${block}`)).toBe('must 严格');
    expect(read(`建设示范学校${block}`, block)).toBe('advance 建设');
    expect(
      strengthsOf(`办好学校${block}`, { exclude: [{ start: 4, end: 4 + block.length }] })[0]?.sentence,
    ).toEqual({
      start: 0,
      end: 4,
    });
  });
});

describe('spans', () => {
  it('are of the text as printed, in Traditional characters too', () => {
    const text = '　嚴格執行排放標準，鼓勵企業開展改造。';
    const [sentence] = strengthsOf(text);
    expect(sentence?.parts.map(({ word }) => word.text)).toEqual(['嚴格', '鼓勵']);
    expect(sentence?.level).toBe('must');
  });

  const pieces = fc.constantFrom(
    ...SCALE.flatMap(({ words }) => words.flatMap((group) => group.words.split(' '))),
    ...'，。；：《》“”（）\n 的未不了已95%Ⅲ企业试点',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 30 }).map((list) => list.join('')),
  );

  it('lie in the text, in order, and a sentence has the level of a strongest part, for any string', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let end = 0;
        for (const { sentence, level, word, parts } of strengthsOf(text)) {
          expect(sentence.start).toBeGreaterThanOrEqual(end);
          end = sentence.end;
          expect(parts.length).toBeGreaterThan(0);
          const rank = (one: Strength) => STRENGTHS.indexOf(one);
          expect(rank(level)).toBe(Math.min(...parts.map((part) => rank(part.level))));
          let from = sentence.start;
          for (const part of parts) {
            expect(part.span.start).toBeGreaterThanOrEqual(from);
            from = part.span.end;
            expect(part.word.start).toBeGreaterThanOrEqual(part.span.start);
            expect(part.word.end).toBeLessThanOrEqual(part.span.end);
            expect(text.slice(part.word.start, part.word.end)).toBe(part.word.text);
          }
          expect(parts.some((part) => part.word.start === word.start)).toBe(true);
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('are of the sentences that passages are made of', () => {
    const text = '加强管理。严禁焚烧！\n推进治理';
    expect(strengthsOf(text).map(({ sentence }) => sentence)).toEqual(splitSentences(text));
  });

  it.each(['推进', '严', '不得', '《', '以', '在', '1', '的', '试点开展', '1.'])(
    'are found in time that grows with the text: %s again and again',
    (piece) => {
      const started = performance.now();
      strengthsOf(piece.repeat(200_000 / piece.length));
      expect(performance.now() - started).toBeLessThan(5000);
    },
  );
});

describe('the scale', () => {
  it('has its levels from the strongest to the weakest, 7 to 1', () => {
    expect(SCALE.map(({ level }) => level)).toEqual(STRENGTHS);
    expect(SCALE.map(({ ordinal }) => ordinal)).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it('is asked for by name, label or word, in either script', () => {
    for (const { level, zh, en } of SCALE) {
      for (const form of [level, zh, en, level.toUpperCase()]) expect(strengthNamed(form)).toBe(level);
    }
    expect(strengthNamed('嚴禁')).toBe('prohibit');
    expect(strengthNamed('鼓勵')).toBe('encourage');
    expect(strengthNamed('提升')).toBe('advance');
    expect(strengthNamed('控制在')).toBe('achieve');
    expect(strengthNamed('不再')).toBe('prohibit');
    expect(strengthNamed('也许')).toBeUndefined();
  });

  it('fits into bits and comes back', () => {
    fc.assert(
      fc.property(fc.subarray([...STRENGTHS]), (levels) => {
        expect(levelsIn(strengthBits(levels))).toEqual(levels);
      }),
    );
    expect(strengthBits(STRENGTHS)).toBe(127);
    expect(strengthBits(['explore'])).toBe(1);
  });
});

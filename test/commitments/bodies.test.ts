/**
 * Names of bodies. Properties: every form in the table is read as its body, in every script, with and without its city; what a
 * body is called is read as that body again; no name is lost, and nothing makes reading fail.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findBodies,
  namesOf,
  predecessorsOf,
  readBody,
  spellOut,
  successorsOf,
} from '../../src/commitments/bodies.ts';
import table from '../../src/commitments/data/bodies.json' with { type: 'json' };
import { fold } from '../../src/text/fold.ts';

const idOf = (name: string, city: string | null = null) => readBody(name, city).id;

describe('reading a name', () => {
  it.each([
    ['住建局', '市住建局', '市住房城乡建设局', '住房和城乡建设局', '苏州市住建局', '苏州住房和城乡建设局'],
    ['生态环境局', '市生态环境局', '苏州市生态环境局', '生態環境局', '中国苏州市生态环境局'],
    ['发改委', '市发展改革委', '发展和改革委员会', '市發展和改革委員會', '苏州市发展和改革委员会', '发改局'],
    ['自然资源局', '资规局', '市自然资源和规划局', '市资规局', '苏州市资规局', '规划和自然资源局'],
    ['工信局', '市工业和信息化局', '工信委', '市工信局'],
    ['市场监管局', '市市场监管局', '市场监督管理局', '苏州市市场监督管理局', '市市场监督管理局'],
    ['民政局', '市民政局', '苏州市民政局'],
    ['城管局', '市城管局(市综合执法局)', '市城市管理局', '城市管理和综合行政执法局'],
    ['卫健委', '卫生健康委员会', '市卫生健康委', '衛健委'],
    ['宣传部', '市委宣传部', '苏州市委宣传部', '中共苏州市委宣传部'],
    ['团市委', '共青团苏州市委', '共青团市委'],
    ['中级法院', '市中级人民法院', '苏州市中级人民法院', '市中院'],
    ['海关', '苏州海关', '海关'],
    ['税务局', '国家税务总局苏州市税务局', '市税务局'],
    ['人民银行中心支行', '人行苏州市中心支行', '中国人民银行苏州市中心支行', '人民银行苏州市中支'],
    ['人民银行分行', '人民银行苏州市分行', '中国人民银行苏州市分行'],
    ['银保监分局', '苏州银保监分局', '中国银保监会苏州监管分局'],
    ['金融监管分局', '国家金融监督管理总局苏州监管分局', '苏州金融监管分局'],
    ['供电公司', '苏州供电公司', '国网苏州供电公司', '国网江苏省电力有限公司苏州供电分公司'],
  ])('knows %s by its other names', (id, ...names) => {
    for (const name of [id, ...names]) expect([name, idOf(name, '苏州')]).toEqual([name, id]);
  });

  it('shows what has a usual name by it, and calls others as they are printed', () => {
    expect(readBody('苏州市住房和城乡建设局', '苏州')).toEqual({
      id: '住建局',
      name: '市住建局',
      kind: 'department',
    });
    expect(readBody('赣州海关', '赣州')).toEqual({ id: '海关', name: '赣州海关', kind: 'agency' });
    expect(readBody('名城保护集团', '苏州')).toEqual({
      id: '名城保护集团',
      name: '名城保护集团',
      kind: 'company',
    });
  });

  it('drops 市 and the city from names that nobody knows, and only where they stand for it', () => {
    expect(idOf('市水土保持中心', '赣州')).toBe('水土保持中心');
    expect(idOf('赣州市水土保持中心', '赣州')).toBe('水土保持中心');
    expect(idOf('市政公司', '苏州')).toBe('市政公司');
    expect(idOf('苏州工业园区管委会', '苏州')).toBe('苏州工业园区管委会');
    expect(idOf('各县(市、区)人民政府', '苏州')).toBe('各县(市、区)人民政府');
  });

  it("takes another city's body for no body of this one", () => {
    expect(idOf('南京市住建局', '苏州')).not.toBe('住建局');
    expect(readBody('南京市住建局', '苏州').name).toBe('南京市住建局');
  });

  it('says 州 where the city is a prefecture', () => {
    expect(readBody('州住房和城乡建设局', '大理').name).toBe('州住建局');
    expect(idOf('大理州住建局', '大理')).toBe('住建局');
  });

  it.each([
    ['department', ['市某某局', '沿海办', '市住建局']],
    ['party', ['市委组织部', '市纪委监委', '市委军民融合办']],
    ['court', ['市中级法院', '市检察院', '海事法院']],
    ['agency', ['赣州海关', '沿江三市直属海事局', '市税务局']],
    ['company', ['轨交公司', '园林集团', '苏州供电公司', '苏州银行']],
    ['other', ['市妇联', '市水土保持中心', '领导小组成员单位', '各县(市、区)']],
  ])('sees a %s by its ending', (kind, names) => {
    for (const name of names) expect([name, readBody(name, '苏州').kind]).toEqual([name, kind]);
  });
});

describe('spelling a name out', () => {
  it('keeps the form that the document prints', () => {
    expect(spellOut('資規局', '苏州')).toBe('市资规局');
    expect(spellOut('苏州市应急管理局', '苏州')).toBe('市应急管理局');
    expect(spellOut('宣传部', '苏州')).toBe('市委宣传部');
    expect(spellOut('农办', '南通')).toBe('市农办');
    expect(spellOut('市人大常委会法工委', '赣州')).toBe('市人大常委会法工委');
    expect(spellOut('国家税务总局苏州市税务局', '苏州')).toBe('国家税务总局苏州市税务局');
  });
});

describe('asking for a name', () => {
  it('finds every form, with a city in front and without, and nothing for what is unknown', () => {
    for (const asked of ['住建局', '市住房城乡建设局', '苏州市住建局', '住房和城鄉建設局']) {
      expect(findBodies(asked)).toEqual(['住建局']);
    }
    expect(findBodies('環保局')).toEqual(['环保局']);
    expect(findBodies('名城保护集团')).toEqual([]);
    expect(findBodies('局')).toEqual([]);
    expect(findBodies('')).toEqual([]);
  });

  it('finds all bodies that share a form', () => {
    expect(findBodies('人民银行')).toEqual(['人民银行分行', '人民银行中心支行']);
    expect(findBodies('金融办')).toEqual(['金融办', '市委金融办']);
  });

  it('gives all forms of a body, and of an unknown one its name', () => {
    expect(namesOf('住建局')).toEqual(
      expect.arrayContaining(['住建局', '住房城乡建设局', '住房和城乡建设局']),
    );
    expect(namesOf('轨交公司')).toEqual(['轨交公司']);
  });
});

describe('successors', () => {
  const ids = (links: readonly { id: string; year: number }[]) =>
    links.map(({ id, year }) => `${id} ${year}`);

  it('keeps predecessors apart and links them', () => {
    expect(idOf('市环保局')).not.toBe(idOf('市生态环境局'));
    expect(ids(successorsOf('环保局'))).toEqual(['生态环境局 2018']);
    expect(ids(successorsOf('物价局'))).toEqual(['发改委 2018', '市场监管局 2018']);
    expect(ids(predecessorsOf('自然资源局'))).toEqual(['国土局 2018', '规划局 2018', '海渔局 2018']);
    expect(ids(successorsOf('银监分局'))).toEqual(['银保监分局 2018']);
    expect(ids(successorsOf('银保监分局'))).toEqual(['金融监管分局 2023']);
    expect(successorsOf('轨交公司')).toEqual([]);
  });

  it('gives each with its reform, and comes back to no body', () => {
    for (const { id } of table.bodies) {
      for (const { id: next, year, note } of successorsOf(id)) {
        expect(table.bodies.map((body) => body.id)).toContain(next);
        expect(note).toContain(`${year}年`);
        expect(predecessorsOf(next).map((link) => link.id)).toContain(id);
        expect(later(next)).not.toContain(id);
      }
    }
  });

  function later(id: string): string[] {
    return successorsOf(id).flatMap((link) => [link.id, ...later(link.id)]);
  }
});

describe('the table', () => {
  // The names of two bodies at once: either is meant where nothing else is said.
  const SHARED = ['金融办', '金融监管局', '人民银行', '人行'];

  it('has every body once, and lets two share a form only on purpose', () => {
    const ids = table.bodies.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const shared = table.bodies.flatMap(({ id, names }) =>
      [id, ...names].filter((form) => findBodies(form).length > 1),
    );
    expect(new Set(shared)).toEqual(new Set(SHARED));
  });

  it('prints each form as it folds, and reads it as its body with and without 市', () => {
    for (const { id, names } of table.bodies) {
      for (const form of [id, ...names]) {
        expect(fold(form)).toBe(form);
        expect(findBodies(form)).toContain(id);
        if (!SHARED.includes(form)) expect([form, idOf(`市${form}`, '苏州')]).toEqual([form, id]);
      }
    }
  });
});

describe('any name', () => {
  const pieces = fc.constantFrom(
    ...[
      '市',
      '苏州',
      '苏州市',
      '州',
      '委',
      '局',
      '办',
      '环保',
      '環保',
      '住建',
      '(',
      ')',
      '、',
      ' ',
      '\ud800',
    ],
    ...['中共', '江苏省', '集团', '各县', '市场', '人民银行', '分行', '南京市', '大理州'],
  );
  const names = fc.oneof(
    fc.array(pieces, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', minLength: 1 }),
  );
  const cities = fc.constantFrom(null, '苏州', '大理', '吉林市', 'nowhere');

  it('is a body, and called by its name it is the same', () => {
    fc.assert(
      fc.property(names, cities, (name, city) => {
        const body = readBody(name, city);
        expect(body.id === '').toBe(fold(name).replace(/\s/g, '') === '');
        expect(readBody(body.name, city).id).toBe(body.id);
        expect(readBody(spellOut(name, city), city).id).toBe(body.id);
      }),
      { numRuns: 2000 },
    );
  });
});

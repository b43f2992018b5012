/**
 * Proves that clauses are filtered and counted by what they commit to and by who answers for them:
 * - a level leaves the clauses that say so, read from the documents themselves, heading included, block of the responsible not;
 * - a body leaves the clauses whose block names it, in whatever form it is asked for;
 * - written in a query, given beside it, or both: what is left passes all, and facets count what the filters find;
 * - a level or body that there is not is told, and leaves nothing.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { STRENGTHS, type Strength, strengthsOf } from '../../src/commitments/strength.ts';
import type { Engine, SearchRequest } from '../../src/engine.ts';
import { bodiesOf } from '../../src/search/body-directory.ts';
import type { Lexicon } from '../../src/search/lexicon.ts';
import { parseQuery } from '../../src/search/query.ts';
import { allHits, FIRST_BUILD_MS, seedsEngine, seedsInside } from '../support/corpus.ts';

let engine: Engine;
let lexicon: Lexicon;
let inside: Awaited<ReturnType<typeof seedsInside>>;
beforeAll(async () => {
  engine = await seedsEngine();
  inside = await seedsInside();
  ({ lexicon } = inside);
}, FIRST_BUILD_MS);

const addresses = async (request: SearchRequest) =>
  (await allHits(engine, request)).map(({ clause }) => clause).sort();

/** The clauses of the documents that can be hits. */
function clausesThat(
  holds: (clause: ReturnType<Engine['document']>['clauses'][number]) => boolean,
): string[] {
  return engine
    .documents()
    .flatMap(({ document }) => {
      const { clauses } = engine.document(document);
      const parents = new Set(clauses.map(({ parent }) => parent));
      return clauses.filter(
        (clause) =>
          (clause.text !== '' || (clause.heading !== null && !parents.has(clause.clause))) && holds(clause),
      );
    })
    .map(({ clause }) => clause)
    .sort();
}

function says(level: Strength) {
  return clausesThat(({ heading, text, responsible }) =>
    [
      ...strengthsOf(heading ?? ''),
      ...strengthsOf(text, { exclude: responsible === null ? [] : [responsible.span] }),
    ].some(({ parts }) => parts.some((part) => part.level === level)),
  );
}

describe('a level', () => {
  it.each(STRENGTHS)('%s leaves the clauses that say so', async (level) => {
    const expected = says(level);
    expect(expected.length).toBeGreaterThan(0);
    expect(await addresses({ q: `strength:${level}` })).toEqual(expected);
  });

  it('is named by level, label or word, in either script, and several are any of them', async () => {
    const must = says('must');
    for (const q of ['strength:Must', 'strength:必须', 'strength:嚴格', '力度:确保', 'strength："必须"']) {
      expect(await addresses({ q }), q).toEqual(must);
    }
    const either = [...new Set([...must, ...says('prohibit')])].sort();
    expect(await addresses({ q: 'strength:must,禁止' })).toEqual(either);
    expect(await addresses({ q: 'strength:must strength:禁止' })).toEqual(either);
  });

  it('filters the hits of the words beside it', async () => {
    const all = await addresses({ q: '湿地' });
    const must = says('must');
    expect(await addresses({ q: '湿地 strength:must' })).toEqual(
      all.filter((clause) => must.includes(clause)),
    );
  });
});

describe('a body', () => {
  it('leaves the clauses whose block names it, by the names that the documents print', async () => {
    const names = ['市水利局', '水利局'];
    const expected = clausesThat(
      ({ clause, responsible }) =>
        clause.startsWith('ganzhou') &&
        [...(responsible?.lead ?? []), ...(responsible?.others ?? [])].some((name) => names.includes(name)),
    );
    expect(expected.length).toBeGreaterThan(3);
    for (const q of [
      'body:赣州市水利局',
      'body:水利局 city:赣州',
      '部门:市水利局 city:ganzhou',
      '责任:"水利局" city:赣州',
    ]) {
      expect(await addresses({ q }), q).toEqual(expected);
    }
  });

  it('of every city is one for each in the directory', async () => {
    const { snapshot } = inside;
    const { find } = bodiesOf(snapshot);
    for (const name of ['住建局', '环保局', '海关', '生态环境局']) {
      const entries = find(name).flatMap(({ lead, others }) => [...lead, ...others]);
      const expected = [...new Set(entries.map(snapshot.addressOf))].sort();
      expect(expected.length).toBeGreaterThan(0);
      expect(await addresses({ q: `body:${name}` }), name).toEqual(expected);
    }
  });

  it('is not found in a city that names none', async () => {
    const { total, searched } = await engine.search({ q: 'body:生态环境局 city:南京' });
    expect({ total, clauses: searched.clauses }).toEqual({ total: 0, clauses: 0 });
  });
});

describe('filters of both kinds', () => {
  it('do the same written in a query and beside it', async () => {
    const written = await addresses({ q: '水 strength:must,shall body:水利局' });
    expect(written.length).toBeGreaterThan(0);
    expect(await addresses({ q: '水', strengths: ['必须', 'shall'], bodies: ['市水利局'] })).toEqual(written);
  });

  it('leave what passes all of them where both are given', async () => {
    const [must, explore] = [says('must'), says('explore')];
    const both = must.filter((clause) => explore.includes(clause));
    expect(both.length).toBeGreaterThan(0);
    expect(await addresses({ q: 'strength:must', strengths: ['explore'] })).toEqual(both);
  });

  it('count the clauses that they leave, and pass over headings without text', async () => {
    const { searched, headings, counts } = await engine.search({ q: '推进 strength:prohibit' });
    expect(headings).toEqual([]);
    expect(searched.clauses).toBe(says('prohibit').length);
    expect(counts.literal).toBeLessThanOrEqual(searched.clauses);
  });

  it.each(['生态', '水质 city:苏州', 'year:2022'])('find what the facets of %s count', async (q) => {
    const { facets } = await engine.search({ q, limit: 1 });
    expect(facets.strength.map(({ value }) => value)).toEqual(
      STRENGTHS.filter((level) => facets.strength.some(({ value }) => value === level)),
    );
    expect(facets.body.length).toBeLessThanOrEqual(30);
    // Related clauses are those near the best one that passes, so a filter can let in more of them.
    for (const { value, literal } of facets.strength) {
      const { counts } = await engine.search({ q, strengths: [value], limit: 1 });
      expect({ value, literal: counts.literal }).toEqual({ value, literal });
    }
    for (const { value, literal } of facets.body.slice(0, 8)) {
      const { counts } = await engine.search({ q, bodies: [value], limit: 1 });
      expect({ value, literal: counts.literal }).toEqual({ value, literal });
    }
  });

  it('are counted over all hits, whatever page is shown', async () => {
    const { facets } = await engine.search({ q: '湿地', limit: 1 });
    const hits = await addresses({ q: '湿地' });
    for (const { value, count } of facets.strength) {
      const saying = says(value);
      expect({ value, count }).toEqual({
        value,
        count: hits.filter((clause) => saying.includes(clause)).length,
      });
    }
  });
});

describe('what is written', () => {
  it('says where it stands, and what was understood', () => {
    const { filters, notices, text } = parseQuery('湿地 strength:必须,探索 部门:"住建局"', lexicon);
    expect(filters).toEqual([
      { kind: 'strength', value: 'must', span: { start: 2, end: 17 } },
      { kind: 'strength', value: 'explore', span: { start: 2, end: 17 } },
      { kind: 'body', value: '住建局', span: { start: 17, end: 26 } },
    ]);
    expect({ notices, text }).toEqual({ notices: [], text: '湿地' });
  });

  it('is told where there is no such level or body, and leaves nothing', async () => {
    for (const [q, code, value] of [
      ['水 strength:也许', 'strength_unknown', '也许'],
      ['水 body:火星局', 'body_unknown', '火星局'],
    ] as const) {
      const { total, notices } = await engine.search({ q });
      expect(total).toBe(0);
      expect(notices).toContainEqual(expect.objectContaining({ code, value }));
    }
  });

  it('is no filter inside a longer word: a block copied out of a document', () => {
    expect(parseQuery('责任部门:市水利局', lexicon).filters).toEqual([]);
    expect(parseQuery('牵头部门:市水利局', lexicon).filters).toEqual([]);
  });
});

describe('a level or body beside the query that there is not', () => {
  it.each([
    [{ strengths: ['perhaps'] }, /perhaps/, /prohibit, must/],
    [{ bodies: ['火星局'] }, /火星局/, /facets\.body/],
  ])('is refused: %j', async (filter, message, hint) => {
    await expect(engine.search({ q: '水', ...filter })).rejects.toMatchObject({
      code: 'unprocessable',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });
});

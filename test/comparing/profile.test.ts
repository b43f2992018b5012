/**
 * Profiles: what a clause or a pasted text is compared by.
 * - what no clause holds is weighed in a pasted text, but looks for nothing in the index;
 * - who answers for a clause is no part of it.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { type ProfileSource, profilesOf } from '../../src/comparing/profile.ts';
import { overlapOf } from '../../src/comparing/sparse.ts';
import type { Snapshot } from '../../src/indexing/open.ts';
import { FIRST_BUILD_MS, seedsInside } from '../support/corpus.ts';

let snapshot: Snapshot;
beforeAll(async () => {
  ({ snapshot } = await seedsInside());
}, FIRST_BUILD_MS);

const profileOf = (text: string, options: Partial<ProfileSource> = {}) =>
  profilesOf(snapshot).of({
    heading: null,
    text,
    responsible: null,
    kind: 'pasted',
    passages: [],
    concepts: [],
    ...options,
  });

describe('a pasted text', () => {
  it('looks for candidates with words that clauses hold, however rare its others are', () => {
    const profile = profileOf('饕餮貔貅麒麟辟邪,推广碳普惠制度 zyxwv 20991231');
    const telling = profilesOf(snapshot).tellingWords(profile, 64);
    expect(telling.has('碳普惠')).toBe(true);
    expect([...telling.keys()].filter((name) => snapshot.lexical.countOf(name) === 0)).toEqual([]);
  });

  it('is less like a clause for every word that only it has', () => {
    const clause = profileOf('推广碳普惠制度', { kind: 'unit' });
    const [same, more] = [profileOf('推广碳普惠制度'), profileOf('推广碳普惠制度,饲养貔貅')];
    expect(overlapOf(same.words, clause.words).dot).toBeCloseTo(1, 5);
    expect(overlapOf(more.words, clause.words).ofB).toBeCloseTo(1, 5);
    expect(overlapOf(more.words, clause.words).ofA).toBeLessThan(0.9);
  });
});

describe('a clause', () => {
  it('is the same whoever answers for it', () => {
    const text = '推广碳普惠制度。(责任单位:市发展改革委)';
    const block = { start: text.indexOf('('), end: text.length };
    const named = profileOf(text, { responsible: { lead: [], others: [], span: block, closed: true } });
    const { words } = profileOf('推广碳普惠制度。');
    expect(overlapOf(named.words, words).dot).toBeCloseTo(1, 5);
    expect(named.folded).toBe(text);
  });
});

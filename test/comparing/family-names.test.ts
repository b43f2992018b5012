/** Proves that a family keeps its name while its clauses stay together, whatever is added beside them. */
import { describe, expect, it } from 'vitest';
import {
  type FamilyNames,
  type Name,
  NO_NAMES,
  nameFamilies,
  type Unnamed,
} from '../../src/comparing/family-names.ts';

const family = (...clauses: string[]): Unnamed => ({ clauses, founder: clauses[0] ?? '' });

function remember(families: readonly Unnamed[], names: readonly Name[], label = '旧名'): FamilyNames {
  return new Map(
    families.flatMap(({ clauses }, i) =>
      clauses.map((clause) => [clause, { id: names[i]?.id ?? '', label }] as const),
    ),
  );
}

describe('names of families', () => {
  const before = [family('a/1', 'b/1'), family('a/2', 'b/2', 'c/2'), family('a/3')];
  const names = nameFamilies(before, NO_NAMES);

  it('are those of their founders at first', () => {
    expect(names).toEqual([{ id: 'a/1' }, { id: 'a/2' }, { id: 'a/3' }]);
  });

  it('stay when an older document brings a clause that would found them', () => {
    const after = before.map(({ clauses }, i) => family(`0/${i}`, ...clauses));
    expect(nameFamilies(after, remember(before, names))).toEqual([
      { id: 'a/1', label: '旧名' },
      { id: 'a/2', label: '旧名' },
      { id: 'a/3', label: '旧名' },
    ]);
  });

  it('stay when their founder goes', () => {
    const after = [family('b/1'), family('b/2', 'c/2')];
    expect(nameFamilies(after, remember(before, names)).map(({ id }) => id)).toEqual(['a/1', 'a/2']);
  });

  it('go to the larger part of a family that falls apart, and the rest gets a new one', () => {
    const after = [family('a/2'), family('b/2', 'c/2')];
    const [small, large] = nameFamilies(after, remember(before, names));
    expect(large?.id).toBe('a/2');
    expect(small?.id).not.toBe('a/2');
  });

  it('are never given twice', () => {
    const after = [family('a/2'), family('b/2', 'c/2'), family('a/1', 'x/1'), family('b/1', 'y/1', 'z/1')];
    const ids = nameFamilies(after, remember(before, names)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('of a family of two old ones is that of which it holds more', () => {
    const after = [family('a/1', 'b/1', 'a/2', 'b/2', 'c/2')];
    expect(nameFamilies(after, remember(before, names)).map(({ id }) => id)).toEqual(['a/2']);
  });
});

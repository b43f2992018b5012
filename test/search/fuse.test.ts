/** Proves that fusing lists loses nothing, keeps all scores, stays between 0 and 1, and keeps the order of a single list. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_WEIGHTS, type FusedCandidate, fuse, type Lists } from '../../src/search/fuse.ts';
import type { Candidate, SemanticCandidate } from '../../src/search/retrieve.ts';

const FLOOR = 0.15;
const entries = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 15 });

function someList<T>(
  score: fc.Arbitrary<number>,
  make: (entry: number, score: number) => T,
): fc.Arbitrary<T[]> {
  return entries.chain((list) =>
    fc
      .array(score, { minLength: list.length, maxLength: list.length })
      .map((scores) => list.map((entry, i) => make(entry, scores[i] ?? 0))),
  );
}

const byWords = (entry: number, score: number): Candidate => ({ entry, score });
const byMeaning = (entry: number, score: number): SemanticCandidate => ({ entry, score, passage: entry % 3 });

const someLexical = someList(
  fc.integer({ min: 0, max: 40_000 }).map((n) => n / 1000),
  byWords,
);
const someSemantic = someList(
  fc.integer({ min: 0, max: 850 }).map((n) => FLOOR + n / 1000),
  byMeaning,
);
const weight = fc.constantFrom(0, 0.1, 0.5, 1, 3);
const someWeights = fc
  .record({ lexical: weight, concept: weight, semantic: weight })
  .filter(({ lexical, concept, semantic }) => lexical + concept + semantic > 0);
const someLists: fc.Arbitrary<Lists> = fc.record({
  lexical: someLexical,
  concept: someLexical,
  semantic: someSemantic,
});
const none = { lexical: [], concept: [], semantic: [] };

const fusedOf = (fused: readonly FusedCandidate[], entry: number) =>
  fused.find((one) => one.entry === entry)?.fused ?? Number.NaN;

function expectSameOrder(list: readonly Candidate[], fused: readonly FusedCandidate[]): void {
  for (const a of list) {
    for (const b of list) {
      if (a.score > b.score) expect(fusedOf(fused, a.entry)).toBeGreaterThan(fusedOf(fused, b.entry));
      if (a.score === b.score) expect(fusedOf(fused, a.entry)).toBe(fusedOf(fused, b.entry));
    }
  }
}

describe('fusing what words, concepts and vectors found', () => {
  it('has every clause of any list once, with all its parts as they were', () => {
    fc.assert(
      fc.property(someLists, someWeights, (lists, weights) => {
        const fused = fuse(lists, { weights, floor: FLOOR });
        const { lexical, concept, semantic } = lists;
        const wanted = new Set([...lexical, ...concept, ...semantic].map(({ entry }) => entry));
        expect(fused.length).toBe(wanted.size);
        expect(new Set(fused.map(({ entry }) => entry))).toEqual(wanted);
        for (const one of fused) {
          expect(one.lexical).toBe(lexical.find(({ entry }) => entry === one.entry) ?? null);
          expect(one.concept).toBe(concept.find(({ entry }) => entry === one.entry) ?? null);
          expect(one.semantic).toBe(semantic.find(({ entry }) => entry === one.entry) ?? null);
        }
      }),
    );
  });

  it('scores from 0 to 1, and 1 only what is the best of every list that counts', () => {
    fc.assert(
      fc.property(someLists, someWeights, (lists, weights) => {
        for (const { fused } of fuse(lists, { weights, floor: FLOOR })) {
          expect(fused).toBeGreaterThanOrEqual(0);
          expect(fused).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
    const two = {
      ...none,
      lexical: [byWords(1, 8), byWords(2, 4)],
      semantic: [byMeaning(1, 0.9), byMeaning(3, 0.3)],
    };
    const fused = fuse(two, { floor: FLOOR });
    expect(fusedOf(fused, 1)).toBeCloseTo(1, 12);
    expect(fusedOf(fused, 2)).toBeCloseTo(0.25, 12);
    expect(fusedOf(fused, 3)).toBeCloseTo(0.5 * ((0.3 - FLOOR) / (0.9 - FLOOR)), 12);
    const three = fuse({ ...two, concept: [byWords(2, 10), byWords(4, 5)] }, { floor: FLOOR });
    expect(fusedOf(three, 2)).toBeCloseTo((0.5 + 1) / 3, 12);
    expect(fusedOf(three, 4)).toBeCloseTo(0.5 / 3, 12);
  });

  it('keeps the order of one list where the others are empty, and gives its best 1', () => {
    fc.assert(
      fc.property(someLexical, (lexical) => {
        const fused = fuse({ ...none, lexical }, { floor: FLOOR });
        expectSameOrder(lexical, fused);
        const best = Math.max(0, ...lexical.map(({ score }) => score));
        if (best > 0) expect(Math.max(...fused.map((one) => one.fused))).toBeCloseTo(1, 12);
      }),
    );
    fc.assert(
      fc.property(someSemantic, (semantic) => {
        const fused = fuse({ ...none, semantic }, { floor: FLOOR });
        expectSameOrder(semantic, fused);
        const best = Math.max(FLOOR, ...semantic.map(({ score }) => score));
        if (best > FLOOR) expect(Math.max(...fused.map((one) => one.fused))).toBeCloseTo(1, 12);
      }),
    );
  });

  it('puts a clause that is better in every list before one that is worse in all', () => {
    fc.assert(
      fc.property(someLists, (lists) => {
        const fused = fuse(lists, { floor: FLOOR });
        for (const a of fused) {
          for (const b of fused) {
            const words = (a.lexical?.score ?? 0) - (b.lexical?.score ?? 0);
            const meaning = (a.semantic?.score ?? FLOOR) - (b.semantic?.score ?? FLOOR);
            const concept = (a.concept?.score ?? 0) - (b.concept?.score ?? 0);
            if (words >= 0 && concept >= 0 && meaning >= 0)
              expect(a.fused).toBeGreaterThanOrEqual(b.fused - 1e-12);
          }
        }
      }),
    );
  });

  it('takes a weight of 0 as 0, and weights by their ratio', () => {
    const lexical = [byWords(1, 8), byWords(2, 4)];
    const semantic = [byMeaning(1, 0.3), byMeaning(2, 0.9)];
    const lists = { lexical, concept: [byWords(2, 3)], semantic };
    const words = fuse(lists, { weights: { lexical: 1, concept: 0, semantic: 0 }, floor: FLOOR });
    expect([fusedOf(words, 1), fusedOf(words, 2)]).toEqual([1, 0.5]);
    const meaning = fuse(lists, { weights: { lexical: 0, concept: 0, semantic: 1 }, floor: FLOOR });
    expect(fusedOf(meaning, 2)).toBe(1);
    expect(fusedOf(meaning, 1)).toBeCloseTo((0.3 - FLOOR) / (0.9 - FLOOR), 12);
    const { lexical: one, concept: two, semantic: three } = DEFAULT_WEIGHTS;
    const twice = { lexical: one * 2, concept: two * 2, semantic: three * 2 };
    const same = fuse(lists, { floor: FLOOR });
    for (const { entry, fused } of fuse(lists, { weights: twice, floor: FLOOR })) {
      expect(fused).toBeCloseTo(fusedOf(same, entry), 12);
    }
  });

  it('gives a clause at the floor no more than one that was not found', () => {
    const fused = fuse(
      { ...none, lexical: [byWords(0, 0), byWords(1, 0)], semantic: [byMeaning(2, FLOOR)] },
      { floor: FLOOR },
    );
    expect(fused.map((one) => one.fused)).toEqual([0, 0, 0]);
  });

  it('fuses nothing to nothing, and lists of zeros without dividing by zero', () => {
    expect(fuse(none)).toEqual([]);
    const zeros = fuse(
      { ...none, lexical: [byWords(1, 0)], semantic: [byMeaning(1, FLOOR), byMeaning(2, FLOOR)] },
      { floor: FLOOR },
    );
    for (const { fused } of zeros) expect(fused >= 0 && fused <= 1).toBe(true);
  });
});

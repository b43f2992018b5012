/** Proves what lists count: sure words decide, everyday words leave it to concepts and meaning, and nothing leaves its range. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conceptTrust, EVIDENCE_CLAUSES, evidenceOf, weightsFor } from '../../src/search/weights.ts';

const INDEX = { size: 1000, countOf: (name: string) => (name === 'common' ? 900 : 3) };
const candidates = (...scores: number[]) => scores.map((score, entry) => ({ entry, score }));
const unit = fc.double({ min: 0, max: 1, noNaN: true });

describe('how sure words are', () => {
  it('is nothing where they found nothing, or ask nothing', () => {
    const nothing = { coverage: 0, margin: 0, top: 0 };
    expect(evidenceOf([], new Map([['rare', 1]]), INDEX)).toEqual(nothing);
    expect(evidenceOf(candidates(3), new Map(), INDEX)).toEqual(nothing);
  });

  it('is how much of the best possible score is reached, rare tokens counting more', () => {
    const asked = new Map([['rare', 1]]);
    const more = new Map([...asked, ['rarer', 1]]);
    const [one, two] = [evidenceOf(candidates(6), asked, INDEX), evidenceOf(candidates(6), more, INDEX)];
    expect(two.coverage).toBeCloseTo(one.coverage / 2, 12);
    expect(evidenceOf(candidates(6), new Map([...asked, ['common', 1]]), INDEX).coverage).toBeGreaterThan(
      two.coverage,
    );
    expect(evidenceOf(candidates(1000), asked, INDEX).coverage).toBe(1);
  });

  it('is how far the best stands above the eleventh', () => {
    const asked = new Map([['rare', 1]]);
    expect(evidenceOf(candidates(8, 4), asked, INDEX).margin).toBe(1);
    const equal = Array.from({ length: EVIDENCE_CLAUSES }, () => 5);
    expect(evidenceOf(candidates(...equal), asked, INDEX).margin).toBe(0);
    expect(evidenceOf(candidates(10, ...equal.slice(1)), asked, INDEX).margin).toBe(0.5);
  });
});

describe('what each list counts', () => {
  it('is more for words the surer they are, and never below 0', () => {
    fc.assert(
      fc.property(unit, unit, unit, fc.boolean(), (coverage, margin, trust, isSaid) => {
        const weights = weightsFor({ coverage, margin, top: 1 }, { trust, isSaid });
        const surer = weightsFor(
          { coverage: Math.min(1, coverage + 0.1), margin, top: 1 },
          { trust, isSaid },
        );
        expect(surer.lexical).toBeGreaterThanOrEqual(weights.lexical);
        expect(surer.semantic).toBeLessThanOrEqual(weights.semantic);
        expect(weights.concept).toBe(trust);
        expect(weights.semantic).toBeGreaterThanOrEqual(isSaid ? 0.2 - 1e-12 : -1e-12);
      }),
    );
  });

  it('lets meaning count double where words know nothing', () => {
    const { lexical, semantic } = weightsFor(
      { coverage: 0.05, margin: 1, top: 1 },
      { trust: 0, isSaid: false },
    );
    expect(semantic).toBe(2 * lexical);
  });

  it('trusts concepts by nearness, less beside sure words and not at all for a long question', () => {
    const unsure = { coverage: 0, margin: 0, top: 0 };
    expect(conceptTrust(unsure, 1, 6)).toBe(1);
    expect(conceptTrust(unsure, 0.1, 6)).toBe(0);
    expect(conceptTrust(unsure, 1, 30)).toBe(0);
    expect(conceptTrust({ coverage: 0.6, margin: 1, top: 9 }, 1, 6)).toBeCloseTo(0.1, 12);
  });
});

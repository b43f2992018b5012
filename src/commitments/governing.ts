/** Owns which year governs a figure: the last one named before it in its sentence. */
import type { YearMark } from './years.ts';

export interface GoverningYears {
  readonly target: YearMark | null;
  readonly base: YearMark | null;
  readonly past: YearMark | null;
  /** The years named one beside the other at last (2025年、2030年), for 分别. */
  readonly beside: readonly YearMark[];
}

export const NO_YEARS: GoverningYears = { target: null, base: null, past: null, beside: [] };

/** Walks the years of a sentence once: each call gives what governs at `at`, which must not fall. */
export function governing(
  text: string,
  years: readonly YearMark[],
  inherited: GoverningYears,
): (at: number) => GoverningYears {
  let next = 0;
  let now = inherited;
  return (at) => {
    for (let mark = years[next]; mark !== undefined && mark.end <= at; mark = years[++next]) {
      if (mark.isDefault && now.target !== null) continue;
      if (mark.role === 'target') {
        const last = now.beside.at(-1);
        const gap = last === undefined ? null : text.slice(last.end, Math.min(mark.start, last.end + 4));
        const beside =
          gap !== null && /^(?:[、,]|和|及|与)(?:到)?$/.test(gap) && mark.start - (last?.end ?? 0) <= 3;
        now = { ...now, target: mark, past: null, beside: beside ? [...now.beside.slice(-5), mark] : [mark] };
      } else if (mark.role === 'base') now = { ...now, base: mark };
      else if (mark.role === 'past') now = { ...now, past: mark };
    }
    return now;
  };
}

/** Owns answers made by hand out of real ones, for what the fronts show and an engine seldom gives. */
import type { FacetValue, SearchAnswer } from '../../src/engine.ts';

/** As if all its hits lay below the line. */
export function belowTheLine(answer: SearchAnswer): SearchAnswer {
  const { facets, hits, nearest } = answer;
  return {
    ...answer,
    total: 0,
    counts: { literal: 0, related: 0 },
    hits: [],
    nearest: [...hits, ...nearest].slice(0, 5),
    facets: {
      city: facets.city.map(silent),
      year: facets.year.map(silent),
      document: facets.document.map(silent),
      topic: [],
      strength: [],
      body: [],
    },
  };
}

function silent<T>({ value }: FacetValue<T>): FacetValue<T> {
  return { value, count: 0, literal: 0 };
}

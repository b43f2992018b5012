/** Owns the shape of policy tasks: one row a task, one column a city. */
import type { Family } from '../comparing/families.ts';
import type { Snapshot } from '../indexing/open.ts';
import type { Table } from './tables.ts';

export interface FamilyClause {
  readonly clause: string;
  readonly label: string;
  readonly heading: string | null;
}

export interface FamilyView {
  /** An address that names it, and goes on naming it when documents are added. */
  readonly family: string;
  readonly label: string;
  /** The earliest date of its documents, as far as it is known: a day, a month or a year. */
  readonly earliest: string | null;
  /** What share of its clauses' text another city's clause of it prints, too; 0 to 1. */
  readonly sharedWording: number;
  /** One for each city of the index, in the order of `cities` of the answer; empty where the city has none. */
  readonly cells: readonly { readonly city: string | null; readonly clauses: readonly FamilyClause[] }[];
}

export interface FamiliesAnswer {
  readonly cities: readonly (string | null)[];
  /** Those of most cities first, then those of most clauses, then in reading order. */
  readonly families: readonly FamilyView[];
  /** Of all families, whatever the filters leave. */
  readonly counts: { readonly families: number; readonly clauses: number; readonly alone: number };
  readonly snapshot: string;
  readonly tookMs: number;
}

export interface FamiliesOptions {
  /** Only families of at least so many cities. */
  readonly minCities: number;
  /** Only the family of this clause. */
  readonly clause: string | null;
  readonly startedMs: number;
}

export function presentFamilies(
  snapshot: Snapshot,
  families: readonly Family[],
  { minCities, clause, startedMs }: FamiliesOptions,
): FamiliesAnswer {
  const cities = [...new Set(snapshot.documents.map(({ city }) => city))];
  const views = families.map((family) => viewOf(snapshot, family, cities));
  const citiesIn = (view: FamilyView) => view.cells.filter((cell) => cell.clauses.length > 0).length;
  const clausesIn = (view: FamilyView) => view.cells.reduce((sum, cell) => sum + cell.clauses.length, 0);
  const holds = (view: FamilyView) =>
    clause === null || view.cells.some(({ clauses }) => clauses.some((one) => one.clause === clause));
  return {
    cities,
    families: views
      .filter((view) => citiesIn(view) >= minCities && holds(view))
      .sort((a, b) => citiesIn(b) - citiesIn(a) || clausesIn(b) - clausesIn(a)),
    counts: {
      families: families.length,
      clauses: families.reduce((sum, { entries }) => sum + entries.length, 0),
      alone: families.filter(({ entries }) => entries.length === 1).length,
    },
    snapshot: snapshot.manifest.snapshot,
    tookMs: Math.round((performance.now() - startedMs) * 100) / 100,
  };
}

function viewOf(snapshot: Snapshot, family: Family, cities: readonly (string | null)[]): FamilyView {
  const cityOf = (entry: number) => snapshot.documents[snapshot.documentOf(entry)]?.city ?? null;
  return {
    family: family.id,
    label: family.label,
    earliest: family.earliest,
    sharedWording: Math.round(family.shared * 1e4) / 1e4,
    cells: cities.map((city) => ({
      city,
      clauses: family.entries
        .filter((entry) => cityOf(entry) === city)
        .map((entry) => {
          const { clause, label, heading } = snapshot.clause(entry);
          return { clause, label, heading };
        }),
    })),
  };
}

/** One line a family, one column a city, addresses in the cells. */
export function familiesTable({ cities, families }: FamiliesAnswer): Table {
  return {
    columns: ['family', 'label', 'earliest', 'shared_wording', ...cities.map((city) => city ?? '—')],
    rows: families.map(({ family, label, earliest, sharedWording, cells }) => [
      family,
      label,
      earliest,
      sharedWording,
      ...cells.map(({ clauses }) => clauses.map(({ clause }) => clause).join(' ')),
    ]),
  };
}

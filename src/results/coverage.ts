/** Owns the shape of a coverage: city by topic, and for a silent city what was looked at and what came nearest. */
import type { CityCell, CoverageRow } from '../comparing/coverage.ts';
import type { Snapshot } from '../indexing/open.ts';
import { type Hit, presentHit } from './present.ts';
import type { Table } from './tables.ts';

export interface CoverageCell {
  readonly city: string | null;
  /** Documents of the city, and their clauses, that were searched. */
  readonly documents: number;
  readonly clausesSearched: number;
  /** Clauses that say so in the query's own words. */
  readonly literal: number;
  /** Clauses that speak of it in other words. */
  readonly related: number;
  /** The clause that says it best; null where the city is silent. */
  readonly best: Hit | null;
  /** Where the city is silent: the clause that comes nearest, below the line; null where nothing comes near at all. */
  readonly nearest: Hit | null;
}

export interface CoverageTopic {
  readonly query: string;
  /** What was looked for literally, folded. */
  readonly terms: readonly string[];
  /** Official wordings of the concepts that the query comes close to: what was looked for as well. */
  readonly synonyms: readonly { readonly term: string; readonly labels: readonly string[] }[];
  readonly cities: readonly CoverageCell[];
}

/** The first topic stands at the top level, too. */
export interface CoverageAnswer extends CoverageTopic {
  /** One for each query, in the order asked. */
  readonly topics: readonly CoverageTopic[];
  readonly snapshot: string;
  readonly tookMs: number;
}

export function presentCoverage(
  snapshot: Snapshot,
  rows: readonly CoverageRow[],
  startedMs: number,
): CoverageAnswer {
  const topics = rows.map(({ query, terms, synonyms, cells }) => ({
    query,
    terms,
    synonyms,
    cities: cells.map((cell) => presentCell(snapshot, cell)),
  }));
  const first = topics[0] ?? { query: '', terms: [], synonyms: [], cities: [] };
  return {
    ...first,
    topics,
    snapshot: snapshot.manifest.snapshot,
    tookMs: Math.round((performance.now() - startedMs) * 100) / 100,
  };
}

function presentCell(snapshot: Snapshot, { city, found, related, best, nearest }: CityCell): CoverageCell {
  return {
    city,
    documents: found.scope.documents.length,
    clausesSearched: found.scope.clauses,
    literal: found.literal.size,
    related: related.length,
    best: best === null ? null : presentHit(snapshot, found, best),
    nearest: nearest === null ? null : presentHit(snapshot, found, nearest, true),
  };
}

/** One line a cell: for spreadsheets and for sorting. */
export function coverageCells({ topics }: CoverageAnswer): Table {
  return {
    columns: [
      'query',
      'city',
      'documents',
      'clauses_searched',
      'literal',
      'related',
      'best_clause',
      'best_heading',
      'nearest_clause',
      'nearest_score',
      'terms',
      'synonyms',
    ],
    rows: topics.flatMap(({ query, terms, synonyms, cities }) =>
      cities.map(({ city, documents, clausesSearched, literal, related, best, nearest }) => [
        query,
        city,
        documents,
        clausesSearched,
        literal,
        related,
        best?.clause ?? null,
        best?.heading ?? null,
        nearest?.clause ?? null,
        nearest === null ? null : (nearest.scores.semantic ?? nearest.scores.fused),
        terms.join(' '),
        synonyms.flatMap(({ labels }) => labels).join(' '),
      ]),
    ),
  };
}

/** One line a topic, one column a city: 1 (+2) nanjing-2025/2.2, or — with what was searched. */
export function coverageGrid({ topics }: CoverageAnswer): Table {
  const cities = [...new Set(topics.flatMap((topic) => topic.cities.map(({ city }) => city)))];
  return {
    columns: ['query', ...cities.map((city) => city ?? '—')],
    rows: topics.map(({ query, cities: cells }) => [
      query,
      ...cities.map((city) => showCell(cells.find((cell) => cell.city === city))),
    ]),
  };
}

function showCell(cell: CoverageCell | undefined): string {
  if (cell === undefined) return '';
  const { best, literal, related, clausesSearched } = cell;
  if (best === null) return `— (0/${clausesSearched})`;
  return `${literal}${related > 0 ? ` (+${related})` : ''} ${best.clause}`;
}

/** Owns who speaks of what: each query asked of each city by itself, so that a silence is as sure as a hit. */
import { conceptGraph } from '../concepts/graph.ts';
import type { Snapshot } from '../indexing/open.ts';
import { answersByItself } from '../search/line.ts';
import type { RankedClause } from '../search/rank.ts';
import { allows, type Filters } from '../search/scope.ts';
import { runSearch, type SearchContext, type Searched, type SearchInput } from '../search/search.ts';

export interface CityCell {
  /** Null for the documents of no city. */
  readonly city: string | null;
  /** What a search in this city alone finds. */
  readonly found: Searched;
  /**
   * Clauses that hold every word, though not together, or that would answer the query by themselves. The related band of a search
   * is wider: it also shows what merely shares a character, which is no reason to say that a city speaks of something.
   */
  readonly related: readonly RankedClause[];
  /** Literal before related; null where the city is silent. */
  readonly best: RankedClause | null;
  /** Where the city is silent: what comes nearest; null where nothing shares anything with the query. */
  readonly nearest: RankedClause | null;
}

export interface CoverageRow {
  readonly query: string;
  /** What was looked for literally, folded. */
  readonly terms: readonly string[];
  /** Official wordings of the query's concepts that were looked for as well, by concept. */
  readonly synonyms: readonly { readonly term: string; readonly labels: readonly string[] }[];
  /** One for each city that the query and the filters leave, in the order of their documents. */
  readonly cells: readonly CityCell[];
}

/** One row for each query. A query's own filters narrow its row. */
export async function coverageOf(
  context: SearchContext,
  queries: readonly string[],
  filters: Omit<SearchInput, 'q' | 'limit'>,
): Promise<CoverageRow[]> {
  const rows: CoverageRow[] = [];
  const cities = citiesOf(context.snapshot, filters);
  for (const q of queries) {
    const cells: CityCell[] = [];
    for (const { city, documents } of cities) {
      const found = await runSearch(context, { ...filters, q, documents, limit: 1 });
      if (found.scope.documents.length > 0) cells.push(cellOf(context, city, found));
    }
    const [first] = cells;
    rows.push({ query: q, terms: first?.found.query.terms ?? [], synonyms: synonymsIn(cells), cells });
  }
  return rows;
}

function cellOf(context: SearchContext, city: string | null, found: Searched): CityCell {
  const answers = answersByItself(context, found.query, found.widening);
  const related = found.related.filter((clause) => clause.hasAllWords || answers(clause));
  const best = (found.literal.size > 0 ? found.best[0] : related[0]) ?? null;
  const below = [...found.related, ...found.nearest];
  // A title block is no clause: it is shown only where there is nothing else.
  const nearest = below.find(({ entry }) => context.snapshot.isCounted(entry)) ?? below[0] ?? null;
  return { city, found, related, best, nearest: best === null ? nearest : null };
}

/** The cities that filters leave, with the documents of each that they leave. */
function citiesOf({ documents }: Snapshot, filters: Filters): { city: string | null; documents: string[] }[] {
  const cities = new Map<string | null, string[]>();
  for (const record of documents) {
    if (!allows([filters], record)) continue;
    const { city, document } = record;
    const known = cities.get(city);
    if (known === undefined) cities.set(city, [document]);
    else known.push(document);
  }
  return [...cities].map(([city, list]) => ({ city, documents: list }));
}

/** Concepts are the query's own, whatever city it is asked of. */
function synonymsIn(cells: readonly CityCell[]): CoverageRow['synonyms'] {
  const { concepts } = conceptGraph();
  return (cells[0]?.found.widening.concepts ?? []).flatMap(({ concept }) => {
    const known = concepts[concept];
    return known === undefined
      ? []
      : [{ term: known.term, labels: [known.term, ...known.official, ...known.short] }];
  });
}

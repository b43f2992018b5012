/** Owns the shape of targets: a row for each quantified commitment, comparable across cities. */
import type { Target } from '../commitments/targets.ts';
import type { ListedTarget } from '../comparing/target-list.ts';
import { conceptGraph } from '../concepts/graph.ts';
import type { Snapshot } from '../indexing/open.ts';
import type { Table } from './tables.ts';

/** All spans are into the clause's text. */
export interface TargetView extends Target {
  readonly clause: string;
  readonly document: string;
  readonly city: string | null;
  readonly label: string;
  readonly heading: string | null;
  /** The whole phrase as printed: what stands at `span`. */
  readonly text: string;
  /** Official terms of the concepts that it speaks of. */
  readonly topics: readonly string[];
}

export interface TargetsAnswer {
  readonly total: number;
  readonly targets: readonly TargetView[];
  /** What was looked at: also the proof that a city promises no figure. */
  readonly searched: { readonly documents: number; readonly clauses: number };
  /** By city, the cities without a target too. */
  readonly cities: readonly {
    readonly city: string | null;
    readonly clauses: number;
    readonly targets: number;
  }[];
  readonly snapshot: string;
  readonly tookMs: number;
}

/** What rows can be sorted by; each in reading order among equals. */
export const TARGET_ORDERS = ['reading', 'measure', 'year', 'value', 'city'] as const;

export type TargetOrder = (typeof TARGET_ORDERS)[number];

export interface TargetsOptions {
  readonly order: TargetOrder;
  readonly limit: number;
  readonly offset: number;
  /** Places of the documents that were looked at. */
  readonly documents: readonly number[];
  readonly startedMs: number;
}

export function presentTargets(
  snapshot: Snapshot,
  list: readonly ListedTarget[],
  { order, limit, offset, documents, startedMs }: TargetsOptions,
): TargetsAnswer {
  const sorted = sortedBy(
    order,
    list.map((listed) => viewOf(snapshot, listed)),
  );
  const records = documents.flatMap((document) => snapshot.documents[document] ?? []);
  const clausesOf = (some: typeof records) =>
    some.reduce((sum, { document }) => sum + snapshot.countOf(snapshot.documentNumber(document)), 0);
  return {
    total: sorted.length,
    targets: sorted.slice(offset, offset + limit),
    searched: { documents: records.length, clauses: clausesOf(records) },
    cities: [...new Set(records.map(({ city }) => city))].map((city) => ({
      city,
      clauses: clausesOf(records.filter((record) => record.city === city)),
      targets: sorted.filter((target) => target.city === city).length,
    })),
    snapshot: snapshot.manifest.snapshot,
    tookMs: Math.round((performance.now() - startedMs) * 100) / 100,
  };
}

function viewOf(snapshot: Snapshot, { entry, target, concepts }: ListedTarget): TargetView {
  const { clause, document, label, heading, text } = snapshot.clause(entry);
  const graph = conceptGraph();
  return {
    clause,
    document,
    city: snapshot.documents[snapshot.documentOf(entry)]?.city ?? null,
    label,
    heading,
    text: text.slice(target.span.start, target.span.end),
    ...target,
    topics: concepts.map((concept) => graph.concepts[concept]?.term ?? ''),
  };
}

function sortedBy(order: TargetOrder, views: readonly TargetView[]): TargetView[] {
  const last = Number.POSITIVE_INFINITY;
  const compare: Record<TargetOrder, (a: TargetView, b: TargetView) => number> = {
    reading: () => 0,
    // Rows without a subject stand behind those with one.
    measure: (a, b) =>
      Number(a.measure === '') - Number(b.measure === '') || a.measure.localeCompare(b.measure, 'zh'),
    year: (a, b) => (a.year ?? last) - (b.year ?? last) || 0,
    value: (a, b) => a.unit.localeCompare(b.unit, 'zh') || b.number - a.number,
    city: (a, b) => (a.city ?? '').localeCompare(b.city ?? '', 'zh'),
  };
  return [...views].sort((a, b) => compare[order](a, b) || 0);
}

export function targetsTable({ targets }: TargetsAnswer): Table {
  return {
    columns: [
      'clause',
      'city',
      'subject',
      'comparator',
      'relation',
      'value',
      'number',
      'high',
      'unit',
      'year',
      'base_year',
      'per',
      'aim',
      'condition',
      'measure',
      'start',
      'end',
      'text',
    ],
    rows: targets.map((row) => [
      row.clause,
      row.city,
      row.subject?.text ?? null,
      row.comparator?.text ?? null,
      row.relation,
      row.value.text,
      row.number,
      row.high,
      row.unit,
      row.year,
      row.base,
      row.per?.text ?? null,
      row.aim?.text ?? null,
      row.condition?.text ?? null,
      row.measure,
      row.span.start,
      row.span.end,
      row.text,
    ]),
  };
}

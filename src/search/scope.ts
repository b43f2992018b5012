/** Owns what a search looks at: the entries that its filters leave, and of them those with the wording that it insists on. */
import { type Strength, strengthBits, strengthNamed } from '../commitments/strength.ts';
import { conceptGraph } from '../concepts/graph.ts';
import { Bitmap } from '../core/bitmap.ts';
import type { DocumentRecord } from '../indexing/corpus.ts';
import type { Snapshot } from '../indexing/open.ts';
import { bodiesOf } from './body-directory.ts';
import type { Query } from './query.ts';

/** Values as the index holds them; an empty list filters nothing. */
export interface Filters {
  readonly cities: readonly string[];
  readonly years: readonly number[];
  readonly documents: readonly string[];
  /** Places in the concept graph: clauses that speak of one of them or of a part of it. */
  readonly topics?: readonly number[];
  /** Levels of commitment: clauses with a sentence, or a part of one, of one of them. */
  readonly strengths?: readonly string[];
  /** Names of bodies: clauses whose block names one of them, as leading or otherwise. */
  readonly bodies?: readonly string[];
}

export interface Scope {
  /** Places in the snapshot's documents. */
  readonly documents: readonly number[];
  /** Clauses that are counted: what was looked at, also the proof of a silence. */
  readonly clauses: number;
  /** Entries that pass; undefined where that is all of them. */
  readonly entries: Bitmap | undefined;
}

export function allows(filters: readonly Filters[], record: DocumentRecord): boolean {
  const has = <T>(list: readonly T[], value: T | null) =>
    list.length === 0 || (value !== null && list.includes(value));
  return filters.every(
    ({ cities, years, documents }) =>
      has(cities, record.city) && has(years, record.year) && has(documents, record.document),
  );
}

const CACHED_SCOPES = 64;
const scopes = new WeakMap<Snapshot, Map<string, Scope>>();

/** What passes all of these filters. The same filters on the same snapshot give the same scope. */
export function scopeOf(snapshot: Snapshot, filters: readonly Filters[]): Scope {
  const known = scopes.get(snapshot) ?? new Map<string, Scope>();
  scopes.set(snapshot, known);
  const key = JSON.stringify(
    filters.map(({ cities, years, documents, topics = [], strengths = [], bodies = [] }) => [
      cities,
      years,
      documents,
      topics,
      strengths,
      bodies,
    ]),
  );
  let scope = known.get(key);
  if (scope === undefined) {
    scope = findScope(snapshot, filters);
    if (known.size >= CACHED_SCOPES) known.clear();
    known.set(key, scope);
  }
  return scope;
}

function findScope(snapshot: Snapshot, filters: readonly Filters[]): Scope {
  const passes = snapshot.documents.map((record) => allows(filters, record));
  const documents = passes.flatMap((isIn, document) => (isIn ? [document] : []));
  const tests = filters.flatMap((filter) => clauseTests(snapshot, filter));
  const isWhole = documents.length === snapshot.documents.length && tests.length === 0;
  if (isWhole) return { documents, clauses: countOf(snapshot, documents), entries: undefined };
  const entries = new Bitmap(snapshot.entries);
  let counted = 0;
  for (let entry = 0; entry < snapshot.entries; entry++) {
    if (!passes[snapshot.documentOf(entry)] || !snapshot.live.has(entry)) continue;
    if (!tests.every((test) => test(entry))) continue;
    entries.add(entry);
    if (snapshot.isCounted(entry)) counted++;
  }
  return { documents, clauses: tests.length > 0 ? counted : countOf(snapshot, documents), entries };
}

/** Whether some filter looks at clauses rather than at documents: headings without text of their own do not pass it. */
export function asksOfClauses({ topics = [], strengths = [], bodies = [] }: Filters): boolean {
  return topics.length > 0 || strengths.length > 0 || bodies.length > 0;
}

type ClauseTest = (entry: number) => boolean;

/** What a filter asks of each clause; each that it does not ask is left out. */
function clauseTests(
  snapshot: Snapshot,
  { topics = [], strengths = [], bodies = [] }: Filters,
): ClauseTest[] {
  const tests: ClauseTest[] = [];
  if (topics.length > 0) tests.push((entry) => speaksOf(snapshot.topicsOf(entry), topics));
  if (strengths.length > 0) {
    const bits = strengthBits(strengths.flatMap((name): Strength | [] => strengthNamed(name) ?? []));
    tests.push((entry) => (snapshot.strengthsOf(entry) & bits) !== 0);
  }
  if (bodies.length > 0) {
    const directory = bodiesOf(snapshot);
    const named = new Set(
      bodies.flatMap((name) => directory.find(name)).flatMap(({ lead, others }) => [...lead, ...others]),
    );
    tests.push((entry) => named.has(entry));
  }
  return tests;
}

function countOf(snapshot: Snapshot, documents: readonly number[]): number {
  return documents.reduce((sum, document) => sum + snapshot.countOf(document), 0);
}

/** Whether one of some concepts, or one that it is a part of, is among those asked for. */
export function speaksOf(concepts: Iterable<number>, asked: readonly number[]): boolean {
  const { broaderOf } = conceptGraph();
  for (const concept of concepts) {
    if (asked.includes(concept) || broaderOf(concept).some((broader) => asked.includes(broader))) return true;
  }
  return false;
}

/** The entries of a scope that hold every quoted phrase and none of the excluded ones; undefined where that is all there are. */
export function withWording(
  { phrases, live }: Snapshot,
  { phrases: quoted, excluded }: Query,
  scope: Scope,
): Bitmap | undefined {
  if (quoted.length === 0 && excluded.length === 0) return scope.entries;
  let left = scope.entries ?? live;
  for (const phrase of quoted) left = left.and(Bitmap.of(left.size, phrases.find(phrase)));
  for (const phrase of excluded) left = left.without(Bitmap.of(left.size, phrases.find(phrase)));
  return left;
}

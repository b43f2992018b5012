/** Owns the counts of an answer by city, year, document, topic, strength and body: over all its hits, whatever page is shown. */
import { levelsIn, STRENGTHS, type Strength } from '../commitments/strength.ts';
import { conceptGraph } from '../concepts/graph.ts';
import type { DocumentRecord } from '../indexing/corpus.ts';
import type { Snapshot } from '../indexing/open.ts';
import { bodiesOf } from '../search/body-directory.ts';
import type { Scope } from '../search/scope.ts';
import type { Searched } from '../search/search.ts';

export interface FacetValue<T> {
  readonly value: T;
  readonly count: number;
  /** Of these, the ones that say so literally: a city whose hits are all related is silent on the words asked for. */
  readonly literal: number;
}

export interface Facets {
  /** Every value in the filters' scope is listed, those without a hit with 0. */
  readonly city: readonly FacetValue<string>[];
  readonly year: readonly FacetValue<number>[];
  readonly document: readonly FacetValue<string>[];
  /** The official terms of what the hits speak of, and of what that is a part of; the most frequent ones. */
  readonly topic: readonly FacetValue<string>[];
  /** Levels of commitment of which a hit has a sentence, or a part of one; the strongest first. */
  readonly strength: readonly FacetValue<Strength>[];
  /** Usual names of the bodies that the hits' blocks name, one for the bodies of that name in all cities; the most frequent ones. */
  readonly body: readonly FacetValue<string>[];
}

interface Count {
  count: number;
  literal: number;
}

export function facetsOf(snapshot: Snapshot, found: Searched): Facets {
  const counts = countByDocument(snapshot, found);
  return {
    city: facet(snapshot, { found, counts }, 'city'),
    year: facet(snapshot, { found, counts }, 'year'),
    document: facet(snapshot, { found, counts }, 'document'),
    topic: topicFacet(snapshot, found),
    strength: strengthFacet(snapshot, found),
    body: bodyFacet(snapshot, found),
  };
}

// With thousands of imported documents the silent ones are counted by `searched`, not listed.
const MAX_SILENT_VALUES = 60;
const MAX_TOPICS = 30;
const MAX_BODIES = 30;

/** Hits and literal hits by the places of their documents. */
type DocumentCounts = ReadonlyMap<number, Count>;

function countByDocument(snapshot: Snapshot, found: Searched): DocumentCounts {
  const counts = new Map<number, Count>();
  for (const { entry, isLiteral } of hitsOf(found)) add(counts, snapshot.documentOf(entry), isLiteral);
  return counts;
}

function* hitsOf({ literal, related }: Searched): Generator<{ entry: number; isLiteral: boolean }> {
  for (const entry of literal) yield { entry, isLiteral: true };
  for (const { entry } of related) yield { entry, isLiteral: false };
}

function add<K>(counts: Map<K, Count>, key: K, isLiteral: boolean): void {
  const counted = counts.get(key) ?? { count: 0, literal: 0 };
  counts.set(key, counted);
  counted.count++;
  if (isLiteral) counted.literal++;
}

function topicFacet(snapshot: Snapshot, found: Searched): FacetValue<string>[] {
  const { concepts, broaderOf } = conceptGraph();
  const counts = new Map<number, Count>();
  for (const { entry, isLiteral } of hitsOf(found)) {
    const topics = new Set<number>();
    for (const concept of snapshot.topicsOf(entry)) {
      topics.add(concept);
      for (const broader of broaderOf(concept)) topics.add(broader);
    }
    for (const topic of topics) add(counts, topic, isLiteral);
  }
  const named = [...counts].map(([concept, counted]) => [concepts[concept]?.term ?? '', counted] as const);
  return sorted(named).slice(0, MAX_TOPICS);
}

function strengthFacet(snapshot: Snapshot, found: Searched): FacetValue<Strength>[] {
  const counts = new Map<Strength, Count>();
  for (const { entry, isLiteral } of hitsOf(found)) {
    for (const level of levelsIn(snapshot.strengthsOf(entry))) add(counts, level, isLiteral);
  }
  return STRENGTHS.flatMap((value) => {
    const counted = counts.get(value);
    return counted === undefined ? [] : [{ value, ...counted }];
  });
}

function bodyFacet(snapshot: Snapshot, found: Searched): FacetValue<string>[] {
  const named = bodyNames(snapshot);
  if (named.size === 0) return [];
  const counts = new Map<string, Count>();
  for (const { entry, isLiteral } of hitsOf(found)) {
    for (const name of named.get(entry) ?? []) add(counts, name, isLiteral);
  }
  return sorted(counts).slice(0, MAX_BODIES);
}

const namesByEntry = new WeakMap<Snapshot, ReadonlyMap<number, ReadonlySet<string>>>();

/** The usual names of the bodies in each entry's block. */
function bodyNames(snapshot: Snapshot): ReadonlyMap<number, ReadonlySet<string>> {
  const known = namesByEntry.get(snapshot);
  if (known !== undefined) return known;
  const names = new Map<number, Set<string>>();
  for (const { usualName, lead, others } of bodiesOf(snapshot).bodies) {
    for (const entry of [...lead, ...others]) {
      names.set(entry, (names.get(entry) ?? new Set()).add(usualName));
    }
  }
  namesByEntry.set(snapshot, names);
  return names;
}

function facet<T extends string | number>(
  snapshot: Snapshot,
  { found, counts }: { found: Searched; counts: DocumentCounts },
  name: keyof FacetValues,
): FacetValue<T>[] {
  const values = new Map<string | number, Count>();
  const all = facetValues(snapshot, found.scope)[name];
  if (all.length <= MAX_SILENT_VALUES) for (const value of all) values.set(value, { count: 0, literal: 0 });
  for (const [document, counted] of counts) {
    const value = snapshot.documents[document]?.[name] ?? null;
    if (value === null) continue;
    const sum = values.get(value) ?? { count: 0, literal: 0 };
    values.set(value, { count: sum.count + counted.count, literal: sum.literal + counted.literal });
  }
  return sorted([...values].map(([value, counted]) => [value as T, counted] as const));
}

/** Those with most literal hits first, then those with most hits, then by value. */
function sorted<T extends string | number>(values: Iterable<readonly [T, Count]>): FacetValue<T>[] {
  return [...values]
    .map(([value, counted]) => ({ value, ...counted }))
    .sort((a, b) => b.literal - a.literal || b.count - a.count || (a.value < b.value ? -1 : 1));
}

type FacetValues = Readonly<
  Record<'city' | 'document', readonly string[]> & Record<'year', readonly number[]>
>;

const known = new WeakMap<Scope, FacetValues>();

/** The values that the documents of a scope have, each once. */
function facetValues({ documents }: Snapshot, scope: Scope): FacetValues {
  const found = known.get(scope);
  if (found !== undefined) return found;
  const records: readonly DocumentRecord[] = scope.documents.flatMap((document) => documents[document] ?? []);
  const values = {
    city: [...new Set(records.flatMap(({ city }) => city ?? []))],
    year: [...new Set(records.flatMap(({ year }) => year ?? []))],
    document: records.map(({ document }) => document),
  };
  known.set(scope, values);
  return values;
}

/** Owns what a query means beyond its own words: the concepts that it names or comes close to, and how officials say those. */
import { conceptGraph, labelKey } from '../concepts/graph.ts';
import { nearLabels } from '../concepts/near.ts';
import { topK } from '../core/topk.ts';
import { normalize } from '../embedding/embedder.ts';
import type { LabelVectors } from '../indexing/label-vectors.ts';
import { queryTokens } from './query.ts';

export interface NearConcept {
  /** Its place in the concept graph. */
  readonly concept: number;
  /** The label that the query came closest to: its place in the graph's labels. */
  readonly label: number;
  /** Above 0 to 1; 1 where the query holds the label itself. */
  readonly nearness: number;
}

export interface Widening {
  /** The concept whose official term the query is, with little else; null where it is none. Its place in the graph. */
  readonly asks: number | null;
  /** Best first; empty where no concept is near. */
  readonly concepts: readonly NearConcept[];
  /** How much the concepts count beside the query's own meaning, 0 to 1. */
  readonly trust: number;
  /** Index tokens of the concepts' official labels, to their weight. */
  readonly tokens: ReadonlyMap<string, number>;
  /** The query's vector drawn towards its concepts, of length 1; null where there was none. */
  readonly vector: Float32Array | null;
}

export const NOT_WIDENED: Widening = {
  asks: null,
  concepts: [],
  trust: 0,
  tokens: new Map(),
  vector: null,
};

export interface WideningOptions {
  /** The query's vector, and those of the labels; null where words alone answer. */
  readonly vector: Float32Array | null;
  readonly labels: LabelVectors | null;
  /** How much a nearest concept of that nearness is to be trusted, 0 to 1; fully where absent. */
  readonly trustOf?: (nearness: number) => number;
}

// One character stands in hundreds of labels and says none of them.
const MIN_CHARS = 2;
const MAX_CONCEPTS = 4;
/** Concepts whose labels are looked at one by one. */
const NEAREST_MEANS = 60;
// Of labels that share grams with the query, those that share this much are looked at whatever concept they belong to.
const MIN_SHARED = 0.3;

/** @param text what a query asks, without its filters: `Query.text` */
export function widen(text: string, { vector, labels, trustOf = () => 1 }: WideningOptions): Widening {
  const key = labelKey(text);
  if ([...key].length < MIN_CHARS) return { ...NOT_WIDENED, vector };
  const concepts = nearConcepts(key, { vector, labels });
  const trust = concepts[0] === undefined ? 0 : trustOf(concepts[0].nearness);
  // What counts for nothing is not said to have been read.
  if (trust === 0) return { ...NOT_WIDENED, vector };
  return {
    asks: askedOutright(key, concepts),
    concepts,
    trust,
    tokens: tokensOf(concepts),
    vector: vector === null || labels === null ? vector : drawnTowards(vector, { concepts, trust, labels }),
  };
}

// How near a label's wording is counts beside how near its meaning is, and a label that the query holds is the thing itself.
const WORDING_SHARE = 0.3;
const HELD_BONUS = 0.3;
/** Nearness below which a concept has nothing to do with a query. */
const MIN_NEARNESS = 0.45;

function nearConcepts(key: string, { vector, labels }: WideningOptions): NearConcept[] {
  const graph = conceptGraph();
  const shared = nearLabels(key, graph);
  const besides: number[] = [];
  for (let label = 0; label < shared.length; label++)
    if ((shared[label] ?? 0) >= MIN_SHARED) besides.push(label);
  const cosines =
    vector === null || labels === null ? null : labels.near(vector, { concepts: NEAREST_MEANS, besides });
  const best = new Map<number, NearConcept>();
  for (const label of cosines?.keys() ?? besides) {
    const known = graph.labels[label];
    if (known === undefined) continue;
    const wording = shared[label] ?? 0;
    const both =
      cosines === null ? wording : (1 - WORDING_SHARE) * (cosines.get(label) ?? 0) + WORDING_SHARE * wording;
    const nearness = both + (key.includes(known.folded) ? HELD_BONUS : 0);
    if (nearness > (best.get(known.concept)?.nearness ?? 0)) {
      best.set(known.concept, { concept: known.concept, label, nearness });
    }
  }
  const near = [...best.values()].filter(({ nearness }) => nearness >= MIN_NEARNESS);
  return topK(
    near.map((item) => ({ item, score: item.nearness })),
    MAX_CONCEPTS,
    (a, b) => a.concept - b.concept,
  ).map(({ item }) => ({ ...item, nearness: Math.min(1, item.nearness) }));
}

// 光污染治理怎么办 asks for 光污染治理, and 光污染 asks for it too; 过年能不能放鞭炮 merely holds a word of 放鞭炮管理.
const MIN_ASKED_SHARE = 0.5;
const MIN_ASKED_CHARS = 3;

/** Of several terms in a query the longest says what it asks: 土壤污染防治先行区 asks for more than 土壤污染防治. */
function askedOutright(key: string, concepts: readonly NearConcept[]): number | null {
  let asked: number | null = null;
  let most = 0;
  for (const { concept } of concepts) {
    for (const label of officialLabels(concept)) {
      const shared = key.includes(label) ? label : label.includes(key) ? key : '';
      const isMuch = shared.length >= MIN_ASKED_SHARE * Math.max(key.length, label.length);
      if (!isMuch || shared.length < MIN_ASKED_CHARS || shared.length <= most) continue;
      most = shared.length;
      asked = concept;
    }
  }
  return asked;
}

/** How far a query's vector is drawn towards its concepts: their share beside its own, by nearness and trust. */
const DRAW = 0.5;

function drawnTowards(
  vector: Float32Array,
  { concepts, trust, labels }: { concepts: readonly NearConcept[]; trust: number; labels: LabelVectors },
): Float32Array {
  const drawn = Float32Array.from(vector);
  for (const { concept, nearness } of concepts) {
    const official = labels.official(concept);
    for (let i = 0; i < drawn.length; i++) {
      drawn[i] = (drawn[i] ?? 0) + DRAW * trust * nearness * (official[i] ?? 0);
    }
  }
  return normalize(drawn);
}

function tokensOf(concepts: readonly NearConcept[]): Map<string, number> {
  const tokens = new Map<string, number>();
  for (const { concept, nearness } of concepts) {
    for (const [name, weight] of officialTokens(concept)) {
      tokens.set(name, Math.max(tokens.get(name) ?? 0, nearness * weight));
    }
  }
  return tokens;
}

/** The concepts that are a part of a concept, their parts too. */
export function partsOfConcept(concept: number): number[] {
  const { concepts, broaderOf } = conceptGraph();
  return concepts.flatMap((_, part) => (broaderOf(part).includes(concept) ? [part] : []));
}

/** The official labels of a concept, folded. */
export function officialLabels(concept: number): readonly string[] {
  const { term = '', official = [], short = [] } = conceptGraph().concepts[concept] ?? {};
  return [term, ...official, ...short].map(labelKey);
}

const known = new Map<number, ReadonlyMap<string, number>>();

/** Tokens of a concept's official labels: those that one label alone has count half. */
export function officialTokens(concept: number): ReadonlyMap<string, number> {
  const cached = known.get(concept);
  if (cached !== undefined) return cached;
  const counts = new Map<string, number>();
  for (const label of officialLabels(concept)) {
    for (const name of queryTokens(label).keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const tokens = new Map([...counts].map(([name, count]) => [name, Math.min(1, count / 2)]));
  known.set(concept, tokens);
  return tokens;
}

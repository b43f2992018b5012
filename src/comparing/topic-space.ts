/** Owns how near clauses are by what they speak of: concepts, what these are a part of, and their fields. */
import { type ConceptGraph, conceptGraph } from '../concepts/graph.ts';
import { idf } from '../indexing/lexical.ts';
import type { Snapshot } from '../indexing/open.ts';
import { type SparseVector, sparseUnit } from './sparse.ts';

/** What a concept counts for the one that it is a part of, and so on upwards; and for its field. */
const FOR_BROADER = 0.5;
const FOR_FIELD = 0.3;
/** A clause that prints ten labels of a field speaks of that field, but not ten times. */
const MOST = 2;

export class TopicSpace {
  readonly #graph: ConceptGraph;
  readonly #fields: readonly string[];
  readonly #idf: Float64Array;

  constructor({ live, topicsOf }: Snapshot) {
    this.#graph = conceptGraph();
    this.#fields = [...this.#graph.fields.keys()];
    const counts = new Float64Array(this.#graph.concepts.length + this.#fields.length);
    let size = 0;
    for (const entry of live) {
      size++;
      for (const place of this.#spread(topicsOf(entry)).keys()) counts[place] = (counts[place] ?? 0) + 1;
    }
    this.#idf = counts.map((count) => idf(size, count));
  }

  /** @param concepts each once: their places in the graph */
  vectorOf(concepts: Iterable<number>): SparseVector {
    const counts = this.#spread(concepts);
    for (const [place, count] of counts) {
      counts.set(place, Math.min(MOST, count) * (this.#idf[place] ?? 0));
    }
    return sparseUnit(counts);
  }

  /** Concepts at their places in the graph, fields behind them. */
  #spread(concepts: Iterable<number>): Map<number, number> {
    const counts = new Map<number, number>();
    const add = (place: number, count: number) => counts.set(place, (counts.get(place) ?? 0) + count);
    for (const concept of concepts) {
      add(concept, 1);
      this.#graph.broaderOf(concept).forEach((broader, i) => {
        add(broader, FOR_BROADER ** (i + 1));
      });
      add(this.#graph.concepts.length + this.#fieldOf(concept), FOR_FIELD);
    }
    return counts;
  }

  #fieldOf(concept: number): number {
    const { id = '' } = this.#graph.concepts[concept] ?? {};
    return this.#fields.indexOf(id.slice(0, id.indexOf('/')));
  }
}

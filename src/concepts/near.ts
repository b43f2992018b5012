/** Owns which labels of the graph are worded like a query: shared characters and pairs of them, rarer ones counting more. */
import { type ConceptGraph, conceptGraph } from './graph.ts';

export interface NearLabel {
  /** Its place in the graph's labels. */
  readonly label: number;
  /** Cosine of the weighted grams, above 0 to 1; 1 for the same grams. */
  readonly score: number;
}

interface GramTable {
  /** Gram to the labels that hold it. */
  readonly postings: ReadonlyMap<string, Uint32Array>;
  /** Squared weight of a gram. */
  readonly weightOf: (gram: string) => number;
  /** Length of a label's weighted grams. */
  readonly lengths: Float32Array;
}

const tables = new WeakMap<ConceptGraph, GramTable>();

/** Labels that share a gram with a folded text without blanks, in no order. */
export function nearLabels(text: string, graph: ConceptGraph = conceptGraph()): NearLabel[] {
  let table = tables.get(graph);
  if (table === undefined) {
    table = makeTable(graph);
    tables.set(graph, table);
  }
  const { postings, weightOf, lengths } = table;
  const grams = gramsOf(text);
  const sums = new Map<number, number>();
  let length = 0;
  for (const gram of grams) {
    const weight = weightOf(gram);
    length += weight;
    for (const label of postings.get(gram) ?? []) sums.set(label, (sums.get(label) ?? 0) + weight);
  }
  return [...sums].map(([label, sum]) => ({
    label,
    score: sum / (Math.sqrt(length) * (lengths[label] ?? 1)),
  }));
}

/** A gram's weight is its inverse document frequency; a label's vector holds the weights, so a product holds their squares. */
function makeTable({ labels }: ConceptGraph): GramTable {
  const holding = new Map<string, number[]>();
  labels.forEach(({ folded }, label) => {
    for (const gram of gramsOf(folded)) {
      const list = holding.get(gram);
      if (list === undefined) holding.set(gram, [label]);
      else list.push(label);
    }
  });
  const weightOf = (gram: string) =>
    Math.log((labels.length + 1) / ((holding.get(gram)?.length ?? 0) + 0.5)) ** 2;
  const lengths = Float32Array.from(labels, ({ folded }) => {
    let sum = 0;
    for (const gram of gramsOf(folded)) sum += weightOf(gram);
    return Math.sqrt(sum);
  });
  const postings = new Map([...holding].map(([gram, list]) => [gram, Uint32Array.from(list)]));
  return { postings, weightOf, lengths };
}

/** Characters and neighbouring pairs, each once. */
function gramsOf(text: string): Set<string> {
  const characters = [...text];
  return new Set([...characters, ...characters.slice(1).map((next, i) => (characters[i] ?? '') + next)]);
}

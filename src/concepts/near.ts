/** Owns which labels of the graph are worded like a query: shared characters and pairs of them, rarer ones counting more. */
import { type ConceptGraph, conceptGraph } from './graph.ts';

interface GramTable {
  /** Gram to its number. */
  readonly grams: ReadonlyMap<string, number>;
  /** Where a gram's labels begin in `postings`; one more than there are grams. */
  readonly starts: Uint32Array;
  /** The labels of the first gram, of the second, … */
  readonly postings: Uint32Array;
  /** Squared weight of each gram. */
  readonly weights: Float64Array;
  /** Length of each label's weighted grams. */
  readonly lengths: Float64Array;
  /** Squared weight of a gram that no label has. */
  readonly unknown: number;
}

const tables = new WeakMap<ConceptGraph, GramTable>();

/**
 * For each label of the graph how near its wording is to a folded text without blanks: the cosine of their weighted grams, 0 where
 * they share none, 1 for the same grams.
 */
export function nearLabels(text: string, graph: ConceptGraph = conceptGraph()): Float32Array {
  let table = tables.get(graph);
  if (table === undefined) {
    table = makeTable(graph);
    tables.set(graph, table);
  }
  const { grams, starts, postings, weights, lengths, unknown } = table;
  const scores = new Float32Array(lengths.length);
  let squared = 0;
  for (const written of new Set(gramsOf(text))) {
    const gram = grams.get(written) ?? -1;
    const weight = weights[gram] ?? unknown;
    squared += weight;
    for (let at = starts[gram] ?? 0; at < (starts[gram + 1] ?? 0); at++) {
      const label = postings[at] as number;
      scores[label] = (scores[label] as number) + weight;
    }
  }
  const length = Math.sqrt(squared);
  for (let label = 0; label < scores.length; label++) {
    const sum = scores[label] as number;
    if (sum > 0) scores[label] = sum / (length * (lengths[label] as number));
  }
  return scores;
}

/** A gram's weight is its inverse document frequency; a label's vector holds the weights, so a product holds their squares. */
function makeTable({ labels }: ConceptGraph): GramTable {
  const grams = new Map<string, number>();
  const counts: number[] = [];
  const held = labels.map(({ folded }) => {
    const numbers = new Set<number>();
    for (const text of gramsOf(folded)) {
      const gram = grams.get(text) ?? grams.size;
      if (gram === grams.size) grams.set(text, gram);
      if (numbers.has(gram)) continue;
      numbers.add(gram);
      counts[gram] = (counts[gram] ?? 0) + 1;
    }
    return numbers;
  });
  const weightOf = (count: number) => Math.log((labels.length + 1) / (count + 0.5)) ** 2;
  const weights = Float64Array.from(counts, weightOf);
  const starts = new Uint32Array(counts.length + 1);
  counts.forEach((count, gram) => {
    starts[gram + 1] = (starts[gram] ?? 0) + count;
  });
  const postings = new Uint32Array(starts.at(-1) ?? 0);
  const filled = Uint32Array.from(starts);
  const lengths = new Float64Array(labels.length);
  held.forEach((numbers, label) => {
    let squared = 0;
    for (const gram of numbers) {
      squared += weights[gram] ?? 0;
      const at = filled[gram] ?? 0;
      postings[at] = label;
      filled[gram] = at + 1;
    }
    lengths[label] = Math.sqrt(squared);
  });
  return {
    grams,
    starts,
    postings,
    weights,
    lengths,
    unknown: weightOf(0),
  };
}

/** Characters and neighbouring pairs. */
function* gramsOf(text: string): Generator<string> {
  let last = '';
  for (const character of text) {
    yield character;
    if (last !== '') yield last + character;
    last = character;
  }
}

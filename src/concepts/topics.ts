/** Owns which concepts a text speaks of: those whose official labels it prints. */
import { type ConceptGraph, conceptGraph } from './graph.ts';

// A label of one character stands in too many words that mean something else.
const MIN_LABEL_UNITS = 2;

/** Label to the places of its concepts, by first unit: most units of a text begin no label. */
type LabelTable = ReadonlyMap<
  string,
  readonly { readonly text: string; readonly concepts: readonly number[] }[]
>;

const tables = new WeakMap<ConceptGraph, LabelTable>();

function tableOf(graph: ConceptGraph): LabelTable {
  let table = tables.get(graph);
  if (table === undefined) {
    table = makeTable(graph);
    tables.set(graph, table);
  }
  return table;
}

function makeTable({ labels }: ConceptGraph): LabelTable {
  const concepts = new Map<string, number[]>();
  for (const { folded, kind, concept } of labels) {
    if (kind !== 'official' || folded.length < MIN_LABEL_UNITS) continue;
    concepts.set(folded, [...(concepts.get(folded) ?? []), concept]);
  }
  const table = new Map<string, { text: string; concepts: number[] }[]>();
  for (const [text, places] of concepts) {
    const begin = text.slice(0, MIN_LABEL_UNITS);
    table.set(begin, [...(table.get(begin) ?? []), { text, concepts: places }]);
  }
  for (const list of table.values()) list.sort((a, b) => b.text.length - a.text.length);
  return table;
}

/**
 * The concepts whose official labels stand in a folded text, each once, ascending. Of labels that begin at the same place the
 * longest counts, and one inside it counts too: 工业噪声污染防治 speaks of 噪声污染防治 as well. A label of Latin letters or digits
 * stands there only as a whole: NOx is no part of a longer word.
 */
export function topicsOf(folded: string, graph: ConceptGraph = conceptGraph()): number[] {
  const table = tableOf(graph);
  const found = new Set<number>();
  for (let at = 0; at + MIN_LABEL_UNITS <= folded.length; at++) {
    const list = table.get(folded.slice(at, at + MIN_LABEL_UNITS));
    const label = list?.find(({ text }) => folded.startsWith(text, at) && isWhole(folded, at, text));
    for (const concept of label?.concepts ?? []) found.add(concept);
  }
  return [...found].sort((a, b) => a - b);
}

const WORD_UNIT = /[\p{Script=Latin}\p{Nd}]/u;

function isWhole(folded: string, at: number, label: string): boolean {
  const joins = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && WORD_UNIT.test(a) && WORD_UNIT.test(b);
  return !joins(folded[at - 1], label[0]) && !joins(label.at(-1), folded[at + label.length]);
}

/** Owns the concept graph of municipal policy: what officials call a thing, what people call it, and what it is a part of. */
import { joinPath, listFolder, PROJECT_FOLDER, readText, sha256 } from '../core/files.ts';
import { z } from '../core/schema.ts';
import { fold } from '../text/fold.ts';

const label = z.string().min(1);

const conceptSchema = z.strictObject({
  /** field/slug. */
  id: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/),
  /** The official term, as plans and laws print it. */
  term: label,
  /** Other official terms and wordings. */
  official: z.array(label),
  /** Abbreviations, symbols and set phrases. */
  short: z.array(label),
  /** How people say it or ask for it who do not know the term. */
  everyday: z.array(label).min(3),
  /** One sentence. */
  definition: label,
  /** The id of the concept that this one is a part of; null at the top of a field. */
  broader: z.string().nullable(),
});

const fieldSchema = z.strictObject({
  field: z.string(),
  zh: z.string(),
  en: z.string(),
  concepts: z.array(conceptSchema).min(1),
});

export type Concept = z.infer<typeof conceptSchema>;

export type LabelKind = 'official' | 'everyday';

export interface Label {
  /** As written in the graph. */
  readonly text: string;
  /** Folded, without blanks. */
  readonly folded: string;
  /** Terms, other official wordings and abbreviations are official. */
  readonly kind: LabelKind;
  /** The place of its concept in `concepts`. */
  readonly concept: number;
}

export interface ConceptGraph {
  /** Changes with anything that is said in the graph. */
  readonly id: string;
  readonly concepts: readonly Concept[];
  /** Field to its Chinese and English names. */
  readonly fields: ReadonlyMap<string, { readonly zh: string; readonly en: string }>;
  /** Those of a concept stand together, its term first. */
  readonly labels: readonly Label[];
  /** The place of a concept named by id or by term (in any script); -1 where there is none. */
  find(name: string): number;
  /** A concept's broader one, the broader one of that, and so on; their places. */
  broaderOf(concept: number): readonly number[];
}

const DATA = joinPath(PROJECT_FOLDER, 'src/concepts/data');

let loaded: ConceptGraph | undefined;

/** The graph of the checkout, read once. */
export function conceptGraph(): ConceptGraph {
  loaded ??= buildGraph(
    listFolder(DATA)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => readText(joinPath(DATA, name))),
  );
  return loaded;
}

/** @param fields contents of files like those in data/; throws ZodError for anything else */
export function buildGraph(fields: readonly string[]): ConceptGraph {
  const parsed = fields.map((text) => fieldSchema.parse(JSON.parse(text)));
  const concepts = parsed.flatMap((field) => field.concepts);
  const byId = new Map(concepts.map(({ id }, place) => [id, place]));
  const byTerm = new Map(concepts.map(({ term }, place) => [labelKey(term), place]));
  const broader = concepts.map((concept) => byId.get(concept.broader ?? '') ?? -1);
  return {
    id: sha256(fields.join('\n')).slice(0, 12),
    concepts,
    fields: new Map(parsed.map(({ field, zh, en }) => [field, { zh, en }])),
    labels: concepts.flatMap(labelsOf),
    find: (name) => byId.get(name) ?? byTerm.get(labelKey(name)) ?? -1,
    broaderOf: (concept) => {
      const chain: number[] = [];
      for (
        let next = broader[concept] ?? -1;
        next >= 0 && !chain.includes(next);
        next = broader[next] ?? -1
      ) {
        chain.push(next);
      }
      return chain;
    },
  };
}

/** Labels are the same whatever their width, case, script and blanks. */
export function labelKey(text: string): string {
  return fold(text).replace(/\s+/g, '');
}

function labelsOf({ term, official, short, everyday }: Concept, concept: number): Label[] {
  const of = (kind: LabelKind) => (text: string) => ({ text, folded: labelKey(text), kind, concept });
  return [...[term, ...official, ...short].map(of('official')), ...everyday.map(of('everyday'))];
}

/** Owns who answers for what: the bodies that the blocks of an index name, each with its clauses. */
import { nameSpans } from '../clauses/responsibility.ts';
import {
  type Body,
  type BodyKind,
  type BodyLink,
  findBodies,
  predecessorsOf,
  readBody,
  spellOut,
  successorsOf,
} from '../commitments/bodies.ts';
import type { Span } from '../core/span.ts';
import { firstCityIn } from '../documents/cities.ts';
import type { Snapshot } from '../indexing/open.ts';
import { fold } from '../text/fold.ts';

export interface RelatedBody {
  readonly id: string;
  /** Of the city's body in its blocks, otherwise the usual one. */
  readonly name: string;
  /** Of the reform. */
  readonly year: number;
  readonly note: string;
  /** Whether some document of the index names it, of whatever city. */
  readonly inIndex: boolean;
}

/** A body of one city: the 住建局 of two cities are two entries. */
export interface BodyEntry {
  /** Of the body of that name in every city: 住建局. */
  readonly id: string;
  /** As the city's documents write it most often, script folded, 市 in front: 市资规局. */
  readonly name: string;
  /**
   * The usual name, the same for every city (市自然资源局): what is counted over several cities is named so. Bodies that carry
   * their city's name have no other.
   */
  readonly usualName: string;
  /** Null for documents of no city. */
  readonly city: string | null;
  readonly kind: BodyKind;
  /** Names as printed, the most frequent first. */
  readonly printed: readonly { readonly name: string; readonly count: number }[];
  /** Entries of the clauses that name it as leading, in reading order; each once. */
  readonly lead: readonly number[];
  /** Entries of the clauses that name it otherwise. */
  readonly others: readonly number[];
  readonly predecessors: readonly RelatedBody[];
  readonly successors: readonly RelatedBody[];
}

export interface BodyDirectory {
  /** City by city as their documents stand; in a city those with most clauses first, then as they are first printed. */
  readonly bodies: readonly BodyEntry[];
  /**
   * Those that a name asks for: with or without a city, of whatever form or script (住建局, 苏州市住房城乡建设局, 环保局).
   * None where no block of the index names such a body.
   */
  find(asked: string): readonly BodyEntry[];
  /** Entries of clauses with a block, in reading order. */
  readonly blocks: readonly number[];
}

const directories = new WeakMap<Snapshot, BodyDirectory>();

/** The directory of a snapshot; made when it is first asked for. */
export function bodiesOf(snapshot: Snapshot): BodyDirectory {
  const known = directories.get(snapshot) ?? makeDirectory(snapshot);
  directories.set(snapshot, known);
  return known;
}

/** Where a body's names stand in a clause's text, in order. */
export function spansOf(snapshot: Snapshot, body: BodyEntry, entry: number): Span[] {
  const { text, responsible } = snapshot.clause(entry);
  if (responsible === null) return [];
  const spans = nameSpans(text, responsible);
  return [...spans.lead, ...spans.others]
    .filter(({ start, end }) => readBody(text.slice(start, end), body.city).id === body.id)
    .sort((a, b) => a.start - b.start);
}

interface Gathered extends Body {
  readonly city: string | null;
  readonly printed: Map<string, number>;
  readonly lead: Set<number>;
  readonly others: Set<number>;
}

function makeDirectory(snapshot: Snapshot): BodyDirectory {
  const gathered = new Map<string, Gathered>();
  const blocks = entriesWithBlocks(snapshot);
  for (const entry of blocks) {
    const city = snapshot.documents[snapshot.documentOf(entry)]?.city ?? null;
    const { responsible } = snapshot.clause(entry);
    for (const role of ['lead', 'others'] as const) {
      for (const name of responsible?.[role] ?? []) {
        const body = readBody(name, city);
        const key = keyOf(city, body.id);
        const known = gathered.get(key) ?? {
          ...body,
          city,
          printed: new Map(),
          lead: new Set(),
          others: new Set(),
        };
        gathered.set(key, known);
        known.printed.set(name, (known.printed.get(name) ?? 0) + 1);
        known[role].add(entry);
      }
    }
  }
  const bodies = sorted(snapshot, [...gathered.values()]).map((body) => entryOf(body, gathered));
  return { bodies, find: (asked) => findIn(bodies, asked), blocks };
}

/** Imported clauses come without blocks, and their documents without a file. */
function entriesWithBlocks(snapshot: Snapshot): number[] {
  const isRead = snapshot.documents.map(({ file }) => file !== null);
  const entries: number[] = [];
  for (let entry = 0; entry < snapshot.entries; entry++) {
    if (!isRead[snapshot.documentOf(entry)] || !snapshot.live.has(entry)) continue;
    if (snapshot.clause(entry).responsible !== null) entries.push(entry);
  }
  return entries.sort((a, b) => (snapshot.order[a] ?? 0) - (snapshot.order[b] ?? 0));
}

function sorted({ documents }: Snapshot, bodies: readonly Gathered[]): Gathered[] {
  const cities = [...new Set(documents.map(({ city }) => city))];
  const clauses = ({ lead, others }: Gathered) => new Set([...lead, ...others]).size;
  return [...bodies].sort(
    (a, b) => cities.indexOf(a.city) - cities.indexOf(b.city) || clauses(b) - clauses(a),
  );
}

function entryOf(body: Gathered, gathered: ReadonlyMap<string, Gathered>): BodyEntry {
  const { id, name, city, kind, printed, lead, others } = body;
  const relate = (links: readonly BodyLink[]) =>
    links.map(({ id, year, note }) => {
      const own = gathered.get(keyOf(city, id));
      return {
        id,
        name: own === undefined ? readBody(id, city).name : nameOf(own),
        year,
        note,
        inIndex: [...gathered.values()].some((other) => other.id === id),
      };
    });
  return {
    id,
    name: nameOf(body),
    usualName: name,
    city,
    kind,
    printed: [...printed].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count),
    lead: [...lead],
    others: [...others].filter((entry) => !lead.has(entry)),
    predecessors: relate(predecessorsOf(id)),
    successors: relate(successorsOf(id)),
  };
}

/** The most frequent form; of equally frequent ones the longer. */
function nameOf({ city, printed }: Gathered): string {
  const counts = new Map<string, number>();
  for (const [name, count] of printed) {
    const form = spellOut(name, city);
    counts.set(form, (counts.get(form) ?? 0) + count);
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || b[0].length - a[0].length);
  return best?.[0] ?? '';
}

function findIn(bodies: readonly BodyEntry[], asked: string): readonly BodyEntry[] {
  const folded = fold(asked).replace(/\s/g, '');
  const city = firstCityIn(folded);
  const ids = findBodies(folded);
  const withoutCity = city === undefined ? folded : folded.replace(city.full, '').replace(city.name, '');
  const means = (body: BodyEntry) =>
    ids.includes(body.id) || (ids.length === 0 && readBody(withoutCity, body.city).id === body.id);
  return bodies.filter(
    (body) =>
      (means(body) && (city === undefined || body.city === city.name)) ||
      folded === keyOf(body.city, body.id) ||
      body.printed.some(({ name }) => fold(name) === folded),
  );
}

function keyOf(city: string | null, id: string): string {
  return city === null ? id : `${city}/${id}`;
}

/** Owns what a clause is compared by: its words, its heading, its topics and its meaning, each a vector of length 1. */
import { dot } from '../core/dot.ts';
import { topK } from '../core/topk.ts';
import { normalize } from '../embedding/embedder.ts';
import type { Clause } from '../indexing/corpus.ts';
import { idf } from '../indexing/lexical.ts';
import type { Snapshot } from '../indexing/open.ts';
import { indexWords } from '../text/analyze.ts';
import { fold } from '../text/fold.ts';
import { gramNames, readTokenName } from '../text/grams.ts';
import { type SparseVector, sparseUnit } from './sparse.ts';
import { TopicSpace } from './topic-space.ts';

export interface PassageProfile {
  readonly vector: Float32Array;
  /** Its length in UTF-16 units. */
  readonly chars: number;
}

export interface Profile {
  /** The text, folded. */
  readonly folded: string;
  /** Words and pairs of characters of heading and text, by how often and how rare. */
  readonly words: SparseVector;
  /** Single characters of both, likewise. */
  readonly characters: SparseVector;
  /** Words and pairs of the heading alone; of nothing where there is none. */
  readonly heading: SparseVector;
  readonly topics: SparseVector;
  /** The concepts themselves whose labels it prints, ascending: their places in the concept graph. */
  readonly concepts: readonly number[];
  /** Empty where there are no vectors. */
  readonly passages: readonly PassageProfile[];
  /** The mean of its passages, longer ones counting more; null where there are none. */
  readonly vector: Float32Array | null;
  /** Whether it explains a term and does no job of its own. */
  readonly isGlossary: boolean;
}

export interface ProfileSource extends Pick<Clause, 'heading' | 'text' | 'responsible'> {
  readonly kind: Clause['kind'] | 'pasted';
  readonly passages: readonly { readonly chars: number; readonly vector: Float32Array }[];
  /** Concepts whose labels heading and text print: their places in the concept graph. */
  readonly concepts: Iterable<number>;
}

/** Profiles that are kept as they were made. */
const CACHED_PROFILES = 5_000;

const makers = new WeakMap<Snapshot, ProfileMaker>();

/** The same for the same snapshot: words and topics have one place each in all its vectors. */
export function profilesOf(snapshot: Snapshot): ProfileMaker {
  let maker = makers.get(snapshot);
  if (maker === undefined) {
    maker = new ProfileMaker(snapshot);
    makers.set(snapshot, maker);
  }
  return maker;
}

export class ProfileMaker {
  readonly #snapshot: Snapshot;
  readonly #places = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #idf: number[] = [];
  readonly #known = new Map<number, Profile>();
  #topics: TopicSpace | undefined;
  #common: Float32Array | undefined;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  ofEntry(entry: number): Profile {
    const known = this.#known.get(entry);
    if (known !== undefined) return known;
    const { vectors } = this.#snapshot;
    const first = this.#snapshot.firstPassageOf(entry);
    const passages =
      vectors === null
        ? []
        : this.#snapshot.passagesOf(entry).map(({ start, end }, i) => ({
            chars: Math.max(1, end - start),
            vector: vectors.vector(first + i),
          }));
    const concepts = this.#snapshot.topicsOf(entry);
    const profile = this.of({ ...this.#snapshot.clause(entry), passages, concepts });
    if (this.#known.size >= CACHED_PROFILES) this.#known.clear();
    this.#known.set(entry, profile);
    return profile;
  }

  of({ heading, text, responsible, kind, passages, concepts }: ProfileSource): Profile {
    const folded = fold(text);
    const foldedHeading = fold(heading ?? '');
    // Who answers for a clause says nothing of its job, and the same bodies answer for most.
    const own = responsible === null ? folded : without(folded, responsible.span);
    const all = `${foldedHeading}\n${own}`;
    const isKept = kind !== 'pasted';
    this.#topics ??= new TopicSpace(this.#snapshot);
    const centred = passages.map(({ chars, vector }) => ({ chars, vector: this.#centred(vector) }));
    return {
      folded,
      words: this.#weigh(all, isWordOrPair, isKept),
      characters: this.#weigh(all, isCharacter, isKept),
      heading: this.#weigh(foldedHeading, isWordOrPair, isKept),
      topics: this.#topics.vectorOf(concepts),
      concepts: [...concepts],
      passages: centred,
      vector: passages.length === 0 ? null : this.#centred(meanOf(passages)),
      isGlossary: kind === 'entry',
    };
  }

  /** The words of a profile that tell most, by name, to how often they stand there; of words that no clause holds none. */
  tellingWords({ words }: Profile, limit: number): Map<string, number> {
    const values = [...words.places]
      .map((place, i) => ({ item: place, score: words.values[i] ?? 0 }))
      .filter(({ item }) => item >= 0);
    return new Map(
      topK(values, limit, (a, b) => a - b).map(({ item, score }) => [
        this.#names[item] ?? '',
        score / (this.#idf[item] || 1),
      ]),
    );
  }

  /** @param isKept false for a text that comes once: of its words only those that clauses hold are given a place in all vectors */
  #weigh(folded: string, isMeant: (name: string) => boolean, isKept: boolean): SparseVector {
    const counts = new Map<number, number>();
    const own = new Map<string, number>();
    for (const name of [...indexWords(folded), ...gramNames(folded)]) {
      if (!isMeant(name)) continue;
      const place = this.#placeOf(name, isKept) ?? ownPlaceOf(name, own);
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    const rarest = idf(this.#snapshot.lexical.size, 0);
    for (const [place, count] of counts) {
      counts.set(place, (1 + Math.log(count)) * (place < 0 ? rarest : (this.#idf[place] ?? 0)));
    }
    return sparseUnit(counts);
  }

  #placeOf(name: string, isKept: boolean): number | undefined {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const { lexical } = this.#snapshot;
    const holding = lexical.countOf(name);
    if (holding === 0 && !isKept) return undefined;
    const place = this.#names.push(name) - 1;
    this.#places.set(name, place);
    this.#idf[place] = idf(lexical.size, holding);
    return place;
  }

  /** Without what all passages have in common: policy documents are all near each other, and what is left tells them apart. */
  #centred(vector: Float32Array): Float32Array {
    this.#common ??= commonOf(this.#snapshot);
    const common = this.#common;
    return normalize(vector.map((value, i) => value - (common[i] ?? 0)));
  }
}

/** Below 0: places that no other vector has. */
function ownPlaceOf(name: string, own: Map<string, number>): number {
  const place = own.get(name) ?? -1 - own.size;
  own.set(name, place);
  return place;
}

function isWordOrPair(name: string): boolean {
  return readTokenName(name).kind !== 'character' && /[\p{L}\p{N}]/u.test(name);
}

function isCharacter(name: string): boolean {
  return readTokenName(name).kind === 'character';
}

function without(text: string, { start, end }: { start: number; end: number }): string {
  return text.slice(0, start) + text.slice(end);
}

/**
 * Passages of which half of the mean is taken for what all have in common. The mean of fewer is mostly they themselves: without all of
 * it, two passages would be each other's opposite. Of 30 random clauses of seeds/, and fewer, those that are similar are then as
 * similar, give or take 0.03, as among all of them; of two, 0.07.
 */
const HALF_MEANT = 30;

/** What the passages of an index have in common: their mean, less of it where they are few. Empty where there are no vectors. */
function commonOf({ vectors, live, firstPassageOf, passagesOf }: Snapshot): Float32Array {
  const sum = new Float64Array(vectors?.dimensions ?? 0);
  let count = 0;
  if (vectors !== null) {
    for (const entry of live) {
      const first = firstPassageOf(entry);
      const end = first + passagesOf(entry).length;
      for (let passage = first; passage < end; passage++) {
        count++;
        vectors.vector(passage).forEach((value, i) => {
          sum[i] = (sum[i] ?? 0) + value;
        });
      }
    }
  }
  const meant = count / (count ** 2 + HALF_MEANT ** 2);
  return Float32Array.from(sum, (value) => meant * value);
}

function meanOf(passages: ProfileSource['passages']): Float32Array {
  const mean = new Float32Array(passages[0]?.vector.length ?? 0);
  let all = 0;
  for (const { chars, vector } of passages) {
    all += chars;
    for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] ?? 0) + chars * (vector[i] ?? 0);
  }
  return mean.map((value) => value / all);
}

/** Concepts of which both speak, those that fewest clauses speak of first: their places in the concept graph. */
export function sharedConcepts(a: Profile, b: Profile): number[] {
  const rarity = new Map([...a.topics.places].map((place, i) => [place, a.topics.values[i] ?? 0]));
  return topK(
    a.concepts
      .filter((concept) => b.concepts.includes(concept))
      .map((item) => ({ item, score: rarity.get(item) ?? 0 })),
    a.concepts.length,
    (x, y) => x - y,
  ).map(({ item }) => item);
}

/** Which passage of `b` comes nearest to any of `a`; the first where there are no vectors. */
export function nearestPassage(a: Profile, b: Profile): number {
  let best = { passage: 0, cosine: -1 };
  b.passages.forEach(({ vector }, passage) => {
    for (const other of a.passages) {
      const cosine = dot(other.vector, vector, 0);
      if (cosine > best.cosine) best = { passage, cosine };
    }
  });
  return best.passage;
}

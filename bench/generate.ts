/** Owns generated clauses with the word statistics of a corpus that was cut: the same for the same seed, on every machine. */
// A walk over the corpus' own pairs of neighbouring words: from a word to the word behind a random place where it stands. That
// gives every word its real share (and so every list of postings its real length) and neighbours that really are neighbours, so
// that pairs of characters across words are real ones too. How long a clause is, its headings and its document's name are those of
// a random entry. No word is new: a real million would have more rare ones.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BREAK,
  type CutEntry,
  createTokenWriter,
  END,
  type FieldNumbers,
  readMeta,
  readNumbers,
  readVocabulary,
} from './token-file.ts';
import { CITIES } from './truth.ts';

const MIN_CLAUSES = 30;
const MAX_CLAUSES = 70;

export interface Model {
  readonly names: readonly string[];
  /** Words of all texts, with BREAK and END between them. */
  readonly chain: Uint32Array;
  readonly parts: ReadonlyMap<number, readonly number[]>;
  /** Per entry: words in its text with their parts, and what stands above it. */
  readonly entries: readonly {
    readonly length: number;
    readonly words: readonly [heading: number[], context: number[]];
    readonly grams: readonly [heading: number[], context: number[]];
  }[];
}

export function readModel(folder: string): Model {
  const u32 = (name: string) => {
    const bytes = readFileSync(join(folder, name));
    return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  };
  const count = readMeta(folder)?.entries ?? 0;
  const names = readVocabulary(folder);
  const parts = new Map<number, number[]>();
  const flat = u32('parts.u32');
  for (let at = 0; at < flat.length; ) {
    const [word = 0, length = 0] = flat.subarray(at, at + 2);
    parts.set(word, [...flat.subarray(at + 2, at + 2 + length)]);
    at += 2 + length;
  }
  const isGram = names.map((name) => /^[·‥]./u.test(name));
  const entries = [...readNumbers(folder, 'all', { end: count, count })].map(({ fields }) => {
    const [text = [], heading = [], context = []] = fields;
    const of = (wanted: boolean, list: number[]) => list.filter((token) => isGram[token] === wanted);
    return {
      length: text.reduce((sum, token) => sum + (isGram[token] ? 0 : 1), 0),
      words: [of(false, heading), of(false, context)] as const,
      grams: [of(true, heading), of(true, context)] as const,
    };
  });
  return { names, chain: u32('chain.u32'), parts, entries };
}

/** Numbers from 0 (inclusive) to 1, the same ones for the same seed. Mulberry32, Tommy Ettinger, public domain. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function* generateClauses(
  model: Model,
  { count, seed }: { count: number; seed: number },
): Generator<CutEntry> {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const walk = createWalk(model, below);
  for (let left = count; left > 0; ) {
    const city = below(CITIES);
    const above = model.entries[below(model.entries.length)];
    if (above === undefined) return;
    const clauses = Math.min(left, MIN_CLAUSES + below(MAX_CLAUSES - MIN_CLAUSES + 1));
    for (let clause = 0; clause < clauses; clause++) {
      const { words, grams } = walk(model.entries[below(model.entries.length)]?.length ?? 1);
      yield {
        city,
        words: [words, ...above.words] satisfies FieldNumbers,
        grams: [grams, ...above.grams] satisfies FieldNumbers,
      };
    }
    left -= clauses;
  }
}

/** Gives texts of about a wanted number of words. */
function createWalk({ names, chain, parts }: Model, below: (limit: number) => number) {
  const places = placesOf(chain, names.length);
  const grams = gramsOf(names);
  const starts = [0];
  chain.forEach((word, at) => {
    if (word === END && at + 1 < chain.length && (chain[at + 1] ?? END) < END) starts.push(at + 1);
  });
  return (length: number): { words: number[]; grams: number[] } => {
    const text = { words: [] as number[], grams: [] as number[] };
    let at = starts[below(starts.length)] ?? 0;
    let before = -1;
    while (text.words.length < length) {
      const word = chain[at] ?? END;
      if (word >= END) {
        before = -1;
        at = word === BREAK ? at + 1 : (starts[below(starts.length)] ?? 0);
        continue;
      }
      text.words.push(word, ...(parts.get(word) ?? []));
      grams.append(text.grams, before, word);
      before = word;
      const first = places.starts[word] ?? 0;
      const last = places.starts[word + 1] ?? first;
      at = (places.at[first + below(last - first)] ?? at) + 1;
    }
    return text;
  };
}

/** Where each word stands in the chain: those of word w are at[starts[w]] up to at[starts[w + 1]]. */
function placesOf(chain: Uint32Array, words: number): { starts: Uint32Array; at: Uint32Array } {
  const starts = new Uint32Array(words + 2);
  for (const word of chain) if (word < END) starts[word + 2] = (starts[word + 2] ?? 0) + 1;
  for (let word = 2; word < starts.length; word++)
    starts[word] = (starts[word] ?? 0) + (starts[word - 1] ?? 0);
  const at = new Uint32Array(starts[words + 1] ?? 0);
  chain.forEach((word, place) => {
    if (word >= END) return;
    const slot = starts[word + 1] ?? 0;
    at[slot] = place;
    starts[word + 1] = slot + 1;
  });
  return { starts, at };
}

/** Characters and pairs of a word, and the pair across two words, by number. */
function gramsOf(names: readonly string[]) {
  const numbers = new Map<string, number>();
  names.forEach((name, token) => {
    if (/^[·‥]./u.test(name)) numbers.set(name, token);
  });
  const ends = names.map((name) => {
    const characters = [...name];
    return numbers.has(`·${characters[0]}`)
      ? { first: characters[0] ?? '', last: characters.at(-1) ?? '' }
      : null;
  });
  const within = new Map<number, number[]>();
  const across = new Map<number, number>();
  const width = names.length;
  const known = (name: string, into: number[]) => {
    const token = numbers.get(name);
    if (token !== undefined) into.push(token);
  };
  const inside = (word: number): number[] => {
    const list: number[] = [];
    const characters = [...(names[word] ?? '')];
    characters.forEach((character, i) => {
      known(`·${character}`, list);
      if (i > 0) known(`‥${characters[i - 1]}${character}`, list);
    });
    within.set(word, list);
    return list;
  };
  const pair = (before: number, word: number): number => {
    const key = before * width + word;
    const cached = across.get(key);
    if (cached !== undefined) return cached;
    const token = numbers.get(`‥${ends[before]?.last}${ends[word]?.first}`) ?? -1;
    // Bounded: beyond this a look-up by name is as good.
    if (across.size < 4_000_000) across.set(key, token);
    return token;
  };
  return {
    append(list: number[], before: number, word: number): void {
      if (ends[word] === null) return;
      if (before >= 0 && ends[before] !== null) {
        const token = pair(before, word);
        if (token >= 0) list.push(token);
      }
      for (const token of within.get(word) ?? inside(word)) list.push(token);
    },
  };
}

/** Writes `count` clauses into `target`, where that is not done already. */
export function generateCorpus(
  source: string,
  target: string,
  { count, seed }: { count: number; seed: number },
) {
  const id = `${readMeta(source)?.id} ${count} ${seed}`;
  if (readMeta(target)?.id === id) return;
  const model = readModel(source);
  const writer = createTokenWriter(target);
  const cities = new Uint16Array(count);
  const startedAt = process.cpuUsage();
  let at = 0;
  for (const clause of generateClauses(model, { count, seed })) {
    cities[at++] = clause.city;
    writer.add(clause);
  }
  writeFileSync(join(target, 'cities.u16'), cities);
  const { user, system } = process.cpuUsage(startedAt);
  writer.finish({ id, addresses: [], names: model.names, cpuSeconds: (user + system) / 1e6 });
}

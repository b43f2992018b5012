/**
 * Proves that the index gives what scoring every clause by the formula gives: the same best clauses with the same scores, under
 * every filter, for what is wanted too; on real and on generated clauses, over several segments with deleted clauses, and
 * after these are merged.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Bitmap } from '../../../src/core/bitmap.ts';
import { fileExists, PROJECT_FOLDER, readText } from '../../../src/core/files.ts';
import { BM25F, type LexicalEntry, type LexicalMatch } from '../../../src/indexing/lexical.ts';
import { type IndexPart, PostingsIndex } from '../../../src/indexing/postings/postings-index.ts';
import { entriesOf, FIRST_BUILD_MS, SEEDS } from '../../support/corpus.ts';
import { bestOf, Exhaustive } from '../../support/exhaustive.ts';
import { entryOf, fieldOf, mergedSegment, postingsOf, segmentOf } from '../../support/postings.ts';
import { nat, pick, randomOf } from '../../support/random.ts';

const SEED = 20251122;
const QUERIES = 2_000;
const TOP = 20;
const EPSILON = 1e-9;
const STATUTES = join(PROJECT_FOLDER, '../shared/data/statutes.jsonl.gz');
const STATUTE_ARTICLES = 3_000;

const UNKNOWN = ['不存在', '·龘', '‥龘龘', 'zzz', '__proto__', '·', ''] as const;

/** 1 to 40 tokens: words, characters and pairs of the corpus, of one clause or of many, and some that nobody holds. */
function randomWeights(random: () => number, tokens: readonly string[]): Map<string, number> {
  const count = 1 + nat(random, random() < 0.5 ? 8 : 40);
  const from = nat(random, tokens.length);
  const near = random() < 0.5;
  const weights = new Map<string, number>();
  while (weights.size < count && weights.size < tokens.length) {
    // Tokens that were first seen side by side stand in one clause, most of them.
    const known = near ? tokens[(from + nat(random, 60)) % tokens.length] : pick(random, tokens);
    const token = random() < 0.1 ? pick(random, UNKNOWN) : (known as string);
    weights.set(token, random() < 0.1 ? pick(random, [0, -1, 1e-6, 1]) : random() * 3);
  }
  return weights;
}

/** No filter, or one that lets through nothing, single clauses, a range, or a share. */
function randomFilter(random: () => number, size: number): Bitmap | undefined {
  const kind = nat(random, 5);
  if (kind === 0) return undefined;
  const filter = new Bitmap(size);
  if (kind === 1) for (let i = nat(random, 4); i > 0; i--) filter.add(nat(random, size));
  if (kind === 2) {
    const start = nat(random, size);
    filter.addRange(start, start + 1 + nat(random, size));
  }
  const share = random();
  if (kind > 2) for (let i = 0; i < size; i++) if (random() < share) filter.add(i);
  return filter;
}

function expectSameBest(
  found: readonly LexicalMatch[],
  scores: ReadonlyMap<number, number>,
  accept: Bitmap | undefined,
): void {
  const expected = bestOf(scores, TOP, accept);
  expect(found.length).toBe(expected.length);
  expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  found.forEach(({ id, score }, i) => {
    const { id: wantedId, score: wantedScore } = expected[i] as LexicalMatch;
    // Place by place the same score; the clause may be another one only where that has the same score and is accepted.
    if (Math.abs(score - wantedScore) > EPSILON)
      expect({ i, id, score }).toEqual({ i, id: wantedId, score: wantedScore });
    if (id === wantedId) return;
    expect(Math.abs((scores.get(id) ?? 0) - wantedScore)).toBeLessThanOrEqual(EPSILON);
    expect(accept?.has(id) ?? true).toBe(true);
  });
}

interface Asked {
  readonly index: PostingsIndex;
  readonly exhaustive: Exhaustive;
  /** Numbers of clauses go up to this. */
  readonly numbers: number;
  readonly queries: number;
  readonly random: () => number;
}

/** Asks random questions; returns how many had an answer. */
function compare({ index, exhaustive, numbers, queries, random }: Asked): number {
  const tokens = exhaustive.tokens();
  let answered = 0;
  for (let i = 0; i < queries; i++) {
    const weights = randomWeights(random, tokens);
    const accept = randomFilter(random, numbers);
    const wanted = [...new Set(Array.from({ length: nat(random, 5) }, () => nat(random, numbers)))].sort(
      (a, b) => a - b,
    );
    const scores = exhaustive.scores(weights);
    const answer = index.search({ weights, limit: TOP, accept, wanted });
    expectSameBest(answer.best, scores, accept);
    expect(answer.wanted.map((match) => match?.id ?? null)).toEqual(
      wanted.map((id) => (scores.has(id) ? id : null)),
    );
    for (const match of answer.wanted) {
      if (match !== null)
        expect(Math.abs(match.score - (scores.get(match.id) ?? 0))).toBeLessThanOrEqual(EPSILON);
    }
    if (answer.best.length > 0) answered++;
  }
  return answered;
}

function numbered(entries: readonly LexicalEntry[]): Map<number, LexicalEntry> {
  return new Map(entries.map((entry, id) => [id, entry]));
}

function expectSameAnswers(entries: readonly LexicalEntry[], queries = QUERIES): void {
  const answered = compare({
    index: postingsOf(entries),
    exhaustive: new Exhaustive(numbered(entries)),
    numbers: entries.length,
    queries,
    random: randomOf(SEED),
  });
  expect(answered).toBeGreaterThan(queries / 2);
}

/** Articles of laws as an import would have them. */
function statuteEntries(limit: number): LexicalEntry[] {
  const lines = readText(STATUTES).split('\n', limit);
  return lines.map((line) => {
    const { law, article, headings, text } = JSON.parse(line) as Record<string, string> & {
      headings: string[];
    };
    return {
      text: fieldOf(text ?? ''),
      heading: fieldOf(article ?? ''),
      context: fieldOf([law, ...headings].join(' ')),
    };
  });
}

const COMMON = [...'的一是在有和发展生态环境建设'];
const RARE = Array.from({ length: 400 }, (_, i) => String.fromCharCode(0x4e00 + i * 37));
const OTHERS = ['2025', 'pm2.5', ' ', ',', '𠮷', '。', 'co2', '1+3', '95%', '\ud842'] as const;

function randomText(random: () => number, maxUnits: number): string {
  let text = '';
  for (let left = nat(random, maxUnits); left > 0; left--) {
    const kind = random();
    text += kind < 0.6 ? pick(random, COMMON) : kind < 0.9 ? pick(random, RARE) : pick(random, OTHERS);
  }
  return text;
}

// Words are made up, not cut: what a cutter would give is nothing to the index.
function randomEntry(random: () => number, maxUnits: number): LexicalEntry {
  const field = (max: number) => {
    const folded = randomText(random, max);
    const words = Array.from({ length: nat(random, max / 2) }, () =>
      random() < 0.7 ? pick(random, COMMON) + pick(random, RARE) : pick(random, OTHERS) + nat(random, 50),
    );
    return { folded, words };
  };
  return { text: field(maxUnits), heading: field(8), context: field(10) };
}

/** Short ones and long ones, and some in which every count is beyond its cap. */
function generatedEntries(count: number): LexicalEntry[] {
  const random = randomOf(SEED);
  return Array.from({ length: count }, (_, i) => {
    if (i % 100 === 99) {
      const field = { folded: '生态'.repeat(40), words: Array.from({ length: 300 }, () => '生态') };
      return entryOf({ text: field, heading: field, context: field });
    }
    return randomEntry(random, i % 10 === 0 ? 300 : 24);
  });
}

describe('the best twenty of random questions', () => {
  it(
    'are those of scoring every clause, on the five documents',
    async () => expectSameAnswers(await entriesOf({ kind: 'documents', path: SEEDS })),
    FIRST_BUILD_MS,
  );

  it.skipIf(!fileExists(STATUTES))(
    `are those of scoring every clause, on ${STATUTE_ARTICLES} articles of laws`,
    () => expectSameAnswers(statuteEntries(STATUTE_ARTICLES)),
    FIRST_BUILD_MS,
  );
  if (!fileExists(STATUTES)) console.log(`statutes: skipped, there is no ${STATUTES}`);

  it('are those of scoring every clause, on generated clauses', () =>
    expectSameAnswers(generatedEntries(2_000)));

  it('are those of scoring every clause, also where there are more clauses than are added up at a time', () => {
    const random = randomOf(SEED + 1);
    // More than 2^15.
    expectSameAnswers(
      Array.from({ length: 40_000 }, () => randomEntry(random, 4)),
      60,
    );
  });
});

interface Segmented {
  readonly entries: LexicalEntry[];
  readonly deleted: Set<number>;
}

describe('an index of several segments, with clauses that came and went', () => {
  const entries = generatedEntries(700);
  const random = randomOf(SEED + 2);
  const segments: Segmented[] = [{ entries: entries.slice(0, 200), deleted: new Set() }];
  let added = 200;
  // Every step adds a clause to the last segment, begins another one, or deletes a clause of any.
  for (let step = 0; step < 500; step++) {
    const last = segments.at(-1) as Segmented;
    if (random() < 0.02) segments.push({ entries: [], deleted: new Set() });
    else if (random() < 0.6) last.entries.push(entries[added++] as LexicalEntry);
    else {
      const one = pick(random, segments);
      if (one.entries.length > 0) one.deleted.add(nat(random, one.entries.length));
    }
  }
  // One of which nothing is left, and one that nothing was deleted of.
  segments.push({ entries: entries.slice(0, 3), deleted: new Set([0, 1, 2]) });
  segments.push({ entries: entries.slice(added, added + 20), deleted: new Set() });

  const liveOf = (one: Segmented) => one.entries.filter((_, i) => !one.deleted.has(i));
  const parts = segments.map((one): IndexPart => {
    const kept = one.entries.flatMap((_, i) => (one.deleted.has(i) ? [] : [i]));
    const live = one.deleted.size === 0 ? null : Bitmap.of(one.entries.length, kept);
    return { segment: segmentOf(one.entries), live };
  });

  it('has several segments, of which some have gaps', () => {
    expect(segments.length).toBeGreaterThan(5);
    expect(segments.filter(({ deleted }) => deleted.size > 0).length).toBeGreaterThan(3);
    expect(new PostingsIndex(parts).size).toBe(segments.flatMap(liveOf).length);
  });

  it('gives what scoring every live clause gives', () => {
    const live = new Map<number, LexicalEntry>();
    let number = 0;
    for (const one of segments) {
      one.entries.forEach((entry, i) => {
        if (!one.deleted.has(i)) live.set(number, entry);
        number++;
      });
    }
    const exhaustive = new Exhaustive(live);
    const index = new PostingsIndex(parts);
    const answered = compare({
      index,
      exhaustive,
      numbers: number,
      queries: QUERIES,
      random: randomOf(SEED),
    });
    expect(answered).toBeGreaterThan(QUERIES / 2);
    for (const token of [...exhaustive.tokens(), ...UNKNOWN]) {
      expect(index.countOf(token), token).toBe(exhaustive.holders(token).length);
    }
  });

  it('gives what scoring every live clause gives, also after all or some of them are merged', () => {
    const live = segments.flatMap(liveOf);
    const exhaustive = new Exhaustive(numbered(live));
    const at = parts.length >> 1;
    const some = [mergedSegment(parts.slice(0, at)), mergedSegment(parts.slice(at))];
    for (const merged of [
      [mergedSegment(parts)],
      some,
      [mergedSegment(some.map((segment) => ({ segment, live: null })))],
    ]) {
      const index = new PostingsIndex(merged.map((segment) => ({ segment, live: null })));
      expect(index.size).toBe(live.length);
      const answered = compare({
        index,
        exhaustive,
        numbers: live.length,
        queries: QUERIES / 2,
        random: randomOf(SEED),
      });
      expect(answered).toBeGreaterThan(QUERIES / 4);
    }
  });
});

describe('a filter that lets single clauses through', () => {
  it('finds them at every place of a block of postings, whatever is passed over before them', () => {
    // Token j stands from clause j on, so that the clauses asked for stand at every place of a block.
    const TOKENS = 130;
    const field = (clause: number) => ({
      folded: '',
      words: Array.from({ length: Math.min(clause + 1, TOKENS) }, (_, token) => `w${token}`),
    });
    const index = postingsOf(Array.from({ length: 4_200 }, (_, clause) => entryOf({ text: field(clause) })));
    for (const clause of [127, 128, 129, 2_047, 2_048, 2_049, 4_095, 4_096, 4_097, 4_199]) {
      const accept = Bitmap.of(4_200, [clause]);
      for (let token = 0; token < Math.min(clause + 1, TOKENS); token++) {
        const weights = new Map([[`w${token}`, 1]]);
        const found = index.search({ weights, limit: TOP, accept }).best;
        expect(found.map(({ id }) => id)).toEqual([clause]);
        const { wanted } = index.search({ weights, limit: 0, accept: new Bitmap(4_200), wanted: [clause] });
        expect(wanted).toEqual(found);
      }
    }
  });
});

describe('the formula', () => {
  it('is the one of the docstring: worked out by hand for two clauses', () => {
    // Lengths 3 and 1, mean 2; 光 stands in the first clause only, twice.
    const index = postingsOf([
      entryOf({ text: { folded: '光光', words: ['ab'] } }),
      entryOf({ text: { folded: '伏', words: [] } }),
    ]);
    const { k1, b } = BM25F;
    expect([k1, b]).toEqual([1.2, 0.7]);
    const tf = 2 / (0.3 + (0.7 * 3) / 2);
    const expected = Math.log(1 + 1.5 / 1.5) * 2.2 * (tf / (1.2 + tf));
    const [match] = index.search({ weights: new Map([['·光', 1]]), limit: 9 }).best;
    expect(match?.score).toBeCloseTo(expected, 12);
  });

  it('takes a clause of more than 65,535 characters for one of so many', () => {
    const scoreOf = (characters: number) => {
      const text = { folded: '发'.repeat(characters), words: [] };
      const index = postingsOf([entryOf({ text }), entryOf({ text: { folded: '展', words: [] } })]);
      return index.search({ weights: new Map([['·发', 1]]), limit: 1 }).best[0]?.score;
    };
    expect(scoreOf(80_000)).toBe(scoreOf(65_535));
    expect(scoreOf(65_534)).not.toBe(scoreOf(65_535));
  });
});

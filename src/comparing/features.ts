/** Owns what two clauses are measured by, side by side. */
import { dot } from '../core/dot.ts';
import type { PassageProfile, Profile } from './profile.ts';
import { overlapOf } from './sparse.ts';

export const FEATURES = [
  'words',
  'held',
  'characters',
  'topics',
  'headings',
  'meaning',
  'passages',
  'glossary',
] as const;

export type Feature = (typeof FEATURES)[number];

export type Features = Readonly<Record<Feature, number>>;

/**
 *     words       cosine of words and pairs of characters, heading and text
 *     held        share of what a says that b says, too: by rarity, squared
 *     characters  cosine of single characters: a morpheme in common where no word is
 *     topics      cosine of the concepts whose labels they print, of what these are a part of, and of their fields
 *     headings    how much of each one's heading the other says, on average
 *     meaning     cosine of their vectors; -1 to 1; 0 where there are none
 *     passages    how near each passage of a has its nearest passage in b, longer ones counting more; -1 to 1; 0 where there are none
 *     glossary    how many of the two explain a term and do no job: 0, 1 or 2
 *
 * The others are 0 to 1. `held` and `passages` ask from a's side: b may do more than a does.
 */
export function featuresOf(a: Profile, b: Profile): Features {
  return bothWays(a, b)[0];
}

/** The features from a's side, and those from b's. */
export function bothWays(a: Profile, b: Profile): readonly [Features, Features] {
  const words = overlapOf(a.words, b.words);
  const passages = nearestPassages(a, b);
  const shared = {
    words: words.dot,
    characters: overlapOf(a.characters, b.characters).dot,
    topics: overlapOf(a.topics, b.topics).dot,
    headings: headingsSaid(a, b),
    meaning: a.vector === null || b.vector === null ? 0 : dot(a.vector, b.vector, 0),
    glossary: Number(a.isGlossary) + Number(b.isGlossary),
  };
  return [
    { ...shared, held: words.ofA, passages: passages.ofA },
    { ...shared, held: words.ofB, passages: passages.ofB },
  ];
}

function headingsSaid(a: Profile, b: Profile): number {
  let said = 0;
  let headings = 0;
  for (const [{ heading }, { words }] of [
    [a, b],
    [b, a],
  ] as const) {
    if (heading.places.length === 0) continue;
    headings++;
    said += overlapOf(heading, words).ofA;
  }
  return headings === 0 ? 0 : said / headings;
}

function nearestPassages(a: Profile, b: Profile): { ofA: number; ofB: number } {
  if (a.passages.length === 0 || b.passages.length === 0) return { ofA: 0, ofB: 0 };
  const near = new Float64Array(b.passages.length).fill(-1);
  let ofA = 0;
  for (const { vector, chars } of a.passages) {
    let nearest = -1;
    for (let j = 0; j < near.length; j++) {
      const cosine = dot(vector, (b.passages[j] as PassageProfile).vector, 0);
      if (cosine > nearest) nearest = cosine;
      if (cosine > (near[j] as number)) near[j] = cosine;
    }
    ofA += chars * nearest;
  }
  const ofB = b.passages.reduce((sum, { chars }, j) => sum + chars * (near[j] ?? 0), 0);
  return { ofA: ofA / charsOf(a), ofB: ofB / charsOf(b) };
}

function charsOf({ passages }: Profile): number {
  return passages.reduce((sum, { chars }) => sum + chars, 0);
}

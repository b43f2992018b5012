/** Owns how our time grows: questions of all sizes put together by the postings they touch, and the straight line through them. */
import type { TokenSet } from './adapter.ts';
import { fitLine, type Line, median } from './measure.ts';
import { OURS } from './ours.ts';
import type { Results } from './run.ts';

export interface Bucket {
  readonly questions: number;
  /** Median. */
  readonly postings: number;
  /** Median. */
  readonly ms: number;
}

export interface Growth {
  /** By rising postings. */
  readonly buckets: readonly Bucket[];
  /** Milliseconds over postings, through every question. */
  readonly line: Line;
  /** Exponent of the power law through the buckets of 1,000 postings and more: 1 is a straight line, 2 a square. */
  readonly exponent: number;
  readonly tellsTouched: boolean;
}

// Below this the time is that of the call itself.
const MIN_POSTINGS = 1000;
const MIN_QUESTIONS = 10;

export function growthOf({ rows }: Pick<Results, 'rows'>, tokens: TokenSet): Growth {
  const queries = rows.flatMap(({ engine, tokens: own, measured }) =>
    engine === OURS && own === tokens && measured !== null ? [measured.query] : [],
  );
  const points = queries.flatMap((query) => query.points).filter(([postings]) => postings > 0);
  const byPower = new Map<number, (readonly [number, number])[]>();
  for (const point of points) {
    const power = Math.floor(Math.log2(point[0]));
    byPower.set(power, [...(byPower.get(power) ?? []), point]);
  }
  const buckets = [...byPower]
    .sort(([a], [b]) => a - b)
    .filter(([, own]) => own.length >= MIN_QUESTIONS)
    .map(([, own]) => ({
      questions: own.length,
      postings: median(own.map(([postings]) => postings)),
      ms: median(own.map(([, ms]) => ms)),
    }));
  const large = buckets.filter(({ postings, ms }) => postings >= MIN_POSTINGS && ms > 0);
  return {
    buckets,
    line: fitLine(points),
    exponent: fitLine(large.map(({ postings, ms }) => [Math.log(postings), Math.log(ms)])).slope,
    tellsTouched: queries.every(({ tellsTouched }) => tellsTouched),
  };
}

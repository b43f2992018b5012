/** Owns what is measured of an open index: time per question, memory, time with one city's filter, quality where gold exists. */
import { mean, ndcg, recall } from '../src/eval/metrics.ts';
import type { Adapter, CityFilter, Opened, Question } from './adapter.ts';
import { quantile, timeQuestions } from './measure.ts';
import type { Size } from './plan.ts';
import { CITIES, readCities, TOP, type Truth } from './truth.ts';

const MAX_ROUNDS = 5;
const QUALITY_LIMIT = 100;

export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  readonly asked: number;
  readonly rounds: number;
}

export interface QueryResult {
  readonly latency: Latency;
  /** Per asked question: postings looked at (where the engine does not tell: all postings of its tokens), and milliseconds. */
  readonly points: readonly (readonly [postings: number, ms: number])[];
  /** Whether the engine itself counted the postings. */
  readonly tellsTouched: boolean;
  /** One city of CITIES, another one for every question; null where the corpus has none or the engine no filters. */
  readonly filtered: Latency | null;
  readonly quality: { readonly ndcg10: number; readonly recall100: number; readonly asked: number } | null;
  /** Bytes: before opening, and after the timed questions. */
  readonly rssBefore: number;
  readonly rssAfter: number;
}

interface Measured {
  readonly adapter: Adapter;
  readonly opened: Opened;
  readonly truth: Truth;
  readonly size: Size;
  readonly budgetMs: number;
  readonly rssBefore: number;
}

export async function measureQueries(measured: Measured): Promise<QueryResult> {
  const { opened, truth, budgetMs, rssBefore } = measured;
  const numbered = truth.questions.map((question, i) => ({ question, postings: truth.postings[i] ?? 0 }));
  const timing = await timeQuestions(({ question }) => opened.search({ question, limit: TOP }), numbered, {
    budgetMs,
    maxRounds: MAX_ROUNDS,
  });
  const rssAfter = process.memoryUsage.rss();
  const tellsTouched = timing.answers.every(({ touched }) => touched !== undefined);
  return {
    latency: latencyOf(timing),
    points: timing.asked.map(({ postings }, i) => [
      (tellsTouched ? timing.answers[i]?.touched : undefined) ?? postings,
      timing.ms[i] ?? 0,
    ]),
    tellsTouched,
    filtered: await timeFiltered(measured),
    quality: await qualityOf(opened, truth.judged, timing.ms),
    rssBefore,
    rssAfter,
  };
}

function latencyOf({
  ms,
  asked,
  rounds,
}: {
  ms: readonly number[];
  asked: readonly unknown[];
  rounds: number;
}): Latency {
  const at = (share: number) => quantile(ms, share);
  return { p50: at(0.5), p95: at(0.95), max: at(1), asked: asked.length, rounds };
}

async function timeFiltered({ adapter, opened, truth, size, budgetMs }: Measured): Promise<Latency | null> {
  const cities = adapter.canFilter ? readCities(size) : null;
  if (cities === null) return null;
  const filters = Array.from(
    { length: CITIES },
    (_, city): CityFilter => ({ city, has: (id) => cities[id] === city }),
  );
  const asked = truth.questions.flatMap((question, i) => {
    const filter = filters[i % CITIES];
    return filter === undefined ? [] : [{ question, filter }];
  });
  const timing = await timeQuestions((ask) => opened.search({ ...ask, limit: TOP }), asked, {
    budgetMs: budgetMs / 2,
    maxRounds: MAX_ROUNDS,
  });
  for (const [i, { filter }] of timing.asked.entries()) {
    const outside = timing.answers[i]?.best.some(({ id }) => !filter.has(id));
    if (outside) throw new Error(`${adapter.name}: a hit outside city ${filter.city}`);
  }
  return latencyOf(timing);
}

// Quality needs no clock, but slow engines would take minutes for all questions: then every k-th is asked.
const QUALITY_BUDGET_MS = 8_000;

async function qualityOf(opened: Opened, judged: readonly Question[], ms: readonly number[]) {
  if (judged.length === 0) return null;
  const affordable = Math.max(50, QUALITY_BUDGET_MS / Math.max(0.001, mean(ms)));
  const step = Math.max(1, Math.ceil(judged.length / affordable));
  const asked = judged.filter((_, i) => i % step === 0);
  const scores: { ndcg10: number; recall100: number }[] = [];
  for (const question of asked) {
    const { best } = await opened.search({ question, limit: QUALITY_LIMIT });
    const ranked = best.map(({ id }) => question.gold.get(id) ?? 0);
    const grades = [...question.gold.values()];
    scores.push({ ndcg10: ndcg(ranked, grades), recall100: recall(ranked, grades, QUALITY_LIMIT) });
  }
  return {
    ndcg10: mean(scores.map(({ ndcg10 }) => ndcg10)),
    recall100: mean(scores.map(({ recall100 }) => recall100)),
    asked: asked.length,
  };
}

/** Owns timing: warm-up, rounds within a budget, medians. */
import type { Answer } from './adapter.ts';

/** The value below which `share` of the values lie, by the nearest rank; 0 of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export const median = (values: readonly number[]) => quantile(values, 0.5);

export interface Timing<Q> {
  /** The questions that were timed: all, or every k-th where the budget allows no more. */
  readonly asked: readonly Q[];
  /** Per asked question: the median of its rounds. */
  readonly ms: readonly number[];
  readonly rounds: number;
  /** Per asked question, of the last round. */
  readonly answers: readonly Answer[];
}

interface Budget {
  readonly budgetMs: number;
  readonly maxRounds: number;
}

// Fewer would leave the compiler cold whatever the budget says.
const MIN_WARM_UP = 20;
const MIN_ASKED = 25;

export async function timeQuestions<Q>(
  ask: (question: Q) => Answer | Promise<Answer>,
  questions: readonly Q[],
  { budgetMs, maxRounds }: Budget,
): Promise<Timing<Q>> {
  const meanMs = await warmUp(ask, questions, budgetMs / 2);
  const step = Math.ceil(
    questions.length / Math.max(MIN_ASKED, Math.min(questions.length, Math.floor(budgetMs / meanMs))),
  );
  const asked = questions.filter((_, i) => i % step === 0);
  const times: number[][] = asked.map(() => []);
  const answers: Answer[] = [];
  const endsAt = performance.now() + budgetMs;
  let rounds = 0;
  while (rounds < maxRounds && (rounds === 0 || performance.now() + asked.length * meanMs < endsAt)) {
    for (const [i, question] of asked.entries()) {
      const startedAt = performance.now();
      const answer = ask(question);
      answers[i] = answer instanceof Promise ? await answer : answer;
      times[i]?.push(performance.now() - startedAt);
    }
    rounds++;
  }
  return { asked, ms: times.map(median), rounds, answers };
}

/** Mean milliseconds of the second half of what was asked, which is spread over all questions. */
async function warmUp<Q>(
  ask: (question: Q) => Answer | Promise<Answer>,
  questions: readonly Q[],
  budgetMs: number,
): Promise<number> {
  const startedAt = performance.now();
  const times: number[] = [];
  for (let i = 0; i < questions.length; i++) {
    if (i >= MIN_WARM_UP && performance.now() - startedAt > budgetMs) break;
    // A step that shares no factor with most lengths walks over all questions before it comes back.
    const question = questions[(i * 97) % questions.length];
    if (question === undefined) break;
    const before = performance.now();
    await ask(question);
    times.push(performance.now() - before);
  }
  const warm = times.slice(Math.floor(times.length / 2));
  return warm.reduce((sum, ms) => sum + ms, 0) / Math.max(1, warm.length) || 0.001;
}

export interface Line {
  readonly slope: number;
  readonly intercept: number;
  /** Share of the variance that the line explains, 0 to 1. */
  readonly r2: number;
}

/** Least squares; a flat line through nothing where there are fewer than two different x. */
export function fitLine(points: readonly (readonly [x: number, y: number])[]): Line {
  const mean = (pick: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / Math.max(1, points.length);
  const [x0, y0] = [mean(([x]) => x), mean(([, y]) => y)];
  const xx = points.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
  const yy = points.reduce((sum, [, y]) => sum + (y - y0) ** 2, 0);
  const xy = points.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0);
  if (xx === 0) return { slope: 0, intercept: y0, r2: 0 };
  const slope = xy / xx;
  return { slope, intercept: y0 - slope * x0, r2: yy === 0 ? 1 : (xy * xy) / (xx * yy) };
}

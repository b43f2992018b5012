/** Owns logistic regression with a ridge, by Newton's method (iteratively reweighted least squares). */

export interface Example {
  readonly values: readonly number[];
  /** 0 to 1. */
  readonly target: number;
}

const MAX_STEPS = 60;
const SMALL = 1e-8;

/** The bias and the weights that make 1 / (1 + e^-(bias + sum of weight * value)) most likely; the bias is not held down. */
export function fitLogistic(
  examples: readonly Example[],
  ridge: number,
): { bias: number; weights: readonly number[] } {
  const size = (examples[0]?.values.length ?? 0) + 1;
  const solution = new Array<number>(size).fill(0);
  for (let step = 0; step < MAX_STEPS; step++) {
    const { gradient, hessian } = derivatives(examples, solution, ridge);
    const change = solve(hessian, gradient);
    change.forEach((value, i) => {
      solution[i] = (solution[i] ?? 0) - value;
    });
    if (change.every((value) => Math.abs(value) < SMALL)) break;
  }
  return { bias: solution[0] ?? 0, weights: solution.slice(1) };
}

function derivatives(examples: readonly Example[], at: readonly number[], ridge: number) {
  const held = at.map((_, i) => (i === 0 ? 0 : ridge));
  const gradient = at.map((value, i) => (held[i] ?? 0) * value);
  const hessian = at.map((_, i) => at.map((_, j) => (i === j ? (held[i] ?? 0) : 0)));
  for (const { values, target } of examples) {
    const row = [1, ...values];
    const probability = 1 / (1 + Math.exp(-row.reduce((sum, value, i) => sum + value * (at[i] ?? 0), 0)));
    const weight = probability * (1 - probability) + 1e-9;
    row.forEach((x, i) => {
      gradient[i] = (gradient[i] ?? 0) + (probability - target) * x;
      const line = hessian[i] as number[];
      row.forEach((y, j) => {
        line[j] = (line[j] ?? 0) + weight * x * y;
      });
    });
  }
  return { gradient, hessian };
}

/** Gaussian elimination with pivots. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    const pivot = rows.reduce(
      (best, row, i) =>
        i >= column && Math.abs(row[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0) ? i : best,
      column,
    );
    [rows[column], rows[pivot]] = [rows[pivot] as number[], rows[column] as number[]];
    const head = rows[column] as number[];
    for (const [i, row] of rows.entries()) {
      if (i === column) continue;
      const factor = (row[column] ?? 0) / (head[column] || 1);
      for (let j = column; j <= size; j++) row[j] = (row[j] ?? 0) - factor * (head[j] ?? 0);
    }
  }
  return rows.map((row, i) => (row[size] ?? 0) / (row[i] || 1));
}

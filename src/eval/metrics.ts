/** Owns the measures of a ranking against graded judgements. */
// Järvelin & Kekäläinen 2002, with the gain 2^grade - 1 of Burges et al. 2005. All are 0 to 1; grades are 0 to 3.

/** Grades of the ranked items, best first, against all judged grades of the query. 0 where nothing is relevant. */
export function ndcg(ranked: readonly number[], judged: readonly number[], cutoff = 10): number {
  const ideal = dcg(
    [...judged].sort((a, b) => b - a),
    cutoff,
  );
  return ideal === 0 ? 0 : dcg(ranked, cutoff) / ideal;
}

function dcg(grades: readonly number[], cutoff: number): number {
  return grades.slice(0, cutoff).reduce((sum, grade, i) => sum + (2 ** grade - 1) / Math.log2(i + 2), 0);
}

/** Share of the relevant items (grade 1 or more) among the first `cutoff`, of as many as can stand there. */
export function recall(ranked: readonly number[], judged: readonly number[], cutoff = 10): number {
  const relevant = judged.filter((grade) => grade > 0).length;
  const found = ranked.slice(0, cutoff).filter((grade) => grade > 0).length;
  return relevant === 0 ? 0 : found / Math.min(relevant, cutoff);
}

/** One over the rank of the first relevant item; 0 where none stands among the first `cutoff`. */
export function reciprocalRank(ranked: readonly number[], cutoff = 10): number {
  const first = ranked.slice(0, cutoff).findIndex((grade) => grade > 0);
  return first < 0 ? 0 : 1 / (first + 1);
}

/** The arithmetic mean; 0 of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

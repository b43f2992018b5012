/** Owns the judged sets of test/relevance, and what is told of one or several of them. */
import { joinPath, PROJECT_FOLDER } from '../core/files.ts';
import type { Origin } from '../engine.ts';
import { type Outcome, type Report, summarize } from './run.ts';

export const FIVE_DOCUMENTS: Origin = { kind: 'documents', path: joinPath(PROJECT_FOLDER, 'seeds') };

/** Of each pair the first is tuned on, the second only measured. */
export const SETS = ['tuning', 'held-out', 'paraphrases-tuning', 'paraphrases-held-out'] as const;

export function setFile(set: string): string {
  return joinPath(PROJECT_FOLDER, 'test/relevance', `${set}.json`);
}

export interface SetReports {
  readonly set: string;
  /** One for each way of searching. */
  readonly reports: readonly Report[];
}

export interface DocumentsFigures {
  readonly sets: readonly SetReports[];
  /** The paraphrases of several sets, and the absent topics; empty for a file of one's own. */
  readonly paraphrases: readonly SetReports[];
}

/** Such a set is only measured: no single query of it is ever printed. */
export const isHeldOut = (set: string) => set.endsWith('held-out');

/** @param measured outcomes by way of searching, of one set or of several that count as one */
export function reportsOf(
  set: string,
  measured: readonly ReadonlyMap<string, readonly Outcome[]>[],
  withWorst = false,
): SetReports {
  const names = [...(measured[0]?.keys() ?? [])];
  const reports = names.map((name) => {
    const report = summarize(
      name,
      measured.flatMap((outcomes) => outcomes.get(name) ?? []),
    );
    return withWorst && !isHeldOut(set) ? report : { ...report, worst: [] };
  });
  return { set, reports };
}

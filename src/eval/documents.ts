/** Owns the measurement on the five documents: every judged set, each way of searching, by kind of query. */
import type { Engine } from '../engine.ts';
import { plainBm25 } from './baseline.ts';
import { readCases } from './cases.ts';
import { documentsText } from './documents-text.ts';
import { type EvalContext, openIndexed } from './indexed.ts';
import { NO_MODEL, type PartResult } from './part.ts';
import { rankingName, rankings } from './rankings.ts';
import { judge, type Measured, type Outcome, throughEngine } from './run.ts';
import {
  type DocumentsFigures,
  FIVE_DOCUMENTS,
  isHeldOut,
  reportsOf,
  SETS,
  type SetReports,
  setFile,
} from './sets.ts';

export interface DocumentsOptions {
  /** A file of judged queries instead of the sets; null: the sets. */
  readonly cases: string | null;
  /** Whether plain BM25 over words is measured, too. */
  readonly plain: boolean;
  /** Whether the worst queries are told; never those of a set that is only measured. */
  readonly worst: boolean;
}

interface JudgedSet {
  readonly set: string;
  /** By way of searching. */
  readonly outcomes: ReadonlyMap<string, readonly Outcome[]>;
}

export async function measureDocuments(
  context: EvalContext,
  options: DocumentsOptions,
): Promise<PartResult & { figures: DocumentsFigures }> {
  const { engine, embedder } = await openIndexed(context, 'documents', FIVE_DOCUMENTS);
  const ways = waysOf(engine, { hasModel: embedder !== null, plain: options.plain });
  const files = options.cases === null ? SETS.map(setFile) : [options.cases];
  const measured: JudgedSet[] = [];
  for (const file of files) {
    const set = nameOf(file);
    const cases = readCases(file);
    const outcomes = new Map<string, Outcome[]>();
    for (const [name, search] of ways) {
      context.progress(`documents: ${set}, ${name}`);
      outcomes.set(name, await judge(cases, search));
    }
    measured.push({ set, outcomes });
  }
  const figures = {
    sets: measured.map(({ set, outcomes }) => reportsOf(set, [outcomes], options.worst)),
    paraphrases: options.cases === null ? paraphrasesOf(measured) : [],
  };
  const note = embedder === null ? `documents: ${NO_MODEL}\n` : '';
  return { figures, text: note + documentsText(figures) };
}

function waysOf(
  engine: Engine,
  { hasModel, plain }: { hasModel: boolean; plain: boolean },
): [name: string, search: Measured][] {
  const ways = rankings(hasModel).map((ranking): [string, Measured] => [
    rankingName(ranking),
    throughEngine(engine, ranking.mode, ranking.concepts),
  ]);
  if (!plain) return ways;
  const rank = plainBm25(engine);
  const search = async (query: string) => {
    const clauses = rank(query);
    return { clauses: clauses.slice(0, 10), literal: 0, related: clauses.length };
  };
  return [...ways, ['plain', search]];
}

function paraphrasesOf(measured: readonly JudgedSet[]): readonly SetReports[] {
  const isMeant = ({ kind, score }: Outcome) => kind === 'paraphrase' || score === null;
  const among = (name: string, sets: readonly JudgedSet[]) =>
    reportsOf(
      name,
      sets.map(({ outcomes }) => new Map([...outcomes].map(([way, list]) => [way, list.filter(isMeant)]))),
    );
  return [
    among(
      'tuned on',
      measured.filter(({ set }) => !isHeldOut(set)),
    ),
    among(
      'held out',
      measured.filter(({ set }) => isHeldOut(set)),
    ),
    among('all', measured),
  ];
}

/** A set's name is its file's, without .json. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.json$/, '');
}

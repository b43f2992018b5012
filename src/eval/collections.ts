/** Owns the measurements on the data folder: articles of law with everyday questions, Traditional paragraphs with theirs. */
import { fileExists, joinPath, makeFolder } from '../core/files.ts';
import type { SearchMode } from '../engine.ts';
import { type ImportLine, importedArticle, importedParagraph, writeImport } from './imports.ts';
import { type BuildCost, type EvalContext, openIndexed } from './indexed.ts';
import { NO_MODEL, type PartName, type PartResult, skipped } from './part.ts';
import { type Question, type QuestionPart, questionsOf, readQuestions, sampleEvenly } from './questions.ts';
import { rankingName, rankings } from './rankings.ts';
import { measureRetrieval, type RetrievalScore } from './retrieval.ts';
import { alignTable, figure } from './table.ts';

/** Clauses and questions, each in a file of the data folder. */
interface Collection {
  readonly part: PartName;
  readonly clauses: string;
  readonly questions: string;
  readonly map: (value: unknown) => ImportLine;
  readonly modes: readonly SearchMode[];
  /** Which of the questions are asked, and in words how they were chosen. */
  readonly choose: (all: readonly Question[]) => { asked: readonly Question[]; which: string };
}

export interface CollectionFigures {
  readonly clauses: number;
  readonly cost: BuildCost | null;
  readonly questions: string;
  readonly scores: readonly RetrievalScore[];
}

export function measureStatutes(
  context: EvalContext,
  questions: Exclude<QuestionPart, 'train'> | 'all',
): Promise<PartResult> {
  return measureCollection(context, {
    part: 'statutes',
    clauses: 'statutes.jsonl.gz',
    questions: 'statute-questions.jsonl',
    map: importedArticle,
    modes: ['lexical', 'semantic', 'hybrid'],
    choose: (all) => ({ asked: questionsOf(questions, all), which: STATUTE_QUESTIONS[questions] }),
  });
}

const STATUTE_QUESTIONS = {
  report: 'the quarter that nothing was trained or chosen on',
  dev: 'the quarter that trials were chosen on',
  all: 'all, half of them trained on',
};

/** @param sample how many of the questions are asked; null: all */
export function measureDrcd(context: EvalContext, sample: number | null): Promise<PartResult> {
  return measureCollection(context, {
    part: 'drcd',
    clauses: 'drcd-dev-paragraphs.jsonl.gz',
    questions: 'drcd-dev-questions.jsonl',
    map: importedParagraph,
    modes: ['lexical', 'hybrid'],
    choose: (all) => {
      const asked = sampleEvenly(all, sample ?? all.length);
      return { asked, which: asked.length === all.length ? 'all' : `of ${all.length}, evenly spaced` };
    },
  });
}

async function measureCollection(context: EvalContext, collection: Collection): Promise<PartResult> {
  const { part, modes, map } = collection;
  const [from, asking] = [collection.clauses, collection.questions].map((name) =>
    joinPath(context.dataFolder, name),
  ) as [string, string];
  const missing = [from, asking].find((path) => !fileExists(path));
  if (missing !== undefined) return skipped(part, `"${missing}" is not there; --data DIR names its folder`);
  const { engine, embedder, cost } = await openCollection(context, part, { from, map });
  const { asked, which } = collection.choose(readQuestions(asking));
  const scores: RetrievalScore[] = [];
  for (const ranking of rankings(embedder !== null, modes)) {
    const name = rankingName(ranking);
    context.progress(`${part}: ${name}, ${asked.length} questions`);
    const onProgress = (done: number) => {
      if (done % QUESTIONS_BETWEEN === 0) context.progress(`${part}: ${name}, ${done} of ${asked.length}`);
    };
    scores.push(await measureRetrieval(engine, asked, { ranking, onProgress }));
  }
  const { clauses } = engine.info();
  const figures = { clauses, cost, questions: which, scores };
  return {
    figures,
    text: collectionText(part, figures) + (embedder === null ? `${part}: ${NO_MODEL}\n` : ''),
  };
}

const QUESTIONS_BETWEEN = 500;

async function openCollection(
  context: EvalContext,
  part: PartName,
  { from, map }: { from: string; map: Collection['map'] },
) {
  context.progress(`${part}: reading ${from}`);
  const path = joinPath(context.indexFolder, `${part}.jsonl`);
  makeFolder(context.indexFolder);
  await writeImport(from, path, map);
  return openIndexed(context, part, { kind: 'clauses', path });
}

function collectionText(part: PartName, { clauses, cost, questions, scores }: CollectionFigures): string {
  const what = part === 'statutes' ? 'articles of law' : 'paragraphs of DRCD dev, in Traditional characters';
  const asked = scores[0]?.questions ?? 0;
  const rows = scores.map(({ name, ndcg10, recall10, recall100, mrr10, silent }) => [
    name,
    ...[ndcg10, recall10, recall100, mrr10].map(figure),
    String(silent),
  ]);
  return [
    `${clauses.toLocaleString('en')} ${what}; ${asked.toLocaleString('en')} questions (${questions})\n`,
    `${costText(cost)}\n`,
    alignTable([['', 'nDCG@10', 'R@10', 'R@100', 'MRR@10', 'no hit'], ...rows]),
  ].join('');
}

export function costText(cost: BuildCost | null): string {
  if (cost === null) return 'indexed earlier, nobody measured how long it took';
  const { clauses, seconds, cpuSeconds, cores, isFromNothing } = cost;
  const remembered = isFromNothing ? '' : '; vectors of an earlier run were remembered';
  return `indexed in ${seconds.toFixed(1)} s: ${clauses.toLocaleString('en')} clauses, ${cpuSeconds.toFixed(1)} s of processor time, ${cores} cores${remembered}`;
}

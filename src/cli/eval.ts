/** Owns `tiaosuo eval`: what is promised of search, measured part by part. */
import { availableParallelism } from 'node:os';
import { joinPath, PROJECT_FOLDER, resolvePath } from '../core/files.ts';
import { DEFAULT_INDEX } from '../engine.ts';
import { measureDrcd, measureStatutes } from '../eval/collections.ts';
import { measureDocuments } from '../eval/documents.ts';
import type { EvalContext } from '../eval/indexed.ts';
import { PARTS, type PartName, type PartResult } from '../eval/part.ts';
import { measureSimilar } from '../eval/similar.ts';
import { measureSpeed } from '../eval/speed.ts';
import { type Command, parseInteger, parseOptions, type Terminal, UsageError } from './command.ts';
import { type ModelChoice, modelOptions, openChosenModel } from './indexes.ts';

const QUESTIONS = ['report', 'dev', 'all'] as const;
const MAX_SAMPLE = 1_000_000;

const options = {
  ...modelOptions,
  only: { type: 'string', multiple: true },
  data: { type: 'string' },
  questions: { type: 'string', default: 'report' },
  sample: { type: 'string' },
  cases: { type: 'string' },
  plain: { type: 'boolean', default: false },
  worst: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

export const evalCommand: Command = {
  help: `usage: npx tiaosuo eval [--only PART]… [--model NAME] [--data DIR] [--json]

Measures search by words, by meaning and by both, each with the concept graph and without it:

  documents   the judged queries of test/relevance, by kind; weights are tuned on the sets named tuning, the others are only measured
  similar     judged clauses and pasted texts: which clauses of other cities do the same job, and whether there is one
  statutes    everyday questions over articles of law
  drcd        questions in Traditional characters over as many paragraphs
  speed       embedding a query, searching, similar clauses, families, opening the index

Statutes and drcd need a data folder and are skipped without it; so is whatever needs a model where there is none. Indexes are kept in
index/eval, so the first run takes minutes and the next ones do not.

  --only PART        one part alone; may be given several times
  --data DIR         the folder with statutes.jsonl.gz and the rest (default: ../shared/data beside the checkout)
  --questions NAME   which statute questions: report (default, nothing was trained on them), dev or all
  --sample N         as many DRCD questions, evenly spaced, instead of all
  --model NAME       box (default), none, hashing, a folder or org/name of Hugging Face
  --dtype NAME       which form of its numbers: fp32, q8, …
  --cases FILE       judged queries of your own over the five documents, and nothing else
  --plain            also measure plain BM25 over jieba words on the documents, the yardstick
  --worst            also print the ten worst queries of the sets that are tuned on
  --json             print everything as JSON`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, options);
    if (positionals.length > 0) throw new UsageError(`unexpected "${positionals[0]}"`);
    const { plain, worst, json } = values;
    const cases = values.cases === undefined ? null : resolvePath(values.cases);
    const questions = oneOf('questions', values.questions, QUESTIONS);
    const sample =
      values.sample === undefined ? null : parseInteger('sample', values.sample, { min: 1, max: MAX_SAMPLE });
    const context = contextOf(values, terminal);
    const measures: Record<PartName, () => Promise<PartResult>> = {
      documents: () => measureDocuments(context, { cases, plain, worst }),
      similar: () => measureSimilar(context),
      statutes: () => measureStatutes(context, questions),
      drcd: () => measureDrcd(context, sample),
      speed: () => measureSpeed(context),
    };
    const figures: Partial<Record<PartName, unknown>> = {};
    for (const part of chosenParts(values.only, cases)) {
      const result = await measures[part]();
      figures[part] = result.figures;
      if (!json) terminal.out(`${result.text}\n`);
    }
    if (json) terminal.out(`${JSON.stringify(figures)}\n`);
    return 0;
  },
};

/** In the order in which they are printed, however they were asked for. */
function chosenParts(only: readonly string[] | undefined, cases: string | null): readonly PartName[] {
  const asked = only ?? (cases === null ? PARTS : ['documents']);
  const named = new Set(asked.map((name) => oneOf('only', name, PARTS)));
  return PARTS.filter((part) => named.has(part));
}

function oneOf<T extends string>(option: string, name: string, known: readonly T[]): T {
  const found = known.find((one) => one === name);
  if (found !== undefined) return found;
  throw new UsageError(`--${option} is ${known.join(', ')}, not "${name}"`);
}

function contextOf(choice: ModelChoice & { data?: string | undefined }, terminal: Terminal): EvalContext {
  return {
    indexFolder: joinPath(DEFAULT_INDEX, 'eval'),
    dataFolder: resolvePath(choice.data ?? joinPath(PROJECT_FOLDER, '../shared/data')),
    cores: availableParallelism(),
    openModel: (cacheBeside) => openChosenModel(choice, cacheBeside, terminal),
    progress: (message) => terminal.err(`${message}\n`),
  };
}

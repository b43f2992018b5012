/** Owns which index a command uses, with which model, and that the index of seeds/ is there and fresh. */
import { TiaosuoError } from '../core/errors.ts';
import { joinPath, PROJECT_FOLDER, resolvePath } from '../core/files.ts';
import {
  type BuildOptions,
  type BuildReport,
  buildIndex,
  DEFAULT_INDEX,
  DTYPES,
  type Embedder,
  type Engine,
  isIndexStale,
  LEXICAL_ENGINES,
  type LexicalEngine,
  openEngine,
  openModel,
  parseModelName,
} from '../engine.ts';
import { type Terminal, UsageError } from './command.ts';
import { printable } from './text.ts';

export const SEEDS_FOLDER = joinPath(PROJECT_FOLDER, 'seeds');

export const modelOptions = {
  model: { type: 'string' },
  dtype: { type: 'string' },
} as const;

export const indexOptions = {
  index: { type: 'string' },
  ...modelOptions,
  lexical: { type: 'string' },
} as const;

export const INDEX_HELP = `  --index DIR        the index to use (default: index/ of the checkout, built from seeds/ where missing or stale)
  --model NAME       what searches by meaning: box (default, the model that comes along), none, hashing (for trying: it knows no
                     meaning), a folder, or org/name of Hugging Face; TIAOSUO_MODEL of the environment
  --dtype NAME       which form of the model's numbers: fp32, q8, …; TIAOSUO_DTYPE of the environment
  --lexical NAME     what ranks by words: auto (default), postings or minisearch (in memory, made anew at each start)`;

export interface ModelChoice {
  readonly model?: string | undefined;
  readonly dtype?: string | undefined;
}

export interface IndexChoice extends ModelChoice {
  readonly index?: string | undefined;
  readonly lexical?: string | undefined;
}

function lexicalNamed(name = 'auto'): LexicalEngine {
  const engine = LEXICAL_ENGINES.find((known) => known === name);
  if (engine !== undefined) return engine;
  throw new UsageError(`--lexical is ${LEXICAL_ENGINES.join(', ')}, not "${name}"`);
}

/** The model asked for, by option or environment; it remembers passages beside the index. Null: words alone. */
export async function openChosenModel(
  choice: ModelChoice,
  indexFolder: string,
  { env, err }: Terminal,
): Promise<Embedder | null> {
  const name = choice.model ?? (env.TIAOSUO_MODEL || 'box');
  const model = parseModelName(name);
  if (model === null) {
    throw new UsageError(
      `--model is box, none, hashing, a folder or org/name of Hugging Face, not "${name}"`,
    );
  }
  const form = choice.dtype ?? (env.TIAOSUO_DTYPE || null);
  const dtype = form === null ? null : DTYPES.find((known) => known === form);
  if (dtype === undefined) throw new UsageError(`--dtype is ${DTYPES.join(', ')}, not "${form}"`);
  return openModel(model, {
    dtype,
    env,
    cacheFolder: joinPath(indexFolder, 'embeddings'),
    onProgress: everyTenth((message) => err(`${message}\n`)),
  });
}

/** Passes on a line for each step; of a long count only each tenth. */
function everyTenth(show: (message: string) => void): (message: string) => void {
  let last = '';
  return (message) => {
    const step = message.replace(/\d+/g, (digits) => String(Math.floor(Number(digits) / 10)));
    if (step !== last) show(message);
    last = step;
  };
}

/**
 * Opens the index asked for. The default one is built first where it is missing or stale; another is taken as it is.
 * @param searches false for commands that need no model; they can read an index of any
 */
export async function openChosen(
  choice: IndexChoice,
  terminal: Terminal,
  { searches = true } = {},
): Promise<Engine> {
  const lexical = lexicalNamed(choice.lexical);
  const indexFolder = resolvePath(choice.index ?? DEFAULT_INDEX);
  if (choice.index !== undefined && !searches) return openEngine({ indexFolder, lexical });
  const embedder = await openChosenModel(choice, indexFolder, terminal);
  if (choice.index === undefined) {
    const options = { origin: { kind: 'documents', path: SEEDS_FOLDER }, indexFolder, embedder } as const;
    if (isIndexStale(options)) await buildWithProgress(options, terminal);
  }
  try {
    return openEngine({ indexFolder, embedder: searches ? embedder : null, lexical });
  } catch (error) {
    // That the index knows nothing of a model for which nobody asked is no reason to search it not at all.
    const isAsked = choice.model !== undefined || Boolean(terminal.env.TIAOSUO_MODEL);
    if (isAsked || !(error instanceof TiaosuoError && error.code === 'index_stale')) throw error;
    const engine = openEngine({ indexFolder, lexical });
    terminal.err(`note: ${error.message}: searching by words alone\n${error.hint}\n`);
    return engine;
  }
}

export async function buildWithProgress(options: BuildOptions, terminal: Terminal): Promise<BuildReport> {
  const report = await buildIndex({
    ...options,
    onProgress: everyTenth((message) => terminal.err(`${message}\n`)),
  });
  for (const { source, line, message } of report.warnings)
    terminal.err(printable(`warning: ${source} line ${line}: ${message}\n`));
  return report;
}

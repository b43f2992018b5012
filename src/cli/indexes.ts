/** Owns which index a command uses, with which embedder, and that the index of seeds/ is there and fresh. */
import { joinPath, PROJECT_FOLDER, resolvePath } from '../core/files.ts';
import {
  type BuildOptions,
  type BuildReport,
  buildIndex,
  createHashingEmbedder,
  DEFAULT_INDEX,
  type Embedder,
  type Engine,
  isIndexStale,
  LEXICAL_ENGINES,
  type LexicalEngine,
  openEngine,
} from '../engine.ts';
import { type Terminal, UsageError } from './command.ts';
import { printable } from './text.ts';

export const SEEDS_FOLDER = joinPath(PROJECT_FOLDER, 'seeds');

export const indexOptions = {
  index: { type: 'string' },
  embedder: { type: 'string' },
  lexical: { type: 'string' },
} as const;

export const INDEX_HELP = `  --index DIR        the index to use (default: index/ of the checkout, built from seeds/ where missing or stale)
  --embedder NAME    none (default) or hashing (deterministic, for trying the vector side; it knows no meaning)
  --lexical NAME     what ranks by words: auto (default), postings or minisearch (in memory, made anew at each start)`;

export interface IndexChoice {
  readonly index?: string | undefined;
  readonly embedder?: string | undefined;
  readonly lexical?: string | undefined;
}

function lexicalNamed(name = 'auto'): LexicalEngine {
  const engine = LEXICAL_ENGINES.find((known) => known === name);
  if (engine !== undefined) return engine;
  throw new UsageError(`--lexical is ${LEXICAL_ENGINES.join(', ')}, not "${name}"`);
}

export function embedderNamed(name = 'none'): Embedder | null {
  if (name === 'none') return null;
  if (name === 'hashing') return createHashingEmbedder();
  throw new UsageError(`--embedder is none or hashing, not "${name}"`);
}

/** Opens the index asked for. The default one is built first where it is missing or stale; another is taken as it is. */
export async function openChosen(choice: IndexChoice, terminal: Terminal): Promise<Engine> {
  const embedder = embedderNamed(choice.embedder);
  const lexical = lexicalNamed(choice.lexical);
  if (choice.index !== undefined) {
    return openEngine({ indexFolder: resolvePath(choice.index), embedder, lexical });
  }
  const options: BuildOptions = {
    origin: { kind: 'documents', path: SEEDS_FOLDER },
    indexFolder: DEFAULT_INDEX,
    embedder,
  };
  if (isIndexStale(options)) await buildWithProgress(options, terminal);
  return openEngine({ indexFolder: DEFAULT_INDEX, embedder, lexical });
}

export async function buildWithProgress(options: BuildOptions, terminal: Terminal): Promise<BuildReport> {
  let last = '';
  const report = await buildIndex({
    ...options,
    onProgress: (message) => {
      // A line for each step; of a long count only each tenth.
      const step = message.replace(/\d+/g, (digits) => String(Math.floor(Number(digits) / 10)));
      if (step !== last) terminal.err(`${message}\n`);
      last = step;
    },
  });
  for (const { source, line, message } of report.warnings)
    terminal.err(printable(`warning: ${source} line ${line}: ${message}\n`));
  return report;
}

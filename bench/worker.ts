/** One phase of one configuration, in a process of its own; sends one result to its parent. */
// node --expose-gc --import tsx bench/worker.ts PHASE SIZE TOKENS ENGINE BUDGET_MS MODE    with an IPC channel
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { AnalyzerMode } from '../src/text/analyze.ts';
import { TOKEN_SETS, type TokenSet } from './adapter.ts';
import { assertAnswers } from './assertions.ts';
import { ENGINES, type EngineName } from './engines.ts';
import { CACHE, hasShared } from './paths.ts';
import { type Size, sizeNamed } from './plan.ts';
import { measureQueries, type QueryResult } from './query.ts';
import { readEntries, readMeta } from './token-file.ts';
import { corpusFolder, pickFrom, readTruth, writeTruth } from './truth.ts';

export type Phase = 'prepare' | 'truth' | 'build' | 'open' | 'query' | 'remove';

export interface PhaseResults {
  prepare: { entries: number; cpuSeconds: number };
  truth: { readSeconds: number };
  build: { name: string; cpuSeconds: number; wallSeconds: number; bytes: number };
  open: { ms: number };
  query: QueryResult;
  remove: null;
}

interface Job {
  readonly size: Size;
  readonly tokens: TokenSet;
  readonly engine: EngineName;
  readonly budgetMs: number;
  /** How questions are cut. */
  readonly mode: AnalyzerMode;
}

const folderOf = ({ size, tokens, engine }: Job) =>
  join(CACHE, 'indexes', `${size.name}-${tokens}-${engine}`);

function adapterOf({ engine }: Job) {
  const adapter = ENGINES[engine]();
  if (adapter === null) throw new Error(`${engine} is not installed; npm run bench:install installs it`);
  return adapter;
}

const PHASES: { [P in Phase]: (job: Job) => PhaseResults[P] | Promise<PhaseResults[P]> } = {
  // The analyzer is loaded where it is needed: it would count as memory of the engine that is measured.
  async prepare({ size }) {
    const { prepareCorpus } = await import('./make-truth.ts');
    const { entries = 0, cpuSeconds = 0 } = readMeta(await prepareCorpus(size)) ?? {};
    return { entries, cpuSeconds };
  },
  async truth({ size, tokens, mode }) {
    const { makeTruth } = await import('./make-truth.ts');
    const truth = makeTruth(size, tokens, mode);
    writeTruth(size, tokens, truth);
    return { readSeconds: truth.readSeconds };
  },
  async build(job) {
    const { size, tokens } = job;
    const adapter = adapterOf(job);
    const folder = folderOf(job);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const startedAt = performance.now();
    const cpu = process.cpuUsage();
    await adapter.build(
      folder,
      readEntries(corpusFolder(size), {
        tokens: adapter.wantsAll ? 'all' : tokens,
        pick: pickFrom(size),
        asCodes: adapter.wantsCodes,
      }),
    );
    const { user, system } = process.cpuUsage(cpu);
    return {
      name: adapter.name,
      cpuSeconds: (user + system) / 1e6,
      wallSeconds: (performance.now() - startedAt) / 1000,
      bytes: bytesBelow(folder),
    };
  },
  async open(job) {
    const adapter = adapterOf(job);
    const startedAt = performance.now();
    await adapter.open(folderOf(job));
    return { ms: performance.now() - startedAt };
  },
  async query(job) {
    const { size, tokens, engine, budgetMs } = job;
    const adapter = adapterOf(job);
    const truth = readTruth(size, tokens);
    globalThis.gc?.();
    const rssBefore = process.memoryUsage.rss();
    const opened = await adapter.open(folderOf(job));
    await assertAnswers(opened, truth, engine);
    return measureQueries({ adapter, opened, truth, size, budgetMs, rssBefore });
  },
  remove(job) {
    rmSync(folderOf(job), { recursive: true, force: true });
    return null;
  },
};

function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

const [, , phase, sizeName = '', tokens, engine, budgetMs, mode] = process.argv;
const job: Job = {
  size: sizeNamed(sizeName, hasShared()),
  tokens: TOKEN_SETS.find((set) => set === tokens) ?? 'words',
  engine: engine as EngineName,
  budgetMs: Number(budgetMs),
  mode: mode === 'index' ? mode : 'query',
};
const result = await PHASES[phase as Phase](job);
// Engines leave threads and timers behind: the process ends when its result has left.
process.send?.(result, () => process.exit(0));

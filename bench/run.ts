/** Our engine side by side with its peers: every configuration in its own process, results asserted before they are timed. */
// Usage: npm run bench [-- --quick] [--sizes 191,1k] [--engines tiaosuo,lancedb] [--tokens words] [--budget-seconds 6] [--drop-framing] [--long] [--out FOLDER]
import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROJECT_FOLDER } from '../src/core/files.ts';
import { whyMissing } from './engines.ts';
import { median } from './measure.ts';
import { CACHE, hasShared } from './paths.ts';
import { type Configuration, estimateSeconds, type Options, planOf, readOptions } from './plan.ts';
import { plotsOf } from './plots.ts';
import { type Machine, machineHere, type Row, report } from './report.ts';
import type { Phase, PhaseResults } from './worker.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));
const NODE_OPTIONS = ['--expose-gc', '--max-old-space-size=12288', '--import', 'tsx'];
const PHASE_TIMEOUT_MS = 15 * 60_000;

const say = (line: string) => process.stderr.write(`${line}\n`);

function runPhase<P extends Phase>(
  phase: P,
  { size, tokens, engine }: Configuration,
  { budgetMs, mode }: Options,
): Promise<PhaseResults[P]> {
  return new Promise((resolve, reject) => {
    const child = fork(WORKER, [phase, size.name, tokens, engine, String(budgetMs), mode], {
      cwd: PROJECT_FOLDER,
      execArgv: NODE_OPTIONS,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr?.on('data', (data) => {
      said = (said + data).slice(-4000);
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), PHASE_TIMEOUT_MS);
    let result: { value: PhaseResults[P] } | null = null;
    child.on('message', (value) => {
      result = { value: value as PhaseResults[P] };
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (result !== null) resolve(result.value);
      else reject(new Error(`${phase} ended with ${signal ?? code}: ${reasonIn(said)}`));
    });
  });
}

/** The line of a stack trace that says what went wrong. */
function reasonIn(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const reason = lines.find((line) => /^\S*Error\b|^FATAL ERROR/.test(line));
  return reason ?? lines.at(-1) ?? 'nothing was said';
}

async function measure(configuration: Configuration, options: Options): Promise<Row> {
  const { size, tokens, engine } = configuration;
  const row = { size: size.name, corpus: size.corpus, tokens, engine };
  try {
    const build = await runPhase('build', configuration, options);
    const opens: number[] = [];
    for (let i = 0; i < options.opens; i++) opens.push((await runPhase('open', configuration, options)).ms);
    const query = await runPhase('query', configuration, options);
    return { ...row, name: build.name, measured: { build, openMs: median(opens), query }, error: null };
  } catch (error) {
    return { ...row, name: engine, measured: null, error: (error as Error).message };
  } finally {
    await runPhase('remove', configuration, options);
  }
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const shared = hasShared();
  if (!shared)
    say('../shared is not there: the five documents, and clauses generated with their word statistics');
  const skipped = options.engines.flatMap((engine) => whyMissing(engine) ?? []);
  for (const line of skipped) say(line);
  const plan = planOf(options, shared).filter(({ engine }) => whyMissing(engine) === null);
  const startedAt = performance.now();
  const estimate = plan.map((configuration) => estimateSeconds(configuration, options));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const rows: Row[] = [];
  const entries = new Map<string, number>();
  const cutSeconds = new Map<string, number>();
  const readSeconds = new Map<string, number>();
  let spent = 0;
  for (const [i, configuration] of plan.entries()) {
    const { size, tokens, engine } = configuration;
    if (!entries.has(size.name)) {
      say(`${size.name}: cutting or generating tokens, where that is not done already`);
      const prepared = await runPhase('prepare', configuration, options);
      entries.set(size.name, size.corpus === 'laws' ? size.count : prepared.entries);
      cutSeconds.set(size.corpus, prepared.cpuSeconds);
    }
    if (!readSeconds.has(`${size.name} ${tokens}`)) {
      say(`${size.name} ${tokens}: expected answers`);
      const truth = await runPhase('truth', configuration, options);
      readSeconds.set(`${size.name} ${tokens}`, truth.readSeconds);
    }
    // The estimate is of another machine: what was spent so far corrects it.
    const done = sum(estimate.slice(0, i));
    const leftMinutes = (sum(estimate.slice(i)) * (done > 30 ? spent / done : 1)) / 60;
    say(
      `[${i + 1}/${plan.length}] ${size.name} ${tokens} ${engine}; about ${leftMinutes.toFixed(1)} min left`,
    );
    const before = performance.now();
    const row = await measure(configuration, options);
    spent += (performance.now() - before) / 1000;
    say(row.measured === null ? `  FAILED: ${row.error}` : `  ${summary(row.measured)}`);
    rows.push(row);
  }
  const machine = machineHere({
    minutes: (performance.now() - startedAt) / 60_000,
    command: process.argv.slice(2),
  });
  writeResults({ rows, skipped, shared, machine, entries, cutSeconds, readSeconds }, options);
  if (rows.some(({ error }) => error !== null)) process.exitCode = 1;
}

export interface Results {
  readonly rows: readonly Row[];
  /** A line for each engine that is not installed. */
  readonly skipped: readonly string[];
  readonly shared: boolean;
  readonly machine: Machine;
  /** By name of size. */
  readonly entries: ReadonlyMap<string, number>;
  /** CPU seconds, by corpus. */
  readonly cutSeconds: ReadonlyMap<string, number>;
  /** CPU seconds to read the tokens once, by 'SIZE TOKENS'. */
  readonly readSeconds: ReadonlyMap<string, number>;
}

function summary({ build, openMs, query }: NonNullable<Row['measured']>): string {
  const { p50, p95, asked } = query.latency;
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  return [
    `p50 ${p50.toFixed(3)} ms, p95 ${p95.toFixed(3)} ms (${asked} questions)`,
    `built in ${build.cpuSeconds.toFixed(1)} CPU s, ${build.wallSeconds.toFixed(1)} s`,
    `${megabytes(build.bytes)}, opens in ${openMs.toFixed(1)} ms`,
    `RSS ${megabytes(query.rssAfter)}`,
  ].join('; ');
}

function writeResults(results: Results, { out, isNarrowed }: Options): void {
  const folder = out ?? (isNarrowed ? CACHE : join(PROJECT_FOLDER, 'bench'));
  const plots = plotsOf(results);
  mkdirSync(join(folder, 'plots'), { recursive: true });
  for (const { name, svg } of plots) writeFileSync(join(folder, 'plots', `${name}.svg`), svg);
  writeFileSync(join(folder, 'RESULTS.md'), report(results, plots));
  say(`wrote ${join(folder, 'RESULTS.md')} and ${plots.length} plots`);
}

await main();

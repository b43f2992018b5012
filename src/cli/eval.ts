/** Owns `tiaosuo eval`: judged queries, by kind and by mode, side by side. */
import { joinPath, PROJECT_FOLDER, resolvePath } from '../core/files.ts';
import { createHashingEmbedder, openEngine, type SearchMode } from '../engine.ts';
import { readCases } from '../eval/cases.ts';
import { type ModeReport, measure } from '../eval/run.ts';
import { type Command, parseOptions, UsageError } from './command.ts';
import { buildWithProgress, DEFAULT_INDEX, SEEDS_FOLDER } from './indexes.ts';

const MODES: readonly SearchMode[] = ['lexical', 'semantic', 'hybrid'];
const SETS = ['tuning', 'held-out'];

export const evalCommand: Command = {
  help: `usage: npx tiaosuo eval [--cases FILE] [--json]

Prints nDCG@10, R@10 and MRR@10 by kind of query for lexical, semantic and hybrid search. Weights are tuned on
test/relevance/tuning.json; test/relevance/held-out.json is only measured. Semantic search uses the hashing embedder,
which knows no meaning: it shows that the seam holds, not what a model brings.

  --cases FILE       judged queries of your own instead
  --worst            also print the ten worst queries of each
  --json             print everything as JSON`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      cases: { type: 'string' },
      worst: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    });
    if (positionals.length > 0) throw new UsageError(`unexpected "${positionals[0]}"`);
    const embedder = createHashingEmbedder();
    const indexFolder = joinPath(DEFAULT_INDEX, 'eval');
    const origin = { kind: 'documents', path: SEEDS_FOLDER } as const;
    await buildWithProgress({ origin, indexFolder, embedder }, { ...terminal, err: () => {} });
    const engine = openEngine({ indexFolder, embedder });
    const files =
      values.cases === undefined
        ? SETS.map((set) => joinPath(PROJECT_FOLDER, 'test/relevance', `${set}.json`))
        : [resolvePath(values.cases)];
    const reports: { cases: string; modes: ModeReport[] }[] = [];
    for (const file of files) {
      const cases = readCases(file);
      const modes: ModeReport[] = [];
      for (const mode of MODES) modes.push(await measure(engine, cases, mode));
      reports.push({ cases: file.slice(file.lastIndexOf('/') + 1), modes });
    }
    if (values.json) terminal.out(`${JSON.stringify(reports)}\n`);
    else for (const { cases, modes } of reports) terminal.out(table(cases, modes, values.worst));
    return 0;
  },
};

function table(cases: string, modes: readonly ModeReport[], withWorst: boolean): string {
  const lines = [
    `${cases}`,
    `${'kind'.padEnd(12)}${'n'.padStart(4)}  ${modes.map(({ mode }) => `${mode} nDCG   R@10   MRR`.padEnd(28)).join('')}`,
  ];
  for (const kind of Object.keys(modes[0]?.byKind ?? {})) {
    const cells = modes.map(({ mode, byKind }) => {
      const score = byKind[kind];
      const figures = [score?.ndcg10, score?.recall10, score?.mrr10].map((value) => (value ?? 0).toFixed(3));
      return `${' '.repeat(mode.length)}${figures.join('  ')}`.padEnd(28);
    });
    lines.push(
      `${kind.padEnd(12)}${String(modes[0]?.byKind[kind]?.queries ?? 0).padStart(4)}  ${cells.join('')}`,
    );
  }
  for (const { mode, absent, worst } of modes) {
    lines.push(
      `${mode}: ${absent.withLiteralHits} of ${absent.queries} absent topics have a literal hit, ${absent.meanRelated.toFixed(1)} related on average`,
    );
    if (withWorst) lines.push(...worst.map(({ query, ndcg10 }) => `  ${ndcg10.toFixed(3)} ${query}`));
  }
  return `${lines.join('\n')}\n\n`;
}

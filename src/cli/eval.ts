/** Owns `tiaosuo eval`: judged queries, by kind and by mode, side by side. */
import { joinPath, PROJECT_FOLDER, resolvePath } from '../core/files.ts';
import { createHashingEmbedder, DEFAULT_INDEX, openEngine, type SearchMode } from '../engine.ts';
import { plainBm25 } from '../eval/baseline.ts';
import { readCases } from '../eval/cases.ts';
import { type Measured, measure, type Report, throughEngine } from '../eval/run.ts';
import { type Command, parseOptions, UsageError } from './command.ts';
import { buildWithProgress, modelOptions, openChosenModel, SEEDS_FOLDER } from './indexes.ts';

const MODES: readonly SearchMode[] = ['lexical', 'semantic', 'hybrid'];
const SETS = ['tuning', 'held-out'];

export const evalCommand: Command = {
  help: `usage: npx tiaosuo eval [--cases FILE] [--model NAME] [--plain] [--worst] [--json]

Prints nDCG@10, R@10 and MRR@10 by kind of query for lexical, semantic and hybrid search. Weights are tuned on
test/relevance/tuning.json; test/relevance/held-out.json is only measured. Without a model, semantic search uses the hashing
embedder, which knows no meaning: it shows that the seam holds, not what a model brings.

  --cases FILE       judged queries of your own instead
  --model NAME       box (default), none, hashing, a folder or org/name of Hugging Face
  --dtype NAME       which form of its numbers: fp32, q8, …
  --plain            also measure plain BM25 over jieba words, the yardstick
  --worst            also print the ten worst queries of each
  --json             print everything as JSON`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      ...modelOptions,
      cases: { type: 'string' },
      plain: { type: 'boolean', default: false },
      worst: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    });
    if (positionals.length > 0) throw new UsageError(`unexpected "${positionals[0]}"`);
    const indexFolder = joinPath(DEFAULT_INDEX, 'eval');
    const embedder = (await openChosenModel(values, indexFolder, terminal)) ?? createHashingEmbedder();
    const origin = { kind: 'documents', path: SEEDS_FOLDER } as const;
    await buildWithProgress({ origin, indexFolder, embedder }, { ...terminal, err: () => {} });
    const engine = openEngine({ indexFolder, embedder });
    const rankings: [name: string, search: Measured][] = MODES.map((mode) => [
      mode,
      throughEngine(engine, mode),
    ]);
    if (values.plain) {
      const rank = plainBm25(engine);
      rankings.push([
        'plain',
        async (query) => {
          const clauses = rank(query);
          return { clauses: clauses.slice(0, 10), literal: 0, related: clauses.length };
        },
      ]);
    }
    const files =
      values.cases === undefined
        ? SETS.map((set) => joinPath(PROJECT_FOLDER, 'test/relevance', `${set}.json`))
        : [resolvePath(values.cases)];
    const measured: { cases: string; reports: Report[] }[] = [];
    for (const file of files) {
      const cases = readCases(file);
      const reports: Report[] = [];
      for (const [name, search] of rankings) reports.push(await measure(name, cases, search));
      measured.push({ cases: file.slice(file.lastIndexOf('/') + 1), reports });
    }
    if (values.json) terminal.out(`${JSON.stringify(measured)}\n`);
    else for (const { cases, reports } of measured) terminal.out(table(cases, reports, values.worst));
    return 0;
  },
};

const COLUMN = 26;

function table(cases: string, reports: readonly Report[], withWorst: boolean): string {
  const indent = ' '.repeat(18);
  const lines = [
    cases,
    indent + reports.map(({ name }) => name.padEnd(COLUMN)).join(''),
    `${'kind'.padEnd(12)}${'n'.padStart(4)}  ${reports.map(() => 'nDCG@10  R@10   MRR@10'.padEnd(COLUMN)).join('')}`,
  ];
  for (const kind of Object.keys(reports[0]?.byKind ?? {})) {
    const cells = reports.map(({ byKind }) => {
      const score = byKind[kind];
      const figures = [score?.ndcg10, score?.recall10, score?.mrr10].map((value) => (value ?? 0).toFixed(3));
      return figures.join('    ').padEnd(COLUMN);
    });
    lines.push(
      `${kind.padEnd(12)}${String(reports[0]?.byKind[kind]?.queries ?? 0).padStart(4)}  ${cells.join('')}`,
    );
  }
  for (const { name, absent, worst } of reports) {
    lines.push(
      `${name}: ${absent.withLiteralHits} of ${absent.queries} absent topics have a literal hit, ${absent.meanRelated.toFixed(1)} related on average`,
    );
    if (withWorst) lines.push(...worst.map(({ query, ndcg10 }) => `  ${ndcg10.toFixed(3)} ${query}`));
  }
  return `${lines.join('\n')}\n\n`;
}

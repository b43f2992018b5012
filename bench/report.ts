/** Owns RESULTS.md: ratios first, then what was measured, then what to know about it. */
import { arch, cpus, release, totalmem, type } from 'node:os';
import type { TokenSet } from './adapter.ts';
import type { EngineName } from './engines.ts';
import { growthOf } from './growth.ts';
import { OURS } from './ours.ts';
import type { DrawnPlot } from './plots.ts';
import { namesOf } from './plots.ts';
import type { Latency, QueryResult } from './query.ts';
import type { Results } from './run.ts';
import { targetRows } from './targets.ts';

export interface Measured {
  readonly build: { readonly cpuSeconds: number; readonly wallSeconds: number; readonly bytes: number };
  /** Median of fresh processes. */
  readonly openMs: number;
  readonly query: QueryResult;
}

export interface Row {
  readonly size: string;
  readonly corpus: 'five' | 'laws' | 'generated';
  readonly tokens: TokenSet;
  readonly engine: EngineName;
  /** With its version. */
  readonly name: string;
  /** Null where it failed. */
  readonly measured: Measured | null;
  readonly error: string | null;
}

export interface Machine {
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly minutes: number;
  readonly command: string;
}

export function machineHere({ minutes, command }: { minutes: number; command: readonly string[] }): Machine {
  // Where the results go says nothing about them.
  const shown = command.filter((word, i) => !word.startsWith('--out') && command[i - 1] !== '--out');
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${/^[0-9]+\.[0-9]+/.exec(release())?.[0] ?? ''} ${arch()}`,
    node: process.version,
    minutes,
    command: ['npm run bench', ...(shown.length > 0 ? ['--', ...shown] : [])].join(' '),
  };
}

export function report(results: Results, plots: readonly DrawnPlot[]): string {
  const sizes = [...new Set(results.rows.map(({ size }) => size))];
  return [
    '# Search, side by side',
    header(results),
    '## Ratios',
    'How many times the median of Tiaosuo goes into the median of the other, on the same tokens and questions in the same run.',
    ratioTable(results),
    ...section('## Targets', targetTable(results)),
    '## Sizes',
    ...sizes.flatMap((size) => [`### ${sizeTitle(results, size)}`, sizeTable(results, size)]),
    ...section("## One city's filter", filterTable(results)),
    '## Growth',
    growthText(results),
    '## Plots',
    ...plots.map(({ name, title }) => `![${title}](plots/${name}.svg)`),
    '## What was measured',
    notes(results),
    '',
  ].join('\n\n');
}

const section = (title: string, body: string | null) => (body === null ? [] : [title, body]);

function header({ machine, skipped, shared, rows }: Results): string {
  const { date, processor, cores, memoryGb, system, node, minutes, command } = machine;
  const names = [...new Set(rows.filter(({ measured }) => measured !== null).map(({ name }) => name))];
  return [
    `Measured on ${date} with \`${command}\` in ${minutes.toFixed(0)} minutes: ${processor}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}.`,
    `Engines: ${names.join(', ')}.`,
    ...(shared
      ? []
      : ['Without `../shared`: the five documents, and clauses generated with their word statistics alone.']),
    ...skipped.map((line) => `Note: ${line}.`),
  ].join('\n');
}

const LEFT: ReadonlySet<string> = new Set(['engine', 'tokens', 'target', 'p50', 'limit']);

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((name) => (LEFT.has(name) ? '---' : '--:'))), ...rows.map(line)].join(
    '\n',
  );
}

/** Three figures, however large. */
export function figure(value: number): string {
  if (value === 0) return '0';
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(4, decimals));
}

const times = (value: number) => `${figure(value)}×`;
const megabytes = (bytes: number) => figure(bytes / 1e6);

function ratioTable({ rows }: Results): string {
  const sizes = [...new Set(rows.map(({ size }) => size))];
  const peers = [
    ...new Set(rows.filter(({ engine }) => engine !== OURS).map((row) => `${row.engine} ${row.tokens}`)),
  ];
  const p50 = (size: string, engine: string, tokens: string) =>
    rows.find((row) => row.size === size && row.engine === engine && row.tokens === tokens)?.measured?.query
      .latency.p50;
  const body = peers.map((key) => {
    const [engine = '', tokens = ''] = key.split(' ');
    const cells = sizes.map((size) => {
      const [own, other] = [p50(size, OURS, tokens), p50(size, engine, tokens)];
      return own === undefined || other === undefined ? '' : times(other / own);
    });
    const name = rows.find((row) => row.engine === engine && row.measured !== null)?.name ?? engine;
    return [`${name}, ${namesOf(tokens as TokenSet)}`, ...cells];
  });
  return body.length === 0 ? 'No peer was measured in this run.' : table(['p50', ...sizes], body);
}

function targetTable(results: Results): string | null {
  const rows = targetRows(results);
  if (rows.length === 0) return null;
  return table(
    ['target', 'limit', 'measured', ''],
    rows.map(({ target, limit, value, isMet }) => [target, limit, value, isMet ? 'met' : 'NOT met']),
  );
}

function sizeTitle({ rows, entries }: Results, size: string): string {
  const what = {
    five: 'clauses of the five documents',
    laws: 'articles',
    generated: 'generated clauses',
  }[rows.find((row) => row.size === size)?.corpus ?? 'five'];
  return `${(entries.get(size) ?? 0).toLocaleString('en')} ${what}`;
}

const HEAD = [
  'engine',
  'tokens',
  'p50 ms',
  'p95 ms',
  'max ms',
  'opens ms',
  'RSS MB (before opening)',
  'files MB',
];
const MORE = ['built: CPU s', 'wall s', 'nDCG@10', 'R@100', 'questions × rounds'];

function sizeTable({ rows }: Results, size: string): string {
  const body = rows
    .filter((row) => row.size === size)
    .map(({ name, tokens, measured, error }) => {
      if (measured === null)
        return [name, namesOf(tokens), `failed: ${error?.replaceAll('|', '/')}`, ...Array(10).fill('')];
      const { build, openMs, query } = measured;
      const { p50, p95, max, asked, rounds } = query.latency;
      const { quality } = query;
      const sampled = quality === null || quality.asked === asked ? '' : ` (${quality.asked})`;
      return [
        name,
        namesOf(tokens),
        ...[p50, p95, max, openMs].map(figure),
        `${megabytes(query.rssAfter)} (${megabytes(query.rssBefore)})`,
        megabytes(build.bytes),
        ...[build.cpuSeconds, build.wallSeconds].map(figure),
        quality === null ? '' : quality.ndcg10.toFixed(3) + sampled,
        quality === null ? '' : quality.recall100.toFixed(3) + sampled,
        `${asked} × ${rounds}`,
      ];
    });
  return table([...HEAD, ...MORE], body);
}

function filterTable({ rows, entries }: Results): string | null {
  const filtered = rows.flatMap(({ size, name, tokens, measured }) => {
    const latency: Latency | null | undefined = measured?.query.filtered;
    if (measured === null || latency === null || latency === undefined) return [];
    const count = (entries.get(size) ?? 0).toLocaleString('en');
    return [
      [
        name,
        namesOf(tokens),
        count,
        figure(latency.p50),
        figure(latency.p95),
        `${latency.asked} × ${latency.rounds}`,
      ],
    ];
  });
  if (filtered.length === 0) return null;
  const head = ['engine', 'tokens', 'clauses', 'p50 ms', 'p95 ms', 'questions × rounds'];
  return `One of 300 cities, another one for every question.\n\n${table(head, filtered)}`;
}

function growthText(results: Results): string {
  return (['words', 'all'] as const)
    .flatMap((tokens) => {
      const { buckets, line, exponent, tellsTouched } = growthOf(results, tokens);
      if (buckets.length === 0) return [];
      const what = tellsTouched ? 'postings touched' : "postings of the question's tokens";
      return [
        `${namesOf(tokens)}: ${figure(line.slope * 1e6)} ns per posting plus ${figure(line.intercept)} ms, R² ${line.r2.toFixed(3)} over all questions of all sizes; time grows with postings to the power of ${exponent.toFixed(2)} (1 is a straight line; from 1,000 postings on).`,
        table(
          [what, 'questions', 'median ms', 'ns per posting'],
          buckets.map(({ postings, questions, ms }) => [
            postings.toLocaleString('en'),
            String(questions),
            figure(ms),
            figure((ms * 1e6) / postings),
          ]),
        ),
      ];
    })
    .join('\n\n');
}

function notes({ rows, cutSeconds, readSeconds }: Results): string {
  const cut = [...cutSeconds].map(([corpus, seconds]) => `${corpus} ${figure(seconds)}`).join(', ');
  const read = [...readSeconds].map(([key, seconds]) => `${key} ${figure(seconds)}`).join(', ');
  const isSampled = rows.some(({ measured }) => (measured?.query.latency.rounds ?? 5) < 2);
  return [
    '- Every configuration builds, opens and answers in processes of its own, one after the other; nothing else of the benchmark runs meanwhile.',
    '- Before anything is timed: for rare tokens every engine finds the entries that hold them, no more and no fewer; our top 20 is that of an exhaustive scorer.',
    '- All engines get the same tokens, cut once. MiniSearch and SQLite score three fields (text, heading, context), LanceDB and FlexSearch have them in one; SQLite gets each token as an ASCII word.',
    '- A question is timed from its tokens to the ids and scores of its 20 best; p50 and p95 go over questions, each at the median of its rounds.',
    ...(isSampled
      ? [
          '- Slow engines were asked every k-th question, once: the last column says how many. Quality of fewer questions than were timed, or more, has their number beside it.',
        ]
      : []),
    '- Opening: median of fresh processes, the engine loaded, the files in the page cache. RSS is that of the whole process, Node and TypeScript loader included; before opening it holds those, the engine, and the questions.',
    `- CPU seconds to cut or generate the tokens, in no build above: ${cut}.`,
    `- CPU seconds to read the tokens once, in every build above: ${read}.`,
    '- 1k and 10k are drawn evenly from the statutes; 60k are all statutes, 140k regional regulations too; more is generated. Gold articles stand in the statutes, the judged queries in the five documents.',
    '- Generated clauses follow the real neighbours of words, lengths and headings; no word in them is new, as in a real million some would be.',
  ].join('\n');
}

/** Owns which plots are drawn: latency, memory and opening time against size, and time against postings. */
import type { TokenSet } from './adapter.ts';
import type { EngineName } from './engines.ts';
import { growthOf } from './growth.ts';
import { drawPlot, type Series } from './plot.ts';
import type { Measured, Row } from './report.ts';
import type { Results } from './run.ts';

// Each at 3:1 or more on white and on #0d1117.
const COLORS: Readonly<Record<EngineName, string>> = {
  tiaosuo: '#d9363e',
  minisearch: '#8a63d2',
  flexsearch: '#a87400',
  lancedb: '#1f7ae0',
  sqlite: '#2a8f4a',
};

export interface DrawnPlot {
  readonly name: string;
  readonly title: string;
  readonly svg: string;
}

const PLOTS: readonly { name: string; title: string; y: string; value: (measured: Measured) => number }[] = [
  {
    name: 'latency',
    title: 'Median time of a question, top 20',
    y: 'milliseconds',
    value: ({ query }) => query.latency.p50,
  },
  {
    name: 'latency-p95',
    title: 'Time that 95 of 100 questions stay below, top 20',
    y: 'milliseconds',
    value: ({ query }) => query.latency.p95,
  },
  {
    name: 'memory',
    title: 'Memory of the whole process after the questions (RSS)',
    y: 'MB',
    value: ({ query }) => query.rssAfter / 1e6,
  },
  {
    name: 'opening',
    title: 'Opening an index, files in the page cache',
    y: 'milliseconds',
    value: ({ openMs }) => openMs,
  },
];

export function plotsOf(results: Results): DrawnPlot[] {
  const againstSize = PLOTS.map(({ name, title, y, value }) => ({
    name,
    title,
    svg: drawPlot({ title, x: 'entries', y, series: seriesOf(results, value) }),
  }));
  const title = 'Our time of a question against postings touched';
  const series = (['words', 'all'] as const).map(
    (tokens): Series => ({
      name: namesOf(tokens),
      color: tokens === 'words' ? COLORS.lancedb : COLORS.tiaosuo,
      isDashed: tokens === 'all',
      hasLine: true,
      points: growthOf(results, tokens).buckets.map(({ postings, ms }) => [postings, ms]),
    }),
  );
  return [
    ...againstSize,
    { name: 'growth', title, svg: drawPlot({ title, x: 'postings touched', y: 'milliseconds', series }) },
  ];
}

function seriesOf({ rows, entries }: Results, value: (measured: Measured) => number): Series[] {
  const keys = [...new Set(rows.map(({ engine, tokens }) => `${engine} ${tokens}`))];
  return keys.map((key): Series => {
    const own = rows.filter(({ engine, tokens }) => `${engine} ${tokens}` === key);
    const tokens = own[0]?.tokens ?? 'words';
    return {
      name: `${shortName(own)}, ${namesOf(tokens)}`,
      color: COLORS[own[0]?.engine ?? 'tiaosuo'],
      isDashed: tokens === 'all',
      hasLine: true,
      points: own.flatMap(({ size, measured }) =>
        measured === null ? [] : [[entries.get(size) ?? 0, value(measured)] as const],
      ),
    };
  });
}

/** 'SQLite FTS5' of 'SQLite FTS5 (better-sqlite3 12.11.1)'. */
function shortName(rows: readonly Row[]): string {
  const name = rows.find(({ measured }) => measured !== null)?.name ?? rows[0]?.name ?? '';
  return name.replace(/ (\(.*|[\d.]+)$/, '');
}

export function namesOf(tokens: TokenSet): string {
  return tokens === 'words' ? 'words' : 'words, characters, pairs';
}

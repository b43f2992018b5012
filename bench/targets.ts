/** Owns the limits that this benchmark holds our engine against, where their sizes were run. */
import type { TokenSet } from './adapter.ts';
import type { EngineName } from './engines.ts';
import { OURS } from './ours.ts';
import type { Measured } from './report.ts';
import type { Results } from './run.ts';

export interface TargetRow {
  readonly target: string;
  readonly limit: string;
  readonly value: string;
  readonly isMet: boolean;
}

interface Limit {
  readonly target: string;
  readonly value: number | undefined;
  readonly unit: 'ms' | '×' | 'MB' | 's';
  /** Ratios: at least this; everything else: at most. */
  readonly limit: number;
}

export function targetRows({ rows, cutSeconds }: Results): TargetRow[] {
  // Without the articles the sizes are generated, and the limits are not about them.
  const of = (size: string, tokens: TokenSet, engine: EngineName = OURS): Measured | undefined =>
    rows.find(
      (row) =>
        row.size === size &&
        row.tokens === tokens &&
        row.engine === engine &&
        (row.corpus === 'laws' || size === '1M'),
    )?.measured ?? undefined;
  const p50 = (measured: Measured | undefined) => measured?.query.latency.p50;
  const p95 = (measured: Measured | undefined) => measured?.query.latency.p95;
  const ratio = (engine: EngineName, tokens: TokenSet) =>
    divide(p50(of('60k', tokens, engine)), p50(of('60k', tokens)));
  const mb = (bytes: number | undefined) => divide(bytes, 1e6);
  const [both, million] = [of('140k', 'all'), of('1M', 'all')];
  const cut = cutSeconds.get('laws');
  // Cutting goes on two cores at once, as every article is cut by itself; writing the index does not.
  const built = both === undefined || cut === undefined ? undefined : cut / 2 + both.build.wallSeconds;
  const limits: Limit[] = [
    {
      target: '60k: faster than MiniSearch at p50, words',
      value: ratio('minisearch', 'words'),
      unit: '×',
      limit: 150,
    },
    {
      target: '60k: faster than LanceDB at p50, words',
      value: ratio('lancedb', 'words'),
      unit: '×',
      limit: 3,
    },
    {
      target: '60k: faster than LanceDB at p50, all tokens',
      value: ratio('lancedb', 'all'),
      unit: '×',
      limit: 3,
    },
    { target: '60k: p95, all tokens', value: p95(of('60k', 'all')), unit: 'ms', limit: 4 },
    { target: '60k: p95, words', value: p95(of('60k', 'words')), unit: 'ms', limit: 2 },
    { target: '140k: opens', value: both?.openMs, unit: 'ms', limit: 300 },
    { target: '140k: p95', value: p95(both), unit: 'ms', limit: 8 },
    { target: '140k: RSS', value: mb(both?.query.rssAfter), unit: 'MB', limit: 300 },
    { target: '140k: built, half the CPU seconds of cutting in it', value: built, unit: 's', limit: 90 },
    { target: '140k: files', value: mb(both?.build.bytes), unit: 'MB', limit: 200 },
    { target: '1M: opens', value: million?.openMs, unit: 'ms', limit: 2000 },
    { target: '1M: p95', value: p95(million), unit: 'ms', limit: 30 },
    { target: "1M: p95 with one city's filter", value: million?.query.filtered?.p95, unit: 'ms', limit: 8 },
    { target: '1M: RSS', value: mb(million?.query.rssAfter), unit: 'MB', limit: 1500 },
  ];
  return limits.flatMap(({ target, value, unit, limit }) => {
    if (value === undefined) return [];
    const isRatio = unit === '×';
    return [
      {
        target,
        limit: `${isRatio ? '≥' : '≤'} ${limit} ${unit}`,
        value: `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`,
        isMet: isRatio ? value >= limit : value <= limit,
      },
    ];
  });
}

function divide(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a / b;
}

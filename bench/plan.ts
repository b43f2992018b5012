/** Owns which configurations run: sizes, token sets, engines, and about how long each takes. */
import { parseArgs } from 'node:util';
import type { AnalyzerMode } from '../src/text/analyze.ts';
import { TOKEN_SETS, type TokenSet } from './adapter.ts';
import { ENGINE_NAMES, type EngineName } from './engines.ts';
import type { Pick } from './token-file.ts';

export const STATUTES_COUNT = 60_727;
export const ARTICLES_COUNT = 140_327;

export interface Size {
  /** As options and results name it: '191', '60k', '1M'. */
  readonly name: string;
  readonly corpus: 'five' | 'laws' | 'generated';
  /** For 'five', of as many as there are. */
  readonly count: number;
}

/** 1k and 10k are drawn evenly from the statutes; beyond both files, and without them, clauses are generated. */
export function sizeNamed(name: string, hasShared: boolean): Size {
  if (name === '191') return { name, corpus: 'five', count: 191 };
  const [, digits = '', unit = ''] = /^(\d+)([kM]?)$/.exec(name) ?? [];
  const asked = Number(digits) * (unit === 'M' ? 1_000_000 : unit === 'k' ? 1000 : 1);
  if (!(asked > 0)) throw new Error(`--sizes: "${name}" is no size; write 191, 10k or 1M`);
  if (!hasShared || asked > ARTICLES_COUNT) return { name, corpus: 'generated', count: asked };
  if (name === '60k') return { name, corpus: 'laws', count: STATUTES_COUNT };
  return { name, corpus: 'laws', count: asked > STATUTES_COUNT ? ARTICLES_COUNT : asked };
}

/** The part of the corpus' file of tokens that a size reads. */
export function pickOf({ corpus, count }: Size, entries: number): Pick {
  if (corpus !== 'laws') return { end: entries, count: entries };
  const end = Math.min(entries, count > STATUTES_COUNT ? ARTICLES_COUNT : STATUTES_COUNT);
  return { end, count: Math.min(count, end) };
}

export interface Options {
  readonly sizes: readonly string[];
  readonly engines: readonly EngineName[];
  readonly tokens: readonly TokenSet[];
  /** Timed asking per configuration. */
  readonly budgetMs: number;
  /** LanceDB on all tokens beyond the articles too: some minutes more. */
  readonly isLong: boolean;
  /** How the words of questions are cut: 'query' drops those that only frame them. */
  readonly mode: AnalyzerMode;
  /** Fresh processes that open an index. */
  readonly opens: number;
  /** Where RESULTS.md and plots/ go; null: bench/, or bench/.cache/ for a run that options have narrowed. */
  readonly out: string | null;
  readonly isNarrowed: boolean;
}

const SIZES = ['191', '1k', '10k', '60k', '140k', '1M'];
const QUICK_SIZES = ['191', '1k', '10k'];

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: 'string' },
      engines: { type: 'string' },
      tokens: { type: 'string' },
      quick: { type: 'boolean', default: false },
      'budget-seconds': { type: 'string' },
      long: { type: 'boolean', default: false },
      'drop-framing': { type: 'boolean', default: false },
      out: { type: 'string' },
    },
  });
  const budget = values['budget-seconds'];
  const budgetSeconds = budget === undefined ? (values.quick ? 2 : 6) : Number(budget);
  if (!(budgetSeconds > 0)) throw new Error(`--budget-seconds: "${budget}" is no number above 0`);
  return {
    sizes: values.sizes?.split(',') ?? (values.quick ? QUICK_SIZES : SIZES),
    engines: among('--engines', values.engines, ENGINE_NAMES),
    tokens: among('--tokens', values.tokens, TOKEN_SETS),
    budgetMs: budgetSeconds * 1000,
    isLong: values.long,
    mode: values['drop-framing'] ? 'query' : 'index',
    opens: values.quick ? 3 : 5,
    out: values.out ?? null,
    isNarrowed: args.length > 0,
  };
}

function among<T extends string>(option: string, list: string | undefined, all: readonly T[]): readonly T[] {
  if (list === undefined) return all;
  return list.split(',').map((name) => {
    const found = all.find((known) => known === name);
    if (found === undefined) throw new Error(`${option}: "${name}" is none of ${all.join(', ')}`);
    return found;
  });
}

export interface Configuration {
  readonly size: Size;
  readonly tokens: TokenSet;
  readonly engine: EngineName;
}

// Beyond this a peer's build or a single question takes minutes; LanceDB alone goes on.
const MAX_ENTRIES: Readonly<Record<EngineName, number>> = {
  tiaosuo: Number.POSITIVE_INFINITY,
  lancedb: Number.POSITIVE_INFINITY,
  minisearch: ARTICLES_COUNT,
  flexsearch: ARTICLES_COUNT,
  sqlite: ARTICLES_COUNT,
};
// The others are compared on words: on characters and pairs they are slower still.
const ALL_TOKENS: readonly EngineName[] = ['tiaosuo', 'lancedb'];

export function planOf({ sizes, engines, tokens, isLong }: Options, hasShared: boolean): Configuration[] {
  return sizes
    .map((name) => sizeNamed(name, hasShared))
    .flatMap((size) =>
      tokens.flatMap((set) =>
        engines
          .filter((engine) => size.count <= MAX_ENTRIES[engine])
          .filter((engine) => set === 'words' || ALL_TOKENS.includes(engine))
          .filter(
            (engine) => isLong || set === 'words' || engine !== 'lancedb' || size.count <= ARTICLES_COUNT,
          )
          .map((engine) => ({ size, tokens: set, engine })),
      ),
    );
}

// Seconds to build 100,000 entries of words, and how much more characters and pairs take; only for the estimate.
const BUILD_SECONDS: Readonly<Record<EngineName, number>> = {
  tiaosuo: 2,
  minisearch: 25,
  flexsearch: 5,
  lancedb: 3.5,
  sqlite: 2,
};
const ALL_FACTOR = 4;

export function estimateSeconds(
  { size, tokens, engine }: Configuration,
  { budgetMs, opens }: Options,
): number {
  const factor = (size.count / 100_000) * (tokens === 'all' ? ALL_FACTOR : 1);
  const opening = 0.8 + (engine === 'minisearch' ? 2.7 : 0.2) * factor;
  const asking = Math.min(1, 0.1 + factor) * (budgetMs / 1000) * 2;
  return BUILD_SECONDS[engine] * factor + opens * opening + asking;
}

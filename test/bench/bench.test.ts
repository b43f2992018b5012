/** Proves that the benchmark runs end to end on the five documents, that a peer may be missing, and that what it writes is well-formed. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { assertSameTop } from '../../bench/assertions.ts';
import { cut } from '../../bench/corpus.ts';
import { ENGINE_NAMES, whyMissing } from '../../bench/engines.ts';
import { expectedTop, weightsOf } from '../../bench/expected.ts';
import { createRandom, generateClauses, type Model } from '../../bench/generate.ts';
import { fitLine, quantile, timeQuestions } from '../../bench/measure.ts';
import { planOf, readOptions, sizeNamed } from '../../bench/plan.ts';
import { drawPlot } from '../../bench/plot.ts';
import { BREAK, END } from '../../bench/token-file.ts';
import { PROJECT_FOLDER } from '../../src/core/files.ts';
import { FIRST_BUILD_MS } from '../support/corpus.ts';
import { inTempFolder } from '../support/folders.ts';

const run = promisify(execFile);

describe('npm run bench', () => {
  it(
    'measures our engine on the five documents and writes tables and plots',
    () =>
      inTempFolder(async (out) => {
        const options = [
          '--quick',
          '--sizes',
          '191',
          '--engines',
          'tiaosuo',
          '--budget-seconds',
          '0.2',
          '--out',
          out,
        ];
        const { stderr } = await run(process.execPath, ['--import', 'tsx', 'bench/run.ts', ...options], {
          cwd: PROJECT_FOLDER,
          env: { ...process.env, BENCH_CACHE: join(out, 'cache') },
        });
        expect(stderr).not.toContain('FAILED');
        const results = readFileSync(join(out, 'RESULTS.md'), 'utf8');
        expect(results).toContain('### 191 clauses of the five documents');
        expect(results).toMatch(/^\| Tiaosuo[^|]*\| words \| \d/m);
        expect(results).toMatch(/^\| Tiaosuo[^|]*\| words, characters, pairs \| \d/m);
        const plots = readdirSync(join(out, 'plots'));
        expect(plots.sort()).toEqual(
          ['growth', 'latency-p95', 'latency', 'memory', 'opening'].map((name) => `${name}.svg`),
        );
        for (const name of plots) expectWellFormed(readFileSync(join(out, 'plots', name), 'utf8'));
      }),
    4 * FIRST_BUILD_MS,
  );
});

describe('what runs', () => {
  it('skips a peer that is not installed, with a word', () => {
    const missing = ENGINE_NAMES.flatMap((engine) => whyMissing(engine, () => null) ?? []);
    expect(missing).toHaveLength(ENGINE_NAMES.length - 1);
    expect(missing).toContain(
      'lancedb skipped: @lancedb/lancedb is not installed; npm run bench:install installs it',
    );
    expect(whyMissing('tiaosuo', () => null)).toBeNull();
  });

  it('names sizes after the articles where they are there, and generates the others', () => {
    expect(sizeNamed('60k', true)).toMatchObject({ corpus: 'laws', count: 60_727 });
    expect(sizeNamed('140k', true)).toMatchObject({ corpus: 'laws', count: 140_327 });
    expect(sizeNamed('1M', true)).toMatchObject({ corpus: 'generated', count: 1_000_000 });
    expect(sizeNamed('60k', false)).toMatchObject({ corpus: 'generated', count: 60_000 });
    expect(() => sizeNamed('many', true)).toThrow('"many" is no size');
  });

  it('takes sizes, engines and token sets from the command line, and refuses unknown ones', () => {
    const options = readOptions(['--sizes', '191,1k', '--engines', 'tiaosuo,minisearch']);
    const plan = planOf(options, false).map(({ size, tokens, engine }) => `${size.name} ${tokens} ${engine}`);
    expect(plan).toEqual([
      '191 words tiaosuo',
      '191 words minisearch',
      '191 all tiaosuo',
      '1k words tiaosuo',
      '1k words minisearch',
      '1k all tiaosuo',
    ]);
    expect(() => readOptions(['--engines', 'grep'])).toThrow('"grep" is none of');
  });
});

describe('tokens', () => {
  it('names characters and pairs of characters that touch', () => {
    const { words, grams, chain } = cut('光伏,2025年', 'index');
    expect(words).toEqual(['光伏', '2025', '年']);
    expect(grams).toEqual(['·光', '·伏', '‥光伏', '·年']);
    expect(chain).toEqual(['光伏', null, '2025', '年']);
  });
});

// 光伏 发电 (comma) 发展 光伏; 发展 发电
const MODEL: Model = {
  names: [
    '光伏',
    '发电',
    '发展',
    '·光',
    '·伏',
    '·发',
    '·电',
    '·展',
    '‥光伏',
    '‥发电',
    '‥发展',
    '‥伏发',
    '‥展光',
    '‥展发',
  ],
  chain: Uint32Array.of(0, 1, BREAK, 2, 0, END, 2, 1, END),
  parts: new Map(),
  entries: [
    { length: 4, words: [[0], []], grams: [[3, 4, 8], []] },
    {
      length: 2,
      words: [[1], [2]],
      grams: [
        [5, 6, 9],
        [5, 7, 10],
      ],
    },
  ],
};

describe('generated clauses', () => {
  const make = (seed: number) => [...generateClauses(MODEL, { count: 300, seed })];

  it('are the same for the same seed, and others for another', () => {
    expect(make(7)).toEqual(make(7));
    expect(make(7)).not.toEqual(make(8));
  });

  it('have the lengths, headings and neighbours of real entries', () => {
    const clauses = make(7);
    expect(clauses).toHaveLength(300);
    for (const { city, words, grams } of clauses) {
      expect(city).toBeLessThan(300);
      expect([2, 4]).toContain(words[0].length);
      expect([[0], [1]]).toContainEqual(words[1]);
      for (const gram of grams[0]) expect(MODEL.names[gram]).toMatch(/^[·‥]/);
    }
    // 光伏 is followed by 发电 or ends a clause, never by 发展 without a mark between; so no pair 伏展 was asked for.
    expect(new Set(clauses.flatMap(({ words }) => words[0])).size).toBe(3);
  });

  it('draw numbers from 0 to below 1', () => {
    const random = createRandom(1);
    const numbers = Array.from({ length: 10_000 }, random);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    expect(numbers.reduce((sum, number) => sum + number, 0) / numbers.length).toBeCloseTo(0.5, 1);
  });
});

describe('expected answers', () => {
  const entry = (id: number, ...text: string[]) => ({
    id,
    city: 0,
    tokens: { text, heading: [], context: [] },
  });
  const entries = [
    entry(0, '光伏', '发电'),
    entry(1, '光伏', '光伏'),
    entry(2, '岸电'),
    entry(3, '光伏', '发电'),
  ];
  const [best = []] = expectedTop(() => entries, [{ weights: weightsOf(['光伏', '发电']) }], 3);

  it('order entries by what they hold, ties by number', () => {
    expect(best.map(({ id }) => id)).toEqual([0, 3, 1]);
  });

  it('refuse another order, another entry and another score, and allow what ties', () => {
    const [first, second, third] = best;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three hits');
    assertSameTop([second, first, third], best, 'ties');
    expect(() => assertSameTop([third, first, second], best, 'order')).toThrow('order: score');
    expect(() => assertSameTop([{ ...first, id: 2 }, second, third], best, 'entry')).toThrow(
      'entry 2 at rank 1',
    );
    expect(() => assertSameTop([first, second], best, 'number')).toThrow('number of hits');
  });
});

describe('measuring', () => {
  it('takes quantiles by the nearest rank', () => {
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
    expect(
      quantile(
        Array.from({ length: 100 }, (_, i) => i + 1),
        0.95,
      ),
    ).toBe(95);
    expect(quantile([], 0.5)).toBe(0);
  });

  it('finds a straight line', () => {
    expect(
      fitLine([
        [0, 1],
        [1, 3],
        [2, 5],
      ]),
    ).toEqual({ slope: 2, intercept: 1, r2: 1 });
    expect(fitLine([[1, 4]])).toMatchObject({ slope: 0, intercept: 4 });
  });

  it('asks every k-th question where the budget is short, and all of them in rounds where it is not', async () => {
    const questions = Array.from({ length: 100 }, (_, i) => i);
    const answer = { best: [] };
    const fast = await timeQuestions(() => answer, questions, { budgetMs: 1000, maxRounds: 5 });
    expect([fast.asked.length, fast.ms.length, fast.rounds]).toEqual([100, 100, 5]);
    const slowly = () => new Promise<typeof answer>((resolve) => setTimeout(() => resolve(answer), 5));
    const slow = await timeQuestions(slowly, questions, { budgetMs: 100, maxRounds: 5 });
    expect(slow.asked.length).toBeLessThan(100);
    expect(slow.asked.length).toBeGreaterThanOrEqual(25);
  });
});

describe('plots', () => {
  it('are well-formed whatever the names and points are', () => {
    const series = (points: [number, number][]) => ({
      name: '<a> & "b"',
      color: '#d9363e',
      isDashed: true,
      hasLine: true,
      points,
    });
    const plot = { title: 'a < b & c', x: 'entries', y: 'ms' };
    for (const points of [
      [],
      [[1, 1]],
      [
        [191, 0.005],
        [1e6, 2400],
        [0, 3],
      ],
    ] as [number, number][][]) {
      const svg = drawPlot({ ...plot, series: [series(points), series(points)] });
      expectWellFormed(svg);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      expect(svg).not.toContain('background');
    }
  });
});

/** Every tag is closed in turn, every attribute quoted, and nothing is left over. */
function expectWellFormed(xml: string): void {
  const open: string[] = [];
  const rest = xml.replace(
    /<(\/?)([a-z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_, closing: string, name: string, _attributes: string, empty: string) => {
      if (closing) expect(open.pop()).toBe(name);
      else if (!empty) open.push(name);
      return '';
    },
  );
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]/);
  expect(rest.replace(/&(?:amp|lt|gt|quot);/g, '')).not.toContain('&');
  expect(xml.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
}

/**
 * Citations and exports on the command line:
 * - `cite` prints what the engine cites, of an address, of several and of a list on standard input, and nothing else to stdout;
 * - a day of access is printed only where it is asked for; what is no day, form or address is named;
 * - `search --export` prints the hits as a file that reads back: references or rows, and says on stderr where there are more;
 * - `index` prints which clauses changed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { type Engine, toMarkdown } from '../../src/engine.ts';
import { hitsTable } from '../../src/results/export.ts';
import { FIRST_BUILD_MS, seedsEngine } from '../support/corpus.ts';
import { readCsv } from '../support/csv.ts';
import { inTempFolder, smallDocument, writeFolder } from '../support/folders.ts';

let engine: Engine;
let index = '';

beforeAll(async () => {
  engine = await seedsEngine();
  index = join(inject('sharedIndexes'), 'words');
}, FIRST_BUILD_MS);

afterEach(() => vi.useRealTimers());

async function run(args: readonly string[], input?: string) {
  let out = '';
  let err = '';
  const code = await main(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    colors: false,
    env: { TIAOSUO_MODEL: 'none' },
    ...(input === undefined ? {} : { input: async () => input }),
    interrupted: new Promise<void>(() => {}),
  });
  return { code, out, err };
}

const cite = (args: readonly string[], input?: string) => run(['cite', ...args, '--index', index], input);
const CLAUSE = 'nanjing-2025/2.2';
const OTHER = 'ganzhou-2022/2.u1';

describe('tiaosuo cite', () => {
  it('prints the citation of a clause by GB/T 7714, and nothing else', async () => {
    const { citation } = engine.cite(CLAUSE, null, { format: 'gbt7714' });
    expect(await cite([CLAUSE])).toEqual({ code: 0, out: `${citation}\n`, err: '' });
    expect(citation).toContain('宁政发〔2025〕16号');
  });

  it('prints it in every form that is asked for, and the one of the API with --json', async () => {
    const span = ['--start', '0', '--end', '10'];
    for (const format of ['text', 'gbt7714-2015', 'legal', 'footnote', 'in-text', 'ris', 'bibtex'] as const) {
      const expected = engine.cite(CLAUSE, { start: 0, end: 10 }, { format });
      const { out } = await cite([CLAUSE, ...span, '--format', format]);
      expect(out.trimEnd()).toBe(expected.citation.trimEnd());
      const json = await cite([CLAUSE, ...span, '--format', format, '--json']);
      expect(JSON.parse(json.out)).toEqual(expected);
    }
    const edited = await cite([CLAUSE, '--edition', '2015', '--type-code', 'R', '--markup', 'markdown']);
    const options = { format: 'gbt7714', edition: '2015', typeCode: 'R', markup: 'markdown' } as const;
    expect(edited.out).toBe(`${engine.cite(CLAUSE, null, options).citation}\n`);
  });

  it('prints several as a list, or as one file, each address once', async () => {
    const list = engine.citeAll([CLAUSE, OTHER], { format: 'gbt7714' });
    expect((await cite([CLAUSE, OTHER, CLAUSE])).out).toBe(list);
    expect(list.split('\n')).toHaveLength(3);
    const { out } = await cite([CLAUSE, OTHER, '--format', 'csl']);
    expect(JSON.parse(out).map(({ id }: { id: string }) => id)).toEqual([CLAUSE, OTHER]);
    const json = JSON.parse((await cite([CLAUSE, OTHER, '--json'])).out);
    expect(json.citations.map(({ clause }: { clause: string }) => clause)).toEqual([CLAUSE, OTHER]);
  });

  it('reads a list of addresses, passes over empty lines and comments, and takes a list of one as a list', async () => {
    const list = `# for the report\r\n${CLAUSE}\r\n\n  ${OTHER}  \n`;
    expect((await cite(['-'], list)).out).toBe(engine.citeAll([CLAUSE, OTHER], { format: 'gbt7714' }));
    expect((await cite(['-'], `${CLAUSE}\n`)).out).toBe(engine.citeAll([CLAUSE], { format: 'gbt7714' }));
    expect(await cite(['-'], '\n')).toEqual({ code: 0, out: '', err: '' });
    expect(JSON.parse((await cite(['-', '--format', 'csl'], '')).out)).toEqual([]);
  });

  it('names the address that is not there, and prints none of the others', async () => {
    const { code, out, err } = await cite([CLAUSE, 'nanjing-2025/99.99']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('nanjing-2025/99.99');
  });

  it('takes the day of access from the command line alone; today is the day here', async () => {
    vi.useFakeTimers({ now: new Date(2026, 10, 5, 23, 59), toFake: ['Date'] });
    const accessed = async (...args: string[]) =>
      JSON.parse((await cite(['suzhou-2023/2.9', '--format', 'csl', ...args, '--json'])).out).citation;
    const expected = (day: string | null) =>
      engine.cite('suzhou-2023/2.9', null, { format: 'csl', accessed: day }).citation;
    expect(await accessed()).toBe(expected(null));
    expect(await accessed('--accessed', 'today')).toBe(expected('2026-11-05'));
    expect(await accessed('--accessed', '2024-02-29')).toBe(expected('2024-02-29'));
  });

  it.each([
    [],
    [CLAUSE, '--format', 'apa'],
    [CLAUSE, '--edition', '2005'],
    [CLAUSE, '--markup', 'latex'],
    [CLAUSE, '--accessed', '2025-02-29'],
    [CLAUSE, '--accessed', 'yesterday'],
    [CLAUSE, '--start', '3'],
    [CLAUSE, OTHER, '--start', '0', '--end', '3'],
    [CLAUSE, '-'],
    ['-'],
  ])('%s %s %s is wrong usage', async (...args) => {
    const { code, out, err } = await cite(args.filter((arg) => arg !== undefined));
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('--help');
  });
});

describe('tiaosuo search --export', () => {
  const search = (...args: string[]) => run(['search', ...args, '--index', index]);
  const hitsOf = async (q: string) => (await engine.search({ q, limit: 100 })).hits;

  it('prints the references of all hits as one file', async () => {
    const hits = (await hitsOf('光伏')).map(({ clause }) => clause);
    const { code, out } = await search('光伏', '--export', 'csl');
    expect(code).toBe(0);
    expect(JSON.parse(out).map(({ id }: { id: string }) => id)).toEqual(hits);
    for (const [name, format] of [
      ['ris', 'ris'],
      ['bib', 'bibtex'],
    ] as const) {
      expect((await search('光伏', '--export', name)).out).toBe(engine.citeAll(hits, { format }));
    }
  });

  it('prints a row a hit as CSV or Markdown', async () => {
    const hits = await hitsOf('光伏');
    const { out } = await search('光伏', '--export', 'csv');
    const [columns = [], ...rows] = readCsv(out);
    expect(rows.map((row) => row[columns.indexOf('text')])).toEqual(hits.map(({ text }) => text));
    const table = await search('光伏', '--export', 'md');
    expect(table.out).toBe(toMarkdown(hitsTable(hits, engine.documents())));
  });

  it('keeps what it understood and how many more there are off the file', async () => {
    const { out, err } = await search('南京 光伏', '--export', 'csl', '--limit', '1');
    expect(JSON.parse(out)).toHaveLength(1);
    expect(err).toContain('understood as city: 南京');
    expect(err).toMatch(/^note: 1 of \d+ hits \(--limit, --offset\)$/m);
  });

  it('prints an empty file where nothing is found, and says so', async () => {
    const { code, out, err } = await search('zzzz', '--export', 'csl');
    expect([code, JSON.parse(out)]).toEqual([0, []]);
    expect(err).toContain('note: 0 of 0 hits');
    expect(readCsv((await search('zzzz', '--export', 'csv')).out)).toHaveLength(1);
  });

  it.each([['xml'], ['csl', '--json']])('%s %s is wrong usage', async (...args) => {
    expect(await search('光伏', '--export', ...args)).toMatchObject({ code: 2, out: '' });
  });
});

describe('tiaosuo index', () => {
  it('prints the clauses of an edited document that changed, and what came and went', () =>
    inTempFolder(async (folder) => {
      const documents = writeFolder(join(folder, 'documents'), {
        'a.txt': smallDocument({ topic: '光伏' }),
        'b.txt': smallDocument({ city: '苏州', topic: '风电' }),
      });
      const update = () => run(['index', '--documents', documents, '--index', join(folder, 'index')]);
      expect((await update()).out.split('\n')).toHaveLength(2);
      const path = join(documents, 'a.txt');
      const edited = readFileSync(path, 'utf8')
        .replace('(三)加大', '(四)加大')
        .replace('二、保障', '(三)公布结果。每年公布。\n二、保障')
        .replace('2027年', '2028年');
      writeFolder(documents, {
        'a.txt': edited,
        'c.txt': smallDocument({ city: '扬州', topic: '储能' }),
      });
      const { code, out } = await update();
      expect(code).toBe(0);
      expect(out.split('\n').slice(1)).toEqual([
        'nanjing-2025  1 added, 1 renumbered, 1 changed',
        '  + nanjing-2025/1.3',
        '  > nanjing-2025/2.3 → nanjing-2025/2.4',
        expect.stringMatching(/^ {2}~ nanjing-2025\/1\.1 {2}\d\d% as before: 2027 → 2028$/),
        'suzhou-2025  no longer there, 3 clauses',
        'yangzhou-2025  new, 3 clauses',
        '',
      ]);
      const again = await update();
      expect(again.out).toContain('unchanged');
      expect(again.out.split('\n')).toHaveLength(2);
    }));

  it('prints no more than some lines, and how much there is in all', () =>
    inTempFolder(async (folder) => {
      const file = join(folder, 'clauses.jsonl');
      const build = (verb: string) => {
        const lines = Array.from({ length: 1500 }, (_, i) =>
          JSON.stringify({ id: `c${i}`, document: `办法${i % 150}`, text: `第${i}项${verb}。` }),
        );
        writeFileSync(file, lines.join('\n'));
        return ['--clauses', file, '--index', join(folder, 'index')];
      };
      await run(['index', ...build('推进')]);
      const { out } = await run(['index', ...build('暂缓')]);
      const lines = out.trimEnd().split('\n');
      expect(lines.length).toBeLessThan(70);
      expect(lines.at(-1)).toContain('documents: 0 new, 0 gone, 150 changed; clauses: 1500 changed');
    }));
});

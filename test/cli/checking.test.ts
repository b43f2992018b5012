/** Proves `verify` and `report` on the command line: what holds, what does not, exit codes, and files that are written beside the report. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { FIRST_BUILD_MS, seedsEngine } from '../support/corpus.ts';
import { makeTempFolder } from '../support/folders.ts';

let index = '';

beforeAll(async () => {
  await seedsEngine();
  index = join(inject('sharedIndexes'), 'words');
}, FIRST_BUILD_MS);

async function run(...args: readonly string[]) {
  let [out, err] = ['', ''];
  const code = await main([...args, '--index', index], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    colors: false,
    env: {},
    input: async () => '大力发展分布式光伏发电\n\n到2040年建成火星基地并投入使用\n',
    interrupted: new Promise<void>(() => {}),
  });
  return { code, out, err };
}

const RIGHT = '南京提出“大力发展分布式光伏发电”[@nanjing-2025/2.2]。\n';
const WRONG =
  '苏州提出“大力发展分布式光伏发电”[@suzhou-2023/4.19]，南京提出“到2027年,受污染耕地安全利用率达到96%以上”[@nanjing-2025/3.8]。\n';

describe('tiaosuo verify', () => {
  it('exits with 0 where a quote is printed so, and with 1 where not', async () => {
    expect(await run('verify', '大力发展分布式光伏发电')).toMatchObject({ code: 0 });
    const { code, out } = await run('verify', '到2027年,受污染耕地安全利用率达到96%以上');
    expect(code).toBe(1);
    expect(out).toContain('quoted “96%”, printed “95%”');
  });

  it('reads quotes from standard input, one a line, and says how much was searched', async () => {
    const { code, out } = await run('verify', '-');
    expect(code).toBe(1);
    expect(out).toMatch(/^exact {2}大力发展分布式光伏发电\n {2}nanjing-2025\/2\.2/);
    expect(out).toContain('191 clauses of 5 documents searched');
  });

  it('says where a quote stands that is cited elsewhere', async () => {
    const { code, out } = await run('verify', '--clause', 'suzhou-2023/4.19', '大力发展分布式光伏发电');
    expect(code).toBe(1);
    expect(out).toContain('not in the clause that it is cited to');
  });
});

describe('tiaosuo report', () => {
  function report(text: string): string {
    const path = join(makeTempFolder(), 'report.md');
    writeFileSync(path, text);
    return path;
  }

  it('checks: 0 where all holds, 1 where a quote is altered or of another city', async () => {
    expect(await run('report', 'check', report(RIGHT))).toMatchObject({ code: 0 });
    const { code, out } = await run('report', 'check', report(WRONG));
    expect(code).toBe(1);
    expect(out).toContain('misattributed');
    expect(out).toContain('quoted “96%”, printed “95%”');
    expect(out).toContain('2 things wrong');
  });

  it('links: the report as it was, with links', async () => {
    const path = report(RIGHT);
    const { code, out } = await run('report', 'link', path);
    expect(code).toBe(0);
    expect(out).toContain('](/d/nanjing-2025/2.2?q=');
    expect(readFileSync(path, 'utf8')).toBe(RIGHT);
  });

  it('builds files beside the report, and refuses a key that names nothing', async () => {
    const path = report(RIGHT);
    const { code, out } = await run('report', 'build', path, '--accessed', '2026-11-25');
    expect(code).toBe(0);
    const [md, html, docx, csl] = out
      .trim()
      .split('\n')
      .map((file) => readFileSync(file));
    expect(md?.toString()).toContain('参考文献');
    expect(html?.toString()).toContain('<html');
    expect(docx?.subarray(0, 2).toString()).toBe('PK');
    expect(JSON.parse(csl?.toString() ?? '')).toMatchObject([{ id: 'nanjing-2025/2.2', type: 'regulation' }]);
    const unknown = await run('report', 'build', report('见[@nanjing-2025/99.9]。\n'));
    expect(unknown.code).toBe(1);
    expect(unknown.err).toMatch(/line 1, column \d/);
  });

  it('is used with a file and one of its three', async () => {
    expect((await run('report', 'burn', report(RIGHT))).code).toBe(2);
    expect((await run('report', 'check')).code).toBe(2);
  });
});

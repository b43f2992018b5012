/**
 * The command line:
 * - results go to stdout, progress, notes and errors to stderr; exit codes are 0 done, 1 failed, 2 wrong usage;
 * - --json prints the same objects as the API; each command has --help;
 * - a model is chosen by option or environment, and what is missing of it is named;
 * - colours are for terminals, and no control character of a document or query reaches one.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { searchAnswer, suggestions } from '../../src/server/schemas.ts';
import { listen } from '../../src/server/serve.ts';
import { FIRST_BUILD_MS, SEEDS } from '../support/corpus.ts';
import { tinyFolder } from '../support/models.ts';

let folder = '';
let index = '';

async function run(
  args: string[],
  { colors = false, env = {}, interrupted = new Promise<void>(() => {}) } = {},
) {
  let out = '';
  let err = '';
  const code = await main(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    colors,
    env,
    interrupted,
  });
  return { code, out, err };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tiaosuo-cli-'));
  index = join(folder, 'index');
  const { code } = await run(['index', '--documents', SEEDS, '--index', index]);
  expect(code).toBe(0);
}, FIRST_BUILD_MS);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('tiaosuo', () => {
  it('without a command says how it is used and exits with 2', async () => {
    expect(await run([])).toMatchObject({ code: 2, out: '' });
    expect((await run(['nosuch'])).code).toBe(2);
    expect((await run(['--help'])).out).toContain('search');
  });

  it('ranks with the engine that is named, and refuses one it does not know', async () => {
    const { code, out } = await run([
      'search',
      '光伏',
      '--index',
      index,
      '--lexical',
      'minisearch',
      '--json',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(out).counts.literal).toBe(6);
    const unknown = await run(['search', '光伏', '--index', index, '--lexical', 'lucene']);
    expect(unknown).toMatchObject({ code: 2, out: '' });
    expect(unknown.err).toContain('--lexical is auto, postings, minisearch, not "lucene"');
  });

  it.each(['index', 'search', 'suggest', 'show', 'serve', 'eval', 'completion'])(
    '%s has --help',
    async (command) => {
      const { code, out } = await run([command, '--help']);
      expect(code).toBe(0);
      expect(out).toContain(`npx tiaosuo ${command}`);
    },
  );

  it.each([
    ['search', '--nosuch', 'x'],
    ['search'],
    ['search', 'x', '--limit', '101'],
    ['search', 'x', '--mode', 'magic'],
    ['search', 'a'.repeat(501)],
    ['suggest'],
    ['suggest', '光', '--limit', '21'],
    ['suggest', 'a'.repeat(501)],
    ['completion'],
    ['completion', 'fish'],
    ['completion', 'bash', 'zsh'],
    ['show', 'a', 'b'],
    ['show', 'a', '--cite', '--start', '3'],
    ['index', '--clauses', 'x', '--documents', 'y'],
    ['index', '--clauses', 'x'],
    ['serve', '--port', '99999'],
    ['search', 'x', '--model', 'magic'],
    ['search', 'x', '--model', '../nowhere', '--dtype', 'fp64'],
  ])('%s %s %s is wrong usage', async (...args) => {
    const { code, out, err } = await run(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('--help');
  });
});

describe('tiaosuo index', () => {
  it('reads nothing where nothing changed', async () => {
    const { code, out } = await run(['index', '--documents', SEEDS, '--index', index]);
    expect(code).toBe(0);
    expect(out).toMatch(/^5 documents, 191 clauses, \d+ passages \(unchanged\)/);
  });

  it('fails with what, which and what next, and leaves the old index', async () => {
    const { code, err } = await run(['index', '--documents', join(folder, 'nowhere'), '--index', index]);
    expect(code).toBe(1);
    expect(err).toContain('nowhere');
    expect((await run(['show', '--index', index])).code).toBe(0);
  });

  it('takes clauses that somebody else has split, and keeps their ids', async () => {
    const file = join(folder, 'clauses.jsonl');
    const clauses = [
      {
        id: 'a-1',
        document: '甲市办法',
        city: '甲市',
        year: 2020,
        heading: '第一条',
        text: '鼓励屋顶光伏。',
      },
      { id: 'a-2', document: '甲市办法', text: '禁止露天焚烧秸秆。' },
    ];
    writeFileSync(file, clauses.map((clause) => JSON.stringify(clause)).join('\n'));
    const own = join(folder, 'own');
    expect((await run(['index', '--clauses', file, '--index', own])).code).toBe(0);
    const { out } = await run(['search', '光伏', '--index', own, '--json']);
    expect(searchAnswer.parse(JSON.parse(out)).hits.map(({ clause }) => clause)).toEqual(['a-1']);
    expect((await run(['show', 'a-2', '--index', own])).out).toContain('禁止露天焚烧秸秆');
  });
});

describe('--model', () => {
  const model = tinyFolder('tiny-bert');

  it('searches by the meaning that the model sees, by option or environment; the option wins', async () => {
    const own = join(folder, 'with-model');
    const args = ['--documents', SEEDS, '--index', own, '--model', model];
    expect((await run(['index', ...args])).code).toBe(0);
    expect(existsSync(join(own, 'embeddings'))).toBe(true);
    const search = ['search', '屋顶光伏建设', '--index', own, '--json'];
    const byWords = await run([...search, '--model', 'none'], { env: { TIAOSUO_MODEL: model } });
    const asked = await run(search, { env: { TIAOSUO_MODEL: model, TIAOSUO_DTYPE: 'fp32' } });
    for (const [{ code, out }, hasMeaning] of [
      [byWords, false],
      [asked, true],
    ] as const) {
      expect(code).toBe(0);
      const { hits } = searchAnswer.parse(JSON.parse(out));
      expect(hits.some(({ scores }) => scores.semantic !== null)).toBe(hasMeaning);
    }
  });

  it('says how to rebuild an index that was built without it, and what a folder lacks', async () => {
    const own = join(folder, 'without-model');
    await run(['index', '--documents', SEEDS, '--index', own, '--model', 'none']);
    const without = await run(['search', '光伏', '--index', own, '--model', model]);
    expect(without).toMatchObject({ code: 1, out: '' });
    expect(without.err).toContain('has no vectors, not of tiny-bert/fp32/cls/');
    expect(without.err).toContain('--model NAME');
    const lacking = await run(['search', '光伏', '--index', own, '--model', model, '--dtype', 'q8']);
    expect(lacking).toMatchObject({ code: 1, out: '' });
    expect(lacking.err).toContain('lacks onnx/model_quantized.onnx');
  });

  it('need not be named to read an index that was built with another, nor to search it by words', async () => {
    const own = join(folder, 'with-hashing');
    await run(['index', '--documents', SEEDS, '--index', own, '--model', 'hashing']);
    expect((await run(['show', 'nanjing-2025/2.2', '--index', own])).code).toBe(0);
    expect((await run(['suggest', '净土', '--index', own])).out).toContain('净土保卫战');
    const { code, out } = await run(['search', '光伏', '--index', own, '--json']);
    expect(code).toBe(0);
    expect(searchAnswer.parse(JSON.parse(out)).counts.literal).toBe(6);
  });

  it('names the files of a model that cannot be fetched', async () => {
    const env = { TIAOSUO_MODEL: 'nobody/nothing', HF_HUB_OFFLINE: '1' };
    const { code, err } = await run(['search', '光伏', '--index', index], { env });
    expect(code).toBe(1);
    expect(err).toContain('models/nobody/nothing:\n  config.json\n');
  });
});

describe('tiaosuo search', () => {
  it('prints the same object as the API with --json, and only that', async () => {
    const { code, out } = await run(['search', '光伏', '--index', index, '--json']);
    expect(code).toBe(0);
    expect(searchAnswer.parse(JSON.parse(out))).toMatchObject({ query: '光伏', searched: { clauses: 191 } });
  });

  it('says plainly that nothing was found, and how much was searched', async () => {
    const { code, out } = await run(['search', '火星基地', '--index', index]);
    expect(code).toBe(0);
    expect(out).toMatch(/^no clause found(?:, \d+ related)?; 191 clauses of 5 documents searched/);
    const nothing = await run(['search', 'zzzz', '--index', index]);
    expect(nothing.out.split('\n')[0]).toBe('no clause found; 191 clauses of 5 documents searched');
  });

  it('notes on stderr what the query was read as, and takes it back', async () => {
    const { err } = await run(['search', '烧煤改用电', '--index', index]);
    expect(err).toMatch(/^read as 以电代煤 \(烧煤改用电\).* \(--no-concepts takes it back\)$/m);
    const literally = await run(['search', '烧煤改用电', '--no-concepts', '--index', index]);
    expect(literally.err).not.toContain('read as');
    const { out } = await run(['search', '烧煤改用电', '--no-concepts', '--json', '--index', index]);
    expect(searchAnswer.parse(JSON.parse(out)).concepts).toEqual([]);
  });

  it('names the topics of the hits, and narrows to one', async () => {
    const { out } = await run(['search', '水', '--index', index]);
    expect(out.split('\n')[2]).toMatch(/^topics: \S+ \d+ .* {2}and \d+ more$/);
    const narrowed = await run(['search', '水', '--topic', '黑臭水体治理', '--json', '--index', index]);
    const { searched, counts } = searchAnswer.parse(JSON.parse(narrowed.out));
    expect(counts.literal).toBeGreaterThan(0);
    expect(searched.clauses).toBeLessThan(191);
    const unknown = await run(['search', '水', '--topic', 'atlantis', '--index', index]);
    expect(unknown).toMatchObject({ code: 1, out: '' });
    expect(unknown.err).toContain('atlantis');
  });

  it('colours highlights on a terminal and nothing in a pipe', async () => {
    expect((await run(['search', '光伏', '--index', index], { colors: true })).out).toContain('\u001b[');
    expect((await run(['search', '光伏', '--index', index])).out).not.toContain('\u001b');
  });

  it('notes on stderr what it understood', async () => {
    const { err, out } = await run(['search', '扬州 邵伯湖 水质', '--index', index]);
    expect(err).toContain('understood as city: 扬州');
    expect(out).toContain('yangzhou-2024/3.6');
    expect((await run(['search', '扬州 水质', '--literal-words', '--index', index])).err).not.toContain(
      'understood',
    );
  });

  it('names the command that builds a missing index', async () => {
    const { code, err } = await run(['search', 'x', '--index', join(folder, 'none')]);
    expect(code).toBe(1);
    expect(err).toContain('npx tiaosuo index');
  });
});

describe('a mistyped search', () => {
  it('notes on stderr what could have been meant', async () => {
    const { code, err, out } = await run(['search', '生态补尝', '--index', index]);
    expect(code).toBe(0);
    expect(err).toContain('did you mean "生态补偿"?');
    expect(out).toMatch(/^no clause found/);
  });
});

describe('tiaosuo suggest', () => {
  it('prints one query a line, best first', async () => {
    const { code, out, err } = await run(['suggest', '净土', '--limit', '2', '--index', index]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n')).toEqual(['净土', '净土保卫战', '']);
    expect((await run(['suggest', '南京', '光', '--index', index])).out).toMatch(/^南京 光伏\n/);
  });

  it('prints the same object as the API with --json', async () => {
    const { out } = await run(['suggest', '光', '--json', '--index', index]);
    expect(suggestions.parse(JSON.parse(out)).suggestions[0]).toEqual({ text: '光伏', kind: 'term' });
  });

  it('prints nothing, and is done, where nothing fits', async () => {
    expect(await run(['suggest', 'zzzz', '--index', index])).toEqual({ code: 0, out: '', err: '' });
  });
});

describe('tiaosuo show', () => {
  it('prints a clause as printed, with who answers for it', async () => {
    const { out } = await run(['show', 'nantong-2018/4.2', '--index', index]);
    expect(out).toContain('落實省、市“兩減六治三提升”專項行動');
    expect(out).toContain('responsible: 市經信委');
  });

  it('prints documents, outlines and citations', async () => {
    expect((await run(['show', '--index', index])).out.trim().split('\n')).toHaveLength(5);
    expect((await run(['show', 'yangzhou-2024', '--index', index])).out).toContain('yangzhou-2024/end');
    expect((await run(['show', 'nanjing-2025/2.2', '--cite', '--index', index])).out).toContain(
      '宁政发〔2025〕16号',
    );
  });

  it('says which clause is not there and where to look', async () => {
    const { code, err } = await run(['show', 'nanjing-2025/99.99', '--index', index]);
    expect(code).toBe(1);
    expect(err).toContain('nanjing-2025/99.99');
  });
});

describe('tiaosuo serve', () => {
  it('tells its address in one line, answers, and ends when interrupted', async () => {
    let end = () => {};
    const interrupted = new Promise<void>((resolve) => {
      end = resolve;
    });
    let out = '';
    const done = main(['serve', '--port', '0', '--index', index], {
      out: (text) => {
        out += text;
      },
      err: () => {},
      colors: false,
      env: {},
      interrupted,
    });
    await expect.poll(() => out).toMatch(/^Tiaosuo is ready at http:\/\/127\.0\.0\.1:\d+\n$/);
    const url = out.trim().split(' ').at(-1);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    end();
    expect(await done).toBe(0);
  });

  it('says that a port is in use, and how to choose another', async () => {
    const taken = await listen({ fetch: () => new Response('x'), host: '127.0.0.1', port: 0 });
    const { code, err } = await run(['serve', '--index', index], { env: { PORT: new URL(taken.url).port } });
    await taken.close();
    expect(code).toBe(1);
    expect(err).toMatch(/in use[\s\S]*PORT=/);
  });
});

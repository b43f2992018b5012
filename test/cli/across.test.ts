/**
 * The questions across cities on the command line:
 * - --json prints the engine's own answer; results go to stdout, what was understood and what was cut to stderr;
 * - where a city or the whole corpus is silent, the output says how much was searched;
 * - nothing of a clause is lost or changed where two are compared;
 * - rows stand in columns, and no control character of a query reaches a terminal.
 */
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { printComparison } from '../../src/cli/compare.ts';
import { main } from '../../src/cli/main.ts';
import type { CompareAnswer, Engine } from '../../src/engine.ts';
import { boxEngine, FIRST_BUILD_MS } from '../support/corpus.ts';

let engine: Engine;
let index = '';

beforeAll(async () => {
  engine = await boxEngine();
  index = join(inject('sharedIndexes'), 'box');
}, FIRST_BUILD_MS);

async function run(
  args: readonly string[],
  { colors = false, input = undefined as string | undefined } = {},
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
    env: {},
    ...(input === undefined ? {} : { input: async () => input }),
    interrupted: new Promise<void>(() => {}),
  });
  return { code, out, err };
}

/** What a command prints that succeeds, on the index of this file. */
async function print(args: readonly string[], options: Parameters<typeof run>[1] = {}): Promise<string> {
  const { code, out } = await run([...args, '--index', index], options);
  expect(code).toBe(0);
  return out;
}

/** An answer without what differs from run to run. */
function untimed(answer: object): object {
  return { ...answer, tookMs: 0 };
}

const COMMANDS = ['similar', 'compare', 'coverage', 'families', 'targets', 'bodies'];

describe('each command', () => {
  it.each(COMMANDS)('%s has --help', async (command) => {
    const { code, out } = await run([command, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`usage: npx tiaosuo ${command}`);
    expect(out).toContain('--json');
  });

  it.each([
    ['similar'],
    ['similar', 'nanjing-2025/3.8', 'suzhou-2023/2.7'],
    ['similar', 'nanjing-2025/3.8', '--text', '光伏'],
    ['similar', 'nanjing-2025/3.8', '--scope', 'mine'],
    ['similar', 'nanjing-2025/3.8', '--limit', '0'],
    ['similar', '-'],
    ['compare', 'nanjing-2025/3.8'],
    ['compare', 'a', 'b', 'c'],
    ['coverage'],
    ['coverage', ' '],
    ['coverage', 'a'.repeat(501)],
    ['coverage', ...Array.from({ length: 51 }, () => '光伏')],
    ['coverage', '光伏', '--mode', 'magic'],
    ['coverage', '光伏', '--format', 'list'],
    ['coverage', '光伏', '--format', 'csv', '--json'],
    ['families', 'nanjing-2025/3.8'],
    ['families', '--min-cities', '0'],
    ['targets', '森林'],
    ['targets', '--order', 'size'],
    ['targets', '--year', '25'],
    ['targets', '--limit', '5001'],
    ['bodies', '--format', 'grid'],
  ])('%s %s %s is wrong usage', async (...args) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('--help');
  });

  it('prints with --json what the engine answers', async () => {
    const clause = 'nanjing-2025/3.8';
    const answers = [
      [['similar', clause, '--limit', '2'], await engine.similar({ clause, limit: 2 })],
      [['similar', '--text', '推广碳普惠。'], await engine.similar({ text: '推广碳普惠。' })],
      [['compare', clause, 'suzhou-2023/2.7'], engine.compare(clause, 'suzhou-2023/2.7')],
      [['coverage', '光伏', '岸电'], await engine.coverage({ queries: ['光伏', '岸电'] })],
      [['families', '--clause', clause], engine.families({ clause })],
      [['targets', '--year', '2027'], engine.targets({ years: [2027] })],
      [['bodies', '住建局'], engine.bodies({ name: '住建局' })],
    ] as const;
    for (const [args, answer] of answers) {
      const { code, out, err } = await run([...args, '--json', '--index', index]);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(untimed(JSON.parse(out))).toEqual(untimed(JSON.parse(JSON.stringify(answer))));
    }
  });

  it.each([
    ['similar', 'nanjing-2025/99.9', 'nanjing-2025/99.9'],
    ['similar', 'nanjing-2025/2', 'take a clause below it'],
    ['similar', '--text', '——', 'no letter'],
    ['compare', 'nanjing-2025/3.8', 'nowhere/1', 'nowhere/1'],
    ['coverage', '光伏', '--city', '北京', '北京'],
    ['targets', '--topic', 'atlantis', 'atlantis'],
  ])('%s %s %s fails and says what is wrong', async (...args) => {
    const said = args.pop() ?? '';
    const { code, out, err } = await run([...args, '--index', index]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(said);
  });
});

describe('tiaosuo similar', () => {
  it('prints how similar each hit is, where it stands, and what both speak of', async () => {
    const [first, blank, head, passage, why] = (await print(['similar', 'nanjing-2025/3.8'])).split('\n');
    expect(first).toBe('156 clauses of 4 documents searched');
    expect(blank).toBe('');
    expect(head).toMatch(/^[01]\.\d\d counterpart {2}\S+\/\S+ {2}\S+ \d{4} {2}\S+净土保卫战$/);
    expect(passage).toMatch(/^ {2}\S/);
    expect(why).toMatch(/^ {2}土壤污染防治、.*; \d+ characters in the same words, \d+ stretch/);
  });

  it('colours the shared wording on a terminal only', async () => {
    const args = ['similar', 'nanjing-2025/3.8', '--city', '扬州', '--limit', '1'];
    expect(await print(args, { colors: true })).toContain('\u001b[1m\u001b[33m');
    expect(await print(args)).not.toContain('\u001b');
  });

  it('takes in its own city with --scope all, and one city with --city', async () => {
    const all = await print(['similar', 'nanjing-2025/3.8', '--scope', 'all', '--limit', '100']);
    expect(all).toMatch(/ nanjing-2025\//);
    expect(all).not.toContain(' nanjing-2025/3.8 ');
    const one = await print(['similar', 'nanjing-2025/3.8', '--city', 'suzhou']);
    expect(one).toMatch(/^59 clauses of 1 document searched\n/);
  });

  it('answers each paragraph of standard input by itself, and says where there is no counterpart', async () => {
    const input = '建立碳普惠机制，鼓励公众绿色出行。\n\n建设火星基地，开展载人登月。\n';
    const [, first = '', second = ''] = (await print(['similar', '-'], { input })).split(/^\d\. /m);
    expect(first).toMatch(/^建立碳普惠机制.*\n191 clauses of 5 documents searched\n\n[01]\.\d\d counterpart/);
    expect(second.split('\n').slice(0, 4)).toEqual([
      '建设火星基地，开展载人登月。',
      'no counterpart; 191 clauses of 5 documents searched',
      '',
      '-- below the line: these are no counterparts, they come nearest --',
    ]);
    expect(second).not.toContain('related');
  });
});

describe('tiaosuo compare', () => {
  const side = { document: 'a', city: '南京', year: 2025, title: null, label: '一、', heading: '甲' };
  const a = '治理率达到95%。全面禁烧\n對。只有甲。';
  const b = '治理率达到93%以上。全面禁烧；对。只有乙。';
  const whole = (text: string, of: string) => ({
    start: of.indexOf(text),
    end: of.indexOf(text) + text.length,
  });
  const pair = (kind: 'equal' | 'changed' | 'a' | 'b', inA: string | null, inB: string | null) => ({
    kind,
    a: inA === null ? null : whole(inA, a),
    b: inB === null ? null : whole(inB, b),
  });
  const answer: CompareAnswer = {
    a: { ...side, clause: 'a/1', text: a },
    b: { ...side, clause: 'b/10', text: b },
    shared: [],
    similarity: 0.5,
    band: 'counterpart',
    sameWords: 0.614,
    snapshot: '',
    tookMs: 0,
    sentences: [
      {
        ...pair('changed', '治理率达到95%。', '治理率达到93%以上。'),
        similarity: 0.8,
        moved: true,
        parts: [
          pair('equal', '治理率达到', '治理率达到'),
          pair('changed', '95%', '93%'),
          pair('b', null, '以上'),
          pair('equal', '。', '。'),
        ],
      },
      {
        ...pair('equal', '全面禁烧\n', '全面禁烧；'),
        similarity: 1,
        moved: false,
        parts: [pair('equal', '全面禁烧', '全面禁烧'), pair('changed', '\n', '；')],
      },
      {
        ...pair('equal', '對。', '对。'),
        similarity: 1,
        moved: false,
        parts: [pair('equal', '對。', '对。')],
      },
      { ...pair('a', '只有甲。', null), similarity: 0, moved: false, parts: [pair('a', '只有甲。', null)] },
      { ...pair('b', null, '只有乙。'), similarity: 0, moved: false, parts: [pair('b', null, '只有乙。')] },
    ],
  };
  const shown = (colors: boolean) => {
    let out = '';
    printComparison(answer, {
      out: (text) => {
        out += text;
      },
      err: () => {},
      colors,
      env: {},
      interrupted: new Promise<void>(() => {}),
    });
    return out;
  };

  it('marks in a pipe what differs, each side as it is printed', () => {
    expect(shown(false).split('\n')).toEqual([
      '<  a/1   南京 2025  一、甲',
      '>  b/10  南京 2025  一、甲',
      '0.50 counterpart; 61% of both in the same words',
      '',
      '~↕ 治理率达到[-95%-]。',
      '   治理率达到{+93%+}{+以上+}。',
      '=  全面禁烧',
      '   全面禁烧{+；+}',
      '=  對。',
      '   对。',
      '<  只有甲。',
      '>  只有乙。',
      '',
    ]);
  });

  it('colours instead of marking on a terminal: yellow what changed, red and green what one side has', () => {
    const colored = shown(true);
    expect(colored).toContain('~↕ 治理率达到\u001b[33m95%\u001b[39m。');
    expect(colored).toContain('   治理率达到\u001b[33m93%\u001b[39m\u001b[32m以上\u001b[39m。');
    expect(colored).toContain('\u001b[31m只有甲。\u001b[39m');
    expect(colored).not.toMatch(/\[-|\{\+/);
  });

  it.each([
    ['nanjing-2025/3.8', 'suzhou-2023/2.7'],
    ['nantong-2018/9.1', 'yangzhou-2024/5.16'],
  ])('prints every character of %s and %s', async (one, other) => {
    const lines = (await print(['compare', one, other])).split('\n').slice(4, -1);
    const sides = { a: '', b: '' };
    let sign = '';
    lines.forEach((line, i) => {
      const isBelow = line.startsWith('   ');
      sign = isBelow ? sign : line.charAt(0);
      const isAlone = !lines[i + 1]?.startsWith('   ');
      const words = line.slice(3).replace(/\[-|-\]|\{\+|\+\}/g, '');
      if (!isBelow && sign !== '>') sides.a += words;
      if (isBelow || sign === '>' || (sign === '=' && isAlone)) sides.b += words;
    });
    const letters = (text: string) => [...text.replace(/\s/g, '')].sort().join('');
    expect(letters(sides.a)).toBe(letters(engine.clause(one).text));
    expect(letters(sides.b)).toBe(letters(engine.clause(other).text));
  });
});

describe('tiaosuo coverage', () => {
  it('prints topics down, cities across, and the proof of each silence', async () => {
    const [cities, first, second, blank, ...proofs] = (await print(['coverage', '碳普惠', '火星基地'])).split(
      '\n',
    );
    expect(cities?.trim().split(/ +/)).toEqual(['赣州', '南京', '南通', '苏州', '扬州']);
    expect(first).toMatch(/^碳普惠 {4}\S.* {2}— +/);
    expect(second?.trim().split(/ +/)).toEqual(['火星基地', '—', '—', '—', '—', '—']);
    expect(blank).toBe('');
    expect(proofs).toHaveLength(1 + 5 + 1);
    expect(proofs[0]).toMatch(
      /^南通 碳普惠: no clause found, 33 searched for 碳普惠 and \d+ official wordings; nearest nantong-2018\/\S+ 0\.\d\d$/,
    );
    expect(proofs[3]).toMatch(/^南通 火星基地: no clause found, 33 searched for 火星基地/);
  });

  it('says on stderr what each query was read as, and takes it back', async () => {
    const { err } = await run(['coverage', '烧煤改用电', '--index', index]);
    expect(err).toMatch(/^烧煤改用电 read as .*以电代煤.* \(--no-concepts takes it back\)\n$/);
    const literally = await run(['coverage', '烧煤改用电', '--no-concepts', '--index', index]);
    expect(literally.err).toBe('');
    expect(literally.out).toContain('searched for 烧煤改用电; ');
  });

  it("leaves cells empty that a query's own filter leaves out, and says where it leaves none", async () => {
    const out = await print(['coverage', 'city:南京 岸电', 'year:1999 岸电']);
    expect(out).toMatch(/^ +南京\ncity:南京 岸电 +1/);
    expect(out).toContain('\nyear:1999 岸电: no document is left by its own filters\n');
  });

  it('leaves as CSV a line a cell and as Markdown a line a query', async () => {
    const csv = await print(['coverage', '光伏', '岸电', '--format', 'csv']);
    expect(csv.split('\r\n')).toHaveLength(1 + 2 * 5 + 1);
    expect(csv).toMatch(/^\ufeffquery,city,/);
    const md = await print(['coverage', '光伏', '岸电', '--format', 'md']);
    expect(md.split('\n')).toHaveLength(2 + 2 + 1);
    expect(md).toMatch(/^\| query \| 赣州 \|/);
  });

  it.each(['grid', 'csv'])('lets no control character of a query out as %s', async (format) => {
    const out = await print(['coverage', '光\u001b[31m\u009b伏', '--format', format, '--model', 'none']);
    expect(out).toContain('光\ufffd[31m\ufffd伏');
    expect([...out].filter((character) => '\u001b\u009b'.includes(character))).toEqual([]);
  });
});

describe('tiaosuo families', () => {
  it('prints a line for every city of a task, the silent ones too', async () => {
    const out = await print(['families', '--clause', 'nanjing-2025/7.25']);
    const [first, blank, title, ...lines] = out.trimEnd().split('\n');
    expect(first).toMatch(/^1 task of \d+; 191 clauses, \d+ of them alone$/);
    expect(blank).toBe('');
    expect(title).toMatch(/^\S+ {2}\S+\/\S+ {2}earliest \d{4}-\d\d-\d\d, \d+% in shared wording$/);
    expect(lines.map((line) => line.trim().split(' ')[0])).toEqual(['赣州', '南京', '南通', '苏州', '扬州']);
    expect(out).toContain('nanjing-2025/7.25 倡导绿色低碳生活方式');
  });

  it('says where there is no task of so many cities, and how many clauses there are', async () => {
    expect(await print(['families', '--min-cities', '6'])).toMatch(
      /^no task of \d+; 191 clauses, \d+ of them alone\n$/,
    );
  });
});

describe('tiaosuo targets', () => {
  it('prints city, year, subject, value and clause in columns', async () => {
    const out = await print(['targets', '--subject', '森林覆盖率']);
    expect(out).toContain('\n赣州  —  森林覆盖率  76%以上  ganzhou-2022/2.u1\n');
    expect(out).toMatch(/^\d+ targets?; 191 clauses of 5 documents searched\n/);
  });

  it('says of a city without any how many clauses were searched', async () => {
    const out = await print(['targets', '--subject', '火星', '--city', '南京', '--city', '扬州']);
    expect(out).toBe(
      'no target found; 58 clauses of 2 documents searched\n\n南京: no target found, 35 searched\n扬州: no target found, 23 searched\n',
    );
  });

  it('says on stderr that there are more rows than it prints', async () => {
    const { err, out } = await run(['targets', '--limit', '2', '--format', 'csv', '--index', index]);
    expect(out.split('\r\n')).toHaveLength(1 + 2 + 1);
    expect(err).toMatch(/^note: 2 of \d+ targets \(--limit, --offset\)\n$/);
  });
});

describe('tiaosuo bodies', () => {
  it('prints of a body the names printed, what it was before, and its clauses', async () => {
    const out = await print(['bodies', '住建局', '--city', '苏州']);
    expect(out).toMatch(
      /\n市住建局 {2}苏州\/住建局\n {2}printed {2}住建局 7 {2}市住建局 1\n {2}before {3}市建设局 2018/,
    );
    expect(out).toMatch(/\n {2}other {4}suzhou-2023\/2\.4 {3}二、\(四\)持续深入打好蓝天保卫战\n/);
  });

  it('says which cities name no body at all, and that nobody is called so', async () => {
    const out = await print(['bodies', '火星局']);
    expect(out).toMatch(/^no body found; 191 clauses of 5 documents searched, \d+ of them name bodies\n/);
    expect(out).toContain('南京: no clause names a body, 35 searched\n');
    expect(await print(['bodies', '--format', 'csv'])).toMatch(/^\ufeffbody,name,/);
  });
});

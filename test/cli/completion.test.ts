/**
 * Completion in a shell, with the printed script sourced in a real bash:
 * - commands, options and shells; after npx only where tiaosuo follows;
 * - the words of a query, out of the index that the command line names; a slip is mended where nothing begins as typed;
 * - what is put in is one word for the shell.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { buildIndex } from '../../src/engine.ts';
import { FIRST_BUILD_MS, SEEDS } from '../support/corpus.ts';

const BASH = ['/bin/bash', '/usr/bin/bash', '/usr/local/bin/bash'].find(existsSync);
if (BASH === undefined) console.log('SKIPPED test/cli/completion.test.ts: no bash here');

async function scriptOf(shell: string): Promise<string> {
  let out = '';
  const code = await main(['completion', shell], {
    out: (text) => {
      out += text;
    },
    err: () => {},
    colors: false,
    env: {},
    interrupted: new Promise(() => {}),
  });
  expect(code).toBe(0);
  return out;
}

describe.skipIf(BASH === undefined)('in bash', () => {
  let folder = '';
  let index = '';
  let script = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tiaosuo-completion-'));
    index = join(folder, 'an index');
    await buildIndex({ origin: { kind: 'documents', path: SEEDS }, indexFolder: index, embedder: null });
    script = join(folder, 'completion.bash');
    writeFileSync(script, await scriptOf('bash'));
  }, FIRST_BUILD_MS);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What the last of these words can become. */
  function complete(...words: string[]): string[] {
    const code = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tiaosuo
      for one in "\${COMPREPLY[@]}"; do printf '%s\\n' "$one"; done`;
    const out = execFileSync(BASH ?? '', ['--norc', '-c', code, 'bash', script, ...words], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    return out.split('\n').filter((line) => line !== '');
  }

  it.each([
    [
      ['tiaosuo', 'se'],
      ['search', 'serve'],
    ],
    [
      ['npx', 'tiaosuo', 'comp'],
      ['compare', 'completion'],
    ],
    [
      ['tiaosuo', 'similar', '--'],
      [
        '--text',
        '--scope',
        '--city',
        '--limit',
        '--json',
        '--index',
        '--model',
        '--dtype',
        '--lexical',
        '--help',
      ],
    ],
    [['tiaosuo', 'families', '--c'], ['--clause']],
    [['tiaosuo', 'coverage', '--format', 'c'], []],
    [['npx', 'vite', 's'], []],
    [['npx', ''], []],
    [
      ['tiaosuo', 'search', '--li'],
      ['--limit', '--literal-words'],
    ],
    [
      ['tiaosuo', 'show', '--'],
      ['--cite', '--start', '--end', '--json', '--index', '--model', '--dtype', '--lexical', '--help'],
    ],
    [
      ['tiaosuo', 'completion', ''],
      ['bash', 'zsh'],
    ],
    [['tiaosuo', 'search', '--limit', '1'], []],
    [['tiaosuo', 'search', ''], []],
    [['tiaosuo', 'show', '南'], []],
  ])('%j becomes %j', (words, expected) => {
    expect(complete(...words)).toEqual(expected);
  });

  it('completes the words of a query, out of the index that is named', () => {
    expect(complete('tiaosuo', 'search', '--index', index, '净土')).toEqual(['净土', '净土保卫战']);
    expect(complete('tiaosuo', 'search', '--index', index, '--json', '南京', '净土')).toEqual([
      '净土',
      '净土保卫战',
    ]);
    expect(complete('tiaosuo', 'coverage', '光伏', '--index', index, '净土')).toEqual(['净土', '净土保卫战']);
    expect(complete('tiaosuo', 'search', '--index', join(folder, 'none'), '净土')).toEqual([]);
  });

  it('mends a slip where nothing begins as typed', () => {
    expect(complete('npx', 'tiaosuo', 'suggest', '--index', index, '净土保卫占')).toEqual(['净土保卫战']);
  });

  it('puts in one word: quoted by itself, or by the quotation mark that stands there', () => {
    const title = '美丽赣州建设行动实施方案(2022-2025年)';
    expect(complete('tiaosuo', 'search', '--index', index, '美丽赣')).toContain(
      title.replace('(', '\\(').replace(')', '\\)'),
    );
    expect(complete('tiaosuo', 'search', '--index', index, "'美丽赣")).toContain(title);
  });
});

describe('the script of each shell', () => {
  it.each(['bash', 'zsh'])('%s has every command, every option and no placeholder left', async (shell) => {
    const script = await scriptOf(shell);
    expect(script).toContain(
      'index search suggest show cite verify report similar compare coverage families targets bodies serve eval completion',
    );
    expect(script).toContain('--literal-words');
    expect(script).toContain('--min-cities');
    expect(script).not.toMatch(/@[A-Z]+@/);
  });
});

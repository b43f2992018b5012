/** `tiaosuo eval` runs the parts asked for, says which it had to skip without failing, and refuses what it does not know. */
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';

async function run(...args: string[]) {
  let out = '';
  const code = await main(['eval', ...args], {
    out: (text) => {
      out += text;
    },
    err: () => {},
    colors: false,
    env: {},
    interrupted: new Promise<void>(() => {}),
  });
  return { code, out };
}

const NOWHERE = ['--data', '/nowhere', '--model', 'none'];

describe('tiaosuo eval', () => {
  it('skips what has no data and is done all the same, in the order of the parts', async () => {
    const { code, out } = await run('--only', 'drcd', '--only', 'statutes', ...NOWHERE);
    expect(code).toBe(0);
    expect(out).toMatch(/^statutes: skipped, .*\n\ndrcd: skipped, .*\n\n$/);
  });

  it('says so in JSON, too', async () => {
    const { code, out } = await run('--only', 'drcd', '--json', ...NOWHERE);
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(out))).toEqual(['drcd']);
    expect(JSON.parse(out).drcd.skipped).toContain('/nowhere');
  });

  it.each([
    ['--only', 'nosuch'],
    ['--questions', 'train'],
    ['--sample', '0'],
    ['--sample', 'many'],
    ['nosuch'],
  ])('refuses %s %s', async (...args) => {
    expect(await run(...args.filter((arg) => arg !== undefined))).toEqual({ code: 2, out: '' });
  });
});

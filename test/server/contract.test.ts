/**
 * A running server keeps the product's contract, as its own checker sees it from outside.
 * Skips, and says so, where the checker is not beside the checkout.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { PROJECT_FOLDER } from '../../src/core/files.ts';
import { createApp } from '../../src/server/app.ts';
import { listen } from '../../src/server/serve.ts';
import { FIRST_BUILD_MS, seedsEngine } from '../support/corpus.ts';

const CHECKER = resolve(PROJECT_FOLDER, '../shared/tools/contract-check.mjs');
const isThere = existsSync(CHECKER);
if (!isThere) console.log('SKIPPED test/server/contract.test.ts: no contract checker beside the checkout');

describe.skipIf(!isThere)('the contract', () => {
  it(
    'is kept by a running server',
    async () => {
      const server = await listen({
        fetch: createApp(await seedsEngine()).fetch,
        host: '127.0.0.1',
        port: 0,
      });
      try {
        const { stdout } = await promisify(execFile)(process.execPath, [CHECKER, server.url]);
        expect(stdout).not.toContain('FAIL');
        expect(stdout.trim().split('\n').at(-1)).toBe('conforms');
      } finally {
        await server.close();
      }
    },
    FIRST_BUILD_MS,
  );
});

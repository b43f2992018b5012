/** Owns how the tests run: every file of test/ in a process of its own, nothing global. */
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // jieba is a native module with one dictionary a process: forks keep one file's words out of another's.
    pool: 'forks',
    // Many files wait for processes that they started, a browser among them: two side by side take two thirds of the time on two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    globals: false,
    globalSetup: ['test/support/shared-indexes.ts'],
    setupFiles: ['test/support/seed.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});

/** Owns how the tests run: every file of test/ in a process of its own, nothing global. */
import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/** Files that say how long something may take: they run one by one, behind all others. */
const TIMED = [
  'test/commitments/strength.test.ts',
  'test/commitments/targets.test.ts',
  'test/embedding/model-source.test.ts',
  'test/indexing/completions.test.ts',
  'test/properties/outlines.test.ts',
  'test/search/did-you-mean.test.ts',
  'test/server/fuzz.test.ts',
];

export default defineConfig({
  test: {
    // jieba is a native module with one dictionary a process: forks keep one file's words out of another's.
    pool: 'forks',
    globals: false,
    globalSetup: ['test/support/shared-indexes.ts'],
    setupFiles: ['test/support/seed.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: [...configDefaults.exclude, ...TIMED],
          // Many files wait for processes that they started, a browser among them: two side by side take two thirds of the time.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'timed', include: TIMED, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});

/** Owns where the benchmark reads and writes; imports nothing of the product but its folder, so that it costs a worker no memory. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../src/core/files.ts';

/** BENCH_CACHE names another folder, so that two runs at once keep out of each other's way. */
export const CACHE = process.env.BENCH_CACHE ?? join(PROJECT_FOLDER, 'bench/.cache');
export const SHARED = join(PROJECT_FOLDER, '../shared/data');
export const STATUTES = 'statutes.jsonl.gz';
export const REGULATIONS = 'regional-regulations.jsonl.gz';
export const EVERYDAY = 'statute-questions.jsonl';

/** Both files of articles and the questions, or nothing of them: sizes are named by them. */
export function hasShared(): boolean {
  return [STATUTES, REGULATIONS, EVERYDAY].every((name) => existsSync(join(SHARED, name)));
}

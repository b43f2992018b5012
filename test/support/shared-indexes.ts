/** Owns the folder in which the test files of one run share their indexes of seeds/: each is built once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    sharedIndexes: string;
  }
}

export default function setup({ provide }: Pick<TestProject, 'provide'>): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'tiaosuo-indexes-'));
  provide('sharedIndexes', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

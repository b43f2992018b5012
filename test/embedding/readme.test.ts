/** Proves that both READMEs list the recommended models as the table has them: dimensions, sizes, licences. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_FOLDER } from '../../src/core/files.ts';
import { RECOMMENDED_MODELS } from '../../src/embedding/model-table.ts';

describe.each(['README.md', 'README.zh-CN.md'])('%s', (file) => {
  const rows = readFileSync(join(PROJECT_FOLDER, file), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));

  it.each(RECOMMENDED_MODELS)('lists $name', ({ name, dimensions, megabytes, licence }) => {
    const row = rows.find((line) => line.startsWith(`| \`${name}\` | ${dimensions} |`)) ?? '';
    expect(row.endsWith(`| ${licence} |`)).toBe(true);
    for (const [dtype, size] of Object.entries(megabytes)) {
      expect(row).toMatch(new RegExp(`\\b${size} MB ?[(（]${dtype}[)）]`));
    }
  });
});

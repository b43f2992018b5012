/** Proves that families keep their names in an index to which documents are added and from which they are taken. */
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildIndex, type FamilyView, openEngine } from '../../src/engine.ts';
import { FIRST_BUILD_MS, SEEDS } from '../support/corpus.ts';
import { inTempFolder, makeTempFolder } from '../support/folders.ts';

/** Address to the id and label of its family. */
function namesIn(families: readonly FamilyView[]): Map<string, string> {
  return new Map(
    families.flatMap(({ family, label, cells }) =>
      cells.flatMap(({ clauses }) => clauses.map(({ clause }) => [clause, `${family} ${label}`] as const)),
    ),
  );
}

async function familiesOver(documents: string, indexFolder: string): Promise<readonly FamilyView[]> {
  await buildIndex({ origin: { kind: 'documents', path: documents }, indexFolder, embedder: null });
  return openEngine({ indexFolder }).families().families;
}

describe('an index that grows', () => {
  it.each(['nantong-2018.txt', 'nanjing-2025.txt'])(
    'keeps the names of its families when %s comes, the oldest document or the newest',
    async (late) => {
      await inTempFolder(async (documents) => {
        const indexFolder = makeTempFolder();
        const files = readdirSync(SEEDS).filter((name) => name.endsWith('.txt') || name === 'documents.json');
        for (const name of files) if (name !== late) copyFileSync(join(SEEDS, name), join(documents, name));
        const before = await familiesOver(documents, indexFolder);
        copyFileSync(join(SEEDS, late), join(documents, late));
        const after = await familiesOver(documents, indexFolder);
        // A family that the document splits or joins keeps one of its names; no other family loses its own.
        const ids = new Set(after.map(({ family }) => family));
        const kept = before.filter(({ family }) => ids.has(family));
        expect(kept.length).toBeGreaterThan(0.9 * before.length);
        const names = namesIn(after);
        const labels = new Map(after.map(({ family, label }) => [family, label]));
        for (const { family, label } of kept) expect(labels.get(family)).toBe(label);
        const old = [...namesIn(before)];
        const stayed = old.filter(([clause, name]) => names.get(clause) === name);
        expect(stayed.length).toBeGreaterThan(0.85 * old.length);
        rmSync(indexFolder, { recursive: true, force: true });
      });
    },
    FIRST_BUILD_MS,
  );
});

/** Owns the file beside an index that remembers what families were called, so that a name once shown stays. */
import type { Family } from '../comparing/families.ts';
import type { FamilyNames } from '../comparing/family-names.ts';
import { fileExists, joinPath, readText, writeFileAtomically } from '../core/files.ts';
import { z } from '../core/schema.ts';
import type { Snapshot } from '../indexing/open.ts';

const FILE = 'families.json';

const memory = z.strictObject({
  snapshot: z.string(),
  families: z.array(z.strictObject({ id: z.string(), label: z.string(), clauses: z.array(z.string()) })),
});

/** None where nothing is remembered; a file that cannot be read is no reason to answer nothing. */
export function recallNames(indexFolder: string): FamilyNames {
  const path = joinPath(indexFolder, FILE);
  if (!fileExists(path)) return new Map();
  try {
    const { families } = memory.parse(JSON.parse(readText(path)));
    return new Map(
      families.flatMap(({ id, label, clauses }) => clauses.map((clause) => [clause, { id, label }] as const)),
    );
  } catch {
    return new Map();
  }
}

/** Only what was shown has to stay, so it is written when it is first asked for; an index that cannot be written to forgets. */
export function rememberNames(indexFolder: string, snapshot: Snapshot, families: readonly Family[]): void {
  const value: z.infer<typeof memory> = {
    snapshot: snapshot.manifest.snapshot,
    families: families.map(({ id, label, entries }) => ({
      id,
      label,
      clauses: entries.map((entry) => snapshot.addressOf(entry)),
    })),
  };
  try {
    writeFileAtomically(joinPath(indexFolder, FILE), `${JSON.stringify(value, null, 1)}\n`);
  } catch {
    // A folder mounted read-only serves as well.
  }
}

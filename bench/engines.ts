/** Owns the list of engines: ours and the peers, by the names that options and results use. */
import type { Adapter } from './adapter.ts';
import { OURS, tiaosuo } from './ours.ts';
import { flexsearch } from './peers/flexsearch.ts';
import { lancedb } from './peers/lancedb.ts';
import { installedVersion } from './peers/load.ts';
import { minisearch } from './peers/minisearch.ts';
import { sqlite } from './peers/sqlite.ts';

/** Loads the engine's package when called; null where it is not installed. */
export const ENGINES = { [OURS]: tiaosuo, minisearch, flexsearch, lancedb, sqlite } satisfies Record<
  string,
  () => Adapter | null
>;
export type EngineName = keyof typeof ENGINES;
export const ENGINE_NAMES = Object.keys(ENGINES) as EngineName[];

const PACKAGES: Readonly<Record<EngineName, string | null>> = {
  [OURS]: null,
  minisearch: 'minisearch',
  flexsearch: 'flexsearch',
  lancedb: '@lancedb/lancedb',
  sqlite: 'better-sqlite3',
};

/** The word that a skipped engine is skipped with; null where it can run. */
export function whyMissing(engine: EngineName, versionOf = installedVersion): string | null {
  const name = PACKAGES[engine];
  if (name === null || versionOf(name) !== null) return null;
  return `${engine} skipped: ${name} is not installed; npm run bench:install installs it`;
}

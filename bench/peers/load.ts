/** Owns the way to the peers' packages: from bench/peers/node_modules, or not at all. */
import { createRequire } from 'node:module';

const requireHere = createRequire(new URL('./package.json', import.meta.url));

/** A peer's package and its version; null where it is not installed. Typed by the caller: types would make it a dependency. */
export function loadPeer<T>(name: string): { module: T; version: string } | null {
  const version = installedVersion(name);
  return version === null ? null : { module: requireHere(name) as T, version };
}

/** Does not load it: where a native part is broken, loading says so. */
export function installedVersion(name: string): string | null {
  for (const folder of requireHere.resolve.paths(name) ?? []) {
    try {
      return (requireHere(`${folder}/${name}/package.json`) as { version: string }).version;
    } catch {
      // Not in this folder; the next one up.
    }
  }
  return null;
}

/** Owns the rule that one process at a time writes an index. */
import { TiaosuoError } from '../core/errors.ts';
import { createExclusively, joinPath, listFolder, moveFile, readText, removeFile } from '../core/files.ts';

// Locks that this very process holds: a killed process may have had our number.
const held = new Set<string>();

/** Runs `work` while holding the folder's lock. A lock whose process is gone is taken over. */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const path = joinPath(folder, 'lock');
  for (let attempt = 0; !createExclusively(path, String(process.pid)); attempt++) {
    const holder = holderOf(path);
    if (attempt > 2 || (holder !== null && isWriting(holder, path))) {
      throw new TiaosuoError('index_busy', `index "${folder}" is being written by process ${holder}`, {
        hint: `wait for it; if there is no such process any more, remove "${path}"`,
      });
    }
    takeAway(path, holder);
  }
  held.add(path);
  clearAway(folder);
  try {
    return await work();
  } finally {
    held.delete(path);
    removeFile(path);
  }
}

/** Removes what killed processes left of their locks. */
function clearAway(folder: string): void {
  for (const name of listFolder(folder)) {
    const pid = /^lock\.(\d+)\.(?:tmp|stale)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) removeFile(joinPath(folder, name));
  }
}

/** Removes a lock whose process is gone, unless another process has just replaced it by its own. */
function takeAway(path: string, holder: number | null): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    moveFile(path, aside);
  } catch {
    return; // somebody else took it away first
  }
  const found = holderOf(aside);
  if (found !== holder && found !== null) createExclusively(path, String(found));
  removeFile(aside);
}

function holderOf(path: string): number | null {
  try {
    const pid = Number.parseInt(readText(path), 10);
    return Number.isNaN(pid) ? null : pid;
  } catch {
    return null; // it has just been released
  }
}

function isWriting(pid: number, path: string): boolean {
  return pid === process.pid ? held.has(path) : isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

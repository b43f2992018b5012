/** Owns the rule that one process at a time writes an index. */
import { TiaosuoError } from '../core/errors.ts';
import { createExclusively, joinPath, readText, removeFile } from '../core/files.ts';

/** Runs `work` while holding the folder's lock. A lock whose process is gone is taken over. */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const path = joinPath(folder, 'lock');
  for (let attempt = 0; !createExclusively(path, String(process.pid)); attempt++) {
    const holder = holderOf(path);
    if (attempt > 2 || (holder !== null && isAlive(holder))) {
      throw new TiaosuoError('index_busy', `index "${folder}" is being written by process ${holder}`, {
        hint: `wait for it; if there is no such process any more, remove "${path}"`,
      });
    }
    removeFile(path);
  }
  try {
    return await work();
  } finally {
    removeFile(path);
  }
}

function holderOf(path: string): number | null {
  try {
    const pid = Number.parseInt(readText(path), 10);
    return Number.isNaN(pid) ? null : pid;
  } catch {
    return null; // it has just been released
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

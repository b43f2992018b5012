/** Owns how long work tells how far it is: a line now and then, with what is left of the time. */

const FIRST_AFTER_MS = 1_000;
const EVERY_MS = 3_000;

/** Tells of work that goes from 0 to 1: nothing of what is done in a second, then a line every few seconds. */
export function estimateOf(
  what: string,
  onProgress: (message: string) => void,
): (progress: number, clauses: number) => void {
  const startedMs = performance.now();
  let toldMs = startedMs - EVERY_MS + FIRST_AFTER_MS;
  return (progress, clauses) => {
    const nowMs = performance.now();
    if (nowMs - toldMs < EVERY_MS) return;
    toldMs = nowMs;
    const leftMs = progress > 0 ? ((nowMs - startedMs) * (1 - progress)) / progress : 0;
    onProgress(
      `${what}: ${Math.floor(progress * 100)}%, ${clauses} clauses, about ${Math.ceil(leftMs / 1000)} s left`,
    );
  };
}

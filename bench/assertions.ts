/** Owns what has to hold before an engine is timed: it has every token as it was given, and ours scores as the plain scorer does. */
import assert from 'node:assert/strict';
import type { Found, Opened } from './adapter.ts';
import type { EngineName } from './engines.ts';
import { OURS } from './ours.ts';
import { TOP, type Truth } from './truth.ts';

/** Share by which two scores of the same entry may differ: single precision adds up to less. */
const TOLERANCE = 1e-4;

export async function assertAnswers(opened: Opened, truth: Truth, engine: EngineName): Promise<void> {
  assert.ok(truth.rare.length > 0, 'a corpus without rare tokens proves nothing');
  for (const { question, ids } of truth.rare) {
    const { best } = await opened.search({ question, limit: TOP });
    const found = best.map(({ id }) => id).sort((a, b) => a - b);
    assert.deepEqual(found, ids, `${engine}: entries that hold "${question.text}"`);
  }
  if (engine !== OURS) return;
  for (const { question: number, best } of truth.expected) {
    const question = truth.questions[number];
    if (question === undefined) continue;
    assertSameTop((await opened.search({ question, limit: TOP })).best, best, question.text);
  }
}

/** The same entries with the same scores in the same order, but for entries whose scores are the same within the tolerance. */
export function assertSameTop(actual: readonly Found[], expected: readonly Found[], name: string): void {
  assert.equal(actual.length, expected.length, `${name}: number of hits`);
  const last = expected.at(-1)?.score ?? 0;
  const scores = new Map(expected.map(({ id, score }) => [id, score]));
  for (const [rank, { id, score }] of actual.entries()) {
    const wanted = expected[rank]?.score ?? 0;
    assert.ok(isNear(score, wanted), `${name}: score ${score} at rank ${rank + 1}, expected ${wanted}`);
    // An entry that the plain scorer leaves out may only be one that ties with its last.
    const own = scores.get(id) ?? last;
    assert.ok(
      isNear(score, own),
      `${name}: entry ${id} at rank ${rank + 1} scores ${score}, expected ${own}`,
    );
  }
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

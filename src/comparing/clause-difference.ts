/** Owns what differs between two wordings of one clause: how much, and where it is little, the words. */
import { slice } from '../core/span.ts';
import type { ClauseDifference } from '../indexing/changes.ts';
import { alignClauses } from './align.ts';

// What a line can show. A rewritten clause is read, not listed.
const MAX_PLACES = 6;
const MAX_CHARS = 160;

/**
 * @param before heading and text as they were printed, one under the other; `after` as they are now
 * `words` is null where more than six places or 160 UTF-16 units differ, and empty where only blanks, width or script do.
 */
export function clauseDifference(before: string, after: string): ClauseDifference {
  const { sentences, similarity } = alignClauses(before, after);
  const words = sentences
    .flatMap(({ parts }) => parts)
    .filter(({ kind }) => kind !== 'equal')
    .map(({ a, b }) => ({
      before: a === null ? '' : slice(before, a).trim(),
      after: b === null ? '' : slice(after, b).trim(),
    }));
  const chars = words.reduce((sum, word) => sum + word.before.length + word.after.length, 0);
  return { similarity, words: words.length > MAX_PLACES || chars > MAX_CHARS ? null : words };
}

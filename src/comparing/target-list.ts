/** Owns the targets of a whole index: every quantified commitment, made once for a snapshot. */
import { type Target, targetsOf } from '../commitments/targets.ts';
import { topicsOf } from '../concepts/topics.ts';
import type { Snapshot } from '../indexing/open.ts';
import { fold } from '../text/fold.ts';

export interface ListedTarget {
  readonly entry: number;
  readonly target: Target;
  /** Concepts whose labels the clause's heading and the target's sentence print: their places in the concept graph. */
  readonly concepts: readonly number[];
}

const listed = new WeakMap<Snapshot, readonly ListedTarget[]>();

/** In reading order, of the clauses that are counted. */
export function targetListOf(snapshot: Snapshot): readonly ListedTarget[] {
  let list = listed.get(snapshot);
  if (list === undefined) {
    list = [...snapshot.live]
      .filter((entry) => snapshot.isCounted(entry))
      .sort((a, b) => (snapshot.order[a] ?? 0) - (snapshot.order[b] ?? 0))
      .flatMap((entry) => targetsIn(snapshot, entry));
    listed.set(snapshot, list);
  }
  return list;
}

function targetsIn(snapshot: Snapshot, entry: number): ListedTarget[] {
  const { heading, text, responsible } = snapshot.clause(entry);
  const issueYear = snapshot.documents[snapshot.documentOf(entry)]?.year ?? null;
  const exclude = responsible === null ? [] : [responsible.span];
  return targetsOf(text, { exclude, issueYear }).map((target) => {
    const { start, end } = target.sentence;
    return { entry, target, concepts: topicsOf(fold(`${heading ?? ''}\n${text.slice(start, end)}`)) };
  });
}

/** Owns how the changes of an index are printed: a line a document, and a line for each of its clauses that changed. */
import type { BuildReport, ChangedClause, DocumentChange } from '../engine.ts';
import type { Terminal } from './command.ts';
import { counted, oneLine, paint } from './text.ts';

// More is a new edition, which --json has whole.
const MAX_LINES = 60;

export function printChanges({ changes, changeCounts }: BuildReport, { out, colors }: Terminal): void {
  const lines = changes.flatMap((change) => [
    `${paint('cyan', oneLine(change.document), colors)}  ${summaryOf(change)}`,
    ...linesOf(change).map((line) => `  ${oneLine(line)}`),
  ]);
  for (const line of lines.slice(0, MAX_LINES)) out(`${line}\n`);
  const { documents, clauses } = changeCounts;
  const unlisted = documents.new + documents.gone + documents.changed - changes.length;
  if (lines.length <= MAX_LINES && unlisted === 0) return;
  const states = ['new', 'gone', 'changed'] as const;
  const total = states.map((state) => `${documents[state]} ${state}`).join(', ');
  out(`… and more: --json lists a thousand. In all, documents: ${total}; clauses: ${countsOf(clauses)}\n`);
}

function summaryOf({ state, counts, listed }: DocumentChange): string {
  if (state === 'new') return `new, ${counted(counts.added, 'clause')}`;
  if (state === 'gone') return `no longer there, ${counted(counts.removed, 'clause')}`;
  return `${countsOf(counts)}${listed ? '' : ' (too many to list)'}`;
}

function countsOf(counts: DocumentChange['counts']): string {
  const kinds = ['added', 'removed', 'renumbered', 'changed'] as const;
  const some = kinds.filter((kind) => counts[kind] > 0).map((kind) => `${counts[kind]} ${kind}`);
  return some.length === 0 ? 'none' : some.join(', ');
}

function linesOf({ added, removed, renumbered, changed }: DocumentChange): string[] {
  return [
    ...added.map((clause) => `+ ${clause}`),
    ...removed.map((clause) => `- ${clause}`),
    ...renumbered.map(({ from, to }) => `> ${from} → ${to}`),
    ...changed.map((clause) => `~ ${showChanged(clause)}`),
  ];
}

/** nanjing-2025/2.1  97% as before: 95% → 96%; +全面 */
function showChanged({ clause, from, similarity, words }: ChangedClause): string {
  const place = from === clause ? clause : `${from} → ${clause}`;
  if (words?.length === 0) return `${place}  the same words: blanks, width or script differ`;
  const share = `${Math.floor(similarity * 100)}% as before`;
  if (words === null) return `${place}  ${share}`;
  const shown = words.map(({ before, after }) =>
    after === '' ? `-${before}` : before === '' ? `+${after}` : `${before} → ${after}`,
  );
  return `${place}  ${share}: ${shown.join('; ')}`;
}

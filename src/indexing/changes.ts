/** Owns what a build changed: which clauses of which documents came, went, moved or read otherwise than in the index before. */
// Only parts that are not in both indexes are compared, each document by itself, so that memory holds one document's clauses.
import type { ClauseStore, PlacedPart } from './clause-store.ts';
import type { Clause } from './corpus.ts';
import { type Matched, matchClauses, wordsOf } from './match-clauses.ts';
import type { BuiltSegment } from './segments.ts';

export interface DocumentChange {
  readonly document: string;
  /** `new` and `gone`: there is nothing to compare with; `counts` has the clauses that came or went with it, the lists are empty. */
  readonly state: 'new' | 'gone' | 'changed';
  readonly counts: ClauseCounts;
  /** Whether the lists name what `counts` counts: a build lists 1,000 entries, and of a document all or none. */
  readonly listed: boolean;
  /** Addresses. Section headings, title blocks, preambles and endings are among them: they are printed too. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The same heading and text at another address. */
  readonly renumbered: readonly { readonly from: string; readonly to: string }[];
  readonly changed: readonly ChangedClause[];
}

export interface ClauseCounts {
  readonly added: number;
  readonly removed: number;
  readonly renumbered: number;
  readonly changed: number;
}

export interface ChangedClause extends ClauseDifference {
  /** Its address now. */
  readonly clause: string;
  /** Its address before; mostly the same. */
  readonly from: string;
}

export interface ClauseDifference {
  /** 0 to 1: how much of both wordings is equal; 1 where only blanks, width or script differ. */
  readonly similarity: number;
  /** The places that differ, '' where one side has nothing; null where they are too many or too long to be listed. */
  readonly words: readonly { readonly before: string; readonly after: string }[] | null;
}

export interface IndexChanges {
  /** In code-unit order of their names; at most 1,000. Empty for a first build. */
  readonly changes: readonly DocumentChange[];
  /** Of the whole build, whatever is listed. */
  readonly changeCounts: {
    readonly documents: Readonly<Record<DocumentChange['state'], number>>;
    readonly clauses: ClauseCounts;
  };
}

/** Documents that a report lists, and entries of all of them together. */
const MAX_LISTED = 1000;

export interface Comparison {
  /** The segments of the index before that can be read; parts that are null were gone already. */
  readonly before: readonly BuiltSegment[];
  /** How many segments it had: what was in a damaged one cannot be told from what is new. Null for a first build. */
  readonly segmentsBefore: number | null;
  /** `before` with the parts that the index that comes takes over; they are not compared. */
  readonly kept: readonly BuiltSegment[];
  /** What was read for it. */
  readonly added: readonly BuiltSegment[];
  /** Of heading and text, before and now. */
  readonly difference: (before: string, after: string) => ClauseDifference;
}

export function changesOf(comparison: Comparison): IndexChanges {
  const { before, segmentsBefore, kept, added, difference } = comparison;
  const report = new ChangeReport(difference);
  if (segmentsBefore === null) return report.finish();
  const same = new Set(kept.flatMap(liveParts).map(({ key }) => key));
  const old = documentsOf(before, same);
  const fresh = documentsOf([...kept, ...added], same);
  for (const document of [...new Set([...old.places.keys(), ...fresh.places.keys()])].sort()) {
    const [was, is] = [old.places.get(document) ?? [], fresh.places.get(document) ?? []];
    if (!old.all.has(document)) {
      if (before.length === segmentsBefore) report.addWhole(document, 'new', fresh.counts.get(document) ?? 0);
    } else if (!fresh.all.has(document)) {
      report.addWhole(document, 'gone', old.counts.get(document) ?? 0);
    } else {
      report.addMatched(document, matchClauses(was.map(readClause), is.map(readClause)));
    }
  }
  return report.finish();
}

interface ClausePlace {
  readonly store: ClauseStore;
  readonly clause: number;
}

function readClause({ store, clause }: ClausePlace): Clause {
  return store.clause(clause);
}

interface DocumentsOfIndex {
  readonly all: ReadonlySet<string>;
  /** Where the clauses lie that are to be compared. */
  readonly places: ReadonlyMap<string, readonly ClausePlace[]>;
  /** How many of these count as clauses. */
  readonly counts: ReadonlyMap<string, number>;
}

function liveParts({ store, parts }: BuiltSegment): PlacedPart[] {
  return store.parts.filter((_, i) => parts[i] !== null);
}

/** @param same keys of the parts that need no comparing */
function documentsOf(segments: readonly BuiltSegment[], same: ReadonlySet<string>): DocumentsOfIndex {
  const all = new Set<string>();
  const places = new Map<string, ClausePlace[]>();
  const counts = new Map<string, number>();
  for (const segment of segments) {
    const { store } = segment;
    for (const { first, documents, clauses, key } of liveParts(segment)) {
      const held = store.documents.slice(first.documents, first.documents + documents);
      for (const { record } of held) all.add(record.document);
      if (same.has(key)) continue;
      for (const { record, clauses } of held) {
        counts.set(record.document, (counts.get(record.document) ?? 0) + clauses);
        if (!places.has(record.document)) places.set(record.document, []);
      }
      for (let clause = first.clauses; clause < first.clauses + clauses; clause++) {
        const document = store.documents[store.documentOf(clause)]?.record.document ?? '';
        places.get(document)?.push({ store, clause });
      }
    }
  }
  return { all, places, counts };
}

const NONE: ClauseCounts = { added: 0, removed: 0, renumbered: 0, changed: 0 };
const NOTHING_LISTED = { listed: false, added: [], removed: [], renumbered: [], changed: [] } as const;

/** Gathers the changes of documents, up to the bounds of a report. */
class ChangeReport {
  readonly #difference: Comparison['difference'];
  readonly #changes: DocumentChange[] = [];
  readonly #documents = { new: 0, gone: 0, changed: 0 };
  readonly #clauses = { ...NONE };
  #listed = 0;

  constructor(difference: Comparison['difference']) {
    this.#difference = difference;
  }

  addWhole(document: string, state: 'new' | 'gone', clauses: number): void {
    const counts = { ...NONE, [state === 'new' ? 'added' : 'removed']: clauses };
    this.#add({ document, state, counts, ...NOTHING_LISTED });
  }

  addMatched(document: string, matched: Matched): void {
    const { added, removed, renumbered, changed } = matched;
    const counts = {
      added: added.length,
      removed: removed.length,
      renumbered: renumbered.length,
      changed: changed.length,
    };
    const entries = added.length + removed.length + renumbered.length + changed.length;
    if (entries === 0) return;
    const listed = this.#changes.length < MAX_LISTED && this.#listed + entries <= MAX_LISTED;
    if (listed) this.#listed += entries;
    const lists = listed ? { listed, ...this.#list(matched) } : NOTHING_LISTED;
    this.#add({ document, state: 'changed', counts, ...lists });
  }

  #list({ added, removed, renumbered, changed }: Matched) {
    return {
      added: added.map(({ clause }) => clause),
      removed: removed.map(({ clause }) => clause),
      renumbered: renumbered.map(({ before, after }) => ({ from: before.clause, to: after.clause })),
      changed: changed.map(({ before, after }) => ({
        clause: after.clause,
        from: before.clause,
        ...this.#difference(wordsOf(before), wordsOf(after)),
      })),
    };
  }

  #add(change: DocumentChange): void {
    this.#documents[change.state]++;
    for (const kind of ['added', 'removed', 'renumbered', 'changed'] as const) {
      this.#clauses[kind] += change.counts[kind];
    }
    if (this.#changes.length < MAX_LISTED) this.#changes.push(change);
  }

  finish(): IndexChanges {
    return {
      changes: this.#changes,
      changeCounts: { documents: this.#documents, clauses: this.#clauses },
    };
  }
}

/** Owns policy tasks: clauses of all documents that do the same job, put together. */
import { TiaosuoError } from '../core/errors.ts';
import { length, merge, type Span } from '../core/span.ts';
import type { Snapshot } from '../indexing/open.ts';
import { type FamilyNames, nameFamilies } from './family-names.ts';
import { averageLinkage, type SimilarityMatrix } from './linkage.ts';
import { type Profile, profilesOf } from './profile.ts';
import { mutualSimilarity } from './similar.ts';
import { overlapOf } from './sparse.ts';
import { wordingIndex } from './wording.ts';

export interface Family {
  /** The address of the clause that it is named after; it stays when documents come and go. */
  readonly id: string;
  /** A heading of one of its clauses, as printed; the beginning of a text where none has one. */
  readonly label: string;
  /** In reading order. */
  readonly entries: readonly number[];
  /** The earliest date of its documents; null where none is known. */
  readonly earliest: string | null;
  /** What share of its clauses' text stands in a clause of it of another city, too, in runs of 8 and more characters; 0 to 1. */
  readonly shared: number;
}

/** Every pair is held side by side, 24 µs each: this many take 12 s, and a table of more is for nobody's eye. */
export const MAX_FAMILY_CLAUSES = 1_000;

/** The average similarity from which clauses are one family: chosen on the tuning judgements (`npm run eval -- --only similar`). */
const FAMILY_LINE = 0.35;

const made = new WeakMap<Snapshot, readonly Family[]>();

/**
 * Every counted clause stands in one family, some alone. Made once for a snapshot; `isNew` where it was made now.
 * @param recall names of an earlier snapshot: a family that holds most of an old one's clauses keeps its name
 */
export function familiesOf(
  snapshot: Snapshot,
  recall: () => FamilyNames,
): { readonly families: readonly Family[]; readonly isNew: boolean } {
  const known = made.get(snapshot);
  if (known !== undefined) return { families: known, isNew: false };
  const families = makeFamilies(snapshot, recall());
  made.set(snapshot, families);
  return { families, isNew: true };
}

function makeFamilies(snapshot: Snapshot, names: FamilyNames): Family[] {
  const entries = [...snapshot.live]
    .filter((entry) => snapshot.isCounted(entry))
    .sort((a, b) => (snapshot.order[a] ?? 0) - (snapshot.order[b] ?? 0));
  if (entries.length > MAX_FAMILY_CLAUSES) {
    throw new TiaosuoError('unprocessable', `families of ${entries.length} clauses are not made`, {
      hint: `an index of up to ${MAX_FAMILY_CLAUSES} clauses is grouped; GET /api/clauses/…/similar finds counterparts in any`,
    });
  }
  const profiles = entries.map((entry) => profilesOf(snapshot).ofEntry(entry));
  const groups = averageLinkage(similaritiesOf(profiles), entries.length, FAMILY_LINE);
  const found = groups.map((group) => {
    const members = group.map((i) => ({ entry: entries[i] as number, profile: profiles[i] as Profile }));
    return {
      entries: members.map(({ entry }) => entry),
      label: labelOf(snapshot, members),
      earliest: earliestOf(snapshot, members),
      shared: sharedOf(snapshot, members),
    };
  });
  const ids = nameFamilies(
    found.map((family) => ({
      clauses: family.entries.map((entry) => snapshot.addressOf(entry)),
      founder: snapshot.addressOf(founderOf(snapshot, family.entries)),
    })),
    names,
  );
  return found.map((family, i) => ({ ...family, ...ids[i], id: ids[i]?.id ?? '' }));
}

function similaritiesOf(profiles: readonly Profile[]): SimilarityMatrix {
  const size = profiles.length;
  const matrix = new Float32Array(size * size);
  profiles.forEach((a, i) => {
    for (let j = 0; j < i; j++) {
      const b = profiles[j] as Profile;
      const similarity = mutualSimilarity(a, b);
      matrix[i * size + j] = similarity;
      matrix[j * size + i] = similarity;
    }
  });
  return matrix;
}

interface Member {
  readonly entry: number;
  readonly profile: Profile;
}

const MAX_LABEL_CHARS = 24;

/** The heading that has most in common with the others; of equals the first. */
function labelOf(snapshot: Snapshot, members: readonly Member[]): string {
  let best: { heading: string; score: number } | null = null;
  for (const { entry, profile } of members) {
    const { heading } = snapshot.clause(entry);
    if (heading === null) continue;
    const score = members.reduce(
      (sum, other) => sum + overlapOf(profile.heading, other.profile.heading).dot,
      0,
    );
    if (best === null || score > best.score) best = { heading, score };
  }
  if (best !== null) return best.heading;
  const [first] = members;
  const text = first === undefined ? '' : snapshot.clause(first.entry).text;
  return text.length > MAX_LABEL_CHARS ? `${text.slice(0, MAX_LABEL_CHARS)}…` : text;
}

function datesOf(snapshot: Snapshot, entries: readonly number[]): (string | null)[] {
  return entries.map((entry) => {
    const record = snapshot.documents[snapshot.documentOf(entry)];
    return record?.date ?? record?.inferred.date?.value ?? (record?.year ? String(record.year) : null);
  });
}

function earliestOf(snapshot: Snapshot, members: readonly Member[]): string | null {
  const dates = datesOf(
    snapshot,
    members.map(({ entry }) => entry),
  ).filter((date) => date !== null);
  return dates.sort()[0] ?? null;
}

/** The clause that was there first: of the earliest document, and in it the first. */
function founderOf(snapshot: Snapshot, entries: readonly number[]): number {
  const dates = datesOf(snapshot, entries).map((date) => date ?? '9999');
  const earliest = [...dates].sort()[0];
  return entries[dates.indexOf(earliest ?? '')] ?? 0;
}

function sharedOf(snapshot: Snapshot, members: readonly Member[]): number {
  let held = 0;
  let all = 0;
  for (const { entry, profile } of members) {
    const own = snapshot.documents[snapshot.documentOf(entry)]?.city;
    const index = wordingIndex(profile.folded);
    const runs: Span[] = members
      .filter((other) => snapshot.documents[snapshot.documentOf(other.entry)]?.city !== own)
      .flatMap((other) => index.runsWith(other.profile.folded).map(({ a }) => a));
    held += merge(runs).reduce((sum, run) => sum + length(run), 0);
    all += profile.folded.length;
  }
  return all === 0 ? 0 : held / all;
}

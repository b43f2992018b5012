/** Owns how targets found are held against targets that a reader found. */
import type { Target } from '../../src/commitments/targets.ts';

/** A row of a fixture: what a reader found. `doubtful` ones count neither for nor against. */
export interface Row {
  readonly text: string;
  readonly number: number;
  readonly high?: number;
  readonly unit: string;
  readonly year: number | null;
  readonly subject: string | null;
  readonly relation: string;
  readonly comparator?: string | null;
  readonly aim?: string;
  readonly per?: string;
  readonly base?: number;
  readonly condition?: string;
  readonly doubtful?: boolean;
}

export interface Figures {
  found: number;
  missed: number;
  extra: number;
  subjects: number;
  relations: number;
  /** Comparators, aims, bases and the rest that are right, of `saying`. */
  said: number;
  saying: number;
  readonly notes: string[];
}

export const noFigures = (): Figures => ({
  ...{ found: 0, missed: 0, extra: 0, subjects: 0, relations: 0, said: 0, saying: 0 },
  notes: [],
});

/** Adds to `figures` what one clause or sentence gives; a target is found where text, number, unit and year agree. */
export function hold(
  figures: Figures,
  where: string,
  found: readonly Target[],
  wanted: readonly Row[],
): void {
  const left = new Set(found);
  for (const row of wanted) {
    const match = [...left].find((target) => isSame(target, row));
    if (match === undefined) {
      if (row.doubtful === true) continue;
      figures.missed++;
      figures.notes.push(`${where}: missed ${row.text} (${row.year ?? 'no year'})`);
      continue;
    }
    left.delete(match);
    if (row.doubtful !== true) holdDetails(figures, where, match, row);
  }
  for (const { value, subject, year } of left) {
    figures.extra++;
    figures.notes.push(
      `${where}: ${value.text} of ${subject?.text ?? 'nothing'} (${year ?? 'no year'}) is none`,
    );
  }
}

function isSame({ value, number, high, unit, year }: Target, row: Row): boolean {
  return (
    value.text === row.text &&
    number === row.number &&
    high === (row.high ?? null) &&
    unitKey(unit) === unitKey(row.unit) &&
    year === row.year
  );
}

// 个 in front of 百分点 belongs to the number by one way of reading and to the unit by another.
const unitKey = (unit: string): string => unit.replace(/^个(?=百分点)/, '').toLowerCase();

function holdDetails(figures: Figures, where: string, target: Target, row: Row): void {
  figures.found++;
  const subject = target.subject?.text ?? null;
  if (subject === row.subject) figures.subjects++;
  else figures.notes.push(`${where}: ${row.text} is of ${row.subject}, not ${subject}`);
  if (target.relation === row.relation) figures.relations++;
  else figures.notes.push(`${where}: ${row.text} is ${row.relation}, not ${target.relation}`);
  for (const field of ['comparator', 'aim', 'per', 'base', 'condition'] as const) {
    // A comparator that a row does not mention is not judged; the others are then absent.
    if (field === 'comparator' && row.comparator === undefined) continue;
    const got = target[field];
    const said = typeof got === 'object' ? (got?.text ?? null) : got;
    const wanted = row[field] ?? null;
    figures.saying++;
    if (said === wanted) figures.said++;
    else figures.notes.push(`${where}: ${field} of ${row.text} is ${wanted}, not ${said}`);
  }
}

export const precisionOf = ({ found, extra }: Figures): number => found / Math.max(1, found + extra);
export const recallOf = ({ found, missed }: Figures): number => found / Math.max(1, found + missed);
export const shareOf = (part: number, { found }: Figures): number => part / Math.max(1, found);

/** One line for people. */
export function lineOf(name: string, figures: Figures): string {
  const percent = (share: number) => share.toFixed(3);
  return [
    `${name}: ${figures.found} found, ${figures.missed} missed, ${figures.extra} too many`,
    `precision ${percent(precisionOf(figures))}, recall ${percent(recallOf(figures))}`,
    `subjects ${percent(shareOf(figures.subjects, figures))}, relations ${percent(shareOf(figures.relations, figures))}`,
    `comparators and the rest ${percent(figures.said / Math.max(1, figures.saying))}`,
  ].join('; ');
}

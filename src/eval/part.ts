/** Owns what a part of the evaluation is: something to print, or a reason why there is nothing. */

export const PARTS = ['documents', 'similar', 'statutes', 'drcd', 'speed'] as const;

export type PartName = (typeof PARTS)[number];

export interface PartResult {
  /** Everything that was measured, for --json. */
  readonly figures: unknown;
  /** The same for people, with a line for whatever was left out. */
  readonly text: string;
}

/** A part that could not run. */
export function skipped(part: PartName, why: string): PartResult {
  return { figures: { skipped: why }, text: `${part}: skipped, ${why}\n` };
}

/** What stands in the place of figures that only a model gives. */
export const NO_MODEL = 'no model: search by meaning is left out';

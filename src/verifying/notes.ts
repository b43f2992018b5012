/** Owns what a verification says of itself: what was not looked for, and why. */
import { MAX_ALTERED_LETTERS, MIN_ALTERED_LETTERS } from './almost.ts';

export type VerifyNoteCode =
  | 'no_letters' // nothing in it that could be looked for
  | 'too_short' // looked for as it is, not as altered
  | 'too_long' // the same
  | 'clause_unknown' // no clause has the address that it is cited to
  | 'more_places'; // it stands in more places than are named

export interface VerifyNote {
  readonly code: VerifyNoteCode;
  /** In English. */
  readonly message: string;
}

export const NO_LETTERS: VerifyNote = {
  code: 'no_letters',
  message: 'the quote has no letters and no digits: nothing was looked for',
};

export const TOO_SHORT: VerifyNote = {
  code: 'too_short',
  message: `under ${MIN_ALTERED_LETTERS} letters: looked for as quoted, not for wordings that are almost this`,
};

export const TOO_LONG: VerifyNote = {
  code: 'too_long',
  message: `over ${MAX_ALTERED_LETTERS} letters: looked for as quoted, not for wordings that are almost this`,
};

export const MORE_PLACES: VerifyNote = {
  code: 'more_places',
  message: 'it stands in more places than are named here; a longer quote says which is meant',
};

export function clauseUnknown(address: string): VerifyNote {
  return { code: 'clause_unknown', message: `no clause "${address}" in this index` };
}

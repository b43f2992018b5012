/** Owns where a reading may be cut: never inside a number or a Latin word, and not behind a negation. */
import { isDigit, isHanNumeral } from './reading.ts';
import { HAN_MAGNITUDES, MINUS, NEGATIONS, RAISED } from './signs.ts';

const RUN = /[\p{Script=Latin}\p{Nd}]/u;
/** Before a number they are a part of what it says. */
const BEFORE = `≥≤><±≈≠${MINUS}${RAISED}`;
const BEHIND = `%‰°${RAISED}`;

/**
 * Whether a cut before the unit at `at` leaves a piece of a number or of a Latin word on one side, or what follows without its
 * negation.
 */
export function cuts(key: string, at: number): boolean {
  if (at <= 0 || at >= key.length) return false;
  const [before, behind] = [key.charAt(at - 1), key.charAt(at)];
  if (NEGATIONS.includes(before)) return true;
  if (isRun(before) && isRun(behind)) return true;
  if (isHanNumeral(behind) && isHanNumeral(before)) return true;
  if (isDigit(before) && (BEHIND.includes(behind) || HAN_MAGNITUDES.includes(behind))) return true;
  if (isDigit(behind) && BEFORE.includes(before)) return true;
  return isPoint(before) ? isDigit(behind) : isPoint(behind) && isDigit(before);
}

function isRun(unit: string): boolean {
  return unit < '\x7f' ? (unit >= '0' && unit <= '9') || (unit >= 'a' && unit <= 'z') : RUN.test(unit);
}

/** Between digits only: a reading keeps no other. */
function isPoint(unit: string): boolean {
  return unit === '.' || unit === ',';
}

/** Every place in `key` where `part` stands whole, from `from` on; overlapping ones are left out. */
export function* standsAt(key: string, part: string, from = 0): Generator<number> {
  for (let at = key.indexOf(part, from); at >= 0; ) {
    const isWhole = !cuts(key, at) && !cuts(key, at + part.length);
    if (isWhole) yield at;
    at = key.indexOf(part, isWhole ? at + part.length : at + 1);
  }
}

/** Owns the grams of a folded text: its single Han characters, and its pairs of Han characters that stand side by side. */
// A character is a morpheme: 烧煤 and 燃煤 share one. A pair is a word that no dictionary has to know.

// One index holds words and grams: a gram's name begins with a sign that no word begins with.
const CHARACTER_SIGN = '·';
const PAIR_SIGN = '‥';

const UNITS = 0x10000;
let hanUnits: Uint8Array | null = null;

/**
 * 1 for each UTF-16 unit that is a Han character by itself. Characters beyond the basic plane are two units: they have a
 * character's name and stand in no pair.
 */
export function hanTable(): Uint8Array {
  hanUnits ??= Uint8Array.from({ length: UNITS }, (_, unit) =>
    /\p{Script=Han}/u.test(String.fromCharCode(unit)) ? 1 : 0,
  );
  return hanUnits;
}

export function characterName(character: string): string {
  return CHARACTER_SIGN + character;
}

export function pairName(pair: string): string {
  return PAIR_SIGN + pair;
}

/** A token's own text by its name in the index, and what it is. */
export function readTokenName(name: string): { kind: 'word' | 'character' | 'pair'; text: string } {
  if (name.startsWith(CHARACTER_SIGN)) return { kind: 'character', text: name.slice(1) };
  if (name.startsWith(PAIR_SIGN)) return { kind: 'pair', text: name.slice(1) };
  return { kind: 'word', text: name };
}

/** The names of all grams in a folded text, in order, with repetitions. */
export function gramNames(folded: string): string[] {
  const isHan = hanTable();
  const names: string[] = [];
  let before = false;
  for (let at = 0; at < folded.length; at++) {
    const unit = folded.charCodeAt(at);
    const here = isHan[unit] === 1;
    if (here) names.push(CHARACTER_SIGN + folded.charAt(at));
    if (here && before) names.push(PAIR_SIGN + folded.slice(at - 1, at + 1));
    before = here;
    const wide = here ? null : wideHan(folded, at);
    if (wide !== null) names.push(CHARACTER_SIGN + wide);
  }
  return names;
}

/** The names of all pairs in a folded text, in order, with repetitions. */
export function pairNames(folded: string): string[] {
  return gramNames(folded).filter((name) => name.startsWith(PAIR_SIGN));
}

/** The Han character of two units that begins here, or null. */
export function wideHan(text: string, at: number): string | null {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff) return null;
  const wide = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return wide.length === 2 && /\p{Script=Han}/u.test(wide) ? wide : null;
}

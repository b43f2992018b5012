/** Owns the first letters of a name in pinyin: nj of nanjing. */

// The syllables of Standard Chinese, loosely: initial and final. What it allows too much, the number of characters rules out.
const SYLLABLE =
  '((?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?)((?:i(?:ang?|ao|ong|ng|[neua])|u(?:ang?|ai|[nieoa])|a(?:ng?|[io])|e(?:ng?|[ir])|o(?:ng|u)|[aeiouv]))';

/** Null where the pinyin is not of that many syllables. */
export function initialsOf(pinyin: string, syllables: number): string | null {
  const found = new RegExp(`^${SYLLABLE.repeat(syllables)}$`).exec(pinyin);
  if (found === null) return null;
  let initials = '';
  for (let i = 1; i < found.length; i += 2) initials += (found[i] || found[i + 1] || '').charAt(0);
  return initials;
}

/** Proves the first letters of city names: of every name in Hanyu Pinyin, and of no name in another spelling. */
import { describe, expect, it } from 'vitest';
import { CITIES } from '../../src/documents/cities.ts';
import { initialsOf } from '../../src/documents/pinyin.ts';

describe('initials', () => {
  it.each([
    ['nanjing', 2, 'nj'],
    ['xian', 2, 'xa'],
    ['taian', 2, 'ta'],
    ['guangan', 2, 'ga'],
    ['shijiazhuang', 3, 'sjz'],
    ['lvliang', 2, 'll'],
    ['e', 1, 'e'],
  ])('of %s, %i characters, are %s', (pinyin, syllables, initials) => {
    expect(initialsOf(pinyin, syllables)).toBe(initials);
  });

  it('are none where the name is not spelled syllable by syllable', () => {
    expect(initialsOf('hohhot', 4)).toBeNull();
    expect(initialsOf('nanjing', 3)).toBeNull();
    expect(initialsOf('', 1)).toBeNull();
  });

  it('are as many as characters, for nine of ten cities', () => {
    const known = CITIES.flatMap(({ name, pinyin }) => {
      const initials = initialsOf(pinyin, name.length);
      return initials === null ? [] : [initials.length === name.length];
    });
    expect(known.every(Boolean)).toBe(true);
    expect(known.length).toBeGreaterThan(CITIES.length * 0.9);
  });
});

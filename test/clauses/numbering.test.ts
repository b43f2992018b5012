/**
 * Numbering. Properties: numbers that go on by one, in each section or across all, are no fault; of any other the fault is
 * named, with its line; every printed number stays in its path.
 */
import { describe, expect, it } from 'vitest';
import { Numbering } from '../../src/clauses/numbering.ts';
import { parseDocument } from '../../src/clauses/parse.ts';
import { sourceOf } from '../../src/documents/read.ts';

function faults(ordinals: readonly string[]): (string | null)[] {
  const numbering = new Numbering();
  return ordinals.map((ordinal) => numbering.check('2.', 'chineseBracketed', ordinal));
}

function parse(...lines: string[]) {
  return parseDocument(sourceOf(['关于某事的实施意见', '为做好某事,制定本意见。', ...lines].join('\n')));
}

describe('Numbering', () => {
  it('finds nothing odd in 1, 2, 3 and in 12, 12-1, 12-2, 13', () => {
    expect(faults(['1', '2', '3'])).toEqual([null, null, null]);
    const upTo12 = Array.from({ length: 12 }, (_, i) => `${i + 1}`);
    expect(faults([...upTo12, '12-1', '12-2', '13']).filter((fault) => fault !== null)).toEqual([]);
  });

  it('names a skip, a repetition and a step back', () => {
    expect(faults(['1', '3', '2', '3', '4'])).toEqual([
      null,
      'number_skipped',
      'number_backwards',
      'number_repeated',
      null,
    ]);
    expect(faults(['2'])).toEqual(['number_skipped']);
  });

  it('lets a kind run on across sections, and begin again in each', () => {
    const numbering = new Numbering();
    const check = (parent: string, ordinal: string) => numbering.check(parent, 'chineseBracketed', ordinal);
    expect([check('2.', '1'), check('2.', '2'), check('3.', '3'), check('4.', '1')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(check('5.', '5')).toBe('number_skipped');
  });
});

describe('a document whose numbers go wrong', () => {
  it('keeps the printed numbers in the paths and says on which line they are odd', () => {
    const { nodes, warnings } = parse(
      '一、目标',
      '(一)甲。提高水平。',
      '(三)乙。提高水平。',
      '(三)丙。提高水平。',
      '1.一项。提高水平。',
      '二、任务',
      '(一)丁。提高水平。',
    );
    expect(nodes.slice(2).map(({ path }) => path)).toEqual([
      '1',
      '1.1',
      '1.3',
      '1.3~2',
      '1.3~2.1',
      '2',
      '2.1',
    ]);
    expect(warnings.map(({ line, code }) => [line, code])).toEqual([
      [5, 'number_skipped'],
      [6, 'number_repeated'],
    ]);
  });

  it('says so in words that name the number and its section', () => {
    const { warnings } = parse('一、目标', '(五)甲。提高水平。');
    expect(warnings[0]?.message).toMatch(/skipped.*5.*"1"/);
  });
});

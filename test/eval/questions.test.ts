/**
 * Questions with known answers:
 * - each is in one of the parts, half of them in the one that is trained on;
 * - a sample is even, in order, and repeats nothing;
 * - a file that holds something else is refused.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partOfQuestion, questionsOf, readQuestions, sampleEvenly } from '../../src/eval/questions.ts';
import { inTempFolder, writeFolder } from '../support/folders.ts';

const counted = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('parts of questions', () => {
  it('are half, a quarter and a quarter', () => {
    expect(counted(8).map(partOfQuestion)).toEqual([
      'train',
      'dev',
      'train',
      'report',
      'train',
      'dev',
      'train',
      'report',
    ]);
  });

  it('go by the place of a question among all', () => {
    const all = counted(1235);
    expect(questionsOf('report', all).slice(0, 3)).toEqual([3, 7, 11]);
    const parts = (['train', 'dev', 'report'] as const).flatMap((part) => questionsOf(part, all));
    expect(parts.sort((a, b) => a - b)).toEqual(questionsOf('all', all));
  });
});

describe('a sample', () => {
  it('has as many as were asked for, in order, each once, at distances that differ by one at the most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 600 }), (total, count) => {
        const sample = sampleEvenly(counted(total), count);
        expect(sample.length).toBe(Math.min(total, count));
        const steps = sample.slice(1).map((item, i) => item - (sample[i] ?? 0));
        for (const step of steps) expect(Math.abs(step - total / sample.length)).toBeLessThan(1);
        expect(steps.every((step) => step > 0)).toBe(true);
      }),
    );
  });
});

describe('a file of questions', () => {
  it('is read line by line, ids as texts', () =>
    inTempFolder((folder) => {
      writeFolder(folder, {
        'q.jsonl': '{"query":"a","gold":[1,"b/2"],"id":7}\n\n{"query":"c","gold":[3]}\n',
      });
      expect(readQuestions(join(folder, 'q.jsonl'))).toEqual([
        { query: 'a', gold: ['1', 'b/2'] },
        { query: 'c', gold: ['3'] },
      ]);
    }));

  it.each(['{"query":"a"}', '{"query":"a","gold":[]}', 'no JSON'])('that says %s is refused', (line) =>
    inTempFolder((folder) => {
      writeFolder(folder, { 'q.jsonl': line });
      expect(() => readQuestions(join(folder, 'q.jsonl'))).toThrow(/holds no questions/);
    }),
  );
});

/**
 * Shared wording. Properties, for any two texts: both sides of a run read the same but for blanks, line breaks and punctuation; a run has
 * enough letters, begins and ends with one, cuts no number or Latin word, and cannot be longer; no two overlap in the first text; and
 * nothing that is long enough is left out.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIN_SHARED_CHARS, sharedWording, wordingIndex } from '../../src/comparing/wording.ts';
import { slice } from '../../src/core/span.ts';
import { fold } from '../../src/text/fold.ts';

const marks = ['，', '。', '、', '“', '”', ' ', '\n', '\r\n', '\u3000', '（'] as const;
/** Few characters, so that they meet again. */
const hanText = fc
  .array(fc.constantFrom('水', '水', '土', '土', '气', ...marks), { maxLength: 60 })
  .map((parts) => fold(parts.join('')));
const mixedText = fc
  .array(
    fc.constantFrom(
      ...[
        '治理水环境',
        '达到',
        '95%',
        '9',
        '5',
        '.',
        '2.5',
        'PM',
        '２０２５年',
        '1+N',
        '\u{20000}',
        '\ud840',
        '😀',
        '\ufeff',
        '-',
      ],
      ...marks,
    ),
    { maxLength: 40 },
  )
  .map((parts) => fold(parts.join('')));
const anyText = fc.oneof(hanText, mixedText, fc.string({ unit: 'binary', maxLength: 60 }).map(fold));

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{M}]/gu, '');
}

function runsIn(a: string, b: string): [string, string][] {
  return sharedWording(fold(a), fold(b)).map((run) => [slice(a, run.a), slice(b, run.b)]);
}

describe('runs of shared wording', () => {
  it('read the same on both sides, are long enough, and begin and end with a letter or a number', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        for (const run of sharedWording(a, b)) {
          const [left, right] = [slice(a, run.a), slice(b, run.b)];
          expect(lettersOf(left)).toBe(lettersOf(right));
          expect(lettersOf(left).length).toBeGreaterThanOrEqual(MIN_SHARED_CHARS);
          for (const side of [left, right])
            expect(side).toMatch(/^[\p{L}\p{N}\p{M}][\s\S]*[\p{L}\p{N}\p{M}%]$/u);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('cut no number, no Latin word and no character of two units', () => {
    const cuts =
      /[a-z0-9]\|[a-z0-9]|[0-9][.+/-]\|[0-9]|[0-9]\|[.+/-][0-9]|[0-9]\|%|[\ud800-\udbff]\|[\udc00-\udfff]/;
    fc.assert(
      fc.property(mixedText, mixedText, (a, b) => {
        for (const run of sharedWording(a, b)) {
          for (const [text, { start, end }] of [[a, run.a] as const, [b, run.b] as const]) {
            expect(`${text.slice(0, start)}|${text.slice(start)}`).not.toMatch(cuts);
            expect(`${text.slice(0, end)}|${text.slice(end)}`).not.toMatch(cuts);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('do not overlap in the first text and come in its order', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        let at = 0;
        for (const run of sharedWording(a, b)) {
          expect(run.a.start).toBeGreaterThanOrEqual(at);
          expect(run.a.end).toBeGreaterThan(run.a.start);
          at = run.a.end;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('cannot be longer, but for what another run of the first text has', () => {
    fc.assert(
      fc.property(hanText, hanText, (a, b) => {
        const runs = sharedWording(a, b);
        for (const run of runs) {
          const before = [
            lettersOf(a.slice(0, run.a.start)).at(-1),
            lettersOf(b.slice(0, run.b.start)).at(-1),
          ];
          const behind = [lettersOf(a.slice(run.a.end))[0], lettersOf(b.slice(run.b.end))[0]];
          const touches = (at: (other: (typeof runs)[number]) => boolean) => runs.some(at);
          if (before[0] !== undefined && before[0] === before[1]) {
            expect(
              touches(
                ({ a: other }) =>
                  other.end <= run.a.start && lettersOf(a.slice(other.end, run.a.start)) === '',
              ),
            ).toBe(true);
          }
          if (behind[0] !== undefined && behind[0] === behind[1]) {
            expect(
              touches(
                ({ a: other }) =>
                  other.start >= run.a.end && lettersOf(a.slice(run.a.end, other.start)) === '',
              ),
            ).toBe(true);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('leave out nothing that is long enough, and have the longest there is', () => {
    fc.assert(
      fc.property(hanText, hanText, (a, b) => {
        const runs = sharedWording(a, b);
        const others = lettersOf(b);
        let from = 0;
        for (const { start, end } of [...runs.map((run) => run.a), { start: a.length, end: a.length }]) {
          expect(longestIn(lettersOf(a.slice(from, start)), others)).toBeLessThan(MIN_SHARED_CHARS);
          from = end;
        }
        const longest = Math.max(0, ...runs.map((run) => lettersOf(slice(a, run.a)).length));
        const wanted = longestIn(lettersOf(a), others);
        expect(longest).toBe(wanted < MIN_SHARED_CHARS ? 0 : wanted);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [
      '加强土壤污染源头防控，推进整治',
      '應加強土壤污染源頭防控。',
      [['加强土壤污染源头防控', '加強土壤污染源頭防控']],
    ],
    [
      '构建“1＋N”政策体系、标准',
      '构建1+N\n政策体系，标准',
      [['构建“1＋N”政策体系、标准', '构建1+N\n政策体系，标准']],
    ],
    ['利用率达到或超过95%以上', '利用率达到或超过93%以上', [['利用率达到或超过', '利用率达到或超过']]],
    ['利用率达到或超过95%以上', '利用率达到或超过95%。', [['利用率达到或超过95%', '利用率达到或超过95%']]],
    ['利用率达到或超过95%以上', '利用率达到或超过95户', [['利用率达到或超过', '利用率达到或超过']]],
    ['浓度平均值下降到2.5微克', '浓度平均值下降到25微克', [['浓度平均值下降到', '浓度平均值下降到']]],
    ['安全利用得到有效', '安全利用得到保障', []],
    ['', '', []],
  ])('of %j and %j', (a, b, wanted) => {
    expect(runsIn(a, b)).toEqual(wanted);
  });

  it('give each of two repetitions its own place, and one place to both where there is only one', () => {
    const phrase = '按职责分工负责落实';
    const twice = `${phrase}甲乙${phrase}`;
    expect(sharedWording(twice, `${phrase}丙${phrase}`).map(({ b }) => b.start)).toEqual([0, 10]);
    expect(sharedWording(twice, `丙${phrase}`).map(({ b }) => b.start)).toEqual([1, 1]);
  });

  it('keep what a longer one leaves of them', () => {
    const a = '一二三四五六七八九十甲乙丙丁戊己庚辛';
    expect(runsIn(a, '一二三四五六七八九十甲，五六七八九十甲乙丙丁戊己庚辛')).toEqual([
      ['五六七八九十甲乙丙丁戊己庚辛', '五六七八九十甲乙丙丁戊己庚辛'],
    ]);
    expect(runsIn(`天地玄黄${a}`, '天地玄黄一二三四五六七，五六七八九十甲乙丙丁戊己庚辛')).toEqual([
      ['天地玄黄一二三四', '天地玄黄一二三四'],
      ['五六七八九十甲乙丙丁戊己庚辛', '五六七八九十甲乙丙丁戊己庚辛'],
    ]);
  });
});

describe('an index of wording', () => {
  it('answers for many texts what each pair gives by itself', () => {
    fc.assert(
      fc.property(anyText, fc.array(anyText, { maxLength: 4 }), (a, others) => {
        const index = wordingIndex(a);
        expect(others.map((other) => index.runsWith(other))).toEqual(
          others.map((other) => sharedWording(a, other)),
        );
      }),
    );
  });

  it('takes another length, and none below one', () => {
    expect(sharedWording('碳达峰行动', '碳达峰方案', { minChars: 3 })).toEqual([
      { a: { start: 0, end: 3 }, b: { start: 0, end: 3 } },
    ]);
    for (const minChars of [0, -1, 1.5, Number.NaN])
      expect(() => wordingIndex('', { minChars })).toThrow(RangeError);
  });

  it('reads a text that repeats itself', () => {
    const text = '污染治理'.repeat(750);
    expect(sharedWording(text, text)).toEqual([{ a: { start: 0, end: 3000 }, b: { start: 0, end: 3000 } }]);
    const wanted = { a: { start: 2992, end: 3004 }, b: { start: 0, end: 12 } };
    expect(sharedWording(`${text}达标考核`, '污染治理污染治理达标考核')).toContainEqual(wanted);
  });
});

/** The length of the longest common substring, by the table of all ends. */
function longestIn(a: string, b: string): number {
  let longest = 0;
  let row = new Array<number>(b.length + 1).fill(0);
  for (const unit of a) {
    const next = [0];
    for (let j = 0; j < b.length; j++) next.push(b[j] === unit ? (row[j] ?? 0) + 1 : 0);
    longest = Math.max(longest, ...next);
    row = next;
  }
  return longest;
}

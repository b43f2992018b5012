/**
 * Two clauses side by side. Properties, for any two texts: the parts tile both of them, in order inside each sentence; equal parts are
 * equal folded and without blanks; no number is cut; a text is equal to itself; and the other way round it is the same with its sides
 * turned.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/clauses/parse.ts';
import { type AlignedPart, type Alignment, alignClauses } from '../../src/comparing/align.ts';
import { sentencesOf } from '../../src/comparing/sentences.ts';
import { joinPath, PROJECT_FOLDER } from '../../src/core/files.ts';
import { type Span, slice } from '../../src/core/span.ts';
import { readSource } from '../../src/documents/read.ts';
import { fold } from '../../src/text/fold.ts';

const piece = fc.constantFrom(
  ...['。', '；', '！', '，', '、', '的', '“', '”', '（', '）', ' ', '\n', '\r\n', '\u3000', '-', '.', '%'],
  ...['到2025年', '到2027年', '95%', '93%', '1,200', '1,300', '二十五', '百分之五', 'PM2.5', '1+N'],
  ...['加强', '推进', '治理', '水环境', '土壤污染', '土壤汙染', '固體廢物', '固体废物'],
  ...['\u{20000}', '\ud840', '\udc00', '😀'],
);
const policyText = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));
const anyText = fc.oneof({ weight: 3, arbitrary: policyText }, fc.string({ unit: 'binary', maxLength: 60 }));
const twoTexts = fc.oneof(
  fc.tuple(anyText, anyText),
  fc.tuple(anyText, anyText, anyText).map(([a, b, c]): [string, string] => [a + b, c + a]),
);

function partsOf({ sentences }: Alignment): AlignedPart[] {
  return sentences.flatMap(({ parts }) => parts);
}

function expectToTile(text: string, spans: readonly Span[]): void {
  let at = 0;
  for (const { start, end } of [...spans].sort((x, y) => x.start - y.start)) {
    expect(start).toBe(at);
    expect(end).toBeGreaterThan(start);
    at = end;
  }
  expect(at).toBe(text.length);
}

function spansOn(side: 'a' | 'b', parts: readonly AlignedPart[]): Span[] {
  return parts.map((part) => part[side]).filter((span) => span !== null);
}

/** What is compared of a text. */
function plain(text: string): string {
  return fold(text).replace(/\s+/gu, '');
}

/** One line a sentence: equal words as they are, [changed→to], {-left out-}, {+put in+}. */
function drawn(a: string, b: string): string[] {
  return alignClauses(a, b).sentences.map(({ parts, moved }) => {
    const line = parts.map((part) => {
      const [left, right] = [
        part.a === null ? '' : slice(a, part.a),
        part.b === null ? '' : slice(b, part.b),
      ];
      if (part.kind === 'equal') return left;
      return part.kind === 'changed'
        ? `[${left}→${right}]`
        : part.kind === 'a'
          ? `{-${left}-}`
          : `{+${right}+}`;
    });
    return `${moved ? '~' : ''}${line.join('')}`;
  });
}

describe('aligned clauses', () => {
  it('are tiled by their parts, and sentences by their own', () => {
    fc.assert(
      fc.property(twoTexts, ([a, b]) => {
        const alignment = alignClauses(a, b);
        for (const [side, text] of [['a', a] as const, ['b', b] as const]) {
          expectToTile(text, spansOn(side, partsOf(alignment)));
          expectToTile(text, spansOn(side, alignment.sentences));
          for (const sentence of alignment.sentences) {
            const own = spansOn(side, sentence.parts);
            expect(own).toEqual([...own].sort((x, y) => x.start - y.start));
            expect([own[0]?.start, own.at(-1)?.end]).toEqual([sentence[side]?.start, sentence[side]?.end]);
          }
        }
        const starts = spansOn('a', alignment.sentences).map(({ start }) => start);
        expect(starts).toEqual([...starts].sort((x, y) => x - y));
      }),
      { numRuns: 1000 },
    );
  });

  it('have the kinds that their sides say, and call equal what is equal folded and without blanks', () => {
    fc.assert(
      fc.property(twoTexts, ([a, b]) => {
        for (const sentence of alignClauses(a, b).sentences) {
          for (const part of [sentence, ...sentence.parts]) {
            if (part.kind === 'a' || part.kind === 'b') {
              expect([part.a === null, part.b === null]).toEqual([part.kind === 'b', part.kind === 'a']);
            } else {
              const [left, right] = [slice(a, part.a as Span), slice(b, part.b as Span)];
              if (part.kind === 'equal') expect(plain(left)).toBe(plain(right));
              else expect(plain(left)).not.toBe(plain(right));
            }
          }
          if (sentence.a === null || sentence.b === null) expect(sentence.parts).toHaveLength(1);
          for (const [at, { kind }] of sentence.parts.slice(1).entries()) {
            expect((kind === 'equal') !== (sentence.parts[at]?.kind === 'equal')).toBe(true);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('have no part that ends inside a number', () => {
    fc.assert(
      fc.property(twoTexts, ([a, b]) => {
        for (const part of partsOf(alignClauses(a, b))) {
          for (const [text, span] of [[a, part.a] as const, [b, part.b] as const]) {
            if (span === null) continue;
            const folded = fold(text);
            expect(`${folded.slice(0, span.end)}|${folded.slice(span.end)}`).not.toMatch(
              /[0-9]\|[0-9%]|[0-9][./+-]\|[0-9]|[0-9]\|[./+-][0-9]|[二十五百]\|[二十五百]/,
            );
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('are equal to themselves, whatever their script, width and blanks', () => {
    const expectEqual = (a: string, b: string) => {
      const alignment = alignClauses(a, b);
      expect(alignment.similarity).toBe(1);
      expect(alignment.sentences.every(({ kind }) => kind === 'equal')).toBe(true);
    };
    fc.assert(fc.property(anyText, (text) => expectEqual(text, text)));
    fc.assert(
      fc.property(policyText, (text) => {
        // Quotation marks that open and close look the same when they are folded.
        const bare = text.replace(/[“”]/g, '');
        expectEqual(bare, fold(bare));
        expectEqual(bare, bare.replace(/ /g, '\u3000\u3000'));
      }),
    );
  });

  it('are the same the other way round, with their sides turned', () => {
    const turned = <P extends AlignedPart>(part: P): P => ({
      ...part,
      kind: part.kind === 'a' ? 'b' : part.kind === 'b' ? 'a' : part.kind,
      a: part.b,
      b: part.a,
    });
    const byPlace = (alignment: Alignment) =>
      [...alignment.sentences].sort(
        (x, y) => (x.a?.start ?? -1) - (y.a?.start ?? -1) || (x.b?.start ?? -1) - (y.b?.start ?? -1),
      );
    fc.assert(
      fc.property(twoTexts, ([a, b]) => {
        const there = alignClauses(a, b);
        const back = alignClauses(b, a);
        const sentences = back.sentences.map((one) => ({ ...turned(one), parts: one.parts.map(turned) }));
        expect(back.similarity).toBe(there.similarity);
        expect(byPlace({ ...back, sentences })).toEqual(byPlace(there));
      }),
      { numRuns: 1000 },
    );
  });

  it('share what they say in equal parts, blanks not counted', () => {
    const { similarity, sentences } = alignClauses('推进节水。关停小厂。', '推进节能。');
    expect(sentences.map((one) => [one.kind, one.similarity])).toEqual([
      ['changed', 6 / 10],
      ['a', 0],
    ]);
    expect(similarity).toBe(6 / 15);
    expect(alignClauses('', '').similarity).toBe(1);
    expect(alignClauses(' \n', '').similarity).toBe(1);
    expect(alignClauses('', '水。').similarity).toBe(0);
  });

  it.each([
    [
      'numbers as a whole',
      '到2027年，利用率达到95%以上。',
      '到2025年，利用率达到93%以上。',
      ['到[2027→2025]年，利用率达到[95%→93%]以上。'],
    ],
    ['thousands', '面积1,200公顷', '面积1,300公顷', ['面积[1,200→1,300]公顷']],
    ['lists of numbers', '第5,6条落实', '第5,7条落实', ['第5,[6→7]条落实']],
    ['numbers in characters', '建成二十五个园区', '建成三十五个园区', ['建成[二十五个→三十五个]园区']],
    [
      'Traditional as Simplified',
      '加強土壤污染防治，推進整治',
      '加强土壤污染防治,推进治理',
      ['加強土壤污染防治，推進[整治→治理]'],
    ],
    [
      'blanks and line ends as nothing',
      '到 2025年\u3000完成。',
      '到2025年完成。\n',
      ['到 2025年\u3000完成。'],
    ],
    [
      'a mark between two changes as part of one',
      '推进水、气治理工作',
      '推进土、声治理工作',
      ['推进[水、气→土、声]治理工作'],
    ],
    [
      'a word between two long changes as part of them',
      '全面推进美丽城市建设，开展湿地修复与森林抚育耕地轮作休耕及化肥农药减量',
      '全面推进美丽城市建设，治理水土流失和矿山废渣耕地保护红线与永久基本农田',
      [
        '全面推进美丽城市建设，[开展湿地修复与森林抚育耕地轮作休耕及化肥农药减量→治理水土流失和矿山废渣耕地保护红线与永久基本农田]',
      ],
    ],
    [
      'a character between two changes as part of one',
      '推进城市的绿化工作',
      '推进农村的美化工作',
      ['推进[城市的绿化→农村的美化]工作'],
    ],
    [
      'a word between short changes as kept',
      '落实城市耕地保护任务',
      '落实农村耕地修复任务',
      ['落实[城市→农村]耕地[保护→修复]任务'],
    ],
    [
      'a mark between two omissions as kept',
      '推进水治理，大气治理工作',
      '推进，工作',
      ['推进{-水治理-}，{-大气治理-}工作'],
    ],
    [
      'what stands twice by its longer context',
      '落实碳达峰碳中和政策体系',
      '编制碳达峰实施方案，构建碳达峰碳中和政策体系',
      ['[落实→编制碳达峰实施方案，构建]碳达峰碳中和政策体系'],
    ],
  ])('show %s', (_, a, b, wanted) => {
    expect(drawn(a, b)).toEqual(wanted);
  });
});

describe('aligned sentences', () => {
  const water = '加快完善城镇污水收集处理系统，提高污水收集率。';
  const soil = '推进受污染耕地安全利用和风险管控。';
  const air = '强化夏秋季臭氧污染削峰，消除重污染天气。';
  const cars = '逐步淘汰高排放机动车和非道路移动机械。';

  it('are paired wherever they stand, and the ones out of order are marked', () => {
    expect(drawn(water + soil + air, soil + air + water)).toEqual([`~${water}`, soil, air]);
    expect(drawn(soil + air + water, water + soil + air)).toEqual([soil, air, `~${water}`]);
  });

  it('stand alone where the other text has nothing like them, each where it stands in its own', () => {
    expect(drawn(water + soil, air + water + cars + soil)).toEqual([
      `{+${air}+}`,
      water,
      `{+${cars}+}`,
      soil,
    ]);
    expect(drawn(water + air + soil, water + cars + soil)).toEqual([
      water,
      `{-${air}-}`,
      `{+${cars}+}`,
      soil,
    ]);
  });

  it('are several of one text where they are one of the other', () => {
    const one = '推进受污染耕地安全利用和风险管控，逐步淘汰高排放机动车和非道路移动机械。';
    expect(drawn(one, soil + cars)).toEqual([
      '推进受污染耕地安全利用和风险管控[，→。]逐步淘汰高排放机动车和非道路移动机械。',
    ]);
    expect(alignClauses(soil + cars, one).sentences).toHaveLength(1);
  });

  it('prefer the same figure a year later to the same year', () => {
    const a = '到2025年，空气质量优良天数比例达到86%。到2035年，森林覆盖率达到30%。';
    const b = '到2025年，森林覆盖率达到28%。到2035年，空气质量优良天数比例达到90%。';
    expect(drawn(a, b).map((line) => line.replace(/^~/, ''))).toEqual([
      '到[2025→2035]年，空气质量优良天数比例达到[86%→90%]。',
      '到[2035→2025]年，森林覆盖率达到[30%→28%]。',
    ]);
  });

  it('are one difference where they differ in a thousand words', () => {
    const words = (from: number) =>
      Array.from({ length: 700 }, (_, i) => `${String.fromCharCode(from + i)},`).join('');
    const [a, b] = [
      `${water.repeat(10).replaceAll('。', ',')}${words(0x4e00)}`,
      `${water.repeat(10).replaceAll('。', ',')}${words(0x5e00)}`,
    ];
    const [sentence] = alignClauses(a, b).sentences;
    expect(sentence?.parts.map(({ kind }) => kind)).toEqual(['changed']);
  });
});

describe('sentences', () => {
  it.each([
    ['一。二；三！四', ['一。', '二；', '三！', '四']],
    ['他说：“好。”然后走了。', ['他说：“好。”', '然后走了。']],
    ['（完成整改。）下一步。', ['（完成整改。）', '下一步。']],
    ['落实（甲局牵头；乙局配合)任务；完成', ['落实（甲局牵头；乙局配合)任务；', '完成']],
    ['（甲局；没有关上。下\n一段', ['（甲局；', '没有关上。', '下\n', '一段']],
    ['用地修复+”模式，促进。下', ['用地修复+”模式，促进。', '下']],
    ['行吗？！行。”完', ['行吗？！', '行。”', '完']],
    [' \n 一。 \r\n\u3000二 ', [' \n 一。 \r\n\u3000', '二 ']],
    [' \n', [' \n']],
    ['', []],
  ])('are cut from %j', (text, wanted) => {
    expect(sentencesOf(text).map((span) => slice(text, span))).toEqual(wanted);
  });

  it('tile any text, and none is blank but that of a blank text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const sentences = sentencesOf(text);
        expectToTile(text, sentences);
        if (text.trim() !== '') for (const span of sentences) expect(slice(text, span).trim()).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('clauses of two cities', () => {
  const textOf = (document: string, path: string) => {
    const { nodes } = parseDocument(readSource(joinPath(PROJECT_FOLDER, `seeds/${document}.txt`)));
    return nodes.find((node) => node.path === path)?.text ?? '';
  };

  it('are set side by side as a reader would', () => {
    const soil = drawn(textOf('nanjing-2025', '3.8'), textOf('suzhou-2023', '2.7'));
    expect(soil).toContain(
      '到[2027→2025]年,受污染耕地{+、污染地块+}安全利用率{+均+}达到[95%以上→或超过93%],建设用地安全利用得到有效保障[;→。]',
    );
    expect(soil.find((line) => line.includes('探索工业用地修复'))).toMatch(
      /污染地块.*污染\{-风险管控和治理-\}修复/,
    );
    expect(soil.filter((line) => line.startsWith('{-'))).toContain(
      '{-到2035年,地下水环境质量稳中向好,土壤环境风险得到全面管控。-}',
    );
  });

  it('are set side by side across scripts', () => {
    const audit = drawn(textOf('nantong-2018', '1.5'), textOf('suzhou-2023', '9.44'));
    expect(audit.find((line) => line.includes('離任審計'))).toMatch(
      /\]打好污染防治攻堅戰\{\+成效考核工作衔接\+\}。/,
    );
  });
});

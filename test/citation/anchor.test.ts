/**
 * Proves that an anchor finds its words again by the rule found, moved, ambiguous, lost:
 * - of every quote, in the text it was taken from, with what stands around it;
 * - in a changed text only where the very words stand, whatever the style of marks, the blanks and the script;
 * - a number that grew, a 不 that came, or words that only look alike are not the words.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Anchor, anchorOf, resolveAnchor, textHash } from '../../src/citation/anchor.ts';
import { MAX_CONTEXT } from '../../src/citation/anchor-context.ts';
import { plainText } from '../../src/citation/anchor-places.ts';
import { trim } from '../../src/core/span.ts';
import type { Clause } from '../../src/indexing/corpus.ts';
import type { Snapshot } from '../../src/indexing/open.ts';
import { FIRST_BUILD_MS, seedsInside } from '../support/corpus.ts';

let snapshot: Snapshot;
let clauses: Clause[];
beforeAll(async () => {
  snapshot = (await seedsInside()).snapshot;
  clauses = snapshot.documents
    .flatMap(({ document }) => snapshot.clausesOf(document))
    .filter(({ text }) => text.length > 0);
}, FIRST_BUILD_MS);

const TEXT =
  '到2025年，全市PM2.5浓度下降到28微克每立方米。推进屋顶光伏建设，新增装机容量5万千瓦；推进岸电设施建设。\n到2030年，基本消除重污染天气，不得新建燃煤锅炉。推进岸电设施建设。';

function clauseOf(text: string, clause = 'a-2020/1.1') {
  return { clause, text };
}

function insert(text: string, at: number, words: string): string {
  return text.slice(0, at) + words + text.slice(at);
}

/** Whole numbers below a bound, the same ones in every run. */
function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function anchorTo(quote: string, text = TEXT): Anchor {
  const start = text.indexOf(quote);
  return anchorOf('s1', clauseOf(text), { start, end: start + quote.length });
}

/** The state, and the words at each place. */
function resolved(anchor: Parameters<typeof resolveAnchor>[0], text: string | null, others: string[] = []) {
  const all = others.map((other, i) => clauseOf(other, `a-2020/2.${i + 1}`));
  const { state, places, textChanged } = resolveAnchor(anchor, text === null ? null : clauseOf(text), all);
  const texts = new Map([...all, clauseOf(text ?? '')].map((one) => [one.clause, one.text]));
  const words = places.map(({ clause, start, end }) => [clause, texts.get(clause)?.slice(start, end)]);
  return { state, words, textChanged };
}

describe('an anchor', () => {
  it('carries the words, what stands around them, the hash of the text, and where they were taken from', () => {
    expect(anchorTo('新增装机容量5万千瓦')).toEqual({
      clause: 'a-2020/1.1',
      span: { start: 37, end: 47 },
      quote: '新增装机容量5万千瓦',
      prefix: '推进屋顶光伏建设，',
      suffix: '；推进岸电设施建设。\n',
      position: { type: 'TextPositionSelector', start: 37, end: 47 },
      hash: textHash(TEXT),
      snapshot: 's1',
    });
    expect(textHash('')).toBe('e3b0c44298fc');
  });

  it('has nothing around it where the whole text is quoted', () => {
    expect(anchorTo(TEXT)).toMatchObject({ prefix: '', suffix: '' });
  });

  it('of any words finds exactly these again, amid what stands there, and cuts no word around them', () => {
    const somewhere = fc.tuple(fc.nat({ max: 190 }), fc.nat(), fc.nat()).map(([i, a, b]) => {
      const clause = clauses[i] as Clause;
      const start = a % clause.text.length;
      return { clause, span: { start, end: start + 1 + (b % (clause.text.length - start)) } };
    });
    fc.assert(
      fc.property(somewhere, ({ clause, span }) => {
        const { text } = clause;
        const anchor = anchorOf('s', clause, span);
        const { quote, prefix, suffix } = anchor;
        expect(text.slice(span.start - prefix.length, span.end + suffix.length)).toBe(
          prefix + quote + suffix,
        );
        for (const context of [prefix, suffix]) expect(context.length).toBeLessThanOrEqual(MAX_CONTEXT);
        expect(prefix === '').toBe(span.start === 0);
        expect(suffix === '').toBe(span.end === text.length);
        expect(resolveAnchor(anchor, clause, clauses)).toEqual({
          state: 'found',
          places: [{ clause: clause.clause, ...span }],
          textChanged: false,
        });
        // A word put before everything moves every place by as much.
        const moved = resolveAnchor(anchor, { ...clause, text: `甲乙丙丁。${text}` }, []);
        expect(moved.textChanged).toBe(true);
        if (/[\p{L}\p{N}]/u.test(quote)) {
          expect(moved.places).toContainEqual({
            clause: clause.clause,
            start: span.start + 5,
            end: span.end + 5,
          });
        }
      }),
    );
  });

  it('of words that nobody touched is never taken for other words, and of changed words for none', () => {
    const random = randomOf(20261125);
    const long = clauses.filter(({ text }) => text.length >= 80);
    const counts = { moved: 0, ambiguous: 0, lost: 0, kept: 0, asked: 0 };
    for (let i = 0; i < 1500; i++) {
      const clause = long[random(long.length)] as Clause;
      const length = 8 + random(40);
      const start = 20 + random(clause.text.length - length - 40);
      const anchor = anchorOf('s', clause, { start, end: start + length });
      const others = snapshot.clausesOf(clause.document);
      // A word comes in, in front of the quote or behind it: the words have moved by that, and are never elsewhere.
      const cut =
        random(2) === 0 ? random(start + 1) : start + length + random(clause.text.length - start - length);
      const shift = cut <= start ? 2 : 0;
      const around = resolveAnchor(anchor, { ...clause, text: insert(clause.text, cut, '甲乙') }, others);
      counts.asked++;
      counts[around.state === 'found' ? 'lost' : around.state]++;
      // Blanks at its ends are no words.
      const words = trim(clause.text, { start, end: start + length });
      const place = { clause: clause.clause, start: words.start + shift, end: words.end + shift };
      if (around.state !== 'lost') expect(around.places).toContainEqual(place);
      // The same word comes into the quote: the words are no more, unless the document prints them elsewhere.
      const inside = { ...clause, text: insert(clause.text, start + 1 + random(length - 1), '甲乙') };
      const { places } = resolveAnchor(anchor, inside, others);
      for (const { clause: address, start: from, end: to } of places) {
        const there = address === clause.clause ? inside : others.find((other) => other.clause === address);
        expect(plainText(there?.text.slice(from, to) ?? '').text).toBe(plainText(anchor.quote).text);
        counts.kept++;
      }
    }
    console.log('anchors in changed texts:', counts);
    expect(counts.moved / counts.asked).toBeGreaterThan(0.97);
  });

  it('begins and ends what stands around at a sentence within reach, else at a word', () => {
    const long = '一体推进山水林田湖草沙系统治理、综合治理和源头治理工作并且持续加强';
    const around = (text: string, quote: string) => {
      const start = text.indexOf(quote);
      const { prefix, suffix } = anchorOf('s', clauseOf(text), { start, end: start + quote.length });
      return [prefix, suffix];
    };
    expect(around(`${long}。全面推进绿色低碳发展，使用${long}`, '使用')).toEqual([
      '全面推进绿色低碳发展，',
      // 加强 would be cut, so it is left out.
      '一体推进山水林田湖草沙系统治理、综合治理和源头治理工作并且持续',
    ]);
    expect(around(`${long}使用，全面推进绿色低碳发展。${long}`, '使用')).toEqual([
      '推进山水林田湖草沙系统治理、综合治理和源头治理工作并且持续加强',
      '，全面推进绿色低碳发展。',
    ]);
  });

  it.each([
    [0, 0],
    [5, 4],
    [-1, 3],
    [0.5, 3],
    [0, TEXT.length + 1],
    [Number.NaN, 3],
  ])('is refused for the span %d-%d', (start, end) => {
    expect(() => anchorOf('s', clauseOf(TEXT), { start, end })).toThrow(/not inside the text/);
  });

  it('cuts no character of two units', () => {
    expect(() => anchorOf('s', clauseOf('𠮷林'), { start: 1, end: 3 })).toThrow(/not inside the text/);
    expect(anchorOf('s', clauseOf('𠮷林'), { start: 0, end: 2 }).quote).toBe('𠮷');
  });
});

describe('in the text it was taken from', () => {
  it('a place is enough, with the hash of the text', () => {
    const { clause, span, hash } = anchorTo('岸电设施');
    expect(resolved({ clause, span, hash }, TEXT)).toEqual({
      state: 'found',
      words: [[clause, '岸电设施']],
      textChanged: false,
    });
  });

  it('words that stand several times are those at the span', () => {
    const anchor = anchorTo('推进岸电设施建设');
    expect(resolveAnchor(anchor, clauseOf(TEXT), []).places).toEqual([
      { clause: anchor.clause, ...anchor.span },
    ]);
  });

  it('a span that holds other words than the quote is not believed', () => {
    const anchor = { ...anchorTo('消除重污染天气'), span: { start: 0, end: 7 } };
    expect(resolved(anchor, TEXT)).toEqual({
      state: 'moved',
      words: [['a-2020/1.1', '消除重污染天气']],
      textChanged: false,
    });
  });

  it('a span outside it is lost', () => {
    const { clause, hash } = anchorTo('岸电设施');
    const span = { start: 3, end: TEXT.length + 1 };
    expect(resolved({ clause, span, hash }, TEXT)).toEqual({ state: 'lost', words: [], textChanged: false });
  });
});

describe('in a changed text', () => {
  it('words that stand there once have moved, even where they stand at the same numbers', () => {
    const anchor = anchorTo('基本消除重污染天气');
    for (const text of [`新的第一句。${TEXT}`, `${TEXT}新的末句。`]) {
      expect(resolved(anchor, text)).toEqual({
        state: 'moved',
        words: [['a-2020/1.1', '基本消除重污染天气']],
        textChanged: true,
      });
    }
  });

  it('words may differ in style of marks, blanks, line breaks and script', () => {
    const anchor = anchorTo('推进屋顶光伏建设，新增装机容量5万千瓦；推进岸电');
    const printed = '推進屋頂 光伏建設, 新增裝機\n容量５萬千瓦;推進岸電';
    expect(resolved(anchor, `另。${printed}設施`)).toMatchObject({
      state: 'moved',
      words: [['a-2020/1.1', printed]],
    });
  });

  it.each([
    ['one number is another', '新增装机容量5万千瓦', '新增装机容量6万千瓦'],
    ['a number has grown in front', '5万千瓦', '15万千瓦'],
    ['a number has grown behind', '浓度下降到28', '浓度下降到28.5'],
    ['a per cent sign came', '浓度下降到28', '浓度下降到28%'],
    ['one word is another', '基本消除重污染天气', '全部消除重污染天气'],
    ['不 came', '得新建燃煤锅炉', '不得新建燃煤锅炉'],
    ['a mark is missing', '推进屋顶光伏建设，新增装机', '推进屋顶光伏建设新增装机'],
  ])('they are lost where %s', (_, quote, changed) => {
    const before = `另行规定。${quote}，另行规定。`;
    const anchor = anchorTo(quote, before);
    expect(resolved(anchor, before.replace(quote, changed))).toMatchObject({ state: 'lost', words: [] });
    expect(resolved(anchor, `改。${before}`)).toMatchObject({ state: 'moved' });
  });

  it('a number that was cut when it was quoted may be cut again', () => {
    const anchor = anchorTo('8微克每立方米');
    expect(anchor.prefix.endsWith('2')).toBe(true);
    expect(resolved(anchor, `${TEXT}末。`)).toMatchObject({ state: 'moved' });
    expect(resolved(anchor, `${TEXT.replace('28微克', '38微克')}末。`)).toMatchObject({ state: 'lost' });
  });

  it('of several places the one amid the same words is meant', () => {
    const anchor = anchorTo('推进岸电设施建设');
    const text = `新增。${TEXT}`;
    const { places, state } = resolveAnchor(anchor, clauseOf(text), []);
    expect({ places, state }).toEqual({
      state: 'moved',
      places: [{ clause: anchor.clause, start: anchor.span.start + 3, end: anchor.span.end + 3 }],
    });
  });

  it('of several places none is meant where nothing tells them apart', () => {
    const { clause, span, hash, quote } = anchorTo('推进岸电设施建设');
    expect(resolved({ clause, span, hash, quote }, `新增。${TEXT}`)).toEqual({
      state: 'ambiguous',
      words: [
        [clause, quote],
        [clause, quote],
      ],
      textChanged: true,
    });
  });

  it('a place without the words says only that the text changed', () => {
    const { clause, span, hash } = anchorTo('岸电设施');
    expect(resolved({ clause, span, hash }, `${TEXT}。`, ['岸电设施'])).toEqual({
      state: 'lost',
      words: [],
      textChanged: true,
    });
  });
});

describe('at another address', () => {
  it('a text that is whole there holds the words at the same place, with or without a quote', () => {
    const anchor = anchorTo('岸电设施');
    const { clause, span, hash } = anchor;
    for (const query of [anchor, { clause, span, hash }]) {
      for (const now of [null, '现在是另一条，说的是岸电设施以外的事。']) {
        expect(resolved(query, now, ['别的', TEXT])).toEqual({
          state: 'moved',
          words: [['a-2020/2.2', '岸电设施']],
          textChanged: true,
        });
      }
      expect(resolved(query, null, [TEXT, TEXT])).toMatchObject({ state: 'ambiguous' });
    }
  });

  it('a like clause is not taken where the changed one still says the words', () => {
    const anchor = anchorTo('基本消除重污染天气');
    expect(resolved(anchor, `${TEXT}新增。`, [TEXT]).words).toEqual([['a-2020/1.1', '基本消除重污染天气']]);
  });

  it('words that stand in one other clause have moved there', () => {
    const anchor = anchorTo('基本消除重污染天气');
    expect(resolved(anchor, '另一条。', ['别的。', '到2035年，基本消除重污染天气。'])).toMatchObject({
      state: 'moved',
      words: [['a-2020/2.2', '基本消除重污染天气']],
      textChanged: true,
    });
  });

  it('a few letters are not the words, unless a neighbour is known', () => {
    const anchor = anchorTo('岸电设施');
    expect(resolved(anchor, '另一条。', ['港口配备岸电设施。'])).toMatchObject({ state: 'lost' });
    expect(resolved(anchor, '另一条。', ['有序推进岸电设施。'])).toMatchObject({ state: 'moved' });
    expect(resolved(anchor, '港口配备岸电设施。')).toMatchObject({ state: 'lost' });
  });

  it('nothing is lost to a clause that only looks alike', () => {
    const anchor = anchorTo('新增装机容量5万千瓦');
    expect(resolved(anchor, null, ['新增装机容量7万千瓦。', '新增容量5万千瓦。'])).toEqual({
      state: 'lost',
      words: [],
      textChanged: true,
    });
  });
});

describe('without a hash', () => {
  it('the words at the span are the proof', () => {
    const { clause, span, quote } = anchorTo('屋顶光伏');
    expect(resolved({ clause, span, quote }, TEXT)).toMatchObject({ state: 'found', textChanged: false });
    expect(resolved({ clause, span, quote }, `新增。${TEXT}`)).toMatchObject({
      state: 'moved',
      textChanged: true,
    });
    expect(resolved({ clause, span }, TEXT)).toMatchObject({ state: 'found', textChanged: false });
  });
});

describe('whatever is asked', () => {
  it('nothing fails, and a place always lies in the text and says the words', () => {
    const text = fc.string({
      unit: fc.constantFrom('不', '五', '5', '.', '，', ',', ' ', '\n', '%', '電', '电', 'a', '\ud842'),
    });
    const query = fc.record({
      clause: fc.constant('a-2020/1.1'),
      span: fc.record({ start: fc.integer(), end: fc.integer() }),
      quote: text,
      prefix: text,
      suffix: text,
    });
    fc.assert(
      fc.property(query, text, text, (anchor, now, other) => {
        const { places } = resolveAnchor(anchor, clauseOf(now), [clauseOf(other, 'b')]);
        for (const { clause, start, end } of places) {
          const { length } = clause === 'b' ? other : now;
          expect(0 <= start && start < end && end <= length).toBe(true);
        }
      }),
    );
  });

  it('a long text of one letter is no trouble', () => {
    const long = 'a'.repeat(200_000);
    const started = performance.now();
    resolveAnchor(
      { clause: 'x', span: { start: 0, end: 1 }, hash: '0', quote: `5${long}`, prefix: long, suffix: long },
      clauseOf(long),
      [],
    );
    resolveAnchor(
      { clause: 'x', span: { start: 0, end: 1 }, hash: '0', quote: 'aaaaaaaa', prefix: 'b', suffix: 'b' },
      clauseOf(long.slice(0, 20_000)),
      [],
    );
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

/**
 * Tokens. Properties: the words of both modes are those of `segment`, the query's without the stop words and nothing else
 * missing; every character token lies inside the word before it, and a Han word's characters are the word; spans point
 * into the text that was given, folded or not.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/clauses/parse.ts';
import { joinPath, PROJECT_FOLDER, readText } from '../../src/core/files.ts';
import { readSource } from '../../src/documents/read.ts';
import { analyze, analyzerId, framing, isStopWord, type Token } from '../../src/text/analyze.ts';
import { fold } from '../../src/text/fold.ts';

const words = (tokens: readonly Token[]) =>
  tokens.filter(({ kind }) => kind === 'word').map(({ text }) => text);
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '哪些',
        '城市',
        '光伏',
        '發電',
        '的',
        'PM2.5',
        ' ',
        '海綿',
        '有没有',
        '，',
        '\u{20000}',
        '\ud800',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('analyze', () => {
  it('says the same of a text and of the folded text', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('index' as const, 'query' as const), (text, mode) => {
        expect(analyze(text, mode)).toEqual(analyze(fold(text), mode));
      }),
    );
  });

  it('gives each token the folded text of its span', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = fold(text);
        for (const { text: token, span } of analyze(text, 'index')) {
          expect(token).toBe(folded.slice(span.start, span.end));
          expect(token.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('puts the characters of a Han word behind it and inside it, and gives no other word any', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let word: Token | null = null;
        let characters = '';
        const check = () => {
          if (word !== null) expect(characters).toBe(/^\p{Script=Han}/u.test(word.text) ? word.text : '');
        };
        for (const token of analyze(text, 'index')) {
          if (token.kind === 'word') {
            check();
            word = token;
            characters = '';
          } else if (token.kind === 'part') {
            // A part stands before the characters, inside its word, shorter than it and longer than one character.
            expect(characters).toBe('');
            expect(token.text.length).toBeGreaterThan(1);
            expect(token.text.length).toBeLessThan(word?.text.length ?? 0);
            expect(
              word?.text.slice(token.span.start - word.span.start, token.span.end - word.span.start),
            ).toBe(token.text);
          } else {
            expect(word).not.toBeNull();
            expect(token.span.start).toBe((word?.span.start ?? 0) + characters.length);
            expect(token.span.end).toBeLessThanOrEqual(word?.span.end ?? 0);
            expect([...token.text]).toHaveLength(1);
            characters += token.text;
          }
        }
        check();
      }),
      { numRuns: 300 },
    );
  });

  it('finds the shorter words in a long one, and invents none that crosses them', () => {
    const partsIn = (text: string) =>
      analyze(text, 'index').flatMap(({ kind, text: part }) => (kind === 'part' ? [part] : []));
    expect(partsIn('分布式光伏')).toEqual(['分布式', '光伏']);
    expect(partsIn('人民政府')).toEqual(['人民', '政府']);
    expect(partsIn('光伏')).toEqual([]);
  });

  it('drops from a query the stop words, with their characters, and nothing else', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const asked = analyze(text, 'query');
        const all = words(analyze(text, 'index'));
        const isFrame = framing(all);
        expect(words(asked)).toEqual(all.filter((word) => !isFrame(word)));
        for (const word of all) if (isFrame(word)) expect(isStopWord(word)).toBe(true);
        for (const { kind, span } of asked) {
          if (kind === 'word') continue;
          expect(
            asked.some((w) => w.kind === 'word' && w.span.start <= span.start && span.end <= w.span.end),
          ).toBe(true);
        }
      }),
    );
  });

  it('drops 城市 beside a question word, and keeps it where it is what is asked about', () => {
    expect(words(analyze('哪些城市提到岸电', 'query'))).toEqual(['岸电']);
    expect(words(analyze('城市 更新', 'query'))).toEqual(['城市', '更新']);
  });

  it('drops 哪些 and keeps what a question is about', () => {
    for (const [question, kept, dropped] of [
      ['哪些城市提到了光伏发电?', ['光伏'], ['哪些', '城市', '提到']],
      ['关于海绵城市有什么规定', ['海绵城市'], ['关于', '什么', '规定']],
      ['怎么处理垃圾', ['处理', '垃圾'], ['怎么']],
      ['PM2.5 的目标是多少', ['pm2.5', '目标'], ['的', '是', '多少']],
    ] as const) {
      const asked = words(analyze(question, 'query'));
      for (const word of kept) expect(asked, question).toContain(word);
      for (const word of dropped) expect(asked, question).not.toContain(word);
    }
  });

  it('keeps every word in documents, 哪些 too', () => {
    expect(words(analyze('哪些', 'index'))).toEqual(['哪些']);
    expect(analyze('哪些', 'query')).toEqual([]);
  });

  it('leaves something of every heading of the five seeds when it is asked for', () => {
    for (const name of ['nanjing-2025', 'yangzhou-2024', 'nantong-2018', 'ganzhou-2022', 'suzhou-2023']) {
      const { nodes } = parseDocument(readSource(joinPath(PROJECT_FOLDER, `seeds/${name}.txt`)));
      for (const { path, heading } of nodes) {
        if (heading !== null)
          expect(words(analyze(heading, 'query')), `${name}/${path} ${heading}`).not.toEqual([]);
      }
    }
  });

  it('finds the same words in Traditional, Simplified, full and half width', () => {
    for (const [one, other] of [
      ['光伏發電', '光伏发电'],
      ['海綿城市', '海绵城市'],
      ['節能減排', '节能减排'],
      ['ＰＭ２．５', 'pm2.5'],
      ['宁政发〔2025〕16号', '宁政发[２０２５]16号'],
    ] as const) {
      expect(words(analyze(one, 'index'))).toEqual(words(analyze(other, 'index')));
    }
  });
});

describe('the stop list', () => {
  const listed = readText(joinPath(PROJECT_FOLDER, 'src/text/data/stop-words.txt'))
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(/\s+/))
    .filter((word) => word !== '');

  it('holds words as folding leaves them, each once', () => {
    for (const word of listed) expect(fold(word)).toBe(word);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.length).toBeGreaterThan(50);
    for (const word of listed) expect(isStopWord(word), word).toBe(true);
  });

  it('holds no word of the subject', () => {
    for (const word of ['光伏', '城', '水', '环境', '治理', '建设', '目标', '责任', '标准', '2025', '绿色']) {
      expect(isStopWord(word), word).toBe(false);
    }
  });
});

describe('analyzerId', () => {
  it('names fold, dictionary and stop list in one string', () => {
    expect(analyzerId()).toMatch(/^zh-\d+\.\d+-[0-9a-f]{12}-[0-9a-f]{8}$/);
  });
});

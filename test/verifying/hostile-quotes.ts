/** Quotes that nobody would make: pieces of anything, in any order. */
import type { Clause } from '../../src/indexing/corpus.ts';
import { changed, cutQuote, dressed, oneOf, type Random, wordsIn } from './random-quotes.ts';

const PIECES = [
  ...[
    '，',
    '。',
    '……',
    '...',
    '〔略〕',
    '“',
    '”',
    '《',
    '\n',
    '\r\n',
    ' ',
    '\u3000',
    '\ufeff',
    '\u200b',
    '\0',
    '\t',
    '——',
    '-',
    '>',
  ],
  ...['\ud840', '\udc00', '\u{20000}', '😀', '́', '<script>', '%00', '$&', '\\', '[^', '(((', '*'],
  ...[
    '1',
    '95%',
    '２５',
    '2.5',
    '1,200',
    '2022-2025年',
    '≥',
    '<5',
    '-5℃',
    '㎡',
    '①',
    'Ⅲ',
    'PM2.5',
    'abc',
    '三百二十',
    '十、二',
    '○',
  ],
  ...['不', '未', '非', '的', '生态环境', '水', '森林覆盖率', '責任部門', '第十二条'],
] as const;

/** A hundred units or some thousands. */
export function hostileQuote(random: Random, clauses: readonly Clause[]): string {
  switch (random(6)) {
    case 0: // anything
      return Array.from({ length: random(200) }, () => String.fromCharCode(random(0x10000))).join('');
    case 1: // pieces
      return Array.from({ length: random(60) }, () => oneOf(random, PIECES)).join('');
    case 2: {
      // printed words, in no order
      const words = wordsIn([oneOf(random, clauses)]);
      return Array.from({ length: random(40) }, () => (words.length === 0 ? '' : oneOf(random, words))).join(
        '',
      );
    }
    case 3: {
      // parts of several clauses
      const parts = Array.from({ length: 1 + random(6) }, () => cutQuote(random, clauses).text);
      return parts.join(oneOf(random, ['', '……', '\n']));
    }
    case 4: {
      // printed, with pieces in it
      const { text } = cutQuote(random, clauses);
      const at = random(text.length);
      return dressed(random, text.slice(0, at) + oneOf(random, PIECES) + text.slice(at));
    }
    default: {
      const { text } = cutQuote(random, clauses);
      const short = text.slice(0, 1 + random(12));
      return changed(random, short, ['发展']) ?? short;
    }
  }
}

/** Owns the model's vocabulary: which words a text is cut into, as a Unigram tokenizer that any Hugging Face library reads. */
import { slice } from '../src/core/span.ts';
import { partsOf, segment } from '../src/text/segment.ts';

export interface Piece {
  readonly text: string;
  /** How often the corpus has it; of labels written by hand each counts as often as `LABEL_COUNT`. */
  readonly count: number;
}

/** First pieces: id 0 is the unknown character, id 1 opens every text, so that none is empty. Both have the zero vector. */
export const SPECIAL = ['<unk>', '<s>'] as const;

const MAX_WORD_CHARS = 4;
const HAN_WORD = /^\p{Script=Han}{2,}$/u;
const OTHER_WORD = /^[\p{Script=Latin}\p{Nd}][\p{Script=Latin}\p{Nd}.%+-]*$/u;

/** Counts words and characters. Words of more than four characters are counted as the shorter words in them. */
export class PieceCounts {
  readonly words = new Map<string, number>();
  readonly characters = new Map<string, number>();

  add(folded: string, weight = 1): void {
    for (const span of segment(folded)) {
      const word = slice(folded, span);
      const parts = word.length > MAX_WORD_CHARS ? partsOf(word).map((part) => slice(word, part)) : [word];
      for (const part of parts) {
        if (HAN_WORD.test(part) && part.length <= MAX_WORD_CHARS) bump(this.words, part, weight);
        else if (OTHER_WORD.test(part) && part.length <= 12 && /\p{Script=Latin}/u.test(part)) {
          bump(this.words, part, weight);
        }
      }
      for (const character of word) bump(this.characters, character, weight);
    }
  }

  /** The most frequent words and all characters seen at least twice, most frequent first. */
  pieces({ maxWords, minCount }: { maxWords: number; minCount: number }): Piece[] {
    const words = byCount(this.words).filter(({ count }) => count >= minCount);
    const characters = byCount(this.characters).filter(({ count }) => count >= 2);
    return [...characters, ...words.slice(0, maxWords)].sort(
      (a, b) => b.count - a.count || (a.text < b.text ? -1 : 1),
    );
  }
}

function bump(counts: Map<string, number>, key: string, weight: number): void {
  counts.set(key, (counts.get(key) ?? 0) + weight);
}

function byCount(counts: ReadonlyMap<string, number>): Piece[] {
  return [...counts].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count);
}

/** A character alone scores below any word that holds it: the cutter prefers words, as a reader does. */
const CHARACTER_PENALTY = 4;

/** The content of tokenizer.json: a Unigram model whose scores are logarithms of shares, over runs of letters and digits. */
export function tokenizerJson(pieces: readonly Piece[]): unknown {
  const total = pieces.reduce((sum, { count }) => sum + count, 0);
  const score = ({ text, count }: Piece) =>
    Math.round((Math.log(count / total) - ([...text].length === 1 ? CHARACTER_PENALTY : 0)) * 1000) / 1000;
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIAL.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: {
      type: 'Split',
      pattern: { Regex: '[^\\p{L}\\p{N}%]+' },
      behavior: 'Removed',
      invert: false,
    },
    post_processor: {
      type: 'TemplateProcessing',
      single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
      pair: [
        { SpecialToken: { id: '<s>', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { Sequence: { id: 'B', type_id: 1 } },
      ],
      special_tokens: { '<s>': { id: '<s>', ids: [1], tokens: ['<s>'] } },
    },
    decoder: null,
    model: {
      type: 'Unigram',
      unk_id: 0,
      vocab: [...SPECIAL.map((text) => [text, 0]), ...pieces.map((piece) => [piece.text, score(piece)])],
    },
  };
}

/** Owns what is indexed of a text and what is asked of an index: one analyzer, two modes. */
import { joinPath, PROJECT_FOLDER, readText, sha256 } from '../core/files.ts';
import { type Span, shift, slice } from '../core/span.ts';
import { FOLD_VERSION, fold } from './fold.ts';
import { dictionaryId, partsOf, segment } from './segment.ts';

/** 'index' keeps every word; 'query' leaves out what only frames a question. */
export type AnalyzerMode = 'index' | 'query';

/**
 * A 'word' is what jieba or a number run gives; a 'part' a shorter word in it; a 'character' is one Han character. A character is a morpheme: 烧煤 and 燃煤
 * share one, so everyday wording finds the official one, at a weight below words.
 */
export type TokenKind = 'word' | 'part' | 'character';

export interface Token {
  readonly kind: TokenKind;
  /** Folded. */
  readonly text: string;
  /** Into the text that was analyzed. */
  readonly span: Span;
}

// Words and characters share one index, so that one query goes over it once: a character carries a sign that no word begins with.
const CHARACTER_SIGN = '·';

/** A token's name in the index. */
export function indexName({ kind, text }: Pick<Token, 'kind' | 'text'>): string {
  return kind === 'character' ? CHARACTER_SIGN + text : text;
}

/** The text of a token by its name in the index, and whether it is a character's. */
export function readIndexName(name: string): { text: string; isCharacter: boolean } {
  const isCharacter = name.startsWith(CHARACTER_SIGN);
  return { text: isCharacter ? name.slice(CHARACTER_SIGN.length) : name, isCharacter };
}

// Bump when tokens of the same text change for a reason that neither table nor dictionary shows.
const ANALYZER_VERSION = 2;
const STOP_WORDS = readStopWords();

/** Goes into every snapshot: an index made by another analyzer is refused. */
export function analyzerId(): string {
  return `zh-${ANALYZER_VERSION}.${FOLD_VERSION}-${dictionaryId()}-${sha256([...STOP_WORDS].join(' ')).slice(0, 8)}`;
}

/** Tokens in order of their words, each word before its parts, and those before its characters. `text` may be folded already: folding is idempotent. */
export function analyze(text: string, mode: AnalyzerMode): Token[] {
  const folded = fold(text);
  const tokens: Token[] = [];
  for (const span of segment(folded)) {
    const word = folded.slice(span.start, span.end);
    if (mode === 'query' && isStopWord(word)) continue;
    tokens.push({ kind: 'word', text: word, span });
    if (!HAN.test(word)) continue;
    for (const part of partsOf(word)) {
      const partSpan = shift(part, span.start);
      tokens.push({ kind: 'part', text: slice(folded, partSpan), span: partSpan });
    }
    for (let at = span.start; at < span.end; ) {
      const character = String.fromCodePoint(folded.codePointAt(at) ?? 0);
      tokens.push({ kind: 'character', text: character, span: { start: at, end: at + character.length } });
      at += character.length;
    }
  }
  return tokens;
}

const HAN = /^\p{Script=Han}/u;

/** Whether a folded word only frames a question. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

function readStopWords(): ReadonlySet<string> {
  const lines = readText(joinPath(PROJECT_FOLDER, 'src/text/data/stop-words.txt')).split('\n');
  return new Set(
    lines
      .filter((line) => !line.startsWith('#'))
      .flatMap((line) => line.split(/\s+/))
      .filter(Boolean),
  );
}

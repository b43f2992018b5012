/** Owns what is indexed of a text and what is asked of an index: one analyzer, two modes. */
import { joinPath, PROJECT_FOLDER, readText, sha256 } from '../core/files.ts';
import { type Span, shift, slice } from '../core/span.ts';
import { FOLD_VERSION, fold } from './fold.ts';
import { characterName } from './grams.ts';
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

/** A token's name in the index. */
export function indexName({ kind, text }: Pick<Token, 'kind' | 'text'>): string {
  return kind === 'character' ? characterName(text) : text;
}

// Bump when tokens of the same text change for a reason that neither table nor dictionary shows.
const ANALYZER_VERSION = 2;
const STOP_WORDS = readStopWords();
const ALL_STOP_WORDS = new Set(Object.values(STOP_WORDS).flat());

/** Goes into every snapshot: an index made by another analyzer is refused. */
export function analyzerId(): string {
  return `zh-${ANALYZER_VERSION}.${FOLD_VERSION}-${dictionaryId()}-${sha256(JSON.stringify(STOP_WORDS)).slice(0, 8)}`;
}

/** Tokens in order of their words, each word before its parts, and those before its characters. `text` may be folded already: folding is idempotent. */
export function analyze(text: string, mode: AnalyzerMode): Token[] {
  const folded = fold(text);
  const words = segment(folded);
  const isFrame = mode === 'query' ? framing(words.map((span) => slice(folded, span))) : () => false;
  const tokens: Token[] = [];
  for (const span of words) {
    const word = slice(folded, span);
    if (isFrame(word)) continue;
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

/** The words of a folded text and the shorter words in them, in order: what `analyze` gives for 'index', without spans. */
export function indexWords(folded: string): string[] {
  const words: string[] = [];
  for (const span of segment(folded)) {
    const word = slice(folded, span);
    words.push(word);
    if (!HAN.test(word)) continue;
    for (const part of partsOf(word)) words.push(slice(word, part));
  }
  return words;
}

const HAN = /^\p{Script=Han}/u;

/** Whether a folded word frames some question; which of them frame this one, `framing` says. */
export function isStopWord(word: string): boolean {
  return ALL_STOP_WORDS.has(word);
}

/** Tells, of a query's folded words, which only frame it: 城市 does in 哪些城市提到岸电, and does not in 城市 更新. */
export function framing(words: readonly string[]): (word: string) => boolean {
  const { always, questions, besideQuestions } = STOP_WORDS;
  const isQuestion = words.some((word) => questions.includes(word));
  const frames = new Set([...always, ...questions, ...(isQuestion ? besideQuestions : [])]);
  return (word) => frames.has(word);
}

interface StopWords {
  readonly always: readonly string[];
  readonly questions: readonly string[];
  readonly besideQuestions: readonly string[];
}

/** The file's groups, each under a line that names it. */
function readStopWords(): StopWords {
  const text = readText(joinPath(PROJECT_FOLDER, 'src/text/data/stop-words.txt'));
  const groups = new Map(
    text.split(/^# /m).map((group) => {
      const [name = '', ...lines] = group.split('\n');
      return [name, lines.join(' ').split(/\s+/).filter(Boolean)] as const;
    }),
  );
  const group = (name: string) => groups.get(name) ?? [];
  return {
    always: [...group('function words'), ...group('words about documents rather than in them')],
    questions: group('question words'),
    besideQuestions: group('asked about beside a question word, a subject elsewhere (城市 更新)'),
  };
}

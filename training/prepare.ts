/** First step of training: reads all texts, chooses the vocabulary, writes the tokenizer, and every text as token ids for Python. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { AutoTokenizer, env } from '@xenova/transformers';
import { type Concept, conceptGraph } from '../src/concepts/graph.ts';
import { joinPath, PROJECT_FOLDER, resolvePath } from '../src/core/files.ts';
import { partOfQuestion } from '../src/eval/questions.ts';
import { fold } from '../src/text/fold.ts';
import { type Article, jsonLines, type Pair, readArticles, readPairs } from './texts.ts';
import { type Piece, PieceCounts, SPECIAL, tokenizerJson } from './vocabulary.ts';

const DATA = resolvePath(process.argv[2] ?? joinPath(PROJECT_FOLDER, '../shared/data'));
const WORK = joinPath(PROJECT_FOLDER, 'training/work');
const MODEL = joinPath(WORK, 'model');
const MAX_WORDS = 36_000;
const MIN_COUNT = 5;
/** A label stands for all the times that people say it. */
const LABEL_COUNT = 6;

const say = (message: string) => process.stderr.write(`${message}\n`);

type Word = { readonly everyday: string[]; readonly official: string[] };
type Question = { readonly query: string; readonly gold: number[]; readonly part: string };

interface Texts {
  readonly articles: readonly Article[];
  readonly concepts: readonly Concept[];
  readonly pairs: readonly Pair[];
  readonly words: readonly Word[];
  readonly questions: readonly Question[];
}

async function readTexts(): Promise<Texts> {
  const articles: Article[] = [];
  for (const name of ['statutes', 'regional-regulations']) {
    for await (const article of readArticles(joinPath(DATA, `${name}.jsonl.gz`))) articles.push(article);
    say(`${articles.length} articles`);
  }
  const asked = jsonLines<Omit<Question, 'part'>>(joinPath(DATA, 'statute-questions.jsonl'));
  return {
    articles,
    concepts: conceptGraph().concepts,
    pairs: readPairs(),
    words: jsonLines<Word>(joinPath(PROJECT_FOLDER, 'training/data/words.jsonl')),
    questions: asked.map((question, index) => ({ ...question, part: partOfQuestion(index) })),
  };
}

function countPieces({ articles, concepts, pairs, words, questions }: Texts): Piece[] {
  const counts = new PieceCounts();
  const add = (texts: readonly string[], weight: number) => {
    for (const text of texts) counts.add(fold(text), weight);
  };
  for (const { head, text } of articles) {
    add([text], 1);
    add([head], 0.1);
  }
  for (const { term, official, short, everyday, definition } of concepts) {
    add([term, ...official, ...short, ...everyday], LABEL_COUNT);
    add([definition], 2);
  }
  for (const { clause, queries } of pairs) add([clause, ...queries], 2);
  for (const { everyday, official } of words) add([...everyday, ...official], LABEL_COUNT);
  add(
    questions.filter(({ part }) => part === 'train').map(({ query }) => query),
    2,
  );
  return counts.pieces({ maxWords: MAX_WORDS, minCount: MIN_COUNT });
}

type Cut = (text: string) => number[];

/** Writes the tokenizer, and opens it as the product will. */
async function makeTokenizer(pieces: readonly Piece[]): Promise<Cut> {
  mkdirSync(MODEL, { recursive: true });
  writeFileSync(joinPath(MODEL, 'tokenizer.json'), JSON.stringify(tokenizerJson(pieces)));
  writeFileSync(joinPath(MODEL, 'tokenizer_config.json'), JSON.stringify(TOKENIZER_CONFIG));
  env.allowRemoteModels = false;
  env.localModelPath = WORK;
  const tokenizer = await AutoTokenizer.from_pretrained('model');
  // Every text opens with <s>, whose vector is zero: training leaves it out.
  return (text) => tokenizer.encode(fold(text)).slice(1);
}

const TOKENIZER_CONFIG = {
  tokenizer_class: 'PreTrainedTokenizer',
  unk_token: '<unk>',
  bos_token: '<s>',
  pad_token: '<unk>',
  model_max_length: 512,
  clean_up_tokenization_spaces: false,
};

/** All articles' ids one after the other, and where each begins. */
function writeArticles(articles: readonly Article[], ids: Cut): void {
  const offsets = new Int32Array(articles.length + 1);
  const cut = articles.map(({ text }, i) => {
    if (i % 20_000 === 0) say(`${i} of ${articles.length} articles cut`);
    const list = ids(text);
    offsets[i + 1] = (offsets[i] ?? 0) + list.length;
    return list;
  });
  const flat = new Int32Array(offsets.at(-1) ?? 0);
  cut.forEach((list, i) => {
    flat.set(list, offsets[i]);
  });
  writeFileSync(joinPath(WORK, 'corpus.i32'), flat);
  writeFileSync(joinPath(WORK, 'offsets.i32'), offsets);
  const heads = new Map<string, number[]>();
  for (const { head } of articles) if (!heads.has(head)) heads.set(head, ids(head));
  write(
    'heads',
    articles.map(({ head }) => heads.get(head)),
  );
  say(`${flat.length} tokens in ${articles.length} articles`);
}

function writeOthers({ concepts, pairs, words, questions }: Texts, ids: Cut): void {
  write(
    'questions',
    questions.map(({ query, gold, part }) => ({ ids: ids(query), gold, part })),
  );
  write(
    'concepts',
    concepts.map(({ id, broader, term, official, short, everyday, definition }) => ({
      id,
      broader,
      official: [term, ...official, ...short].map(ids),
      everyday: everyday.map(ids),
      definition: ids(definition),
    })),
  );
  write(
    'pairs',
    pairs.map(({ concept, clause, queries }) => ({
      concept,
      clause: ids(clause),
      queries: queries.map(ids),
    })),
  );
  write(
    'words',
    words.map(({ everyday, official }) => ({ everyday: everyday.map(ids), official: official.map(ids) })),
  );
}

function write(name: string, value: unknown): void {
  writeFileSync(joinPath(WORK, `${name}.json`), JSON.stringify(value));
}

const texts = await readTexts();
const pieces = countPieces(texts);
say(`${pieces.length} pieces, the rarest ${pieces.at(-1)?.text} (${pieces.at(-1)?.count})`);
const ids = await makeTokenizer(pieces);
write(
  'vocab',
  [...SPECIAL.map((text) => ({ text, count: 0 })), ...pieces].map(({ text, count }) => [text, count]),
);
writeArticles(texts.articles, ids);
writeOthers(texts, ids);

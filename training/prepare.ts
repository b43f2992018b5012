/** First step of training: reads all texts, chooses the vocabulary, writes the tokenizer, and every text as token ids for Python. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { AutoTokenizer, env } from '@xenova/transformers';
import { fileExists, joinPath, PROJECT_FOLDER, resolvePath } from '../src/core/files.ts';
import { partOfQuestion } from '../src/eval/questions.ts';
import { fold } from '../src/text/fold.ts';
import { type Article, jsonLines, readArticles, readConcepts, readPairs } from './texts.ts';
import { PieceCounts, SPECIAL, tokenizerJson } from './vocabulary.ts';

const DATA = resolvePath(process.argv[2] ?? joinPath(PROJECT_FOLDER, '../shared/data'));
const WORK = joinPath(PROJECT_FOLDER, 'training/work');
const MODEL = joinPath(WORK, 'model');
const MAX_WORDS = 36_000;
const MIN_COUNT = 5;
/** A label stands for all the times that people say it. */
const LABEL_COUNT = 6;

const say = (message: string) => process.stderr.write(`${message}\n`);

async function main(): Promise<void> {
  mkdirSync(MODEL, { recursive: true });
  const articles: Article[] = [];
  for (const name of ['statutes', 'regional-regulations']) {
    for await (const article of readArticles(joinPath(DATA, `${name}.jsonl.gz`))) articles.push(article);
    say(`${articles.length} articles`);
  }
  const concepts = readConcepts();
  const pairs = readPairs();
  const words = fileExists(joinPath(PROJECT_FOLDER, 'training/data/words.jsonl'))
    ? jsonLines<{ everyday: string[]; official: string[] }>(joinPath(PROJECT_FOLDER, 'training/data/words.jsonl'))
    : [];
  const questions = jsonLines<{ query: string; gold: number[] }>(joinPath(DATA, 'statute-questions.jsonl')).map(
    (question, index) => ({ ...question, part: partOfQuestion(index) }),
  );
  const counts = new PieceCounts();
  for (const { head, text } of articles) {
    counts.add(text);
    counts.add(head, 0.1);
  }
  for (const { term, official, short, everyday, definition } of concepts) {
    for (const label of [term, ...official, ...short, ...everyday]) counts.add(fold(label), LABEL_COUNT);
    counts.add(fold(definition), 2);
  }
  for (const { clause, queries } of pairs) for (const text of [clause, ...queries]) counts.add(fold(text), 2);
  for (const { everyday, official } of words) for (const text of [...everyday, ...official]) counts.add(fold(text), LABEL_COUNT);
  for (const { query, part } of questions) if (part === 'train') counts.add(fold(query), 2);
  const pieces = counts.pieces({ maxWords: MAX_WORDS, minCount: MIN_COUNT });
  say(`${pieces.length} pieces, the rarest ${pieces.at(-1)?.text} (${pieces.at(-1)?.count})`);
  writeFileSync(joinPath(MODEL, 'tokenizer.json'), JSON.stringify(tokenizerJson(pieces)));
  writeFileSync(
    joinPath(MODEL, 'tokenizer_config.json'),
    JSON.stringify({
      tokenizer_class: 'PreTrainedTokenizer',
      unk_token: '<unk>',
      bos_token: '<s>',
      pad_token: '<unk>',
      model_max_length: 512,
      clean_up_tokenization_spaces: false,
    }),
  );
  env.allowRemoteModels = false;
  env.localModelPath = WORK;
  const tokenizer = await AutoTokenizer.from_pretrained('model');
  // Every text opens with <s>, whose vector is zero: training leaves it out.
  const ids = (text: string): number[] => tokenizer.encode(fold(text)).slice(1);
  const corpus: number[][] = [];
  for (const { text } of articles) {
    corpus.push(ids(text));
    if (corpus.length % 20_000 === 0) say(`${corpus.length} of ${articles.length} articles cut`);
  }
  const offsets = new Int32Array(corpus.length + 1);
  corpus.forEach((list, i) => {
    offsets[i + 1] = (offsets[i] ?? 0) + list.length;
  });
  const flat = new Int32Array(offsets.at(-1) ?? 0);
  corpus.forEach((list, i) => {
    flat.set(list, offsets[i]);
  });
  writeFileSync(joinPath(WORK, 'corpus.i32'), flat);
  writeFileSync(joinPath(WORK, 'offsets.i32'), offsets);
  const heads = new Map<string, number[]>();
  const write = (name: string, value: unknown) => writeFileSync(joinPath(WORK, `${name}.json`), JSON.stringify(value));
  write(
    'heads',
    articles.map(({ head }) => {
      const known = heads.get(head) ?? ids(head);
      heads.set(head, known);
      return known;
    }),
  );
  write(
    'vocab',
    [...SPECIAL.map((text) => ({ text, count: 0 })), ...pieces].map(({ text, count }) => [text, count]),
  );
  write('questions', questions.map(({ query, gold, part }) => ({ ids: ids(query), gold, part })));
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
  write('pairs', pairs.map(({ concept, clause, queries }) => ({ concept, clause: ids(clause), queries: queries.map(ids) })));
  write('words', words.map(({ everyday, official }) => ({ everyday: everyday.map(ids), official: official.map(ids) })));
  say(`${flat.length} tokens in ${corpus.length} articles`);
}

await main();

/** Owns what is cut for the benchmark: the five documents and the two files of articles, with characters and pairs beside words. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PROJECT_FOLDER } from '../src/core/files.ts';
import { buildIndex, openEngine } from '../src/engine.ts';
import { type AnalyzerMode, analyze, analyzerId, indexName } from '../src/text/analyze.ts';
import { CACHE, REGULATIONS, SHARED, STATUTES } from './paths.ts';
import {
  BREAK,
  createTokenWriter,
  END,
  type FieldNumbers,
  readMeta,
  U32Writer,
  Vocabulary,
} from './token-file.ts';

// A pair is named as a character is, with two dots in front: no word begins with them.
const PAIR_SIGN = '‥';
const FORMAT = 1;

interface SourceEntry {
  readonly text: string;
  readonly heading: string;
  readonly context: string;
}

export interface Cut {
  readonly words: string[];
  /** Words with their parts left out; null between words that do not touch. */
  readonly chain: (string | null)[];
  readonly grams: string[];
  /** Word, then its parts. */
  readonly parts: string[][];
}

/** The tokens of a text: words and parts, single characters (`·光`), and pairs of characters that touch (`‥光伏`). */
export function cut(text: string, mode: AnalyzerMode): Cut {
  const result: Cut = { words: [], chain: [], grams: [], parts: [] };
  let wordEnd = -1;
  let before = { text: '', end: -1 };
  for (const token of analyze(text, mode)) {
    const { kind, span } = token;
    if (kind === 'character') {
      result.grams.push(indexName(token));
      if (before.end === span.start) result.grams.push(PAIR_SIGN + before.text + token.text);
      before = { text: token.text, end: span.end };
      continue;
    }
    result.words.push(token.text);
    if (kind === 'part') {
      result.parts.at(-1)?.push(token.text);
      continue;
    }
    if (wordEnd >= 0 && wordEnd !== span.start) result.chain.push(null);
    result.chain.push(token.text);
    result.parts.push([token.text]);
    wordEnd = span.end;
  }
  return result;
}

// Title blocks, preambles and endings are searched and cited, but not counted as clauses.
const OUTSIDE_THE_OUTLINE = /\/(?:head|0|end)$/;

/** The five documents' clauses through the engine's public surface: those that the product counts. */
export async function readFive(): Promise<{ entries: SourceEntry[]; addresses: string[] }> {
  const indexFolder = join(CACHE, 'five-index');
  await buildIndex({
    origin: { kind: 'documents', path: join(PROJECT_FOLDER, 'seeds') },
    indexFolder,
    embedder: null,
  });
  const engine = openEngine({ indexFolder });
  const entries: SourceEntry[] = [];
  const addresses: string[] = [];
  for (const { document, city, title } of engine.documents()) {
    const { clauses } = engine.document(document);
    const byAddress = new Map(clauses.map((clause) => [clause.clause, clause]));
    for (const { clause, heading, text, parent } of clauses) {
      if (text === '' || OUTSIDE_THE_OUTLINE.test(clause)) continue;
      const above: string[] = [city ?? '', title ?? ''];
      for (let up = parent; up !== null; up = byAddress.get(up)?.parent ?? null) {
        above.push(byAddress.get(up)?.heading ?? '');
      }
      entries.push({ text, heading: heading ?? '', context: above.join(' ') });
      addresses.push(clause);
    }
  }
  return { entries, addresses };
}

interface Article {
  readonly law: string;
  readonly headings: readonly string[];
  readonly text: string;
}

/** National articles first, regional ones after them: an article's id is its place. */
function* readLaws(): Generator<SourceEntry> {
  for (const name of [STATUTES, REGULATIONS]) {
    const lines = gunzipSync(readFileSync(join(SHARED, name)))
      .toString('utf8')
      .split('\n');
    for (const line of lines) {
      if (line === '') continue;
      const { law, headings, text } = JSON.parse(line) as Article;
      yield { text, heading: law, context: headings.join(' ') };
    }
  }
}

/** Cuts a corpus into its folder of the cache, where that is not done already. */
export async function cutCorpus(corpus: 'five' | 'laws'): Promise<void> {
  const folder = join(CACHE, corpus);
  const id = [FORMAT, analyzerId(), ...(corpus === 'laws' ? sourceSizes() : [])].join(' ');
  if (corpus === 'laws' && readMeta(folder)?.id === id) return;
  const { entries, addresses } =
    corpus === 'five' ? await readFive() : { entries: readLaws(), addresses: [] };
  const startedAt = process.cpuUsage();
  const writer = createTokenWriter(folder);
  const chain = new U32Writer(join(folder, 'chain.u32'));
  const vocabulary = new Vocabulary();
  const parts = new Map<number, number[]>();
  const number = (name: string) => vocabulary.numberOf(name);
  for (const { text, heading, context } of entries) {
    const cuts = [cut(text, 'index'), cut(heading, 'index'), cut(context, 'index')] as const;
    const numbers = (key: 'words' | 'grams') =>
      cuts.map((field) => field[key].map(number)) as unknown as FieldNumbers;
    writer.add({ city: 0, words: numbers('words'), grams: numbers('grams') });
    for (const word of cuts[0].chain) chain.push(word === null ? BREAK : number(word));
    chain.push(END);
    for (const [word = '', ...rest] of cuts[0].parts) {
      if (rest.length > 0) parts.set(number(word), rest.map(number));
    }
  }
  chain.close();
  const partsFile = new U32Writer(join(folder, 'parts.u32'));
  for (const [word, list] of parts) partsFile.pushAll([word, list.length, ...list]);
  partsFile.close();
  const { user, system } = process.cpuUsage(startedAt);
  writer.finish({ id, addresses, names: vocabulary.names, cpuSeconds: (user + system) / 1e6 });
}

function sourceSizes(): number[] {
  return [STATUTES, REGULATIONS].map((name) => statSync(join(SHARED, name)).size);
}

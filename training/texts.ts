/** Owns what is read for training: articles of law, questions, and the concept graph with the pairs written for it. */
import { readdirSync } from 'node:fs';
import { joinPath, PROJECT_FOLDER, readLines, readText } from '../src/core/files.ts';
import { fold } from '../src/text/fold.ts';

export interface Article {
  readonly id: number;
  /** The law's name and the innermost heading. */
  readonly head: string;
  readonly text: string;
}

export interface Pair {
  readonly concept: string;
  readonly clause: string;
  readonly queries: readonly string[];
}

/** Articles of one file of the data folder, folded; those without a sentence are left out. */
export async function* readArticles(path: string): AsyncGenerator<Article> {
  for await (const { line } of readLines(path)) {
    if (line.trim() === '') continue;
    const { id, law, headings, text } = JSON.parse(line);
    yield { id, head: fold([law, headings.at(-1) ?? ''].join(' ')), text: fold(text) };
  }
}

export function readPairs(): Pair[] {
  const folder = joinPath(PROJECT_FOLDER, 'training/data');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl') && name !== 'words.jsonl')
    .sort()
    .flatMap((name) => jsonLines<Pair>(joinPath(folder, name)));
}

export function jsonLines<T>(path: string): T[] {
  return readText(path)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

/** Owns questions with the ids of what answers them: reading them, the parts they fall into, an even sample. */
import { TiaosuoError } from '../core/errors.ts';
import { readText } from '../core/files.ts';
import { z } from '../core/schema.ts';

const questionLine = z.object({
  query: z.string(),
  gold: z.array(z.union([z.string(), z.number()]).transform(String)).min(1),
});

/** `gold` are ids of clauses: each answers it as well as any other. */
export type Question = z.infer<typeof questionLine>;

export type QuestionPart = 'train' | 'dev' | 'report';

/** The questions of a .jsonl file, in order. */
export function readQuestions(path: string): Question[] {
  const lines = readText(path).split('\n');
  try {
    return lines.filter((line) => line.trim() !== '').map((line) => questionLine.parse(JSON.parse(line)));
  } catch (cause) {
    throw new TiaosuoError('unreadable', `"${path}" holds no questions`, {
      hint: 'each line is one object {query, gold}, with the ids that answer it',
      cause,
    });
  }
}

/** Every second question is trained on; a quarter chooses between trials, the last quarter is only reported. */
export function partOfQuestion(index: number): QuestionPart {
  return index % 2 === 0 ? 'train' : index % 4 === 1 ? 'dev' : 'report';
}

/** @param questions all of a file: a question's place in it says which part it is in */
export function questionsOf<T>(part: QuestionPart | 'all', questions: readonly T[]): T[] {
  return questions.filter((_, index) => part === 'all' || partOfQuestion(index) === part);
}

/** `count` of the items, in order and at even distances; all of them where there are no more. */
export function sampleEvenly<T>(items: readonly T[], count: number): T[] {
  if (count >= items.length) return [...items];
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)] as T);
}

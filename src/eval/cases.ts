/** Owns judged queries: which clauses answer a query, how well, and why. */
import { TiaosuoError } from '../core/errors.ts';
import { readText } from '../core/files.ts';
import { z } from '../core/schema.ts';

const judgedQuery = z.object({
  id: z.string(),
  kind: z.string(),
  query: z.string(),
  /** Empty for a topic that no document speaks of. Grades: 1 mentions it, 2 answers it, 3 is about it. */
  relevant: z.array(
    z.object({ clause: z.string(), grade: z.number().int().min(1).max(3), reason: z.string() }),
  ),
});

const judgements = z.object({ about: z.string(), queries: z.array(judgedQuery).min(1) });

export type JudgedQuery = z.infer<typeof judgedQuery>;

export function readCases(path: string): JudgedQuery[] {
  try {
    return judgements.parse(JSON.parse(readText(path))).queries;
  } catch (cause) {
    throw new TiaosuoError('unreadable', `"${path}" holds no judged queries`, {
      hint: 'its form is that of test/relevance/tuning.json',
      cause,
    });
  }
}

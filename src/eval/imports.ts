/** Owns how articles and paragraphs of the data folder become lines that `tiaosuo index --clauses` reads. */
import { readLines, writeFileAtomically } from '../core/files.ts';
import { z } from '../core/schema.ts';

const article = z.object({
  id: z.number(),
  law: z.string(),
  article: z.string(),
  headings: z.array(z.string()),
  text: z.string(),
});

const paragraph = z.object({ id: z.number(), title: z.string(), text: z.string() });

/** A line of the import format, as far as it is used here. */
export interface ImportLine {
  readonly id: string;
  readonly document: string;
  readonly heading: string;
  readonly text: string;
}

/**
 * An article of a law. Its law's name is its heading, as in the benchmark: vectors are made of heading and text, so a name that
 * stood in `document` alone would mean nothing to them. The innermost heading stands beside it, for the format has no third field.
 */
export function importedArticle(value: unknown): ImportLine {
  const { id, law, headings, text } = article.parse(value);
  return { id: String(id), document: law, heading: [law, ...headings.slice(-1)].join(' '), text };
}

export function importedParagraph(value: unknown): ImportLine {
  const { id, title, text } = paragraph.parse(value);
  return { id: String(id), document: title, heading: title, text };
}

/** Writes a .jsonl file of what `map` makes of each line of another, packed or not. Returns how many there are. */
export async function writeImport(
  from: string,
  to: string,
  map: (value: unknown) => ImportLine,
): Promise<number> {
  const lines: string[] = [];
  for await (const { line } of readLines(from)) {
    if (line.trim() !== '') lines.push(JSON.stringify(map(JSON.parse(line))));
  }
  writeFileAtomically(to, `${lines.join('\n')}\n`);
  return lines.length;
}

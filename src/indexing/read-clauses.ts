/** Owns clauses that somebody else has split: a file of them, read line by line into parts. */
import { messageOf, TiaosuoError } from '../core/errors.ts';
import { readLines, sha256 } from '../core/files.ts';
import { z } from '../core/schema.ts';
import { MAX_PASSAGE_CHARS } from '../passages/split.ts';
import { scriptOf } from '../text/fold.ts';
import { type DocumentRecord, type ImportedClause, importedNode, type Part } from './corpus.ts';
import { passagesOf } from './read-document.ts';

const importedLine = z.object({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  document: z.string().min(1),
  city: z.string().nullish(),
  year: z.number().int().nullish(),
  heading: z.string().nullish(),
  text: z.string(),
});

type ImportedLine = z.infer<typeof importedLine> & { readonly line: number };

/** Some lines of a file that belong together: the same lines are the same part, wherever in the file they stand. */
export interface ClausePart {
  readonly key: string;
  /** Lines of the file before it. */
  readonly offset: number;
  /** How much of the file is read with it: 0 to 1. */
  readonly progress: number;
  read(): Part;
}

// A part ends between two documents, so that a changed one is read again with its neighbours only. Whether it ends is a matter of
// those two alone, the name of the one and the length of the other: a line more or less moves no other end.
const PART_LINES = 64;
const MAX_END_SHARE = 1 / 2;

/** The parts of a .jsonl or .jsonl.gz file, in order; the file is read once, and nothing of it is kept. */
export async function* readClauseParts(path: string): AsyncGenerator<ClausePart> {
  let lines: { text: string; number: number }[] = [];
  let document: string | null = null;
  /** Lines of it so far. */
  let inDocument = 0;
  let number = 0;
  let progress = 0;
  const take = (): ClausePart => {
    const taken = lines;
    lines = [];
    const offset = (taken[0]?.number ?? 1) - 1;
    const key = keyOf(taken.map(({ text, number }) => [text, number - offset]));
    return { key, offset, progress, read: () => readPart(path, { key, offset, lines: taken }) };
  };
  try {
    for await (const read of readLines(path)) {
      number++;
      progress = read.progress;
      const text = number === 1 ? read.line.replace(/^\uFEFF/, '') : read.line;
      if (text.trim() === '') continue;
      const name = documentOf(text);
      if (name !== document) {
        if (lines.length > 0 && endsBefore(name, inDocument)) yield take();
        inDocument = 0;
      }
      document = name;
      inDocument++;
      lines.push({ text, number });
    }
  } catch (cause) {
    if (cause instanceof TiaosuoError) throw cause;
    throw new TiaosuoError('unreadable', `"${path}" cannot be read or unpacked: ${messageOf(cause)}`, {
      hint: 'name a whole .jsonl or .jsonl.gz file; nothing was changed',
      cause,
    });
  }
  if (lines.length > 0) yield take();
}

/** Blank lines between the others move their numbers, so they count. */
function keyOf(lines: readonly (readonly [text: string, line: number])[]): string {
  return sha256(JSON.stringify([lines, MAX_PASSAGE_CHARS])).slice(0, 32);
}

/** The document of a line, as far as it can be told without reading the line: what is wrong with it is said when it is read. */
function documentOf(line: string): string {
  return /"document"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? '';
}

/** Before every other document where they are long; where they are short, so that a part has some PART_LINES lines. */
function endsBefore(document: string, linesBefore: number): boolean {
  const place = Number.parseInt(sha256(document).slice(0, 8), 16) / 2 ** 32;
  return place < Math.min(MAX_END_SHARE, linesBefore / PART_LINES);
}

interface PartLines {
  readonly key: string;
  readonly offset: number;
  readonly lines: readonly { text: string; number: number }[];
}

function readPart(path: string, { key, offset, lines }: PartLines): Part {
  const read = lines.map(({ text, number }) => parseLine(text, { path, line: number }));
  const documents = new Map<string, DocumentRecord>();
  for (const line of read)
    if (!documents.has(line.document)) documents.set(line.document, documentRecord(line));
  const clauses = read.map((line) => importedNode(clauseOf(line, offset)));
  return {
    source: path,
    key,
    documents: [...documents.values()],
    clauses,
    passages: passagesOf(clauses),
    isImported: true,
  };
}

function parseLine(text: string, { path, line }: { path: string; line: number }): ImportedLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw importError(path, line, { what: 'is no JSON object', cause });
  }
  const parsed = importedLine.safeParse(value);
  if (!parsed.success) {
    throw importError(path, line, { what: z.prettifyError(parsed.error), cause: parsed.error });
  }
  return { ...parsed.data, line };
}

export function importError(
  path: string,
  line: number,
  { what, cause }: { what: string; cause?: unknown },
): TiaosuoError {
  return new TiaosuoError('unreadable', `"${path}" line ${line}: ${what}`, {
    hint: 'each line is one object {id, document, city?, year?, heading?, text}; nothing was changed',
    cause,
  });
}

function documentRecord({ document, city, year, text }: ImportedLine): DocumentRecord {
  return {
    document,
    city: city ?? null,
    year: year ?? null,
    title: document,
    titles: [document],
    number: null,
    issuer: null,
    date: null,
    posted: null,
    script: scriptOf(text),
    inferred: {},
    source: null,
    file: null,
    sha256: null,
    warnings: [],
  };
}

/** Lines are counted from the part's first one: the part may move in its file. */
function clauseOf({ id, document, heading, text, line }: ImportedLine, offset: number): ImportedClause {
  return {
    id,
    document,
    heading: heading?.toWellFormed() ?? null,
    text: text.toWellFormed(),
    line: line - offset,
  };
}

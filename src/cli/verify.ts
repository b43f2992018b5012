/** Owns `tiaosuo verify`: whether quotes are printed as they are quoted, where, and what differs. */
import { MAX_QUOTES, MAX_TEXT_CHARS, type VerifyAnswer } from '../engine.ts';
import { type Command, parseOptions, type Terminal, UsageError } from './command.ts';
import { INDEX_HELP, indexOptions, openChosen } from './indexes.ts';
import { counted, oneLine, paint, printable } from './text.ts';

export const verifyCommand: Command = {
  help: `usage: npx tiaosuo verify [options] QUOTE… | -

Says of each quote whether some clause prints it: exact (width, script, blanks, punctuation and quotation marks do not count, numbers, words
and 不 do), altered (one place says almost this: the words that differ are shown), or not found. With - the quotes are read from standard
input, one a line. Exits with 1 where a quote is not exact.

  npx tiaosuo verify '大力发展分布式光伏发电'
  npx tiaosuo verify --clause nanjing-2025/2.2 '大力发展分布式光伏发电'
  npx tiaosuo verify - < quotes.txt

  --clause ADDRESS   where the quotes are said to stand: it is named first, and said so where they stand elsewhere
  --json             print the same object as POST /api/verify
${INDEX_HELP}`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      ...indexOptions,
      clause: { type: 'string' },
      json: { type: 'boolean', default: false },
    });
    const quotes = await readQuotes(positionals, terminal);
    const engine = await openChosen(values, terminal, { searches: false });
    const answer = engine.verify(quotes.map((text) => ({ text, clause: values.clause })));
    if (values.json) terminal.out(`${JSON.stringify(answer)}\n`);
    else for (const result of answer.results) printResult(result, terminal);
    return answer.results.every(({ verdict, inClause }) => verdict === 'exact' && inClause !== false) ? 0 : 1;
  },
};

async function readQuotes(positionals: readonly string[], { input }: Terminal): Promise<readonly string[]> {
  if (positionals.length === 0) throw new UsageError('which quote? give one, or - for standard input');
  const quotes =
    positionals[0] === '-' && positionals.length === 1
      ? ((await input?.(MAX_QUOTES * MAX_TEXT_CHARS)) ?? '').split('\n').filter((line) => line.trim() !== '')
      : positionals;
  if (quotes.length <= MAX_QUOTES) return quotes;
  throw new UsageError(`at most ${MAX_QUOTES} quotes at once`);
}

const VERDICTS = { exact: 'exact', altered: 'altered', not_found: 'not found' } as const;
const COLORS = { exact: 'green', altered: 'yellow', not_found: 'red' } as const;

function printResult(result: VerifyAnswer['results'][number], { out, colors }: Terminal): void {
  const { text, verdict, places, differences, inClause, searched, notes } = result;
  out(`${paint(COLORS[verdict], VERDICTS[verdict], colors)}  ${oneLine(text)}\n`);
  for (const { clause, start, end, heading } of places) {
    const where = start < end ? `${start}-${end}` : '';
    const above = heading === null ? '' : ' heading';
    out(`  ${paint('cyan', printable(clause), colors)} ${where}${above}\n`);
  }
  for (const { quote, place } of differences) {
    out(`  quoted ${shown(quote.text)}, printed ${shown(place.text)}\n`);
  }
  if (inClause === false) out('  not in the clause that it is cited to\n');
  if (places.length === 0) {
    out(`  ${counted(searched.clauses, 'clause', 'clauses')} of ${searched.documents} documents searched\n`);
  }
  for (const { message } of notes) out(`  ${message}\n`);
}

function shown(text: string): string {
  return text === '' ? 'nothing' : `“${oneLine(text)}”`;
}

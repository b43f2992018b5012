/** Owns `tiaosuo suggest`: what a half-typed query can become, one a line. */
import { MAX_QUERY_CHARS, MAX_SUGGESTIONS } from '../engine.ts';
import { type Command, parseInteger, parseOptions, UsageError } from './command.ts';
import { INDEX_HELP, indexOptions, openChosen } from './indexes.ts';
import { printable } from './text.ts';

export const suggestCommand: Command = {
  help: `usage: npx tiaosuo suggest [options] QUERY…

Prints whole queries that QUERY can become, best first: 南京 光 becomes 南京 光伏. Terms, headings, titles, cities (also in
pinyin) and 发文字号; by their beginning, then inside, then with one slip. A query that begins with - goes behind --.

  --limit N          suggestions to print, 1 to ${MAX_SUGGESTIONS} (default 8)
  --json             print the same object as GET /api/suggest
${INDEX_HELP}`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      ...indexOptions,
      limit: { type: 'string', default: '8' },
      json: { type: 'boolean', default: false },
    });
    const q = positionals.join(' ');
    if (q.trim() === '') throw new UsageError('what is to be completed? give the beginning of a query');
    if (q.length > MAX_QUERY_CHARS)
      throw new UsageError(`the query has more than ${MAX_QUERY_CHARS} characters`);
    const limit = parseInteger('limit', values.limit, { min: 1, max: MAX_SUGGESTIONS });
    const engine = await openChosen(values, terminal, { searches: false });
    const answer = await engine.suggest({ q, limit });
    if (values.json) terminal.out(`${JSON.stringify(answer)}\n`);
    else for (const { text } of answer.suggestions) terminal.out(`${printable(text)}\n`);
    return 0;
  },
};

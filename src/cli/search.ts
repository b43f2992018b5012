/** Owns `tiaosuo search`. */
import {
  type Engine,
  EXPORT_FORMATS,
  type ExportFormat,
  hitsTable,
  isReferenceExport,
  MAX_LIMIT,
  MAX_QUERY_CHARS,
  REFERENCE_EXPORTS,
  type SearchAnswer,
  type SearchMode,
} from '../engine.ts';
import { printAnswer, printReading } from './answer.ts';
import {
  type Command,
  parseChoice,
  parseInteger,
  parseOptions,
  parseYears,
  type Terminal,
  UsageError,
} from './command.ts';
import { formatTable } from './formats.ts';
import { INDEX_HELP, indexOptions, openChosen } from './indexes.ts';
import { printableLines } from './text.ts';

export const MODES: readonly SearchMode[] = ['hybrid', 'lexical', 'semantic'];

export const searchCommand: Command = {
  help: `usage: npx tiaosuo search [options] QUERY…

QUERY: words, "exact phrases", -not, city:南京, year:2025, doc:nanjing-2025, strength:must, body:住建局, an address (nanjing-2025/2.2) or a 发文字号.
A query that begins with - goes behind --.

  --mode MODE        hybrid (default), lexical or semantic
  --city NAME        only this city; may be given again, so may the next five
  --year YEAR        only documents of this year
  --document ID      only this document
  --topic NAME       only clauses that speak of this concept or of a part of it; a term or id of the concept graph
  --strength LEVEL   only clauses with a sentence of this strength: prohibit, must, shall, achieve, advance, encourage or
                     explore, a Chinese label (必须) or a word (严格)
  --body NAME        only clauses that name this body as responsible (住建局, 苏州市生态环境局)
  --limit N          hits to print, 1 to 100 (default 10; 100 with --export)
  --offset N         hits to pass over first
  --literal-words    cities and years in plain words stay words
  --no-concepts      only the query's own words: not the official ones of the concepts that it comes close to
  --json             print the same object as GET /api/search
  --export FORMAT    print the hits as a file for other programs: csl, ris or bib (references), csv or md (a row a hit)
${INDEX_HELP}`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      ...indexOptions,
      mode: { type: 'string', default: 'hybrid' },
      city: { type: 'string', multiple: true, default: [] },
      year: { type: 'string', multiple: true, default: [] },
      document: { type: 'string', multiple: true, default: [] },
      topic: { type: 'string', multiple: true, default: [] },
      strength: { type: 'string', multiple: true, default: [] },
      body: { type: 'string', multiple: true, default: [] },
      limit: { type: 'string' },
      offset: { type: 'string', default: '0' },
      'literal-words': { type: 'boolean', default: false },
      'no-concepts': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      export: { type: 'string' },
    });
    const q = positionals.join(' ');
    if (q.trim() === '') throw new UsageError('what is to be found? give a query');
    if (q.length > MAX_QUERY_CHARS)
      throw new UsageError(`the query has more than ${MAX_QUERY_CHARS} characters`);
    const exported =
      values.export === undefined ? null : parseChoice('export', values.export, EXPORT_FORMATS);
    if (exported !== null && values.json) throw new UsageError('--export and --json exclude each other');
    const request = {
      q,
      mode: parseChoice('mode', values.mode, MODES),
      cities: values.city,
      years: parseYears(values.year),
      documents: values.document,
      topics: values.topic,
      strengths: values.strength,
      bodies: values.body,
      limit: parseInteger('limit', values.limit ?? (exported === null ? '10' : String(MAX_LIMIT)), {
        min: 1,
        max: MAX_LIMIT,
      }),
      offset: parseInteger('offset', values.offset, { min: 0, max: 1_000_000 }),
      understand: !values['literal-words'],
      concepts: !values['no-concepts'],
    };
    const engine = await openChosen(values, terminal);
    const answer = await engine.search(request);
    if (values.json) terminal.out(`${JSON.stringify(answer)}\n`);
    else if (exported !== null) exportAnswer(answer, exported, { engine, terminal });
    else printAnswer(answer, terminal);
    return 0;
  },
};

/** The hits and nothing else to stdout: what the query was read as, and whether there are more, to stderr. */
function exportAnswer(
  answer: SearchAnswer,
  format: ExportFormat,
  { engine, terminal }: { readonly engine: Engine; readonly terminal: Terminal },
): void {
  const { hits, total } = answer;
  printReading(answer, terminal);
  if (hits.length < total || total === 0) {
    terminal.err(`note: ${hits.length} of ${total} hits (--limit, --offset)\n`);
  }
  if (isReferenceExport(format)) {
    const addresses = hits.map(({ clause }) => clause);
    terminal.out(printableLines(engine.citeAll(addresses, { format: REFERENCE_EXPORTS[format] })));
  } else {
    terminal.out(formatTable(hitsTable(hits, engine.documents()), format));
  }
}

/** Owns `tiaosuo search`. */
import { type Hit, MAX_LIMIT, MAX_QUERY_CHARS, type SearchAnswer, type SearchMode } from '../engine.ts';
import { type Command, parseInteger, parseOptions, type Terminal, UsageError } from './command.ts';
import { INDEX_HELP, indexOptions, openChosen } from './indexes.ts';
import { paint, paintSpans, printable } from './text.ts';

const MODES: readonly SearchMode[] = ['hybrid', 'lexical', 'semantic'];

export const searchCommand: Command = {
  help: `usage: npx tiaosuo search [options] QUERY…

QUERY: words, "exact phrases", -not, city:南京, year:2025, doc:nanjing-2025, an address (nanjing-2025/2.2) or a 发文字号.
A query that begins with - goes behind --.

  --mode MODE        hybrid (default), lexical or semantic
  --city NAME        only this city; may be given again, so may the next two
  --year YEAR        only documents of this year
  --document ID      only this document
  --limit N          hits to print, 1 to 100 (default 10)
  --offset N         hits to pass over first
  --literal-words    cities and years in plain words stay words
  --json             print the same object as GET /api/search
${INDEX_HELP}`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      ...indexOptions,
      mode: { type: 'string', default: 'hybrid' },
      city: { type: 'string', multiple: true, default: [] },
      year: { type: 'string', multiple: true, default: [] },
      document: { type: 'string', multiple: true, default: [] },
      limit: { type: 'string', default: '10' },
      offset: { type: 'string', default: '0' },
      'literal-words': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    });
    const q = positionals.join(' ');
    if (q.trim() === '') throw new UsageError('what is to be found? give a query');
    if (q.length > MAX_QUERY_CHARS)
      throw new UsageError(`the query has more than ${MAX_QUERY_CHARS} characters`);
    const mode = MODES.find((known) => known === values.mode);
    if (mode === undefined) throw new UsageError(`--mode is ${MODES.join(', ')}, not "${values.mode}"`);
    const request = {
      q,
      mode,
      cities: values.city,
      years: values.year.map((year) => parseInteger('year', year, { min: 1000, max: 9999 })),
      documents: values.document,
      limit: parseInteger('limit', values.limit, { min: 1, max: MAX_LIMIT }),
      offset: parseInteger('offset', values.offset, { min: 0, max: 1_000_000 }),
      understand: !values['literal-words'],
    };
    const engine = await openChosen(values, terminal);
    const answer = await engine.search(request);
    if (values.json) terminal.out(`${JSON.stringify(answer)}\n`);
    else printAnswer(answer, terminal);
    return 0;
  },
};

function printAnswer(answer: SearchAnswer, terminal: Terminal): void {
  const { counts, searched, facets, intents, notices, hits } = answer;
  for (const { kind, value } of intents)
    terminal.err(`understood as ${kind}: ${value} (--literal-words takes it back)\n`);
  for (const { message } of notices) terminal.err(`note: ${message}\n`);
  const scope = `${searched.clauses} clauses of ${searched.documents} documents searched`;
  const found = counts.literal === 0 ? 'no clause found' : `${counts.literal} clauses say so`;
  terminal.out(`${found}, ${counts.related} related; ${scope}\n`);
  terminal.out(`${facets.city.map(showCity).join('  ')}\n`);
  for (const { clause, label, heading } of answer.headings) {
    terminal.out(
      `heading ${paint('cyan', printable(clause), terminal.colors)}  ${printable(`${label}${heading}`)}\n`,
    );
  }
  let band: Hit['match'] | null = null;
  for (const hit of hits) {
    if (hit.match !== band && hit.match === 'semantic')
      terminal.out(`\n${paint('dim', '-- related --', terminal.colors)}\n`);
    band = hit.match;
    printHit(hit, terminal);
  }
}

/** 南京 2 (+3): two say so, three more are related. */
function showCity({ value, count, literal }: SearchAnswer['facets']['city'][number]): string {
  return `${value} ${literal}${count > literal ? ` (+${count - literal})` : ''}`;
}

function printHit(hit: Hit, { out, colors }: Terminal): void {
  const where = [hit.city, hit.year].filter((part) => part !== null).join(' ');
  const heading = hit.heading === null ? '' : printable(hit.heading);
  const title = paint('bold', `${printable(hit.label)}${heading}`, colors);
  out(`\n${paint('cyan', printable(hit.clause), colors)}  ${where}  ${title}\n`);
  if (hit.passage !== null)
    out(`  ${paintSpans(hit.text, hit.passage, { marks: hit.highlights, colors })}\n`);
  out(`  ${paint('dim', printable(hit.why), colors)}\n`);
}

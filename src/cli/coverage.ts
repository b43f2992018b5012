/** Owns `tiaosuo coverage`: which city speaks of what, and what was searched where one is silent. */
import {
  type CoverageAnswer,
  type CoverageCell,
  coverageCells,
  coverageGrid,
  MAX_QUERIES,
  MAX_QUERY_CHARS,
} from '../engine.ts';
import { alignCells } from './columns.ts';
import { type Command, parseChoice, parseOptions, parseYears, type Terminal, UsageError } from './command.ts';
import { formatOf, formatOptions, formatTable } from './formats.ts';
import { INDEX_HELP, indexOptions, openChosen } from './indexes.ts';
import { MODES } from './search.ts';
import { cityName, oneLine, paint } from './text.ts';

export const coverageCommand: Command = {
  help: `usage: npx tiaosuo coverage [options] QUERY…

Asks each QUERY of each city by itself; each argument is one query, ${MAX_QUERIES} at the most, in the language of tiaosuo search.
2 (+1): two clauses say so, one more speaks of it in other words. —: no clause found; below, how many were searched for what.

  npx tiaosuo coverage 碳普惠 海绵城市 '"无废城市"'

  --mode MODE        hybrid (default), lexical or semantic
  --city NAME        only this city; may be given again, so may the next two
  --year YEAR        only documents of this year
  --document ID      only this document
  --no-concepts      only the query's own words: not the official ones of the concepts that it comes close to
  --format FORMAT    grid (default), csv (a line a query and city) or md (a line a query)
  --json             print the same object as GET /api/coverage
${INDEX_HELP}`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      ...indexOptions,
      ...formatOptions,
      mode: { type: 'string', default: 'hybrid' },
      city: { type: 'string', multiple: true, default: [] },
      year: { type: 'string', multiple: true, default: [] },
      document: { type: 'string', multiple: true, default: [] },
      'no-concepts': { type: 'boolean', default: false },
    });
    const format = formatOf(values, 'grid');
    const request = {
      queries: requireQueries(positionals),
      mode: parseChoice('mode', values.mode, MODES),
      cities: values.city,
      years: parseYears(values.year),
      documents: values.document,
      concepts: !values['no-concepts'],
    };
    const engine = await openChosen(values, terminal);
    const answer = await engine.coverage(request);
    if (format === 'json') terminal.out(`${JSON.stringify(answer)}\n`);
    else if (format === 'csv') terminal.out(formatTable(coverageCells(answer), format));
    else if (format === 'md') terminal.out(formatTable(coverageGrid(answer), format));
    else printGrid(answer, terminal);
    return 0;
  },
};

function requireQueries(queries: readonly string[]): readonly string[] {
  if (queries.length === 0) throw new UsageError('coverage of what? give one query or more');
  if (queries.length > MAX_QUERIES) throw new UsageError(`more than ${MAX_QUERIES} queries`);
  if (queries.some((query) => query.trim() === '')) throw new UsageError('a query is empty');
  const long = queries.find((query) => query.length > MAX_QUERY_CHARS);
  if (long === undefined) return queries;
  throw new UsageError(`a query has more than ${MAX_QUERY_CHARS} characters`);
}

type Topic = CoverageAnswer['topics'][number];

function printGrid({ topics }: CoverageAnswer, terminal: Terminal): void {
  const { out, err, colors } = terminal;
  const cities = [...new Set(topics.flatMap((topic) => topic.cities.map(({ city }) => city)))];
  const cellOf = ({ cities: cells }: Topic, city: string | null) => cells.find((cell) => cell.city === city);
  const rows = alignCells([
    ['', ...cities.map(cityName)],
    ...topics.map((topic) => [
      oneLine(topic.query),
      ...cities.map((city) => showCounts(cellOf(topic, city))),
    ]),
  ]);
  rows.forEach((row, i) => {
    const line = row.join('  ').trimEnd();
    out(`${i === 0 ? paint('bold', line, colors) : line}\n`);
  });
  const proofs = topics.flatMap(proofsOf);
  if (proofs.length > 0) out(`\n${proofs.join('\n')}\n`);
  for (const { query, synonyms } of topics) {
    if (synonyms.length === 0) continue;
    const named = synonyms.map(({ term }) => term).join(', ');
    err(`${oneLine(query)} read as ${named} (--no-concepts takes it back)\n`);
  }
}

function showCounts(cell: CoverageCell | undefined): string {
  if (cell === undefined) return '';
  const { best, literal, related } = cell;
  if (best === null) return '—';
  return `${literal}${related > 0 ? ` (+${related})` : ''}`;
}

function proofsOf(topic: Topic): string[] {
  if (topic.cities.length === 0) return [`${oneLine(topic.query)}: no document is left by its own filters`];
  return topic.cities.filter(({ best }) => best === null).map((cell) => showSilence(topic, cell));
}

/** 南通 碳普惠: no clause found, 33 searched for 碳普惠 and 6 official wordings; nearest nantong-2018/4.4 0.16 */
function showSilence(
  { query, terms, synonyms }: Topic,
  { city, clausesSearched, nearest }: CoverageCell,
): string {
  const others = new Set(synonyms.flatMap(({ labels }) => labels).filter((label) => !terms.includes(label)));
  const wordings = `${others.size} official wording${others.size === 1 ? '' : 's'}`;
  const sought = [terms.join(' '), others.size === 0 ? '' : wordings].filter((words) => words !== '');
  const purpose = sought.length === 0 ? '' : ` for ${sought.join(' and ')}`;
  const proof = `no clause found, ${clausesSearched} searched${purpose}; ${showNearest(nearest)}`;
  return oneLine(`${cityName(city)} ${query}: ${proof}`);
}

function showNearest(nearest: CoverageCell['nearest']): string {
  if (nearest === null) return 'nothing comes near';
  const score = nearest.scores.semantic ?? nearest.scores.fused;
  return `nearest ${nearest.clause}${score === null ? '' : ` ${score.toFixed(2)}`}`;
}

/** Owns `tiaosuo targets`: what each city promises in figures, a row a promise. */
import { MAX_TARGETS, TARGET_ORDERS, type TargetsAnswer, type TargetView, targetsTable } from '../engine.ts';
import { alignCells } from './columns.ts';
import {
  type Command,
  parseChoice,
  parseInteger,
  parseOptions,
  parseYears,
  type Terminal,
  UsageError,
} from './command.ts';
import { formatOf, formatOptions, formatTable } from './formats.ts';
import { INDEX_HELP, indexOptions, openChosen } from './indexes.ts';
import { cityName, counted, oneLine, paint, searchedOf } from './text.ts';

export const targetsCommand: Command = {
  help: `usage: npx tiaosuo targets [options]

Prints targets: city, year by which, what is measured, value, clause. —: no such thing is printed there.

  --city NAME        only this city; may be given again, so may the next three
  --year YEAR        only targets for this year
  --topic NAME       only targets that speak of this concept or of a part of it; a term or id of the concept graph
  --document ID      only this document
  --subject WORDS    only where these words stand in what is measured
  --order ORDER      ${TARGET_ORDERS.join(', ')} (default ${TARGET_ORDERS[0]})
  --limit N          rows to print, 1 to ${MAX_TARGETS} (default 1000)
  --offset N         rows to pass over first
  --format FORMAT    list (default), csv or md
  --json             print the same object as GET /api/targets
${INDEX_HELP}`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      ...indexOptions,
      ...formatOptions,
      city: { type: 'string', multiple: true, default: [] },
      year: { type: 'string', multiple: true, default: [] },
      topic: { type: 'string', multiple: true, default: [] },
      document: { type: 'string', multiple: true, default: [] },
      subject: { type: 'string', default: '' },
      order: { type: 'string', default: TARGET_ORDERS[0] },
      limit: { type: 'string', default: '1000' },
      offset: { type: 'string', default: '0' },
    });
    if (positionals.length > 0) throw new UsageError(`unexpected "${positionals[0]}"; --subject takes words`);
    const format = formatOf(values, 'list');
    const request = {
      cities: values.city,
      years: parseYears(values.year),
      topics: values.topic,
      documents: values.document,
      subject: values.subject,
      order: parseChoice('order', values.order, TARGET_ORDERS),
      limit: parseInteger('limit', values.limit, { min: 1, max: MAX_TARGETS }),
      offset: parseInteger('offset', values.offset, { min: 0, max: 1_000_000 }),
    };
    const engine = await openChosen(values, terminal, { searches: false });
    const answer = engine.targets(request);
    if (format === 'json') terminal.out(`${JSON.stringify(answer)}\n`);
    else if (format === 'list') printTargets(answer, terminal);
    else terminal.out(formatTable(targetsTable(answer), format));
    if (format !== 'json' && answer.targets.length < answer.total) {
      terminal.err(`note: ${answer.targets.length} of ${answer.total} targets (--limit, --offset)\n`);
    }
    return 0;
  },
};

function printTargets({ total, targets, searched, cities }: TargetsAnswer, { out, colors }: Terminal): void {
  const found = total === 0 ? 'no target found' : counted(total, 'target');
  out(`${found}; ${searchedOf(searched)}\n`);
  if (targets.length > 0) out('\n');
  for (const [city, year, subject, value, clause = ''] of alignCells(targets.map(rowOf))) {
    out(`${city}  ${year}  ${subject}  ${value}  ${paint('cyan', clause, colors)}\n`);
  }
  const silent = cities.filter((city) => city.targets === 0);
  if (silent.length > 0) out('\n');
  for (const { city, clauses } of silent) out(`${cityName(city)}: no target found, ${clauses} searched\n`);
}

function rowOf(target: TargetView): string[] {
  const { city, year, subject, clause } = target;
  return [
    cityName(city),
    year === null ? '—' : String(year),
    oneLine(subject?.text ?? '—'),
    oneLine(showValue(target)),
    oneLine(clause),
  ];
}

/** 力争达到95%, 76%以上, 降低13% (2020): what bounds the value stands where it is printed; behind, the year compared with. */
function showValue({ aim, per, comparator, value, base }: TargetView): string {
  const isBehind = comparator !== null && comparator.start > value.start;
  const [before, behind] = isBehind ? ['', comparator.text] : [comparator?.text ?? '', ''];
  const year = base === null ? '' : ` (${base})`;
  return `${aim?.text ?? ''}${per?.text ?? ''}${before}${value.text}${behind}${year}`;
}

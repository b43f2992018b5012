/** Owns `tiaosuo families`: the same policy task in each city. */
import { type FamiliesAnswer, type FamilyView, familiesTable } from '../engine.ts';
import { alignCells } from './columns.ts';
import { type Command, parseInteger, parseOptions, type Terminal, UsageError } from './command.ts';
import { formatOf, formatOptions, formatTable } from './formats.ts';
import { INDEX_HELP, indexOptions, openChosen } from './indexes.ts';
import { cityName, counted, oneLine, paint } from './text.ts';

const MAX_CITIES = 1000;

export const familiesCommand: Command = {
  help: `usage: npx tiaosuo families [options]

Prints policy tasks, those of most cities first: its name, the earliest date, how much of its text another city prints, too, and the
clauses of each city. —: the city has none.

  --min-cities N     only tasks of at least so many cities, 1 to ${MAX_CITIES} (default 1)
  --clause ADDRESS   only the task of this clause
  --format FORMAT    list (default), csv or md (a line a task, a column a city)
  --json             print the same object as GET /api/families
${INDEX_HELP}`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      ...indexOptions,
      ...formatOptions,
      'min-cities': { type: 'string', default: '1' },
      clause: { type: 'string' },
    });
    if (positionals.length > 0)
      throw new UsageError(`unexpected "${positionals[0]}"; --clause takes an address`);
    const format = formatOf(values, 'list');
    const minCities = parseInteger('min-cities', values['min-cities'], { min: 1, max: MAX_CITIES });
    const engine = await openChosen(values, terminal, { searches: false });
    const answer = engine.families({
      minCities,
      ...(values.clause === undefined ? {} : { clause: values.clause }),
    });
    if (format === 'json') terminal.out(`${JSON.stringify(answer)}\n`);
    else if (format === 'list') printFamilies(answer, terminal);
    else terminal.out(formatTable(familiesTable(answer), format));
    return 0;
  },
};

function printFamilies({ families, counts }: FamiliesAnswer, terminal: Terminal): void {
  const shown = families.length === 0 ? 'no task' : counted(families.length, 'task');
  terminal.out(
    `${shown} of ${counts.families}; ${counted(counts.clauses, 'clause')}, ${counts.alone} of them alone\n`,
  );
  for (const family of families) printFamily(family, terminal);
}

function printFamily(
  { family, label, earliest, sharedWording, cells }: FamilyView,
  { out, colors }: Terminal,
) {
  const facts = [
    earliest === null ? '' : `earliest ${earliest}`,
    `${Math.round(100 * sharedWording)}% in shared wording`,
  ];
  const title = paint('bold', oneLine(label), colors);
  out(
    `\n${title}  ${paint('cyan', oneLine(family), colors)}  ${facts.filter((fact) => fact !== '').join(', ')}\n`,
  );
  const names = alignCells(cells.map(({ city }) => [cityName(city), '']));
  cells.forEach(({ clauses }, i) => {
    const listed = clauses.map(
      ({ clause, label, heading }) =>
        `${paint('cyan', oneLine(clause), colors)} ${oneLine(heading ?? label)}`,
    );
    out(`  ${names[i]?.[0] ?? ''}  ${listed.length === 0 ? '—' : listed.join('  ')}\n`);
  });
}

/** Owns `tiaosuo bodies`: who answers for which clause. */
import { type BodiesAnswer, type BodyView, bodiesTable } from '../engine.ts';
import { alignCells } from './columns.ts';
import { type Command, parseOptions, type Terminal } from './command.ts';
import { formatOf, formatOptions, formatTable } from './formats.ts';
import { INDEX_HELP, indexOptions, openChosen } from './indexes.ts';
import { cityName, counted, oneLine, paint, searchedOf, titleOf } from './text.ts';

export const bodiesCommand: Command = {
  help: `usage: npx tiaosuo bodies [options] [NAME]

Prints the bodies that clauses name as responsible: the names printed, which body it was before a reform and became, and its clauses,
those that it leads first. NAME in any form, of one city or of all: 住建局, 苏州市住房城乡建设局, 环保局.

  --city NAME        only bodies of this city; may be given again
  --format FORMAT    list (default), csv or md (a line a body and clause)
  --json             print the same object as GET /api/bodies
${INDEX_HELP}`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      ...indexOptions,
      ...formatOptions,
      city: { type: 'string', multiple: true, default: [] },
    });
    const format = formatOf(values, 'list');
    const name = positionals.join(' ').trim();
    const engine = await openChosen(values, terminal, { searches: false });
    const answer = engine.bodies({ cities: values.city, ...(name === '' ? {} : { name }) });
    if (format === 'json') terminal.out(`${JSON.stringify(answer)}\n`);
    else if (format === 'list') printBodies(answer, { isNamed: name !== '', terminal });
    else terminal.out(formatTable(bodiesTable(answer), format));
    return 0;
  },
};

interface Shown {
  /** With a name there are few: a line a clause, with its heading. */
  readonly isNamed: boolean;
  readonly terminal: Terminal;
}

function printBodies({ bodies, searched, silent }: BodiesAnswer, { isNamed, terminal }: Shown): void {
  const found = bodies.length === 0 ? 'no body found' : counted(bodies.length, 'body', 'bodies');
  terminal.out(`${found}; ${searchedOf(searched)}, ${searched.blocks} of them name bodies\n`);
  for (const body of bodies) printBody(body, { isNamed, terminal });
  if (silent.length > 0) terminal.out('\n');
  for (const { city, clauses, blocks } of silent) {
    const which = blocks === 0 ? 'a body' : `it; ${blocks} name others`;
    terminal.out(`${cityName(city)}: no clause names ${which}, ${clauses} searched\n`);
  }
}

function printBody({ body, name, printed, ...view }: BodyView, { isNamed, terminal }: Shown): void {
  const { out, colors } = terminal;
  const print = (role: string, lines: readonly string[]) => {
    for (const line of lines) out(`  ${role.padEnd(7)}  ${line}\n`);
  };
  const forms = printed.map((form) => `${form.name} ${form.count}`);
  const show = isNamed
    ? { related: relatedLines, clauses: clauseLines }
    : { related: names, clauses: addresses };
  out(`\n${paint('bold', oneLine(name), colors)}  ${paint('cyan', oneLine(body), colors)}\n`);
  print('printed', [oneLine(forms.join('  '))]);
  print('before', show.related(view.predecessors, colors));
  print('after', show.related(view.successors, colors));
  print('lead', show.clauses(view.lead, colors));
  print('other', show.clauses(view.others, colors));
}

type Related = BodyView['predecessors'];
type Clauses = BodyView['lead'];

function names(related: Related): string[] {
  return related.length === 0 ? [] : [oneLine(related.map(nameAndYear).join('  '))];
}

function relatedLines(related: Related, colors: boolean): string[] {
  return related.map((one) => `${oneLine(nameAndYear(one))}  ${paint('dim', oneLine(one.note), colors)}`);
}

function nameAndYear({ name, body, year }: Related[number]): string {
  return `${name}${body === null ? '' : ` (${body})`} ${year}`;
}

function addresses(clauses: Clauses, colors: boolean): string[] {
  if (clauses.length === 0) return [];
  const listed = clauses.map(({ clause }) => oneLine(clause)).join(' ');
  return [`${clauses.length}  ${paint('cyan', listed, colors)}`];
}

function clauseLines(clauses: Clauses, colors: boolean): string[] {
  return alignCells(clauses.map((clause) => [oneLine(clause.clause), titleOf(clause)])).map(
    ([clause = '', title]) => `${paint('cyan', clause, colors)}  ${title}`,
  );
}

/** Owns `tiaosuo show`: a clause, or a document's outline, as printed. */
import type { ClauseView, DocumentView } from '../engine.ts';
import { type Command, parseOptions, type Terminal, UsageError } from './command.ts';
import { INDEX_HELP, indexOptions, openChosen } from './indexes.ts';
import { paint, printable } from './text.ts';

export const showCommand: Command = {
  help: `usage: npx tiaosuo show [options] [ADDRESS]

  npx tiaosuo show                      the documents
  npx tiaosuo show nanjing-2025         a document's outline
  npx tiaosuo show nanjing-2025/2.2     a clause as printed
  npx tiaosuo show nanjing-2025/2.2 --cite   its citation

  --cite             print the citation of the clause
  --start N --end N  of the quote at these characters (UTF-16 units, end not included)
  --json             print the same object as the API
${INDEX_HELP}`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      ...indexOptions,
      cite: { type: 'boolean', default: false },
      start: { type: 'string' },
      end: { type: 'string' },
      json: { type: 'boolean', default: false },
    });
    const [address, ...others] = positionals;
    if (others.length > 0) throw new UsageError('one address at a time');
    const span = spanOf(values.start, values.end);
    if (span !== null && !values.cite) throw new UsageError('--start and --end name a quote to --cite');
    const engine = await openChosen(values, terminal, { searches: false });
    const answer =
      address === undefined
        ? { documents: engine.documents() }
        : values.cite
          ? engine.cite(address, span)
          : engine.hasDocument(address)
            ? engine.document(address)
            : engine.clause(address);
    if (values.json) terminal.out(`${JSON.stringify(answer)}\n`);
    else if ('documents' in answer) {
      for (const { document, title, number, clauses } of answer.documents) {
        terminal.out(
          `${paint('cyan', printable(document), terminal.colors)}  ${printable(title ?? '')}  ${printable(number ?? '')}  ${clauses} clauses\n`,
        );
      }
    } else if ('citation' in answer) terminal.out(`${printable(answer.citation)}\n${answer.link}\n`);
    else if ('clauses' in answer) printOutline(answer, terminal);
    else printClause(answer, terminal);
    return 0;
  },
};

function spanOf(start: string | undefined, end: string | undefined) {
  if (start === undefined && end === undefined) return null;
  if (!/^\d+$/.test(start ?? '') || !/^\d+$/.test(end ?? ''))
    throw new UsageError('--start and --end come together');
  return { start: Number(start), end: Number(end) };
}

function printOutline(
  { title, number, issuer, date, inferred, clauses }: DocumentView,
  { out, colors }: Terminal,
): void {
  out(`${paint('bold', printable(title ?? ''), colors)}\n`);
  const guessed = (name: 'number' | 'issuer' | 'date') =>
    inferred[name] ? `〔${inferred[name].value}〕` : '未印';
  out(`${number ?? guessed('number')}  ${issuer ?? guessed('issuer')}  ${date ?? guessed('date')}\n\n`);
  for (const { clause, level, marker, heading, text } of clauses) {
    const indent = '  '.repeat(Math.max(0, level - 1));
    const words = heading ?? `${text.slice(0, 30)}${text.length > 30 ? '…' : ''}`;
    out(
      `${indent}${marker ?? ''}${printable(words.replace(/\n/g, ' '))}  ${paint('cyan', clause, colors)}\n`,
    );
  }
}

function printClause(
  { clause, title, ancestors, label, heading, text, responsible }: ClauseView,
  { out, colors }: Terminal,
): void {
  out(`${paint('cyan', clause, colors)}  ${printable(title ?? '')}\n`);
  for (const above of ancestors) out(`${above.marker ?? ''}${printable(above.heading ?? '')}\n`);
  out(`${paint('bold', printable(`${label}${heading ?? ''}`), colors)}\n\n${printable(text)}\n`);
  if (responsible === null) return;
  if (responsible.lead.length > 0) out(`\nlead: ${printable(responsible.lead.join('、'))}`);
  if (responsible.others.length > 0) out(`\nresponsible: ${printable(responsible.others.join('、'))}`);
  out('\n');
}

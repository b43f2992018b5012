/** Owns `tiaosuo cite`: the citation of a clause or of a quote in it, and the references of a list of clauses. */
import type { Span } from '../core/span.ts';
import {
  type AnchoredCitation,
  CITATION_FORMATS,
  type CiteOptions,
  EDITIONS,
  type Engine,
  MARKUPS,
  STYLES,
} from '../engine.ts';
import { type Command, parseChoice, parseOptions, type Terminal, UsageError } from './command.ts';
import { INDEX_HELP, indexOptions, openChosen } from './indexes.ts';
import { printableLines } from './text.ts';

/** Addresses that one call takes, and UTF-16 units of the list that it reads. */
const MAX_ADDRESSES = 10_000;
const MAX_LIST_CHARS = 1_000_000;

export const citeCommand: Command = {
  help: `usage: npx tiaosuo cite [options] ADDRESS… | -

Prints the citation of a clause, of the quote in it at --start and --end, or of a document; of several addresses a list of references, or one file of
them. With - the addresses are read from standard input, one a line; empty lines and lines that begin with # are passed over.

  npx tiaosuo cite nanjing-2025/2.2
  npx tiaosuo cite nanjing-2025/2.2 --start 0 --end 18 --format footnote --accessed today
  npx tiaosuo cite - --format bibtex < addresses.txt > references.bib

  --format FORMAT    ${CITATION_FORMATS.join(', ')}
                     (default gbt7714)
  --edition YEAR     of GB/T 7714: ${EDITIONS.join(' or ')} (default ${EDITIONS[0]})
  --style STYLE      of GB/T 7714: ${STYLES.join(' or ')} (default ${STYLES[0]})
  --type-code CODE   of GB/T 7714, without /OL: A, Z, EB, … (default: the usual one of the edition)
  --markup MARKUP    ${MARKUPS.join(', ')} (default ${MARKUPS[0]})
  --link-base URL    what links in Markdown and HTML begin with, such as http://127.0.0.1:8787; left out, there are none
  --accessed DATE    the day on which the page was read: YYYY-MM-DD, or today; left out, none is printed
  --start N --end N  of the quote at these characters of the clause's text (UTF-16 units, end not included)
  --json             print the same object as GET /api/clauses/…/cite; of several, {citations} of them
${INDEX_HELP}`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      ...indexOptions,
      format: { type: 'string', default: 'gbt7714' },
      edition: { type: 'string' },
      style: { type: 'string' },
      'type-code': { type: 'string' },
      markup: { type: 'string' },
      'link-base': { type: 'string' },
      accessed: { type: 'string' },
      start: { type: 'string' },
      end: { type: 'string' },
      json: { type: 'boolean', default: false },
    });
    const span = parseSpan(values.start, values.end);
    const options: CiteOptions = {
      format: parseChoice('format', values.format, CITATION_FORMATS),
      edition: optional('edition', values.edition, EDITIONS),
      style: optional('style', values.style, STYLES),
      markup: optional('markup', values.markup, MARKUPS),
      typeCode: values['type-code'],
      linkBase: values['link-base'],
      accessed: values.accessed === undefined ? null : parseDay(values.accessed),
    };
    const { addresses, isList } = await readAddresses(positionals, terminal);
    if (span !== null && isList) throw new UsageError('--start and --end name a quote in one clause');
    const engine = await openChosen(values, terminal, { searches: false });
    const cited = { addresses, isList, span, options };
    terminal.out(values.json ? `${JSON.stringify(citationsOf(engine, cited))}\n` : textOf(engine, cited));
    return 0;
  },
};

function optional<T extends string>(
  name: string,
  text: string | undefined,
  known: readonly T[],
): T | undefined {
  return text === undefined ? undefined : parseChoice(name, text, known);
}

interface Cited {
  readonly addresses: readonly string[];
  readonly isList: boolean;
  readonly span: Span | null;
  readonly options: CiteOptions;
}

function citationsOf(
  engine: Engine,
  { addresses, isList, span, options }: Cited,
): AnchoredCitation | { readonly citations: readonly AnchoredCitation[] } {
  const citations = addresses.map((address) => engine.cite(address, span, options));
  return isList || citations[0] === undefined ? { citations } : citations[0];
}

function textOf(engine: Engine, { addresses, isList, span, options }: Cited): string {
  const text = isList
    ? engine.citeAll(addresses, options)
    : engine.cite(addresses[0] ?? '', span, options).citation;
  return text === '' || text.endsWith('\n') ? printableLines(text) : `${printableLines(text)}\n`;
}

/** The addresses of the command line or of standard input, each once, in order; a list of one is a list. */
async function readAddresses(
  positionals: readonly string[],
  { input }: Terminal,
): Promise<Pick<Cited, 'addresses' | 'isList'>> {
  if (positionals.length === 0) throw new UsageError('cite what? give an address, or - for standard input');
  const isInput = positionals.includes('-');
  if (isInput && positionals.length > 1) throw new UsageError('addresses and - exclude each other');
  if (isInput && input === undefined) throw new UsageError('there is no standard input here');
  const given = isInput && input !== undefined ? linesOf(await input(MAX_LIST_CHARS)) : positionals;
  const addresses = [...new Set(given)];
  if (addresses.length > MAX_ADDRESSES) {
    throw new UsageError(
      `${addresses.length} addresses are more than ${MAX_ADDRESSES}; cite a part at a time`,
    );
  }
  return { addresses, isList: isInput || addresses.length > 1 };
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}

/** The quote that --start and --end name; null where neither is given. */
function parseSpan(start: string | undefined, end: string | undefined): Span | null {
  if (start === undefined && end === undefined) return null;
  if (!/^\d+$/.test(start ?? '') || !/^\d+$/.test(end ?? ''))
    throw new UsageError('--start and --end come together');
  return { start: Number(start), end: Number(end) };
}

/** A day of the calendar; `today` is the day here. */
function parseDay(text: string): string {
  if (text === 'today') return dayOf(new Date());
  // A day that no month has would become one of the next month.
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00`) : null;
  if (day !== null && !Number.isNaN(day.getTime()) && dayOf(day) === text) return text;
  throw new UsageError(`--accessed is a day as YYYY-MM-DD, or today, not "${text}"`);
}

function dayOf(date: Date): string {
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${String(date.getFullYear()).padStart(4, '0')}-${month}-${day}`;
}

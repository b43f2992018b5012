/** Owns in which form a command prints rows: for people, or as CSV or Markdown for other programs. */
import { type Table, toCsv, toMarkdown } from '../engine.ts';
import { parseChoice, UsageError } from './command.ts';
import { printable } from './text.ts';

const TABLES = ['csv', 'md'] as const;

export type TableFormat = (typeof TABLES)[number];

export const formatOptions = {
  format: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** What --format or --json asks for; `forPeople` is the name of what is printed without them. */
export function formatOf<T extends string>(
  { format, json }: { readonly format?: string | undefined; readonly json: boolean },
  forPeople: T,
): T | TableFormat | 'json' {
  if (format === undefined) return json ? 'json' : forPeople;
  if (json) throw new UsageError('--format and --json exclude each other');
  return parseChoice('format', format, [forPeople, ...TABLES]);
}

/** The rows as a file; `printable` as everything that may reach a terminal. */
export function formatTable({ columns, rows }: Table, format: TableFormat): string {
  const clean: Table = {
    columns: columns.map(printable),
    rows: rows.map((row) => row.map((cell) => (typeof cell === 'string' ? printable(cell) : cell))),
  };
  return format === 'csv' ? toCsv(clean) : toMarkdown(clean);
}

/** Owns how rows leave for other programs: CSV and Markdown. */

export type Cell = string | number | null;

export interface Table {
  readonly columns: readonly string[];
  /** As many cells as there are columns; null where nothing is known. */
  readonly rows: readonly (readonly Cell[])[];
}

// Spreadsheets read a file without it in the encoding of their country.
const BYTE_ORDER_MARK = '\ufeff';

/**
 * RFC 4180, with a byte order mark. A cell of text that a spreadsheet could run as a formula begins with an apostrophe: all that begin with a
 * sign of one (OWASP, CSV Injection), but for a number and for the sign alone.
 */
export function toCsv({ columns, rows }: Table): string {
  const line = (cells: readonly Cell[]) => `${cells.map(csvCell).join(',')}\r\n`;
  return BYTE_ORDER_MARK + line(columns) + rows.map(line).join('');
}

// -5%, +3.5; -2+3 is none.
const NUMBER = /^[+-]?[\d.,]+[%‰]?$/;

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=@+\-＝＠＋－\t\r\n]./su.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table of GitHub Flavored Markdown; what would end a cell or begin markup is escaped. */
export function toMarkdown({ columns, rows }: Table): string {
  const line = (cells: readonly Cell[]) => `| ${cells.map(markdownCell).join(' | ')} |\n`;
  const rule = `|${columns.map((_, i) => (isNumeric(rows, i) ? ' ---: |' : ' --- |')).join('')}\n`;
  return line(columns) + rule + rows.map(line).join('');
}

function markdownCell(cell: Cell): string {
  if (cell === null) return '';
  return String(cell)
    .replace(/[\\`*_~&|<>[\]]/g, '\\$&')
    .replace(/\s*[\r\n]\s*/g, ' ');
}

function isNumeric(rows: Table['rows'], column: number): boolean {
  return rows.length > 0 && rows.every((row) => row[column] === null || typeof row[column] === 'number');
}

/** Owns reading CSV back as strictly as RFC 4180 writes it, to hold what was written against what was meant. */

/** All lines of cells, the names of the columns first. Throws where it is no CSV or has no byte order mark. */
export function readCsv(csv: string): string[][] {
  if (!csv.startsWith('\ufeff')) throw new Error('there is no byte order mark');
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  cell.lastIndex = 1;
  while (cell.lastIndex < csv.length) {
    const found = cell.exec(csv);
    if (found === null) throw new Error('this is no CSV');
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** Each row by its columns' names; the apostrophe that keeps a cell from being a formula taken off. */
export function readRecords(csv: string): Record<string, string>[] {
  const [columns = [], ...rows] = readCsv(csv);
  return rows.map((row) => {
    if (row.length !== columns.length) throw new Error(`a row has ${row.length} cells`);
    return Object.fromEntries(
      columns.map((column, i) => [column, (row[i] ?? '').replace(/^'(?=[=@+\-\t\r])/, '')]),
    );
  });
}

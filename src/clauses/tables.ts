/** Owns the tell-tale of a table that was pasted cell by cell: a long run of very short lines. */
import type { Line } from '../documents/read.ts';

const MIN_CELLS = 6;
const MAX_CELL_CHARS = 15;
const HEADER = /^(?:序号|编号|指标|项目|名称|类别|任务)$/;

/** The number of each table's first line: its header cell where one is printed. */
export function findTables(lines: readonly Line[]): number[] {
  const starts: number[] = [];
  let run: Line[] = [];
  const close = () => {
    if (run.length >= MIN_CELLS) {
      const first = run.find((line) => HEADER.test(line.folded)) ?? run[0];
      if (first !== undefined) starts.push(first.number);
    }
    run = [];
  };
  for (const line of lines) {
    const isCell = line.folded.length <= MAX_CELL_CHARS && !/[。;:,]$/.test(line.folded);
    if (!isCell || (run.length > 0 && line.number - (run.at(-1)?.number ?? 0) > 2)) close();
    if (isCell) run.push(line);
  }
  close();
  return starts;
}

/** Owns columns on a terminal: a Chinese character takes two of them. */

// Unicode 16, EastAsianWidth.txt: blocks of what is W or F and no emoji. What is ambiguous there (— “ ”) counts as one, as UAX #11 advises
// where nothing is known of the font.
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u3247\u3250-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18d08}\u{1aff0}-\u{1b2fb}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]/u;
const EMOJI = /(?![\u{1f1e6}-\u{1f1ff}])\p{Emoji_Presentation}/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Columns that a line without control characters takes. */
export function widthOf(line: string): number {
  let width = 0;
  for (const character of line) {
    if (NO_WIDTH.test(character)) continue;
    width += WIDE.test(character) || EMOJI.test(character) ? 2 : 1;
  }
  return width;
}

/** The line with blanks behind it up to a width; longer ones stay as they are. */
export function padTo(line: string, width: number): string {
  return line + ' '.repeat(Math.max(0, width - widthOf(line)));
}

/** Every cell padded to the widest of its column; of the last column none. */
export function alignCells(rows: readonly (readonly string[])[]): string[][] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, widthOf(cell));
    });
  }
  return rows.map((row) =>
    row.map((cell, column) => (column === widths.length - 1 ? cell : padTo(cell, widths[column] ?? 0))),
  );
}

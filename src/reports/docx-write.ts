/** Owns the parts of a Word file, and is the door to docx. */
import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  BuilderElement,
  Document,
  EndnoteReferenceRun,
  ExternalHyperlink,
  type FileChild,
  FootnoteReferenceRun,
  HeadingLevel,
  InternalHyperlink,
  type IParagraphOptions,
  type IRunOptions,
  LevelFormat,
  NumberFormat,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { printable } from './build-printed.ts';

export type Block = FileChild;
export type Inline = ParagraphChild;
export type Style = Pick<IRunOptions, 'bold' | 'italics' | 'strike' | 'superScript' | 'style' | 'font'>;

/** How the paragraphs of a block are set. */
export interface Setting {
  /** How many blocks it lies in that are set in. */
  readonly depth: number;
  readonly quoted: boolean;
  /** The list whose number or bullet the paragraph has, and how deep in it; null for none. */
  readonly numbering: { readonly reference: string; readonly level: number } | null;
}

export interface NumberedList {
  readonly reference: string;
  /** The number of its first item; null where its items have bullets. */
  readonly start: number | null;
}

export interface WordFile {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Paragraphs, by the number of the note. */
  readonly footnotes: ReadonlyMap<number, readonly Block[]>;
  readonly endnotes: ReadonlyMap<number, readonly Block[]>;
  readonly lists: readonly NumberedList[];
}

const TEXT_FONT = {
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia: '宋体',
};
export const CODE_FONT = { ascii: 'Consolas', hAnsi: 'Consolas', cs: 'Consolas', eastAsia: '宋体' };
const HEADINGS = [
  ...[HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3],
  ...[HeadingLevel.HEADING_4, HeadingLevel.HEADING_5, HeadingLevel.HEADING_6],
] as const;
// Twips, a twentieth of a point each: two characters of the text's 10.5 points.
const STEP = 420;
// Word has nine levels of lists.
const DEEPEST = 8;

/** The bytes of a .docx file. */
export async function packWord({ title, blocks, footnotes, endnotes, lists }: WordFile): Promise<Uint8Array> {
  const document = new Document({
    title: printable(title),
    creator: '',
    lastModifiedBy: '',
    styles: { default: { document: { run: { font: TEXT_FONT, size: 21 } } } },
    numbering: { config: lists.map(levelsOf) },
    footnotes: notesOf(footnotes),
    endnotes: notesOf(endnotes),
    sections: [
      {
        // ① is how notes are numbered beside references.
        properties: { endnoteProperties: { numberFormat: { type: NumberFormat.DECIMAL_ENCLOSED_CIRCLE } } },
        children: [...blocks],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

// A note of Word's holds paragraphs alone.
function notesOf(notes: WordFile['footnotes']): Record<string, { children: Paragraph[] }> {
  const paragraphs = (blocks: readonly Block[]) => blocks.filter((block) => block instanceof Paragraph);
  return Object.fromEntries([...notes].map(([number, blocks]) => [number, { children: paragraphs(blocks) }]));
}

export function run(text: string, style: Style = {}): Inline {
  return new TextRun({ ...style, text: printable(text) });
}

/** A text whose line ends are line breaks. */
export function lines(text: string, style: Style = {}): Inline[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line, i) => new TextRun({ ...style, text: printable(line), ...(i === 0 ? {} : { break: 1 }) }));
}

export function lineBreak(): Inline {
  return new TextRun({ break: 1 });
}

export function paragraph(children: readonly Inline[], { depth, quoted, numbering }: Setting): Block {
  const border = { left: { style: BorderStyle.SINGLE, size: 12, color: '999999', space: 8 } };
  const place: IParagraphOptions =
    numbering === null
      ? { indent: { left: depth * STEP } }
      : { numbering: { reference: numbering.reference, level: Math.min(numbering.level, DEEPEST) } };
  return new Paragraph({ children, spacing: { after: 120 }, ...place, ...(quoted ? { border } : {}) });
}

/** @param depth from 1 to 6 */
export function heading(children: readonly Inline[], depth: number): Block {
  return new Paragraph({ heading: HEADINGS[depth - 1] ?? HeadingLevel.HEADING_6, children });
}

/** A paragraph whose first line hangs out: an entry of a list of references. */
export function entry(children: readonly Inline[]): Block {
  return new Paragraph({ children, indent: { left: STEP, hanging: STEP } });
}

export function rule(): Block {
  return new Paragraph({ thematicBreak: true });
}

export interface Cell {
  readonly children: readonly Inline[];
  readonly align: 'left' | 'right' | 'center';
}

/** Rows of as many cells each, the first one the head, and the empty paragraph that Word needs between two tables. */
export function table(rows: readonly (readonly Cell[])[]): Block[] {
  const written = rows.map(
    (cells, i) =>
      new TableRow({
        tableHeader: i === 0,
        children: cells.map(
          ({ children, align }) =>
            new TableCell({
              children: [new Paragraph({ children, alignment: AlignmentType[upper(align)] })],
            }),
        ),
      }),
  );
  return [new Table({ rows: written, width: { size: 100, type: WidthType.PERCENTAGE } }), new Paragraph({})];
}

function upper(align: Cell['align']): 'LEFT' | 'RIGHT' | 'CENTER' {
  return align === 'left' ? 'LEFT' : align === 'right' ? 'RIGHT' : 'CENTER';
}

/** @param url a whole one */
export function webLink(url: string, children: readonly Inline[]): Inline {
  return new ExternalHyperlink({ link: url, children: [...children] });
}

/** @param name letters, digits and _, as Word wants it */
export function bookmark(name: string, children: readonly Inline[]): Inline {
  return new Bookmark({ id: name, children: [...children] });
}

export function bookmarkLink(name: string, children: readonly Inline[]): Inline {
  return new InternalHyperlink({ anchor: name, children: [...children] });
}

export function footnoteMark(number: number): Inline {
  return new FootnoteReferenceRun(number);
}

export function endnoteMark(number: number): Inline {
  return new EndnoteReferenceRun(number);
}

/** The number of the note whose mark stands in the bookmark, once more: a field, `number` until Word reckons it anew. */
export function noteNumber(name: string, number: string): Inline {
  const instruction = new BuilderElement({
    name: 'w:instrText',
    attributes: { space: { key: 'xml:space', value: 'preserve' } },
  });
  instruction.addChildElement(` NOTEREF ${name} \\h `);
  return new TextRun({
    superScript: true,
    children: [fieldPart('begin'), instruction, fieldPart('separate'), number, fieldPart('end')],
  });
}

function fieldPart(kind: 'begin' | 'separate' | 'end'): BuilderElement<{ kind: string }> {
  return new BuilderElement({
    name: 'w:fldChar',
    attributes: { kind: { key: 'w:fldCharType', value: kind } },
  });
}

function levelsOf({ reference, start }: NumberedList) {
  const levels = Array.from({ length: DEEPEST + 1 }, (_, level) => ({
    level,
    alignment: AlignmentType.LEFT,
    format: start === null ? LevelFormat.BULLET : LevelFormat.DECIMAL,
    text: start === null ? '•' : `%${level + 1}.`,
    start: start ?? 1,
    style: { paragraph: { indent: { left: STEP * (level + 1), hanging: STEP } } },
  }));
  return { reference, levels };
}

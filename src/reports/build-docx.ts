/** Owns the Word file of a report: its tree as Word's parts; references are footnotes, the author's own notes endnotes. */
import { circled, labelOf, type PrintedReport, piecesOf, safeUrl } from './build-printed.ts';
import type { CitationUse, NumberedReference } from './build-references.ts';
import * as word from './docx-write.ts';
import type { Nodes } from './markdown.ts';

type Of<T extends Nodes['type']> = Extract<Nodes, { type: T }>;

interface Setting extends word.Setting {
  /** What stands before the first words: the box of a task, the label of a note. */
  readonly lead: readonly word.Inline[];
  readonly inNote: boolean;
}

const PLAIN: Setting = { depth: 0, quoted: false, numbering: null, lead: [], inNote: false };
const EMPTY: Of<'paragraph'> = { type: 'paragraph', children: [] };
const BULLETS = 'bullets';

/**
 * Footnote n is reference n: Word numbers footnotes as the text cites them, and so are references numbered. A clause that is cited
 * again gets a field that repeats the number, not a second footnote. Word has no footnotes inside notes: numbers there lead to the
 * list of references. Pictures are links, raw HTML is text, and only whole addresses are links, since the file travels alone.
 */
export function writeDocx(report: PrintedReport): Promise<Uint8Array> {
  const writer = new Writer(report);
  const { references, notes } = report;
  const blocks = [...writer.blocks(report.root.children, PLAIN), ...listOf(report)];
  const endnotes = [...notes.values()].map(({ number, children }): [number, word.Block[]] => [
    number,
    writer.blocks(children.length > 0 ? children : [EMPTY], {
      ...PLAIN,
      inNote: true,
      lead: [word.run(' ')],
    }),
  ]);
  const footnotes = references
    .filter(({ number }) => writer.marked.has(footnoteName(number)))
    .map((reference): [number, word.Block[]] => [
      reference.number,
      [word.paragraph([word.run(' '), ...entryOf(reference)], PLAIN)],
    ]);
  return word.packWord({
    title: report.title ?? '',
    blocks,
    footnotes: new Map(footnotes),
    endnotes: new Map(endnotes),
    lists: writer.lists,
  });
}

class Writer {
  readonly lists: word.NumberedList[] = [{ reference: BULLETS, start: null }];
  /** Names of the notes whose mark stands in the text. */
  readonly marked = new Set<string>();
  readonly #report: PrintedReport;

  constructor(report: PrintedReport) {
    this.#report = report;
  }

  blocks(nodes: readonly Nodes[], setting: Setting): word.Block[] {
    // Numbers and leads belong to the first block alone.
    return nodes.flatMap((node, i) =>
      this.#block(node, i === 0 ? setting : { ...setting, lead: [], numbering: null }),
    );
  }

  #block(node: Nodes, setting: Setting): word.Block[] {
    const set = (children: readonly word.Inline[]) => word.paragraph([...setting.lead, ...children], setting);
    switch (node.type) {
      case 'heading':
        return [word.heading([...setting.lead, ...this.#inline(node.children, {}, setting)], node.depth)];
      case 'blockquote':
        return this.blocks(node.children, { ...setting, depth: setting.depth + 1, quoted: true });
      case 'list':
        return this.#list(node, setting);
      case 'table':
        return this.#table(node, setting);
      case 'code':
        return [set(word.lines(node.value, { font: word.CODE_FONT }))];
      case 'html':
        return [set(word.lines(node.value))];
      case 'thematicBreak':
        return [word.rule()];
      case 'definition':
        return [];
      case 'footnoteDefinition':
        return this.#report.notes.has(node.identifier)
          ? []
          : this.blocks(node.children, {
              ...setting,
              lead: [word.run(`[^${node.label ?? node.identifier}]: `)],
            });
      default:
        return [set(this.#inline('children' in node ? node.children : [node], {}, setting))];
    }
  }

  #list({ ordered, start, children }: Of<'list'>, setting: Setting): word.Block[] {
    const reference = ordered ? `list_${this.lists.length}` : BULLETS;
    if (ordered) this.lists.push({ reference, start: start ?? 1 });
    return children.flatMap((item) => {
      const box = item.checked === true ? '☑ ' : item.checked === false ? '☐ ' : null;
      const content = item.children.length > 0 ? item.children : [EMPTY];
      return this.blocks(content, {
        ...setting,
        depth: setting.depth + 1,
        lead: box === null ? [] : [word.run(box)],
        numbering: { reference, level: setting.depth },
      });
    });
  }

  #table({ children, align }: Of<'table'>, setting: Setting): word.Block[] {
    const width = Math.max(1, ...children.map((row) => row.children.length));
    const rows = children.map((row, i) =>
      Array.from({ length: width }, (_, column) => ({
        children: this.#inline(row.children[column]?.children ?? [], i === 0 ? { bold: true } : {}, setting),
        align: align?.[column] ?? ('left' as const),
      })),
    );
    // A note of Word's holds paragraphs alone.
    if (!setting.inNote) return word.table(rows);
    return rows.map((cells) =>
      word.paragraph(
        cells.flatMap((cell, i) => (i === 0 ? cell.children : [word.run(' | '), ...cell.children])),
        setting,
      ),
    );
  }

  #inline(nodes: readonly Nodes[], style: word.Style, setting: Setting): word.Inline[] {
    return nodes.flatMap((node) => this.#phrase(node, style, setting));
  }

  #phrase(node: Nodes, style: word.Style, setting: Setting): word.Inline[] {
    switch (node.type) {
      case 'text':
        return piecesOf(node.value, this.#report.uses).flatMap((piece) =>
          typeof piece === 'string'
            ? [word.run(piece.replace(/\r\n|\r|\n/g, ' '), style)]
            : this.#citation(piece, setting),
        );
      case 'emphasis':
        return this.#inline(node.children, { ...style, italics: true }, setting);
      case 'strong':
        return this.#inline(node.children, { ...style, bold: true }, setting);
      case 'delete':
        return this.#inline(node.children, { ...style, strike: true }, setting);
      case 'inlineCode':
        return [word.run(node.value, { ...style, font: word.CODE_FONT })];
      case 'break':
        return [word.lineBreak()];
      case 'html':
        return word.lines(node.value, style);
      case 'footnoteReference':
        return [this.#noteMark(node.identifier, setting)];
      case 'image':
      case 'imageReference':
        return linked(this.#urlOf(node), style, (own) => [word.run(node.alt || this.#urlOf(node), own)]);
      case 'link':
      case 'linkReference':
        return linked(this.#urlOf(node), style, (own) => this.#inline(node.children, own, setting));
      default:
        return 'children' in node ? this.#inline(node.children, style, setting) : [];
    }
  }

  #urlOf(node: Of<'link' | 'linkReference' | 'image' | 'imageReference'>): string {
    return 'url' in node ? node.url : (this.#report.targets.get(node.identifier) ?? '');
  }

  #citation({ items }: CitationUse, { inNote }: Setting): word.Inline[] {
    const superior = { superScript: true };
    return items.flatMap(({ number }, i) => {
      const comma = i === 0 ? [] : [word.run(',', superior)];
      const mark = inNote
        ? word.bookmarkLink(referenceName(number), [word.run(`[${number}]`, superior)])
        : this.#mark(footnoteName(number), `${number}`, () => word.footnoteMark(number));
      return [...comma, mark];
    });
  }

  #noteMark(identifier: string, { inNote }: Setting): word.Inline {
    const note = this.#report.notes.get(identifier);
    if (note === undefined) return word.run(`[^${identifier}]`);
    if (inNote) return word.run(circled(note.number), { superScript: true });
    return this.#mark(`en_${note.number}`, circled(note.number), () => word.endnoteMark(note.number));
  }

  #mark(name: string, number: string, first: () => word.Inline): word.Inline {
    if (this.marked.has(name)) return word.noteNumber(name, number);
    this.marked.add(name);
    return word.bookmark(name, [first()]);
  }
}

function footnoteName(number: number): string {
  return `fn_${number}`;
}

function referenceName(number: number): string {
  return `ref_${number}`;
}

function listOf({ references, heading }: PrintedReport): word.Block[] {
  const title = references.length === 0 || heading === null ? [] : [word.heading([word.run(heading)], 2)];
  const entries = references.map((reference) => {
    const number = word.bookmark(referenceName(reference.number), [word.run(`[${reference.number}]`)]);
    return word.entry([number, word.run(' '), ...entryOf(reference)]);
  });
  return [...title, ...entries];
}

function entryOf({ numeric, places }: NumberedReference): word.Inline[] {
  const links = places.filter(({ link }) => wholeUrl(link) !== null);
  return [
    word.run(numeric),
    ...links.flatMap(({ span, link }) => [
      word.run(' '),
      ...linked(link, {}, (style) => [word.run(labelOf(span), style)]),
    ]),
  ];
}

function linked(url: string, style: word.Style, write: (style: word.Style) => word.Inline[]): word.Inline[] {
  const whole = wholeUrl(url);
  return whole === null ? write(style) : [word.webLink(whole, write({ ...style, style: 'Hyperlink' }))];
}

function wholeUrl(url: string): string | null {
  return safeUrl(url) !== null && URL.canParse(url) ? new URL(url).href : null;
}

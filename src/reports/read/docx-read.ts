/** Owns the reading of a .docx report, and is the door to unpacking and XML: runs to blocks of words, with notes and links. */
import { DOMParser, type Element, type Node } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';
import { messageOf, TiaosuoError } from '../../core/errors.ts';
import { type Block, BlockWriter, type Report } from './report.ts';

/** Bytes of unpacked XML that are read at the most: a file that says it holds more is refused unread. */
const MAX_XML_BYTES = 64 * 1024 * 1024;

const PARTS =
  /^word\/(?:document|footnotes|endnotes|styles)\.xml$|^word\/_rels\/(?:document|footnotes|endnotes)\.xml\.rels$/;

/**
 * Paragraphs become lines: their own text first, then the notes'. A span of a finding is into that text, and its line is the number of
 * the paragraph (line breaks inside one count too). Deleted text and fallbacks for old programs are not read; text that was inserted
 * is. Throws `unreadable` where the file is no .docx, and `too_large`.
 */
export function readDocx(bytes: Uint8Array): Report {
  const files = unpack(bytes);
  const document = parsePart(files, 'word/document.xml');
  if (document === null) throw unreadable('it holds no word/document.xml');
  const reading: Reading = {
    blocks: [],
    source: '',
    styles: quoteStyles(parsePart(files, 'word/styles.xml')),
    quotations: -1,
  };
  readPart(document, reading, { note: null, links: linksOf(files, 'document') });
  for (const [part, tag] of [
    ['footnotes', 'w:footnote'],
    ['endnotes', 'w:endnote'],
  ] as const) {
    const links = linksOf(files, part);
    for (const note of elements(parsePart(files, `word/${part}.xml`), tag)) {
      if (/separator/i.test(note.getAttribute('w:type') ?? '')) continue;
      readPart(note, reading, { note: `${tag}-${note.getAttribute('w:id')}`, links });
    }
  }
  return { kind: 'docx', source: reading.source, blocks: reading.blocks };
}

interface Reading {
  readonly blocks: Block[];
  source: string;
  /** Styles of block quotations, by id. */
  readonly styles: ReadonlySet<string>;
  quotations: number;
}

interface Part {
  readonly note: string | null;
  readonly links: ReadonlyMap<string, string>;
}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!PARTS.test(name)) return false;
        total += originalSize;
        if (total > MAX_XML_BYTES) throw tooLarge();
        return true;
      },
    });
  } catch (cause) {
    throw cause instanceof TiaosuoError ? cause : unreadable(messageOf(cause), cause);
  }
}

function parsePart(files: Record<string, Uint8Array>, name: string): Element | null {
  const bytes = files[name];
  if (bytes === undefined) return null;
  const xml = strFromU8(bytes);
  if (/<!DOCTYPE/i.test(xml.slice(0, 2000))) throw unreadable(`${name} declares entities of its own`);
  try {
    const onError = (level: string, message: string) => {
      if (level === 'fatalError') throw new Error(message);
    };
    return new DOMParser({ onError }).parseFromString(xml, 'text/xml').documentElement;
  } catch (cause) {
    throw unreadable(`${name} is no XML: ${messageOf(cause)}`, cause);
  }
}

function unreadable(why: string, cause?: unknown): TiaosuoError {
  return new TiaosuoError('unreadable', `the report cannot be read as .docx: ${why}`, {
    hint: 'save it as .docx (Word, LibreOffice) or as Markdown',
    cause,
  });
}

function tooLarge(): TiaosuoError {
  return new TiaosuoError(
    'too_large',
    `the report holds more than ${MAX_XML_BYTES} bytes of text with its markup`,
    {
      hint: 'check it in parts',
    },
  );
}

/** Styles whose name is that of quotations: Quote, Intense Quote, Block Text, 引用, 明显引用. */
function quoteStyles(styles: Element | null): Set<string> {
  const quoting = new Set<string>();
  for (const style of elements(styles, 'w:style')) {
    const [name] = elements(style, 'w:name');
    if (/quot|block text|引用|引文/i.test(name?.getAttribute('w:val') ?? '')) {
      quoting.add(style.getAttribute('w:styleId') ?? '');
    }
  }
  return quoting;
}

function linksOf(files: Record<string, Uint8Array>, part: string): Map<string, string> {
  const relations = elements(parsePart(files, `word/_rels/${part}.xml.rels`), 'Relationship');
  return new Map(relations.map((one) => [one.getAttribute('Id') ?? '', one.getAttribute('Target') ?? '']));
}

function elements(root: Element | null, tag: string): Element[] {
  return root === null ? [] : Array.from(root.getElementsByTagName(tag));
}

/** Paragraphs in document order; one inside another (a text box) comes right behind it. */
function readPart(root: Element, reading: Reading, part: Part): void {
  for (const paragraph of elements(root, 'w:p')) {
    if (isInside(paragraph, 'mc:Fallback', root)) continue;
    readParagraph(paragraph, reading, part);
  }
}

function readParagraph(paragraph: Element, reading: Reading, part: Part): void {
  const writer = new BlockWriter();
  const at = reading.source.length;
  const walk = (node: Node): void => {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === 1) readRun(child as Element, { writer, at, part, walk });
    }
  };
  walk(paragraph);
  const [style] = elements(paragraph, 'w:pStyle');
  const id = style?.getAttribute('w:val') ?? '';
  const isQuote = reading.styles.has(id);
  const wasQuote = reading.blocks.at(-1)?.kind === 'quote' && reading.blocks.at(-1)?.note === part.note;
  if (isQuote && !wasQuote) reading.quotations++;
  const kind = isQuote ? 'quote' : /^(?:heading|title|标题)|^[1-9]$/i.test(id) ? 'heading' : 'paragraph';
  reading.blocks.push(writer.whole({ kind, note: part.note, quotation: isQuote ? reading.quotations : -1 }));
  reading.source += `${writer.text}\n`;
}

interface Run {
  readonly writer: BlockWriter;
  /** Where the paragraph starts in the source. */
  readonly at: number;
  readonly part: Part;
  readonly walk: (node: Node) => void;
}

const CHARACTERS: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '-',
};

function readRun(element: Element, { writer, at, part, walk }: Run): void {
  const tag = element.tagName;
  const put = (text: string) => writer.put(text, at + writer.text.length);
  if (tag === 'w:t') put(element.textContent ?? '');
  else if (CHARACTERS[tag] !== undefined && element.parentNode?.nodeName === 'w:r')
    put(CHARACTERS[tag] ?? '');
  else if (tag === 'w:footnoteReference' || tag === 'w:endnoteReference') {
    const note = `${tag.slice(0, -'Reference'.length)}-${element.getAttribute('w:id')}`;
    writer.notes.push({ at: writer.text.length, note });
  } else if (tag === 'w:hyperlink') {
    const start = writer.text.length;
    walk(element);
    const url = part.links.get(element.getAttribute('r:id') ?? '') ?? '';
    writer.links.push({ start, end: writer.text.length, url });
  } else if (tag !== 'w:p' && tag !== 'w:del' && tag !== 'w:pPr' && tag !== 'mc:Fallback') walk(element);
}

function isInside(element: Element, tag: string, root: Element): boolean {
  for (let node = element.parentNode; node !== null && node !== root; node = node.parentNode) {
    if (node.nodeName === tag) return true;
  }
  return false;
}

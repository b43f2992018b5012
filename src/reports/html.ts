/** Owns the page of a report: its tree as elements, printed as one well-formed file that runs nothing and loads nothing. */
import { circled, labelOf, type PrintedReport, piecesOf, printable, safeUrl } from './build-printed.ts';
import type { CitationUse, NumberedReference } from './build-references.ts';
import type { Nodes } from './markdown.ts';

type Content = string | Element | Printed;

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | null>>;
  readonly children: readonly Content[];
}

/** Markup that is escaped already: a reference as the formatter of citations wrote it. */
interface Printed {
  readonly printed: string;
}

// Every element is closed, so the page is read the same by readers of HTML and of XML.
const EMPTY = new Set(['br', 'hr', 'meta']);

const STYLE = `
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.7; color: #111; background: #fff;
  font-family: "Songti SC", "Noto Serif CJK SC", SimSun, serif; }
h1, h2, h3, h4, h5, h6 { line-height: 1.3; font-family: "PingFang SC", "Noto Sans CJK SC", SimHei, sans-serif; }
a { color: #00408a; } sup { line-height: 0; } sup a { text-decoration: none; }
blockquote { margin: 1em 0 1em 2em; } pre { white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; } th, td { border: 1px solid #777; padding: .2em .6em; vertical-align: top; }
.references, .notes { padding: 0; list-style: none; overflow-wrap: anywhere; }
.references > li, .notes > li { padding-left: 2.5em; text-indent: -2.5em; } .notes p { display: inline; }
@media print { body { max-width: none; margin: 0; font-size: 11pt; } a { color: inherit; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; } li, tr, blockquote { break-inside: avoid; } }
`;

/** Raw HTML of the report stands as text; links lead to the web, a mailbox or beside the file; pictures are links. */
export function writeHtml(report: PrintedReport): string {
  const body = new Page(report);
  const page = element('html', { lang: 'zh-CN' }, [
    element('head', {}, [
      element('meta', { charset: 'utf-8' }),
      element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      // What a page of text needs is its own style; everything else stays shut.
      element('meta', {
        'http-equiv': 'Content-Security-Policy',
        content: "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
      }),
      element('title', {}, [report.title ?? '报告']),
      element('style', {}, [{ printed: STYLE }]),
    ]),
    element('body', {}, [
      element('main', {}, body.blocks(report.root.children)),
      ...notesOf(report, body),
      ...referencesOf(report),
    ]),
  ]);
  return `<!DOCTYPE html>\n${print(page)}\n`;
}

/** Remembers which references and notes have been met, so that only their first place is what a way back leads to. */
class Page {
  readonly #report: PrintedReport;
  readonly #met = new Set<string>();

  constructor(report: PrintedReport) {
    this.#report = report;
  }

  blocks(nodes: readonly Nodes[]): Content[] {
    return nodes.flatMap((node) => [...this.#node(node), '\n']);
  }

  #inline(nodes: readonly Nodes[]): Content[] {
    return nodes.flatMap((node) => this.#node(node));
  }

  #node(node: Nodes): Content[] {
    switch (node.type) {
      case 'text':
        return piecesOf(node.value, this.#report.uses).map((piece) =>
          typeof piece === 'string' ? piece : this.#citation(piece),
        );
      case 'paragraph':
        return [element('p', {}, this.#inline(node.children))];
      case 'heading':
        return [element(`h${node.depth}`, {}, this.#inline(node.children))];
      case 'blockquote':
        return [element('blockquote', {}, this.blocks(node.children))];
      case 'emphasis':
        return [element('em', {}, this.#inline(node.children))];
      case 'strong':
        return [element('strong', {}, this.#inline(node.children))];
      case 'delete':
        return [element('del', {}, this.#inline(node.children))];
      case 'inlineCode':
        return [element('code', {}, [node.value])];
      case 'code':
        return [element('pre', {}, [element('code', {}, [node.value])])];
      case 'break':
        return [element('br'), '\n'];
      case 'thematicBreak':
        return [element('hr')];
      default:
        return this.#rarer(node);
    }
  }

  #rarer(node: Nodes): Content[] {
    switch (node.type) {
      case 'list':
        return [this.#list(node)];
      case 'table':
        return [this.#table(node)];
      case 'link':
        return this.#link(node.url, this.#inline(node.children));
      case 'linkReference':
        return this.#link(this.#report.targets.get(node.identifier) ?? '', this.#inline(node.children));
      case 'image':
        return this.#link(node.url, [node.alt || node.url]);
      case 'imageReference':
        return this.#link(this.#report.targets.get(node.identifier) ?? '', [node.alt ?? '']);
      case 'footnoteReference':
        return [this.#noteMark(node.identifier)];
      case 'footnoteDefinition':
        return this.#report.notes.has(node.identifier)
          ? []
          : [`[^${node.label ?? node.identifier}]: `, ...this.blocks(node.children)];
      case 'html':
        return [node.value];
      default:
        return 'children' in node ? this.blocks(node.children) : [];
    }
  }

  #link(url: string, children: readonly Content[]): Content[] {
    const href = safeUrl(url);
    return href === null ? [...children] : [element('a', { href }, children)];
  }

  #list(node: Extract<Nodes, { type: 'list' }>): Element {
    const start = node.ordered && (node.start ?? 1) !== 1 ? String(node.start) : null;
    const items = node.children.map((item) => {
      const box = item.checked === true ? ['☑ '] : item.checked === false ? ['☐ '] : [];
      // A list whose items are no paragraphs of their own is set tight.
      const content = item.children.flatMap((child): Content[] =>
        child.type === 'paragraph' && !item.spread
          ? this.#inline(child.children)
          : ['\n', ...this.blocks([child])],
      );
      return element('li', {}, [...box, ...content]);
    });
    return element(
      node.ordered ? 'ol' : 'ul',
      { start },
      items.flatMap((item) => [item, '\n']),
    );
  }

  #table(node: Extract<Nodes, { type: 'table' }>): Element {
    const [head, ...rows] = node.children.map((row, i) => {
      const cells = row.children.map((cell, column) => {
        const align = node.align?.[column];
        const style = align ? `text-align: ${align}` : null;
        return element(i === 0 ? 'th' : 'td', { style }, this.#inline(cell.children));
      });
      return element('tr', {}, cells);
    });
    const body = rows.length === 0 ? [] : [element('tbody', {}, rows)];
    return element('table', {}, [element('thead', {}, head === undefined ? [] : [head]), ...body]);
  }

  #citation({ items, inLink }: CitationUse): Element {
    const numbers = items.flatMap(({ number }, i): Content[] => {
      const href = inLink ? {} : { href: `#ref-${number}` };
      const id = this.#first(`cite-${number}`);
      const link = element(inLink ? 'span' : 'a', { ...href, id }, [`${number}`]);
      return i === 0 ? [link] : [',', link];
    });
    return element('sup', {}, ['[', ...numbers, ']']);
  }

  #noteMark(identifier: string): Content {
    const note = this.#report.notes.get(identifier);
    if (note === undefined) return `[^${identifier}]`;
    const id = this.#first(`note-mark-${note.number}`);
    return element('sup', {}, [element('a', { href: `#note-${note.number}`, id }, [circled(note.number)])]);
  }

  #first(id: string): string | null {
    if (this.#met.has(id)) return null;
    this.#met.add(id);
    return id;
  }
}

function notesOf({ notes }: PrintedReport, page: Page): Element[] {
  if (notes.size === 0) return [];
  const items = [...notes.values()].map(({ number, children }) =>
    element('li', { id: `note-${number}` }, [
      `${circled(number)} `,
      ...page.blocks(children),
      element('a', { href: `#note-mark-${number}` }, ['↩']),
    ]),
  );
  return [element('section', {}, [element('h2', {}, ['注释']), element('ol', { class: 'notes' }, items)])];
}

function referencesOf({ references, heading }: PrintedReport): Element[] {
  if (references.length === 0) return [];
  const title = heading === null ? [] : [element('h2', {}, [heading])];
  return [
    element('section', {}, [...title, element('ol', { class: 'references' }, references.map(entryOf))]),
  ];
}

function entryOf({ number, html, places }: NumberedReference): Element {
  const unlinked = places.filter(({ link }) => !html.includes(`href="${link}"`));
  const links = unlinked.flatMap(({ span, link }): Content[] => [
    ' ',
    element('a', { href: link }, [labelOf(span)]),
  ]);
  return element('li', { id: `ref-${number}` }, [
    `[${number}] `,
    { printed: html },
    ...links,
    ' ',
    element('a', { href: `#cite-${number}` }, ['↩']),
  ]);
}

function element(
  name: string,
  attributes: Element['attributes'] = {},
  children: readonly Content[] = [],
): Element {
  return { name, attributes, children };
}

function print(content: Content): string {
  if (typeof content === 'string') return escapeText(content);
  if ('printed' in content) return content.printed;
  const attributes = Object.entries(content.attributes)
    .flatMap(([name, value]) => (value === null ? [] : [` ${name}="${escapeText(value)}"`]))
    .join('');
  if (EMPTY.has(content.name)) return `<${content.name}${attributes} />`;
  return `<${content.name}${attributes}>${content.children.map(print).join('')}</${content.name}>`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeText(text: string): string {
  return printable(text).replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
}

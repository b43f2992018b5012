/** Owns the building of a report: Markdown with keys in; Markdown, a page, a Word file and CSL-JSON with numbered references out. */
import { TiaosuoError } from '../core/errors.ts';
import { writeDocx } from './build-docx.ts';
import { findKeys, type KeyProblem } from './build-keys.ts';
import { labelOf, type PrintedReport, readPrinted, splice } from './build-printed.ts';
import {
  type CitationUse,
  type NumberedReference,
  numberKeys,
  type ReferenceSource,
} from './build-references.ts';
import { writeHtml } from './html.ts';
import { parseMarkdown } from './markdown.ts';

export interface BuildReportOptions extends ReferenceSource {
  /** What stands over the list of references. */
  readonly heading?: string;
}

export interface BuiltReport {
  /** The report as it was, a number with a link in the place of every key, and the list of references at the end. */
  readonly markdown: string;
  /** A whole page: no script, nothing loaded from anywhere. */
  readonly html: string;
  /** A JSON array, an item a reference, whose ids are the keys. */
  readonly csl: string;
  readonly references: readonly NumberedReference[];
  readonly uses: readonly CitationUse[];
  /** A Word file: references are its footnotes, the author's own notes its endnotes. */
  docx(): Promise<Uint8Array>;
}

const SHOWN_PROBLEMS = 20;

/**
 * Fails with `unprocessable` where a key names no clause, or brackets hold more than keys: each with its line and column. A report
 * without keys comes out as it went in, without a list. Spans of a key are half-open UTF-16 spans of its clause's text.
 */
export function buildReport(text: string, options: BuildReportOptions): BuiltReport {
  try {
    return built(text, options);
  } catch (cause) {
    if (!(cause instanceof RangeError && cause.message.includes('call stack'))) throw cause;
    const hint =
      'no report needs hundreds of quotes or lists inside each other; look for a long run of > or -';
    throw new TiaosuoError('unprocessable', 'the Markdown is nested too deeply to be read', { hint, cause });
  }
}

function built(text: string, { heading = '参考文献', ...source }: BuildReportOptions): BuiltReport {
  const found = findKeys(text, parseMarkdown(text));
  const { uses, references, problems } = numberKeys(found.uses, source);
  refuse([...found.problems, ...problems]);
  const report = readPrinted(text, { uses, references, heading });
  const markdown = writeMarkdown(text, report);
  const csl = references.map((reference) => ({ ...reference.csl, id: reference.address }));
  return {
    markdown,
    html: writeHtml(report),
    csl: `${JSON.stringify(csl, null, 2)}\n`,
    references,
    uses,
    docx: () => writeDocx(report),
  };
}

function refuse(problems: readonly KeyProblem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  const shown = sorted
    .slice(0, SHOWN_PROBLEMS)
    .map((p) => `line ${p.line}, column ${p.column}: ${p.message}`);
  const more = sorted.length > shown.length ? [`and ${sorted.length - shown.length} more`] : [];
  throw new TiaosuoError('unprocessable', [...shown, ...more].join('\n'), {
    hint: [...new Set(sorted.map(({ hint }) => hint))].join('; '),
  });
}

function writeMarkdown(text: string, { uses, references, heading }: PrintedReport): string {
  const numbered = splice(
    text,
    uses.map((use) => ({ source: use.source, by: numbersOf(use) })),
  );
  if (references.length === 0) return numbered;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const title = heading === null ? [] : [`## ${heading}`];
  const list = [...title, ...references.map(entryOf)].join(newline + newline);
  const gap = numbered.endsWith('\n') ? newline : newline + newline;
  const whole = `${numbered}${gap}${list}${newline}`;
  expectOutside(whole, numbered.length, text);
  return whole;
}

function numbersOf({ items, inLink }: CitationUse): string {
  const numbers = items.map(({ number, link }) => (inLink ? `${number}` : `[${number}](${target(link)})`));
  return `\\[${numbers.join(',')}\\]`;
}

function entryOf({ number, markdown, places }: NumberedReference): string {
  const links = places
    .filter(({ link }) => !markdown.includes(`](${link})`))
    .map(({ span, link }) => ` [${labelOf(span)}](${target(link)})`);
  return `\\[${number}\\] ${markdown}${links.join('')}`;
}

function target(link: string): string {
  return link.replace(/[\s()<>|\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

// A fence or raw HTML that nobody closes would swallow the list.
function expectOutside(whole: string, end: number, text: string): void {
  const root = parseMarkdown(whole);
  const open = root.children.find(({ type, position }) => {
    const [from = 0, to = 0] = [position?.start.offset, position?.end.offset];
    return from < end && to > end + 2 && (type === 'code' || type === 'html');
  });
  if (open === undefined) return;
  // Lines are those of the report as it came in: brackets may have gone over two.
  const line = parseMarkdown(text).children.at(-1)?.position?.start.line ?? 1;
  throw new TiaosuoError('unprocessable', `line ${line}: the block that begins here is never closed`, {
    hint: 'close it, so that the list of references can stand behind it',
  });
}

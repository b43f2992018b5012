/** Owns linking: a copy of a Markdown report with links and notes added and nothing else changed. */
import type { Span } from '../../core/span.ts';
import type { ReportServices } from '../services.ts';
import { findingsOf } from './check.ts';
import type { FindingPlace, ReportFinding } from './findings.ts';
import { readMarkdown } from './markdown-read.ts';
import type { Report } from './report.ts';

export interface Insertion {
  /** Into the text before anything was added; insertions at one place stand in this order. */
  readonly at: number;
  readonly text: string;
}

export interface LinkedReport {
  readonly text: string;
  readonly insertions: readonly Insertion[];
  readonly links: number;
  readonly notes: number;
}

export interface LinkServices extends ReportServices {
  /** The page that opens at the words, or at the clause or document where there are none. */
  linkTo(address: string, span: Span | null): string;
  /** The reference of a clause as Markdown, without its number; one line. */
  reference(address: string, span: Span | null): string;
}

/**
 * Quotations that a document holds and known titles become links; a quotation without a key, note or link of its own gets a note that
 * says whose words it has. What is altered, not found or cited to another source is left as it is. `unlink` takes all of it back.
 */
export function linkReport(markdown: string, services: LinkServices): LinkedReport {
  const report = readMarkdown(markdown);
  const findings = findingsOf(report, services);
  const insertions: Insertion[] = [];
  const definitions: string[] = [];
  const label = unusedLabel(markdown);
  let links = 0;
  for (const finding of findings) {
    const target = targetOf(finding);
    if (target === null) continue;
    const url = services.linkTo(target.address, target.span);
    const words = wordsOf(finding);
    if (isPlain(markdown, words, report)) {
      insertions.push({ at: words.start, text: '[' }, { at: words.end, text: `](${url})` });
      links++;
    }
    if (finding.kind !== 'quotation' || hasSource(finding) || !mayNote(markdown, finding, report)) continue;
    const mark = `[^${label}${definitions.length + 1}]`;
    const reference = oneLine(services.reference(target.address, target.span));
    insertions.push({ at: finding.span.end, text: mark });
    definitions.push(`${mark}: ${reference}`);
  }
  const notes = definitions.length;
  if (notes > 0) insertions.push({ at: markdown.length, text: atTheEnd(markdown, definitions) });
  const sorted = insertions
    .map((one, i) => ({ one, i }))
    .sort((a, b) => a.one.at - b.one.at || a.i - b.i)
    .map(({ one }) => one);
  const linked: LinkedReport = { text: insert(markdown, sorted), insertions: sorted, links, notes };
  // Notes at the end of a file that ends inside code or raw HTML would be part of that.
  if (notes > 0 && countNotes(linked.text, label) !== notes) return withoutNotes(markdown, linked, label);
  return linked;
}

/** The report as it was. */
export function unlink({ text, insertions }: Pick<LinkedReport, 'text' | 'insertions'>): string {
  let original = '';
  let at = 0;
  let added = 0;
  for (const insertion of insertions) {
    const start = insertion.at + added;
    original += text.slice(at, start);
    at = start + insertion.text.length;
    added += insertion.text.length;
  }
  return original + text.slice(at);
}

function insert(text: string, insertions: readonly Insertion[]): string {
  let linked = '';
  let at = 0;
  for (const insertion of insertions) {
    linked += text.slice(at, insertion.at) + insertion.text;
    at = insertion.at;
  }
  return linked + text.slice(at);
}

function withoutNotes(markdown: string, { insertions, links }: LinkedReport, label: string): LinkedReport {
  const kept = insertions.filter(({ text }) => !text.includes(`[^${label}`));
  return { text: insert(markdown, kept), insertions: kept, links, notes: 0 };
}

function countNotes(text: string, label: string): number {
  return new Set(readMarkdown(text).blocks.flatMap(({ note }) => (note?.startsWith(label) ? [note] : [])))
    .size;
}

/** Where a finding leads; of a quotation that several clauses hold, the one that it is cited to. */
function targetOf(finding: ReportFinding): { address: string; span: Span | null } | null {
  if (finding.kind === 'title' && finding.verdict === 'title_ok') {
    const [document, ...others] = finding.documents;
    return document === undefined || others.length > 0 ? null : { address: document, span: null };
  }
  if (finding.kind !== 'quotation' || finding.verdict !== 'exact') return null;
  const place = finding.places.find((one) => isCited(finding, one)) ?? finding.places[0];
  if (place === undefined) return null;
  const span = place.end > place.start ? { start: place.start, end: place.end } : null;
  return { address: place.clause, span };
}

function isCited({ cited }: ReportFinding, { clause }: FindingPlace): boolean {
  return cited.some(
    (one) =>
      one.holds === true &&
      (one.clause === null
        ? one.documents.includes(clause.split('/')[0] ?? '')
        : clause === one.clause || clause.startsWith(`${one.clause}.`)),
  );
}

/** Titles with their marks, quotations without. */
function wordsOf({ kind, span, text }: ReportFinding): Span {
  const isMarked = kind === 'quotation' && span.end - span.start === text.length + 2;
  return isMarked ? { start: span.start + 1, end: span.end - 1 } : span;
}

function hasSource({ cited }: ReportFinding): boolean {
  return cited.some(({ kind }) => kind === 'key' || kind === 'note' || kind === 'link');
}

/** Words that can stand in a link as they are: nothing of them, or around them, is markup. */
function isPlain(markdown: string, { start, end }: Span, { blocks }: Report): boolean {
  if (start >= end || /[[\]*_`~<>\\|!\r\n&^]/.test(markdown.slice(start, end))) return false;
  if (/[[\]\\!]/.test(markdown.charAt(start - 1)) || markdown.charAt(end) === '(') return false;
  const block = blocks.find(
    ({ starts }) => (starts[0] ?? Infinity) <= start && start <= (starts.at(-1) ?? -1),
  );
  return (
    block?.links.every(
      (link) => (block.starts[link.end - 1] ?? 0) < start || (block.starts[link.start] ?? 0) >= end,
    ) ?? false
  );
}

/** A heading keeps no notes: tables of contents repeat them. */
function mayNote(markdown: string, { span }: ReportFinding, { blocks }: Report): boolean {
  const block = blocks.find(
    ({ starts }) => (starts[0] ?? Infinity) <= span.start && span.start <= (starts.at(-1) ?? -1),
  );
  if (block === undefined || block.kind === 'heading' || block.note !== null) return false;
  if (/[[(:\\]/.test(markdown.charAt(span.end)) || markdown.charAt(span.end - 1) === '\\') return false;
  return block.links.every(
    (link) => (block.ends[link.end - 1] ?? 0) < span.end || (block.starts[link.start] ?? 0) >= span.end,
  );
}

/** [^t1], [^t2], … or with as many t as no note of the report begins with. */
function unusedLabel(markdown: string): string {
  let label = 't';
  while (new RegExp(`\\[\\^${label}\\d`, 'i').test(markdown)) label += 't';
  return label;
}

function oneLine(reference: string): string {
  return reference.replace(/\s*[\r\n]+\s*/g, ' ').trim();
}

function atTheEnd(markdown: string, definitions: readonly string[]): string {
  const line = markdown.includes('\r\n') ? '\r\n' : '\n';
  const gap =
    markdown === '' || markdown.endsWith(line + line) ? '' : markdown.endsWith('\n') ? line : line + line;
  return `${gap}${definitions.join(line + line)}${line}`;
}

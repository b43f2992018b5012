/** Owns what a report says: its quotations with what each is cited to, and everything in it that names a document. */
import type { Span } from '../../core/span.ts';
import type { ReportServices } from '../services.ts';
import { type Attribution, attribute } from './attribution.ts';
import { type Mention, mention } from './mention.ts';
import { type Aliases, aliasesFrom, mentionsIn } from './mentions.ts';
import { type Marked, quotesDocument } from './quotations.ts';
import {
  blockQuotations,
  inlineQuotations,
  isOwnProse,
  markedOf,
  type Quotation,
  tailOf,
} from './quotes-of.ts';
import type { Block, Report } from './report.ts';
import { sentencesOf } from './sentences.ts';

export interface AttributedQuotation extends Quotation, Attribution {}

export interface ReadReport {
  readonly quotations: readonly AttributedQuotation[];
  /** By block; without notes, short names and cities. */
  readonly mentions: readonly (readonly Mention[])[];
  readonly unclosed: readonly { readonly block: number; readonly span: Span }[];
}

interface ReadBlock {
  readonly block: Block;
  readonly marked: readonly Marked[];
  readonly mentions: readonly Mention[];
}

export function readReportWords(report: Report, services: ReportServices): ReadReport {
  const { blocks } = report;
  const aliases: Aliases = new Map();
  for (const block of blocks) aliasesFrom(block, services, aliases);
  const groups = quotationGroups(blocks);
  const read = blocks.map((_, index) => readBlock(blocks, index, { services, aliases }));
  const tails = new Map([...groups.values()].flat().map((index) => [index, tailIn(read[index])] as const));
  const visible = read.map((one, index) => withoutQuoted(one, tails.get(index)));
  const notes = notesOf(visible);
  const withNotes = visible.map((one) => ({
    ...one,
    mentions: one.mentions.flatMap((m) => expand(m, notes)),
  }));
  const quotations = blocks.flatMap((_, index): AttributedQuotation[] => {
    const group = groups.get(index);
    if (group !== undefined) {
      return group[0] !== index
        ? []
        : blockQuotations(blocks, group, tails).map((q) => ({
            ...q,
            ...attributeBlock(q, { read: withNotes, tails }),
          }));
    }
    return inlineQuotations(blocks, index).map((q) => ({ ...q, ...attributeInline(q, withNotes[index]) }));
  });
  return {
    quotations,
    mentions: visible.map(({ mentions }) =>
      mentions.filter(({ kind }) => !/^(?:note|alias|city)$/.test(kind)),
    ),
    unclosed: read.flatMap(({ marked }, block) =>
      marked
        .filter(({ closed }) => !closed && !groups.has(block))
        .map(({ start, end }) => ({ block, span: { start, end } })),
    ),
  };
}

/** Of each paragraph of a block quotation that quotes, the numbers of all its paragraphs. */
function quotationGroups(blocks: readonly Block[]): Map<number, number[]> {
  const byNumber = new Map<number, number[]>();
  blocks.forEach((block, index) => {
    if (block.kind === 'quote')
      byNumber.set(block.quotation, [...(byNumber.get(block.quotation) ?? []), index]);
  });
  const groups = new Map<number, number[]>();
  for (const group of byNumber.values()) {
    const prose = group.some((index) => {
      const block = blocks[index];
      return (
        block !== undefined &&
        isOwnProse(
          block,
          markedOf(blocks, index).filter(({ closed }) => closed),
        )
      );
    });
    if (!prose) for (const index of group) groups.set(index, group);
  }
  return groups;
}

function readBlock(
  blocks: readonly Block[],
  index: number,
  { services, aliases }: { services: ReportServices; aliases: Aliases },
): ReadBlock {
  const block = blocks[index] as Block;
  const marked = markedOf(blocks, index);
  const quoting = marked.filter((one) => one.closed && quotesDocument(block.text, one));
  return { block, marked: marked, mentions: mentionsIn(block, { services, aliases, hidden: quoting }) };
}

function tailIn(read: ReadBlock | undefined): number {
  return read === undefined ? 0 : tailOf(read.block, read.mentions);
}

/** What a block quotation prints is the document's, up to where its source begins. */
function withoutQuoted(read: ReadBlock, tail: number | undefined): ReadBlock {
  if (tail === undefined) return read;
  return { ...read, mentions: read.mentions.filter((m) => m.start >= tail || m.clings || m.kind === 'link') };
}

/** What the notes name, by note. */
function notesOf(read: readonly ReadBlock[]): Map<string, Mention[]> {
  const notes = new Map<string, Mention[]>();
  for (const { block, mentions } of read) {
    if (block.note === null) continue;
    notes.set(block.note, [
      ...(notes.get(block.note) ?? []),
      ...mentions.filter(({ kind }) => kind !== 'note'),
    ]);
  }
  return notes;
}

/** A note's mark stands for what the note names: clauses and documents; cities where it names nothing else. */
function expand(one: Mention, notes: ReadonlyMap<string, readonly Mention[]>): Mention[] {
  if (one.kind !== 'note') return [one];
  const named = notes.get(one.value) ?? [];
  const documents = named.filter(({ kind }) => kind !== 'city');
  return (documents.length > 0 ? documents : named).map((m) =>
    mention('note', m.value, { ...m, kind: 'note', start: one.start, end: one.end, clings: true }),
  );
}

function attributeInline(quotation: Quotation, read: ReadBlock | undefined): Attribution {
  if (read === undefined) return { cited: [], speakers: [] };
  const { block, marked, mentions } = read;
  const sentence = sentencesOf(block.text, marked).find(
    ({ start, end }) => start <= quotation.span.start && quotation.span.start < end,
  ) ?? { start: 0, end: block.text.length };
  const quotations = marked.filter(
    (one) =>
      one.closed && one.start >= sentence.start && one.end <= sentence.end && quotesDocument(block.text, one),
  );
  const around = { text: block.text, sentence, quotation: quotation.span, quotations, mentions };
  const found = attribute(around);
  if (found.cited.length > 0 || block.note === null) return found;
  return { ...found, cited: mentions.filter(({ kind }) => kind !== 'city') };
}

/**
 * A block quotation is cited to its own source; else to what the sentence in front of it names, where that ends in a colon; else to
 * the paragraph behind it, where that is a source and nothing else.
 */
function attributeBlock(
  { first, last }: Quotation,
  { read, tails }: { read: readonly ReadBlock[]; tails: ReadonlyMap<number, number> },
): Attribution {
  const own = read.slice(first, last + 1).flatMap(({ mentions, block }, i) => {
    const tail = tails.get(first + i) ?? block.text.length;
    return mentions.filter((m) => m.start >= tail || m.kind === 'note' || m.kind === 'link');
  });
  const before = read[first - 1];
  const introduced = before !== undefined && /[：:]\s*$/.test(before.block.text) ? introducing(before) : [];
  const documents = own.filter(({ kind }) => kind !== 'city');
  if (own.length > 0) {
    return {
      cited: documents.length > 0 ? documents : own,
      speakers: introduced.filter(({ kind }) => kind !== 'note'),
    };
  }
  if (introduced.length > 0) return { cited: introduced, speakers: [] };
  const after = read[last + 1];
  const isSource = after !== undefined && /^\s*(?:——|[（(]|\[[^\]]*@|出处|来源)/.test(after.block.text);
  return { cited: isSource ? after.mentions.filter(({ kind }) => kind !== 'city') : [], speakers: [] };
}

/** The sentence that introduces a block quotation, read as if the quotation stood at its end. */
function introducing({ block, marked, mentions }: ReadBlock): readonly Mention[] {
  const end = block.text.length;
  const sentence = sentencesOf(block.text, marked).at(-1) ?? { start: 0, end };
  const quotation = { start: end, end };
  return attribute({ text: block.text, sentence, quotation, quotations: [], mentions }).cited;
}

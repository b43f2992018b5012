/** Owns the way from clauses to an opened segment of postings in tests: through a real file, as a build goes it. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FileWriter } from '../../src/core/files.ts';
import { Sections, SectionWriter } from '../../src/core/sections.ts';
import type { FieldContent, LexicalEntry } from '../../src/indexing/lexical.ts';
import { PostingsBuilder } from '../../src/indexing/postings/builder.ts';
import { type MergeInput, mergePostings } from '../../src/indexing/postings/merge.ts';
import { PostingsIndex } from '../../src/indexing/postings/postings-index.ts';
import { PostingsSegment } from '../../src/indexing/postings/segment.ts';
import { indexWords } from '../../src/text/analyze.ts';
import { makeTempFolder } from './folders.ts';

let folder: string | null = null;

function tempFolder(): string {
  folder ??= makeTempFolder();
  return folder;
}

/** The bytes of a file of sections, written from front to back and read again. */
export function writtenBytes(write: (writer: SectionWriter) => void): Uint8Array {
  const file = new FileWriter(tempFolder(), 'test');
  const writer = new SectionWriter(file);
  write(writer);
  writer.finish();
  const { file: name } = file.finish((hash) => hash);
  const path = join(tempFolder(), name);
  const bytes = readFileSync(path);
  rmSync(path);
  return bytes;
}

export function writtenSections(write: (writer: SectionWriter) => void): Sections {
  return new Sections(writtenBytes(write));
}

export function segmentOf(entries: Iterable<LexicalEntry>): PostingsSegment {
  const builder = new PostingsBuilder();
  for (const entry of entries) builder.add(entry);
  return new PostingsSegment(writtenBytes((writer) => builder.write(writer)));
}

export function mergedSegment(inputs: readonly MergeInput[]): PostingsSegment {
  return new PostingsSegment(writtenBytes((writer) => mergePostings(inputs, writer)));
}

/** One segment, nothing deleted. */
export function postingsOf(entries: Iterable<LexicalEntry>): PostingsIndex {
  return new PostingsIndex([{ segment: segmentOf(entries), live: null }]);
}

export const NOTHING: FieldContent = { folded: '', words: [] };

/** A field as the indexer makes it of a folded text. */
export function fieldOf(folded: string): FieldContent {
  return { folded, words: indexWords(folded) };
}

export function entryOf(fields: Partial<LexicalEntry>): LexicalEntry {
  return { text: NOTHING, heading: NOTHING, context: NOTHING, ...fields };
}

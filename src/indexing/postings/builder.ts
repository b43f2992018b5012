/** Owns the way from clauses to a segment of postings: gathered in memory up to a bound, then written term by term. */
import type { SectionWriter } from '../../core/sections.ts';
import { characterName, hanTable, wideHan } from '../../text/grams.ts';
import type { LexicalEntry, LexicalField } from '../lexical.ts';
import { ByteWriter, ONCE } from './codec.ts';
import { Occurrences, PostingLog, TermCounts } from './gathering.ts';
import { GramIds, isPairKey, pairKey } from './gram-ids.ts';
import { ListWriter } from './list-writer.ts';
import { writeTerms } from './terms.ts';

/** Postings that are gathered at the most before a segment of them is written: each takes some 20 bytes of memory. */
export const MAX_GATHERED_POSTINGS = 12_000_000;

/** A longer clause counts as so long. */
const MAX_LENGTH = 0xffff;
const FIELD = { text: 0, heading: 1, context: 2 } as const satisfies Record<LexicalField, number>;
/** Between heading and text: no phrase runs across it. */
export const POSITION_GAP = 1;

export class PostingsBuilder {
  readonly #words = new Map<string, number>();
  readonly #grams = new GramIds();
  readonly #wordCounts = new TermCounts();
  readonly #gramCounts = new TermCounts();
  readonly #wordLog = new PostingLog();
  readonly #gramLog = new PostingLog();
  readonly #occurrences = new Occurrences();
  readonly #positions = new ByteWriter(1 << 16);
  readonly #lengths: number[] = [];

  /** Clauses added; the next one gets this number. */
  get size(): number {
    return this.#lengths.length;
  }

  get postings(): number {
    return this.#wordLog.length + this.#gramLog.length;
  }

  add(entry: LexicalEntry): void {
    const clause = this.size;
    this.#occurrences.clear();
    this.#lengths.push(0);
    // The heading stands before the text, so that positions ascend.
    this.#addField('heading', entry, 0);
    this.#addField('text', entry, entry.heading.folded.length + POSITION_GAP);
    this.#addField('context', entry, null);
    this.#lengths[clause] = Math.min(this.#lengths[clause] ?? 0, MAX_LENGTH);
    for (const term of this.#wordCounts.touched) {
      this.#wordLog.push(term, clause, this.#wordCounts.take(term), 0);
    }
    this.#wordCounts.touched.length = 0;
    for (const term of this.#gramCounts.touched) {
      const counts = this.#gramCounts.take(term);
      this.#gramLog.push(term, clause, counts, this.#positions.length);
      if (isPairKey(this.#grams.keyOf(term))) this.#occurrences.write(term, counts !== ONCE, this.#positions);
    }
    this.#gramCounts.touched.length = 0;
  }

  /** @param start position of the field's first unit; null where positions are not kept */
  #addField(name: LexicalField, entry: LexicalEntry, start: number | null): void {
    const { folded, words } = entry[name];
    const field = FIELD[name];
    const isHan = hanTable();
    let length = 0;
    for (const word of words) {
      this.#countWord(word, field);
      if (isHan[word.charCodeAt(0)] === 0) length++;
    }
    let before = 0;
    for (let at = 0; at < folded.length; at++) {
      const unit = folded.charCodeAt(at);
      if (isHan[unit] === 0) {
        before = 0;
        const wide = wideHan(folded, at);
        if (wide !== null) this.#countWord(characterName(wide), field);
        continue;
      }
      length++;
      this.#gramCounts.count(this.#grams.idOf(unit), field);
      if (before !== 0) {
        const pair = this.#grams.idOf(pairKey(before, unit));
        this.#gramCounts.count(pair, field);
        if (start !== null) this.#occurrences.add(pair, start + at - 1);
      }
      before = unit;
    }
    this.#lengths[this.size - 1] = (this.#lengths[this.size - 1] ?? 0) + length;
  }

  #countWord(word: string, field: number): void {
    let term = this.#words.get(word);
    if (term === undefined) {
      term = this.#words.size;
      this.#words.set(word, term);
    }
    this.#wordCounts.count(term, field);
  }

  /** Writes everything that was added; the builder is not used any more after that. */
  write(writer: SectionWriter): void {
    const grams = this.#gramLog.byTerm(this.#grams.size);
    const words = this.#wordLog.byTerm(this.#words.size);
    const order = Array.from({ length: this.#grams.size }, (_, gram) => gram).sort(
      (a, b) => this.#grams.keyOf(a) - this.#grams.keyOf(b),
    );
    writer.begin('lists');
    const lists = new ListWriter(writer, order.length + this.#words.size);
    const { bytes, length } = this.#positions;
    for (const gram of order) {
      const isPair = isPairKey(this.#grams.keyOf(gram));
      for (let i = grams.starts[gram] as number; i < (grams.starts[gram + 1] as number); i++) {
        const at = grams.order[i] as number;
        const start = this.#gramLog.positions[at] as number;
        const end = at + 1 < this.#gramLog.length ? (this.#gramLog.positions[at + 1] as number) : length;
        const positions = isPair ? { bytes, start, end } : undefined;
        lists.add(this.#gramLog.clauses[at] as number, this.#gramLog.counts[at] as number, positions);
      }
      lists.endTerm();
    }
    for (let word = 0; word < this.#words.size; word++) {
      for (let i = words.starts[word] as number; i < (words.starts[word + 1] as number); i++) {
        const at = words.order[i] as number;
        lists.add(this.#wordLog.clauses[at] as number, this.#wordLog.counts[at] as number);
      }
      lists.endTerm();
    }
    const keys = Uint32Array.from(order, (gram) => this.#grams.keyOf(gram));
    writeTerms(writer, lists.finish(), { keys, words: [...this.#words.keys()] });
    writer.add('lengths', Uint16Array.from(this.#lengths));
  }
}

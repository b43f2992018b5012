/** Owns the merge of segments into one: deleted clauses fall out, the others keep their order and are numbered anew. */
import type { Bitmap } from '../../core/bitmap.ts';
import type { SectionWriter } from '../../core/sections.ts';
import { isPairKey } from './gram-ids.ts';
import { ListWriter } from './list-writer.ts';
import type { PostingsSegment } from './segment.ts';
import { writeTerms } from './terms.ts';

export interface MergeInput {
  readonly segment: PostingsSegment;
  /** All where null. */
  readonly live: Bitmap | null;
}

/** Writes what a builder would have written of the live clauses, but for the order of the words. Term by term: memory holds no lists. */
export function mergePostings(inputs: readonly MergeInput[], writer: SectionWriter): void {
  const numbering = renumber(inputs);
  const merging = new Merging(inputs, numbering);
  writer.begin('lists');
  const lists = new ListWriter(
    writer,
    inputs.reduce((sum, { segment }) => sum + segment.terms.size, 0),
  );
  const keys: number[] = [];
  for (const key of unitedKeys(inputs)) {
    merging.copy(lists, (segment) => segment.terms.findKey(key), isPairKey(key));
    if (lists.endTerm()) keys.push(key);
  }
  const words: string[] = [];
  inputs.forEach(({ segment }, place) => {
    for (let word = 0; word < segment.terms.words.size; word++) {
      const name = segment.terms.words.at(word);
      const isKnown = inputs.slice(0, place).some((input) => input.segment.terms.words.find(name) >= 0);
      if (isKnown) continue;
      merging.copy(lists, ({ terms }) => terms.find(name), false);
      if (lists.endTerm()) words.push(name);
    }
  });
  writeTerms(writer, lists.finish(), { keys: Uint32Array.from(keys), words });
  writer.begin('lengths');
  for (const { segment, live } of inputs) {
    writer.append(live === null ? segment.lengths : segment.lengths.filter((_, i) => live.has(i)));
  }
}

/** New numbers of an input's clauses: its first one's, and behind that the place among the live ones where some are not. */
interface Numbering {
  readonly base: number;
  readonly places: Uint32Array | null;
}

function renumber(inputs: readonly MergeInput[]): Numbering[] {
  let base = 0;
  return inputs.map(({ segment, live }) => {
    const numbering = { base, places: live === null ? null : new Uint32Array(segment.size) };
    let place = 0;
    for (let clause = 0; clause < segment.size; clause++) {
      if (numbering.places !== null) numbering.places[clause] = place;
      if (live === null || live.has(clause)) place++;
    }
    base += place;
    return numbering;
  });
}

class Merging {
  readonly #inputs: readonly MergeInput[];
  readonly #numbering: readonly Numbering[];

  constructor(inputs: readonly MergeInput[], numbering: readonly Numbering[]) {
    this.#inputs = inputs;
    this.#numbering = numbering;
  }

  /** Adds the live postings of one term to the list that is open. */
  copy(lists: ListWriter, find: (segment: PostingsSegment) => number, hasPositions: boolean): void {
    this.#inputs.forEach(({ segment, live }, i) => {
      const term = find(segment);
      if (term < 0) return;
      const { base, places } = this.#numbering[i] as Numbering;
      const cursor = segment.cursor(term);
      while (cursor.next()) {
        const { clause } = cursor;
        if (live !== null && !live.has(clause)) continue;
        const place = base + (places === null ? clause : (places[clause] as number));
        lists.add(place, cursor.counts, hasPositions ? cursor.rawPositions() : undefined);
      }
    });
  }
}

/** The keys of all inputs, ascending, each once. */
function* unitedKeys(inputs: readonly MergeInput[]): Generator<number> {
  const at = inputs.map(() => 0);
  for (;;) {
    let least = Number.POSITIVE_INFINITY;
    inputs.forEach(({ segment }, i) => {
      least = Math.min(least, segment.terms.keys[at[i] as number] ?? Number.POSITIVE_INFINITY);
    });
    if (least === Number.POSITIVE_INFINITY) return;
    yield least;
    inputs.forEach(({ segment }, i) => {
      if (segment.terms.keys[at[i] as number] === least) at[i] = (at[i] as number) + 1;
    });
  }
}

/** Owns the inverted index of our own: several segments that answer as one, exactly. */
import type { Bitmap } from '../../core/bitmap.ts';
import { idf, type LexicalAnswer, type LexicalIndex, type LexicalQuery } from '../lexical.ts';
import { BestMatches } from './best.ts';
import { scoreSegment } from './score.ts';
import { type Gains, gainsOf, ScoredList } from './scored-list.ts';
import type { PostingsSegment } from './segment.ts';

export interface IndexPart {
  readonly segment: PostingsSegment;
  /** Clauses of the segment that are not deleted; all where null. */
  readonly live: Bitmap | null;
}

export interface PlacedPart extends IndexPart {
  /** The number of the segment's first clause in the index. */
  readonly base: number;
}

export interface PostingsAnswer extends LexicalAnswer {
  /** Postings that were read for it. */
  readonly touched: number;
}

/** Clauses are numbered through all segments, the deleted ones too; counts, means and scores know only the live ones. */
export class PostingsIndex implements LexicalIndex {
  readonly parts: readonly PlacedPart[];
  readonly size: number;
  readonly #gains: Gains;

  constructor(parts: readonly IndexPart[]) {
    let base = 0;
    this.parts = parts.map((part) => {
      const placed = { ...part, base };
      base += part.segment.size;
      return placed;
    });
    this.size = parts.reduce((sum, { segment, live }) => sum + (live?.count() ?? segment.size), 0);
    const segments = parts.map(({ segment }) => segment);
    this.#gains = gainsOf(segments, totalLength(parts) / (this.size || 1));
  }

  /** How many live clauses hold a token, in whatever field. */
  countOf(name: string): number {
    return this.parts.reduce((sum, part) => sum + liveCount(part, part.segment.terms.find(name)), 0);
  }

  /** The words of all segments, each once, with the number of live clauses that hold it. */
  *words(): Generator<{ word: string; count: number }> {
    for (const [at, { segment }] of this.parts.entries()) {
      const { terms } = segment;
      for (let i = 0; i < terms.words.size; i++) {
        const word = terms.words.at(i);
        if (this.parts.slice(0, at).some((part) => part.segment.terms.words.find(word) >= 0)) continue;
        const isAlone = this.parts.length === 1 && this.parts[0]?.live === null;
        const count = isAlone ? terms.countOf(terms.keys.length + i) : this.countOf(word);
        if (count > 0) yield { word, count };
      }
    }
  }

  search({ weights, limit, accept, wanted = [], order }: LexicalQuery): PostingsAnswer {
    const asked = [...weights].filter(([, weight]) => weight > 0);
    const terms = asked.map(([name]) => this.parts.map(({ segment }) => segment.terms.find(name)));
    const informative = asked.map(([, weight], i) => {
      const holding = this.parts.reduce((sum, part, at) => sum + liveCount(part, terms[i]?.[at] ?? -1), 0);
      return weight * idf(this.size, holding);
    });
    const best = new BestMatches(limit, order);
    const scores = wanted.map(() => 0);
    let touched = 0;
    for (const [at, { segment, live, base }] of this.parts.entries()) {
      const lists = informative.flatMap((weight, i) => {
        const term = terms[i]?.[at] ?? -1;
        return term < 0 ? [] : [new ScoredList(segment, { term, weight, gains: this.#gains })];
      });
      const { size } = segment;
      touched += scoreSegment({ size, base, live, lists, accept, best, wanted, scores });
    }
    return {
      best: best.sorted(),
      wanted: wanted.map((id, i) => (scores[i] === 0 ? null : { id, score: scores[i] as number })),
      touched,
    };
  }
}

function liveCount({ segment, live }: IndexPart, term: number): number {
  if (term < 0) return 0;
  if (live === null) return segment.terms.countOf(term);
  let count = 0;
  for (const cursor = segment.cursor(term); cursor.next(); ) if (live.has(cursor.clause)) count++;
  return count;
}

function totalLength(parts: readonly IndexPart[]): number {
  let total = 0;
  for (const { segment, live } of parts) {
    const { lengths } = segment;
    for (let i = 0; i < lengths.length; i++) if (live === null || live.has(i)) total += lengths[i] as number;
  }
  return total;
}

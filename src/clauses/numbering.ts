/** Owns what is odd about a document's numbering: skipped, repeated and backward numbers. */
import type { MarkerKind } from './markers.ts';

export type NumberingFault = 'number_skipped' | 'number_repeated' | 'number_backwards';

/** Follows the numbers of one document in reading order. */
export class Numbering {
  private readonly highestBySiblings = new Map<string, number>();
  private readonly seenBySiblings = new Map<string, Set<string>>();
  private readonly lastByKind = new Map<MarkerKind, number>();

  /**
   * Null where the number is expected: 1 or the next among its siblings, or the next of its kind in the document, since
   * many plans run their (一)… on across sections.
   */
  check(parent: string, kind: MarkerKind, ordinal: string): NumberingFault | null {
    const siblings = `${parent}|${kind}`;
    const number = Number.parseInt(ordinal, 10);
    const highest = this.highestBySiblings.get(siblings) ?? 0;
    const seen = this.seenBySiblings.get(siblings) ?? new Set();
    const runsOn = highest === 0 && number === (this.lastByKind.get(kind) ?? 0) + 1;
    const fault = seen.has(ordinal)
      ? 'number_repeated'
      : runsOn || number === highest || number === highest + 1
        ? null
        : number > highest
          ? 'number_skipped'
          : 'number_backwards';
    this.highestBySiblings.set(siblings, Math.max(highest, number));
    this.seenBySiblings.set(siblings, seen.add(ordinal));
    this.lastByKind.set(kind, number);
    return fault;
  }
}

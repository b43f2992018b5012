/** Owns the tree while it is being read: which line opens which node, and which node a line without marker belongs to. */

import type { Span } from '../core/span.ts';
import type { Line } from '../documents/read.ts';
import { MARKER_RANKS, type Marker, type MarkerKind } from './markers.ts';
import type { NodeKind, OutlineWarning } from './node.ts';
import { Numbering } from './numbering.ts';
import type { MarkedLine } from './partition.ts';

/** A node whose heading is not yet cut from its text. */
export interface Draft {
  readonly path: string;
  readonly kind: NodeKind;
  readonly markerKind: MarkerKind | null;
  readonly level: number;
  readonly parent: Draft | null;
  readonly line: Line;
  /** Of the first line; null where nothing is printed. */
  readonly marker: Span | null;
  /** What stands behind the marker on its line; for a node without marker null. */
  readonly rest: Span | null;
  readonly following: Line[];
  hasChildren: boolean;
}

export class DraftTree {
  readonly drafts: Draft[] = [];
  readonly warnings: OutlineWarning[] = [];
  /** How often each path was given. */
  private readonly taken = new Map<string, number>();
  private readonly numbering = new Numbering();
  private open: Draft[] = [];
  private bullets = new Map<string, number>();

  /** A node outside the numbering: head, preamble, end. */
  addNamed(path: string, kind: NodeKind, lines: readonly Line[]): void {
    const [line, ...following] = lines;
    if (line === undefined) return;
    this.open = [];
    this.push({
      path,
      kind,
      markerKind: null,
      level: 0,
      parent: null,
      line,
      marker: null,
      rest: line.inner,
      following,
    });
  }

  /** Adds a body or annex line: it opens a node, or continues the one it belongs to. */
  addLine(line: MarkedLine): void {
    if (line.marker !== null) this.openUnit(line, line.marker);
    else this.owner(line)?.following.push(line);
  }

  /** A node without marker below the node that is open: an entry of a glossary. */
  addEntry(line: Line): void {
    const parent = this.open[0] ?? null;
    if (parent === null) return;
    const path = `${parent.path}.u${this.nextBullet(`${parent.path}.`)}`;
    parent.hasChildren = true;
    this.push({
      path,
      kind: 'entry',
      markerKind: null,
      level: parent.level + 1,
      parent,
      line,
      marker: null,
      rest: line.inner,
      following: [],
    });
  }

  last(): Draft | undefined {
    return this.drafts.at(-1);
  }

  private openUnit(line: MarkedLine, marker: Marker): void {
    const rank = MARKER_RANKS[marker.kind];
    while (this.open.length > 0 && rankOf(this.open.at(-1)) >= rank) this.open.pop();
    const parent = this.open.at(-1) ?? null;
    if (parent !== null) parent.hasChildren = true;
    const start = line.inner.start;
    const draft = this.push({
      path: this.unitPath(line, marker, parent),
      kind: marker.kind === 'annex' ? 'annex' : marker.kind === 'bullet' ? 'bullet' : 'unit',
      markerKind: marker.kind,
      level: (parent?.level ?? 0) + 1,
      parent,
      line,
      marker: { start, end: start + marker.length },
      rest: { start: start + marker.length, end: line.inner.end },
      following: [],
    });
    this.open.push(draft);
  }

  private unitPath(line: Line, marker: Marker, parent: Draft | null): string {
    const above = parent === null ? '' : `${parent.path}.`;
    if (marker.ordinal === null) return `${above}u${this.nextBullet(above)}`;
    if (marker.kind === 'annex') return this.free(`annex${marker.ordinal}`);
    const fault = this.numbering.check(above, marker.kind, marker.ordinal);
    if (fault !== null) {
      this.warnings.push({
        line: line.number,
        code: fault,
        message: `${fault.replace('number_', 'number ')}: ${marker.ordinal} under "${parent?.path ?? 'the top'}"`,
      });
    }
    return this.free(`${above}${marker.ordinal}`);
  }

  /** The second node that prints the same number becomes '2.2~2'. */
  private free(path: string): string {
    const repeat = (this.taken.get(path) ?? 0) + 1;
    this.taken.set(path, repeat);
    return repeat === 1 ? path : `${path}~${repeat}`;
  }

  private nextBullet(below: string): number {
    const next = (this.bullets.get(below) ?? 0) + 1;
    this.bullets.set(below, next);
    return next;
  }

  /** A paragraph behind the last (三)…。 of an article is the article's own next paragraph, not the item's. */
  private owner(line: Line): Draft | undefined {
    const top = this.open.at(-1);
    const article = this.open.findLast((draft) => draft.markerKind === 'article');
    const before = top?.following.at(-1) ?? top?.line;
    const listEnded = before !== undefined && /[。]$/.test(before.folded) && line.folded !== '';
    return article !== undefined && article !== top && listEnded ? article : top;
  }

  private push(draft: Omit<Draft, 'hasChildren'>): Draft {
    const whole = { ...draft, hasChildren: false };
    this.drafts.push(whole);
    return whole;
  }
}

function rankOf(draft: Draft | undefined): number {
  return draft?.markerKind ? MARKER_RANKS[draft.markerKind] : -1;
}

/** Owns anchors: what a citation of a quote carries so that the words can be found again, and the rule by which they are. */
import { TiaosuoError } from '../core/errors.ts';
import { sha256 } from '../core/files.ts';
import type { Span } from '../core/span.ts';
import { prefixOf, suffixOf } from './anchor-context.ts';
import {
  type ClauseText,
  chooseByContext,
  type Place,
  placesOf,
  plainText,
  type Quoted,
} from './anchor-places.ts';

export type { ClauseText, Place } from './anchor-places.ts';

/** `quote`, `prefix` and `suffix` are `exact`, `prefix` and `suffix` of a W3C TextQuoteSelector. */
export interface Anchor {
  /** The address of the clause. */
  readonly clause: string;
  /** Into the clause's text. */
  readonly span: Span;
  /** The words as printed; never empty. */
  readonly quote: string;
  /** What stands right before and behind in the clause's text, up to 32 UTF-16 units; '' at its beginning and end. */
  readonly prefix: string;
  readonly suffix: string;
  /** The same span as W3C names it. */
  readonly position: { readonly type: 'TextPositionSelector' } & Span;
  /** Of the clause's text: `textHash`. */
  readonly hash: string;
  /** The id of the snapshot that the words were taken from. */
  readonly snapshot: string;
}

/** What is known of the words that are looked for: a whole anchor, or the little that a link carries. */
export interface AnchorQuery {
  readonly clause: string;
  readonly span: Span;
  readonly hash?: string | null;
  readonly quote?: string | null;
  readonly prefix?: string | null;
  readonly suffix?: string | null;
}

/**
 * found      the text is the one that was cited: the words stand at the span
 * moved      the text is another one, and the words stand in exactly one place of it, or of another clause
 * ambiguous  the words stand in several places, and nothing says which is meant
 * lost       the words are nowhere, or only like words are
 */
export type AnchorState = 'found' | 'moved' | 'ambiguous' | 'lost';

export interface ResolvedAnchor {
  readonly state: AnchorState;
  /** One where found or moved (there it may have the old numbers), all that come into question where ambiguous, none where lost. */
  readonly places: readonly Place[];
  /** Whether the clause at the address is known to have another text than the one that was cited, or is gone. */
  readonly textChanged: boolean;
}

/** The first 12 hex digits of the SHA-256 of a text as it is, in UTF-8. */
export function textHash(text: string): string {
  return sha256(text).slice(0, 12);
}

/** `snapshot` is the id of the snapshot that `clause` was read from. Throws `bad_request` where the span holds no words of the text. */
export function anchorOf(snapshot: string, { clause, text }: ClauseText, { start, end }: Span): Anchor {
  const span = { start, end };
  if (!isSpanOf(text, span)) {
    throw new TiaosuoError('bad_request', `span ${start}-${end} is not inside the text of "${clause}"`, {
      hint: `its text has ${text.length} characters; start and end count UTF-16 units, end not included, and cut no character`,
    });
  }
  return {
    clause,
    span,
    quote: text.slice(start, end),
    prefix: prefixOf(text, start),
    suffix: suffixOf(text, end),
    position: { type: 'TextPositionSelector', start, end },
    hash: textHash(text),
    snapshot,
  };
}

/**
 * Where the words of an anchor stand now. `now` is the clause at its address, null where there is none; `others` are the clauses of
 * the same document, in any order, with or without that one. The words count where they stand with every letter, digit and mark,
 * whatever the style of marks, the blanks and the script. Without a quote only the text's hash can find them.
 */
export function resolveAnchor(
  anchor: AnchorQuery,
  now: ClauseText | null,
  others: readonly ClauseText[],
): ResolvedAnchor {
  const quoted = quotedIn(anchor);
  const { clause, span, hash = null } = anchor;
  const isSame = now !== null && (hash === null || textHash(now.text) === hash);
  if (now !== null && isSame && standsAt(now.text, span, quoted)) {
    return { state: 'found', places: [{ clause: now.clause, ...span }], textChanged: false };
  }
  const textChanged = hash === null ? now === null || quoted !== null : !isSame;
  const elsewhere = others.filter((other) => other.clause !== clause);
  const places = lookFor({ anchor, quoted, now, elsewhere });
  const state = places.length === 0 ? 'lost' : places.length === 1 ? 'moved' : 'ambiguous';
  return { state, places, textChanged };
}

interface Looking {
  readonly anchor: AnchorQuery;
  readonly quoted: Quoted | null;
  readonly now: ClauseText | null;
  readonly elsewhere: readonly ClauseText[];
}

/** The surest evidence first: the words amid their neighbours, the whole text at another address, the words alone, elsewhere. */
function lookFor({ anchor, quoted, now, elsewhere }: Looking): readonly Place[] {
  const here = quoted === null || now === null ? [] : placesOf(quoted, now, { isElsewhere: false });
  const amid = here.filter(({ context }) => context === 'whole');
  if (amid.length === 1) return amid.map(bare);
  const renumbered = wholeTexts(anchor, quoted, elsewhere);
  if (renumbered.length > 0) return renumbered;
  if (here.length > 0) return chooseByContext(here).map(bare);
  if (quoted === null) return [];
  const there = elsewhere.flatMap((other) => placesOf(quoted, other, { isElsewhere: true }));
  return chooseByContext(there).map(bare);
}

/** The text that was cited, character for character, at other addresses: there the span is what it was. */
function wholeTexts({ hash = null, span }: AnchorQuery, quoted: Quoted | null, texts: readonly ClauseText[]) {
  if (hash === null) return [];
  return texts
    .filter(({ text }) => standsAt(text, span, quoted) && textHash(text) === hash)
    .map(({ clause }) => ({ clause, ...span }));
}

/** Null where nothing is quoted, or nothing but blanks. */
function quotedIn({ quote = null, prefix = null, suffix = null }: AnchorQuery): Quoted | null {
  const words = plainText(quote ?? '').text;
  if (words === '') return null;
  return {
    words,
    prefix: prefix === null ? null : plainText(prefix).text,
    suffix: suffix === null ? null : plainText(suffix).text,
  };
}

function standsAt(text: string, { start, end }: Span, quoted: Quoted | null): boolean {
  if (!isSpanOf(text, { start, end })) return false;
  return quoted === null || plainText(text.slice(start, end)).text === quoted.words;
}

/** Whether a span holds something of the text, and cuts no character of two units. */
function isSpanOf(text: string, { start, end }: Span): boolean {
  const isInside = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end;
  return isInside && end <= text.length && !isInCharacter(text, start) && !isInCharacter(text, end);
}

function isInCharacter(text: string, at: number): boolean {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

function bare({ clause, start, end }: Place): Place {
  return { clause, start, end };
}

/** Owns the cut between a unit's heading and its text. */
import type { Span } from '../core/span.ts';
import { slice, trim } from '../core/span.ts';
import { fold } from '../text/fold.ts';
import type { Draft } from './draft.ts';
import { readResponsibility } from './responsibility.ts';

export interface HeadingCut {
  readonly heading: Span | null;
  /** The first stretch of text, on the marker's own line; null where text begins on a later line or nowhere. */
  readonly text: Span | null;
}

// The longest heading of the first corpus has 31 characters; a run-in "heading" of a whole sentence is a sentence.
const MAX_HEADING_CHARS = 40;
const SENTENCE_END = /[。;!?:,]$/;

/**
 * A heading is what stands between the marker and the first 。 where text runs on behind it, or the whole line where it
 * stands alone, without the closing 。; an article (第X条) has one only in 【】. A leaf that is one sentence is text.
 */
export function cutHeading(source: string, draft: Draft): HeadingCut {
  const rest = trim(source, draft.rest ?? { start: 0, end: 0 });
  if (rest.end === rest.start) return { heading: null, text: null };
  const folded = fold(slice(source, rest));
  if (draft.markerKind === 'article') return cutArticle(source, rest, folded);
  const stop = folded.indexOf('。');
  const behind = stop < 0 ? '' : folded.slice(stop + 1).trim();
  if (behind !== '') return cutRunIn(source, rest, stop, behind);
  const content = stop < 0 ? rest : { start: rest.start, end: rest.start + stop };
  const standsAlone = draft.hasChildren || draft.following.length > 0;
  const isSentence = SENTENCE_END.test(folded) && !standsAlone;
  const isBroken = folded.length > MAX_HEADING_CHARS * 1.5;
  return isSentence || isBroken ? { heading: null, text: rest } : { heading: content, text: null };
}

function cutRunIn(source: string, rest: Span, stop: number, behind: string): HeadingCut {
  const onlyBlock = readResponsibility(behind)?.span.start === 0;
  if (stop > MAX_HEADING_CHARS || onlyBlock || stop === 0) return { heading: null, text: rest };
  return {
    heading: { start: rest.start, end: rest.start + stop },
    text: trim(source, { start: rest.start + stop + 1, end: rest.end }),
  };
}

/** 第四条【养护责任】 城市桥梁的… */
function cutArticle(source: string, rest: Span, folded: string): HeadingCut {
  const bracketed =
    /^[【[]([^】\]]{1,30})[】\]]/.exec(slice(source, rest)) ?? /^\(([^()]{1,30})\)(?=\s)/.exec(folded);
  if (bracketed?.[1] === undefined) return { heading: null, text: rest };
  const heading = { start: rest.start + 1, end: rest.start + 1 + bracketed[1].length };
  const text = trim(source, { start: rest.start + bracketed[0].length, end: rest.end });
  return { heading, text: text.end > text.start ? text : null };
}

/**
 * Where a glossary entry's term ends, in units from its start: at a colon or 是指, else as far as the document itself uses
 * the words in front (…加快构建一江四河一带治水格局… for 一江四河一带一江,即长江); null where nothing tells.
 */
export function termLength(entry: string, documentBody: string): number | null {
  const separator = /^([^。,;:]{2,40}?)(?::|是指|,是指|,指)/.exec(fold(entry));
  if (separator?.[1] !== undefined) return separator[1].length;
  let used = 0;
  for (let length = 2; length <= Math.min(40, entry.length - 1); length++) {
    if (!documentBody.includes(entry.slice(0, length))) break;
    used = length;
  }
  return used >= 2 ? used : null;
}

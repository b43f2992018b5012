/** Owns the rule by which a quotation belongs to a source: which of the names around it says whose words it has. */
//
// Within the sentence (and a quotation in a note within the note), the first of these that there is:
//   1  a link around the words
//   2  keys, notes, links and addresses behind it, before the next quotation:  “…”[@nanjing-2025/2.2]   “…”[^1]   “…”（见 …）
//   3  a source in brackets right behind it, or named as one:                  “…”（扬府发〔2024〕118号）   “…”出自《…》
//   4  an address, key or link in front of it:                                 @nanjing-2025/2.2 提出“…”
//   5  who is said to say it:                                                   扬州提出，到2027年“…”
//   6  the nearest title or number in front of it that some document here has
//   7  the cities in front of it, any of them
//   8  keys and notes behind later quotations of the sentence, which they share
//   9  who the sentence began with, as in 5 to 7
// What is in front counts from the quotation before it. Names inside quotations are no sources.
import type { Span } from '../../core/span.ts';
import { SAYS } from '../data/saying.ts';
import type { Mention } from './mention.ts';

export interface Attribution {
  /** What it is cited to, any one of them; empty where nothing says. */
  readonly cited: readonly Mention[];
  /** Who the sentence says it is, where a key, note or link is what it is cited to: both must be right. */
  readonly speakers: readonly Mention[];
}

export interface Surroundings {
  readonly text: string;
  readonly sentence: Span;
  /** The quotation. */
  readonly quotation: Span;
  /** The quotations of the sentence. */
  readonly quotations: readonly Span[];
  /** The mentions of the block, in order. */
  readonly mentions: readonly Mention[];
}

export function attribute(around: Surroundings): Attribution {
  const { sentence, quotation, quotations, mentions } = around;
  const before = quotations.filter(({ end }) => end <= quotation.start).at(-1);
  const after = quotations.find(({ start }) => start >= quotation.end);
  const own = { start: before?.end ?? sentence.start, end: quotation.start };
  const behind = { start: quotation.end, end: after?.start ?? sentence.end };
  const speakers = speakersIn(around, own);
  const explicit = firstOf(
    () => mentions.filter((m) => m.kind === 'link' && m.start <= quotation.end && m.end >= quotation.start),
    () => explicitBehind(around, behind),
    () => namedBehind(around, behind),
    () => explicitBefore(around, own, before === undefined),
  );
  if (explicit.length > 0) return { cited: explicit, speakers };
  const named = firstOf(
    () => speakers,
    () => namedBefore(around, own),
    () =>
      inside(mentions, { start: quotation.end, end: sentence.end })
        .filter(isExplicit)
        .filter((m) => m.clings)
        .slice(0, 1),
    () => (before === undefined ? [] : speakersIn(around, { ...own, start: sentence.start })),
    () => (before === undefined ? [] : namedBefore(around, { ...own, start: sentence.start })),
  );
  return { cited: named, speakers: [] };
}

function firstOf(...rules: readonly (() => readonly Mention[])[]): readonly Mention[] {
  for (const rule of rules) {
    const found = rule();
    if (found.length > 0) return found;
  }
  return [];
}

function isExplicit({ kind }: Mention): boolean {
  return kind === 'key' || kind === 'address' || kind === 'link' || kind === 'note';
}

function isName({ kind }: Mention): boolean {
  return kind === 'title' || kind === 'number' || kind === 'alias' || kind === 'city';
}

function inside(mentions: readonly Mention[], { start, end }: Span): Mention[] {
  return mentions.filter((m) => m.start >= start && m.end <= end);
}

/** The first of them, and those that follow it with nothing said between. */
function explicitBehind({ text, quotation, mentions }: Surroundings, behind: Span): Mention[] {
  const found = inside(mentions, behind).filter(
    (m) => isExplicit(m) && (m.clings || isSourceHere(text.slice(quotation.end, m.start))),
  );
  let end = found[0]?.end ?? 0;
  return found.filter((m, i) => {
    const follows = i === 0 || !/[\p{L}\p{N}]/u.test(text.slice(end, m.start));
    if (follows) end = m.end;
    return follows;
  });
}

const SOURCE_WORDS =
  /^[，,\s]*(?:这|此)?(?:一|些)?(?:条|句)?(?:表述|说法|要求|目标|提法|话|原文)?(?:就|即|均|都)?(?:是|出自|见于|见|参见|详见|来自|系|载于|写在|写进|写入|引自)(?:了)?\s*$/;

/** Whether what stands between a quotation and a name makes the name its source: an open bracket, or 出自. */
function isSourceHere(between: string): boolean {
  const bracket =
    /^[\s。，,]*[（(][^（）()]*$/.exec(between) ??
    /^[\s。]*[（(](?:[^（）()]*[（(][^（）()]*[）)])*[^（）()]*$/.exec(between);
  return bracket !== null || SOURCE_WORDS.test(between) || /^\s*$/.test(between);
}

function namedBehind({ text, quotation, mentions }: Surroundings, behind: Span): Mention[] {
  const names = inside(mentions, behind).filter(
    (m) =>
      isName(m) &&
      isSourceHere(text.slice(quotation.end, m.start)) &&
      text.slice(quotation.end, m.start).trim() !== '',
  );
  const documents = names.filter(({ kind }) => kind !== 'city');
  return documents.length > 0 ? documents : names;
}

function explicitBefore({ mentions }: Surroundings, own: Span, isFirst: boolean): Mention[] {
  return inside(mentions, own)
    .filter((m) => isExplicit(m) && (isFirst || !m.clings))
    .slice(-1);
}

/**
 * The names in the last piece of the sentence that has any, where that piece ends in a word of saying: 扬州提出，到2027年“…”. A name by
 * itself before a colon speaks too.
 */
function speakersIn({ text, mentions, quotation }: Surroundings, region: Span): Mention[] {
  const names = inside(mentions, region).filter(isName);
  const last = names.at(-1);
  if (last === undefined) return [];
  const cuts = /[，,；;。：:]|——/g;
  const start = lastCut(text.slice(region.start, last.start), cuts) + region.start;
  const rest = text.slice(last.end, quotation.start);
  const stop = rest.search(/[，,；;。：:]|——/);
  const tail = (stop < 0 ? rest : rest.slice(0, stop)).replace(/[\s*_]+$/, '');
  const closes = tail.replace(/[（(][^（）()]*[）)]?|[）)]/g, '');
  const isColon = closes.trim() === '' && /^[\s*_）)]*[：:]/.test(stop < 0 ? '' : rest.slice(stop));
  if (!SAYS.test(closes) && !isColon) return [];
  const piece = names.filter((m) => m.start >= start);
  const documents = piece.filter(({ kind }) => kind !== 'city');
  return documents.length > 0 ? documents : piece;
}

function lastCut(text: string, cuts: RegExp): number {
  let at = 0;
  for (const match of text.matchAll(cuts)) at = match.index + match[0].length;
  return at;
}

function namedBefore({ mentions }: Surroundings, own: Span): Mention[] {
  const names = inside(mentions, own).filter((m) => isName(m) && m.documents.length > 0);
  const document = names.filter(({ kind }) => kind !== 'city').at(-1);
  return document === undefined ? names : [document];
}

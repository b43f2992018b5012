/** Owns the verdict on what names a document or a clause: titles, numbers, keys, addresses, links. */
import { contains, type Span } from '../../core/span.ts';
import type { ReportServices } from '../services.ts';
import {
  type FindingPlace,
  type FindingVerdict,
  NOTHING,
  type ReportFinding,
  type Unplaced,
} from './findings.ts';
import type { Mention } from './mention.ts';
import { type Block, type Report, toSource } from './report.ts';

/** What a link is cited for: the words as its document prints them. */
export interface QuotedLink {
  readonly link: Mention;
  readonly quote: string;
}

export interface Using {
  readonly services: ReportServices;
  /** What some quotation is cited to, by `keyOf`. */
  readonly used: ReadonlySet<string>;
  readonly quoted: readonly QuotedLink[];
}

/** A note's mentions stand at its mark in the text; what they name is what makes two the same. */
export function keyOf({ value, documents }: Mention): string {
  return `${value}\0${documents.join()}`;
}

export function mentionFindings(
  report: Report,
  mentions: readonly (readonly Mention[])[],
  using: Using,
): Unplaced[] {
  return report.blocks.flatMap((block, index) =>
    (mentions[index] ?? []).map((one, i, all) => {
      const { verdict, fails, places } = judge(one, {
        block,
        before: all[i - 1],
        after: all[i + 1],
        using,
      });
      return {
        ...NOTHING,
        kind: one.kind as ReportFinding['kind'],
        text: one.value,
        span: toSource(block, one),
        verdict,
        fails,
        places,
        documents: one.documents,
      };
    }),
  );
}

interface Judging {
  readonly block: Block;
  readonly before: Mention | undefined;
  readonly after: Mention | undefined;
  readonly using: Using;
}

interface Judged {
  readonly verdict: FindingVerdict;
  readonly fails: boolean;
  readonly places: readonly FindingPlace[];
}

function judge(one: Mention, { block, before, after, using }: Judging): Judged {
  const isUsed = using.used.has(keyOf(one));
  const isKnown = one.documents.length > 0;
  if (one.kind === 'title') {
    const pair = after?.kind === 'number' && areTogether(block.text, one, after) ? after : undefined;
    const fails = !isKnown && (isUsed || (pair !== undefined && pair.documents.length > 0));
    return { verdict: isKnown ? 'title_ok' : 'unknown_title', fails, places: [] };
  }
  if (one.kind === 'number') {
    const pair = before?.kind === 'title' && areTogether(block.text, before, one) ? before.documents : [];
    if (!isKnown) return { verdict: 'unknown_number', fails: isUsed || pair.length > 0, places: [] };
    const isOther = pair.length > 0 && !pair.some((document) => one.documents.includes(document));
    return { verdict: isOther ? 'misattributed' : 'number_ok', fails: isOther, places: [] };
  }
  if (one.kind === 'link' && one.span !== null) return judgeLink(one, one.span, using);
  const clause = one.clause === null ? null : using.services.clause(one.clause);
  const isInside =
    one.span === null || clause === null || contains({ start: 0, end: clause.text.length }, one.span);
  const isOk = isKnown && isInside;
  const verdict = !isOk ? 'unknown_address' : one.kind === 'link' ? 'link_ok' : 'address_ok';
  return {
    verdict,
    fails: !isOk,
    places:
      isOk && one.clause !== null && one.span !== null ? [placeAt(one.clause, one.span, using.services)] : [],
  };
}

/** 《…》（宁政发〔2025〕16号）: a title and a number with nothing but a bracket between them are one citation. */
function areTogether(text: string, title: Mention, number: Mention): boolean {
  return /^\s*[（(【〔[]?\s*$/.test(text.slice(title.end, number.start));
}

const LINK_VERDICTS = {
  found: 'link_ok',
  moved: 'link_moved',
  ambiguous: 'link_ambiguous',
  lost: 'link_lost',
} as const;

/** A link whose text changed is looked for by the words that the report quotes beside it. */
function judgeLink(link: Mention, span: Span, { services, quoted }: Using): Judged {
  const anchor = { clause: link.value, span, hash: link.hash };
  const quote = quoted.find(
    (one) => keyOf(one.link) === keyOf(link) && one.link.span?.start === span.start,
  )?.quote;
  let resolved = services.resolve(anchor);
  if (resolved.state !== 'found' && quote !== undefined) resolved = services.resolve({ ...anchor, quote });
  if (link.clause === null && resolved.places.length === 0) {
    return { verdict: 'unknown_address', fails: true, places: [] };
  }
  const places = resolved.places.map(({ clause, start, end }) => placeAt(clause, { start, end }, services));
  return { verdict: LINK_VERDICTS[resolved.state], fails: false, places };
}

function placeAt(clause: string, { start, end }: Span, services: ReportServices): FindingPlace {
  const text = services.clause(clause)?.text.slice(start, end) ?? '';
  return { clause, start, end, text, heading: null };
}

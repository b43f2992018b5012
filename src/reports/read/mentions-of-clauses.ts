/** Owns mentions that name a clause: pandoc keys, bare addresses, links into documents. */
import { readPermalink } from '../../citation/permalink.ts';
import { isDocumentId, parseAddress } from '../../core/address.ts';
import type { Span } from '../../core/span.ts';
import type { ReportServices } from '../services.ts';
import { type Mention, mention } from './mention.ts';
import type { Block } from './report.ts';

const GROUP = /\[[^[\]]*@[^[\]]*\]/g;
const KEY = /(?<![\p{L}\p{N}._])@(?:\{([^{}\s]+)\}|([A-Za-z0-9][A-Za-z0-9/._~-]*))([^;@\]]*)/gu;
const ADDRESS = /(?<![\w/@.~-])[a-z]+-\d{4}(?:-\d+)?(?:\/[A-Za-z0-9][A-Za-z0-9.~-]*)?(?![\w/])/g;
const BARE_LINK = /(?:https?:\/\/[\w.:-]+)?(?<![\w/])\/d\/[\w%./~?=&#-]+/g;
const SPAN = /(?:^|[\s,，])(\d{1,7})\s*[-–]\s*(\d{1,7})(?![\d.])/;

/** [@nanjing-2025/2.2], [@a; see @b, 12-40], and @nanjing-2025/2.2 in the text. Keys that are no addresses belong to others. */
export function keysIn(text: string, services: ReportServices): Mention[] {
  const groups = [...text.matchAll(GROUP)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return [...text.matchAll(KEY)].flatMap((match) => {
    const printed = match[1] ?? match[2] ?? '';
    const value = match[1] === undefined ? withoutStop(printed) : printed;
    if (!isOurs(value, services)) return [];
    const start = match.index;
    const clings = groups.some((group) => group.start <= start && start < group.end);
    const braces = match[1] === undefined ? 1 : 3;
    const end = start + braces + value.length;
    const locator = clings ? SPAN.exec(match[3] ?? '') : null;
    const span = locator === null ? null : spanOf(locator[1], locator[2]);
    return [named('key', value, { services, start, end, clings, span })];
  });
}

/** Addresses of clauses, and ids of documents that are here. */
export function addressesIn(text: string, services: ReportServices): Mention[] {
  return [...text.matchAll(ADDRESS)].flatMap((match) => {
    const value = withoutStop(match[0]);
    const isClause = parseAddress(value) !== null;
    const isKnown = services.document(value.split('/')[0] ?? '') !== null;
    if (!isClause && !isKnown) return []; // photos-2024, release-2024/notes.txt
    const start = match.index;
    return [named('address', value, { services, start, end: start + value.length })];
  });
}

/** Links to /d/<address> on any host, and such addresses that stand in the text as they are. */
export function linksIn({ text, links }: Block, services: ReportServices): Mention[] {
  const bare = [...text.matchAll(BARE_LINK)]
    .map((match) => ({ url: withoutStop(match[0]), start: match.index }))
    .map(({ url, start }) => ({ url, start, end: start + url.length }))
    .filter(({ start, end }) => !links.some((link) => link.start < end && start < link.end));
  return [...links, ...bare].flatMap(({ url, start, end }) => {
    const link = readPermalink(url);
    if (link === null || !isOurs(link.clause, services)) return [];
    return [named('link', link.clause, { services, start, end, span: link.span, hash: link.hash })];
  });
}

function named(
  kind: 'key' | 'address' | 'link',
  value: string,
  { services, ...rest }: Partial<Mention> & Span & { services: ReportServices },
): Mention {
  const slash = value.indexOf('/');
  const clause = slash < 0 ? null : services.clause(value);
  const id = clause?.document ?? (slash < 0 ? value : value.slice(0, slash));
  const isThere = slash < 0 ? services.document(id) !== null : clause !== null;
  return mention(kind, value, {
    ...rest,
    documents: isThere ? [id] : [],
    clause: clause === null ? null : value,
  });
}

/** Whether a key or a link is meant for us: it is shaped like an address, or names something that is here. */
function isOurs(value: string, services: ReportServices): boolean {
  return (
    isDocumentId(value.split('/')[0] ?? '') ||
    services.clause(value) !== null ||
    services.document(value) !== null
  );
}

function withoutStop(printed: string): string {
  return printed.replace(/[.\-~/?&#]+$/, '');
}

function spanOf(from: string | undefined, to: string | undefined): Span | null {
  if (!/^\d{1,9}$/.test(from ?? '') || !/^\d{1,9}$/.test(to ?? '')) return null;
  const [start, end] = [Number(from), Number(to)];
  return start < end ? { start, end } : null;
}

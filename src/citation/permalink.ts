/** Owns links to the very words: /d/nanjing-2025/2.2?q=12-40&h=0123456789ab, written and read. */
import type { Span } from '../core/span.ts';
import type { Anchor } from './anchor.ts';

/** What a link to a clause says; what it does not say, or says in no form of ours, is null. */
export interface ReadPermalink {
  /** The address as written; it need not exist. */
  readonly clause: string;
  readonly span: Span | null;
  readonly hash: string | null;
}

/** The page's path and query; the page opens at the words and marks them, or says that the text is another one. */
export function permalink({ clause, span, hash }: Pick<Anchor, 'clause' | 'span' | 'hash'>): string {
  return `${pagePath(clause)}?q=${span.start}-${span.end}&h=${hash}`;
}

/** '/d/nanjing-2025/2.2'; ids that are no addresses of ours are escaped. */
export function pagePath(address: string): string {
  return `/d/${address.toWellFormed().split('/').map(encodeURIComponent).join('/')}`;
}

/** A link to a page of a document or clause, on any host or on none; null where it is no such link. */
export function readPermalink(link: string): ReadPermalink | null {
  if (!URL.canParse(link, 'http://localhost')) return null;
  const url = new URL(link, 'http://localhost');
  const path = /^https?:$/.test(url.protocol) ? /\/d\/(.+)$/.exec(url.pathname)?.[1] : undefined;
  const clause = path === undefined ? null : decoded(path);
  if (clause === null) return null;
  const [q, h] = [only(url.searchParams.getAll('q')), only(url.searchParams.getAll('h'))];
  return { clause, span: q === null ? null : readSpan(q), hash: h === null ? null : readHash(h) };
}

/** '12-40': start and end, in this order and not empty; null for anything else. */
export function readSpan(q: string): Span | null {
  const [, start, end] = /^(\d{1,9})-(\d{1,9})$/.exec(q) ?? [];
  const span = { start: Number(start), end: Number(end) };
  return span.start < span.end ? span : null;
}

/** 12 hexadecimal digits, in small letters; null for anything else. */
export function readHash(h: string): string | null {
  return /^[0-9a-f]{12}$/i.test(h) ? h.toLowerCase() : null;
}

function only(values: readonly string[]): string | null {
  return values.length === 1 ? (values[0] ?? null) : null;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

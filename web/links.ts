/** Owns the addresses of the pages: what a link keeps, and how a clause's address becomes a path. */
import type { Language } from './messages.ts';

export const SEARCH_PATH = '/';

// What a link to other results of the same search keeps, in the order in which it is written.
const KEPT = [
  'q',
  'city',
  'year',
  'document',
  'topic',
  'strength',
  'body',
  'mode',
  'intent',
  'concepts',
  'limit',
  'offset',
  'lang',
] as const;
/** What a new query in the same scope keeps: not what was understood of the old one, a topic of its hits, or its page. */
const SCOPE = ['city', 'year', 'document', 'mode', 'limit', 'lang'] as const;

export type SearchParameter = (typeof KEPT)[number];

type Changes = Partial<Record<SearchParameter, string | readonly string[] | null>>;

/** The search of `url` with some parameters changed; null takes one out. The page falls back to the first. */
export function searchHref(url: URL, changes: Changes): string {
  const params = new URLSearchParams();
  for (const name of KEPT) {
    const change = name === 'offset' ? (changes.offset ?? null) : changes[name];
    const values = change === undefined ? url.searchParams.getAll(name) : [change ?? []].flat();
    for (const value of values) params.append(name, value);
  }
  return withQuery(SEARCH_PATH, params);
}

export function scopeFields(url: URL): { name: string; value: string }[] {
  return SCOPE.flatMap((name) => url.searchParams.getAll(name).map((value) => ({ name, value })));
}

/** '2.2' of 'nanjing-2025/2.2': the id of the clause's section. An imported id without a slash stays whole. */
export function clausePath(clause: string): string {
  return clause.slice(clause.indexOf('/') + 1);
}

export function clauseHref(clause: string, url: URL): string {
  return `${pageHref(clause, url)}${fragmentHref(clausePath(clause))}`;
}

export function documentHref(document: string, url: URL): string {
  return pageHref(document, url);
}

export function fragmentHref(path: string): string {
  return `#${encode(path)}`;
}

// Only the query: a path that starts with two slashes would name another host.
export function languageHref(url: URL, language: Language): string {
  const params = new URLSearchParams(url.searchParams);
  params.set('lang', language);
  return `?${params}`;
}

export function homeHref(url: URL): string {
  return withQuery(SEARCH_PATH, languageOnly(url));
}

/** Of a parameter that may be repeated or hold several values between commas. */
export function valuesOf(url: URL, name: SearchParameter): string[] {
  return url.searchParams
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

function pageHref(address: string, url: URL): string {
  return withQuery(`/d/${address.split('/').map(encode).join('/')}`, languageOnly(url));
}

function languageOnly(url: URL): URLSearchParams {
  const lang = url.searchParams.get('lang');
  return new URLSearchParams(lang === null ? {} : { lang });
}

function withQuery(path: string, params: URLSearchParams): string {
  const query = params.toString();
  return query === '' ? path : `${path}?${query}`;
}

function encode(part: string): string {
  return encodeURIComponent(part.toWellFormed());
}

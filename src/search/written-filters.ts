/** Owns the filters that a query writes out: city:南京, year:2025, doc:…, strength:must, body:住建局, and their Chinese names. */
import { strengthNamed } from '../commitments/strength.ts';
import type { Span } from '../core/span.ts';
import type { Lexicon } from './lexicon.ts';
import { type Notice, unknownNotice } from './notices.ts';
import type { Remainder } from './remainder.ts';

export interface Filter {
  readonly kind: 'city' | 'year' | 'document' | 'strength' | 'body';
  readonly value: string;
  /** Into the query as written; of several values at one place the same. */
  readonly span: Span;
}

/** What a filter that is unknown says stands here too: it leaves nothing. */
export interface WrittenFilters {
  readonly cities: readonly string[];
  readonly years: readonly number[];
  readonly documents: readonly string[];
  readonly strengths: readonly string[];
  readonly bodies: readonly string[];
  readonly written: readonly Filter[];
  readonly notices: readonly Notice[];
}

const KINDS: Readonly<Record<string, Filter['kind']>> = {
  city: 'city',
  城市: 'city',
  year: 'year',
  年份: 'year',
  年: 'year',
  doc: 'document',
  document: 'document',
  文件: 'document',
  strength: 'strength',
  力度: 'strength',
  body: 'body',
  部门: 'body',
  责任: 'body',
};
const FILTER = new RegExp(`(?:^|\\s)(${Object.keys(KINDS).join('|')}):(?:"([^"]*)"|(\\S+))`, 'g');

export function takeFilters(rest: Remainder, lexicon: Lexicon): WrittenFilters {
  const written: Filter[] = [];
  const notices: Notice[] = [];
  for (const { span, groups } of rest.take(FILTER)) {
    const [name = '', quoted, plain] = groups;
    const kind = KINDS[name] ?? 'document';
    const values = (quoted ?? plain ?? '').split(',').map((value) => value.trim());
    for (const asked of values.filter((value) => value !== '')) {
      const known = knownValue(kind, asked, lexicon);
      written.push({ kind, value: known ?? asked, span });
      if (known === undefined) notices.push(unknownNotice(kind, asked));
    }
  }
  const valuesOf = (kind: Filter['kind']) =>
    written.filter((filter) => filter.kind === kind).map(({ value }) => value);
  return {
    cities: valuesOf('city'),
    years: valuesOf('year').map((year) => Number.parseInt(year, 10) || 0),
    documents: valuesOf('document'),
    strengths: valuesOf('strength'),
    bodies: valuesOf('body'),
    written,
    notices,
  };
}

/** As the index has it; undefined where it has no such thing. */
function knownValue(kind: Filter['kind'], asked: string, lexicon: Lexicon): string | undefined {
  switch (kind) {
    case 'city':
      return lexicon.cities.get(asked);
    case 'year':
      return lexicon.years.has(Number.parseInt(asked, 10)) ? asked : undefined;
    case 'document':
      return lexicon.documentsByForm.get(asked);
    case 'strength':
      return strengthNamed(asked);
    case 'body':
      return lexicon.hasBody(asked) ? asked : undefined;
  }
}

/** Owns what can be asked of a citation: forms, editions, markup; and what of it makes no sense. */
import { TiaosuoError } from '../core/errors.ts';
import { EDITIONS, type Edition, STYLES, type Style } from './gbt7714.ts';
import { MARKUPS, type Markup } from './render.ts';

export const CITATION_FORMATS = [
  'text',
  'gbt7714',
  'gbt7714-2015',
  'gbt7714-author-year',
  'legal',
  'footnote',
  'in-text',
  'csl',
  'ris',
  'bibtex',
] as const;
export type CitationFormat = (typeof CITATION_FORMATS)[number];

export interface CiteOptions {
  /** 'text' where absent. */
  readonly format?: CitationFormat;
  /** '2025' where absent; of gbt7714-2015 it is 2015. Also says which type code BibTeX gets. */
  readonly edition?: Edition | undefined;
  /** 'numeric' where absent; of gbt7714-author-year it is author-year. In a text 'author-year' gives （南京市人民政府，2025）. */
  readonly style?: Style | undefined;
  /** 'plain' where absent; files for other programs have no markup. */
  readonly markup?: Markup | undefined;
  /** The day the URL was visited, YYYY-MM-DD. Never read from the clock here. */
  readonly accessed?: string | null | undefined;
  /** The code of the document's type (GB/T 3469): one or two capitals, without /OL. The edition's usual one where absent. */
  readonly typeCode?: string | null | undefined;
  /** What links in Markdown and HTML begin with, as http://127.0.0.1:8787; '' for links inside one site; no links where absent. */
  readonly linkBase?: string | null | undefined;
}

export interface Settings {
  readonly format: CitationFormat;
  readonly edition: Edition;
  readonly style: Style;
  readonly markup: Markup;
  readonly accessed: string | null;
  readonly typeCode: string | null;
  readonly linkBase: string | null;
}

/** Throws bad_request for what is no form, edition, style, markup, date or code, and for two that contradict each other. */
export function settingsOf({
  format = 'text',
  edition,
  style,
  markup = 'plain',
  accessed = null,
  typeCode = null,
  linkBase = null,
}: CiteOptions): Settings {
  refuseUnknown('format', format, CITATION_FORMATS);
  refuseUnknown('edition', edition, EDITIONS);
  refuseUnknown('style', style, STYLES);
  refuseUnknown('markup', markup, MARKUPS);
  const named = {
    edition: format === 'gbt7714-2015' ? ('2015' as const) : undefined,
    style: format === 'gbt7714-author-year' ? ('author-year' as const) : undefined,
  };
  refuseContradiction(format, 'edition', named.edition, edition);
  refuseContradiction(format, 'style', named.style, style);
  if (accessed !== null && !isDate(accessed)) {
    throw new TiaosuoError('bad_request', `accessed "${accessed}" is not a day`, {
      hint: 'write it as 2026-11-22',
    });
  }
  if (typeCode !== null && !/^[A-Z]{1,2}$/.test(typeCode)) {
    throw new TiaosuoError('bad_request', `type code "${typeCode}" is not a code of GB/T 7714`, {
      hint: 'one or two capitals, such as A, Z, EB, R; /OL is added where the document has a URL',
    });
  }
  return {
    format,
    edition: named.edition ?? edition ?? '2025',
    style: named.style ?? style ?? 'numeric',
    markup,
    accessed,
    typeCode,
    linkBase,
  };
}

function refuseUnknown(name: string, value: string | undefined, known: readonly string[]): void {
  if (value === undefined || known.includes(value)) return;
  throw new TiaosuoError('bad_request', `there is no ${name} "${value}"`, {
    hint: `one of ${known.join(', ')}`,
  });
}

function refuseContradiction(
  format: string,
  name: string,
  named: string | undefined,
  asked: string | undefined,
): void {
  if (named === undefined || asked === undefined || named === asked) return;
  throw new TiaosuoError('bad_request', `format ${format} is of ${name} ${named}, not ${asked}`, {
    hint: `ask for format gbt7714 with ${name} ${asked}`,
  });
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

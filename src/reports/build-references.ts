/** Owns the numbers of a report's references: which key gets which, what is printed for it, and what is wrong with a key. */
import { TiaosuoError } from '../core/errors.ts';
import type { Span } from '../core/span.ts';
import type { KeyItem, KeyProblem, KeyUse } from './build-keys.ts';

/** How one clause, or the words at one span of it, is cited. */
export interface Reference {
  /** The reference as GB/T 7714 has it in a numbered list, without the number: plain text, Markdown and HTML of the same words. */
  readonly numeric: string;
  readonly markdown: string;
  /** Well-formed, with everything escaped: it goes into the page as it is. */
  readonly html: string;
  /** Where the words open: a path of the server, or a whole address. */
  readonly link: string;
  /** One item of CSL-JSON. */
  readonly csl: object;
}

export interface ReferenceSource {
  /** Null, or an error `not_found`, where no clause has the address; `bad_request` where the span is not inside its text. */
  reference(address: string, span: Span | null): Reference | null;
  /** Where in the clause the quoted words stand; null where they do not, or twice. Without it, quotes link to their clauses. */
  locate?(address: string, quote: string): Span | null;
  /** The server that paths are links to: 'http://127.0.0.1:8787'. Without it they stay paths. */
  readonly site?: string;
}

export interface CitedPlace {
  readonly span: Span | null;
  readonly link: string;
}

export interface NumberedReference extends Reference {
  /** From 1, in the order in which the text first cites them; those that only notes cite come last. */
  readonly number: number;
  readonly address: string;
  /** Each span that is cited, once, in the order of the text. */
  readonly places: readonly CitedPlace[];
}

export interface CitationItem {
  readonly number: number;
  readonly address: string;
  readonly span: Span | null;
  readonly link: string;
}

export interface CitationUse extends Pick<KeyUse, 'source' | 'form' | 'inLink' | 'inNote'> {
  readonly items: readonly CitationItem[];
}

export interface NumberedKeys {
  /** In the order of the file. */
  readonly uses: readonly CitationUse[];
  /** In the order of their numbers. */
  readonly references: readonly NumberedReference[];
  readonly problems: readonly KeyProblem[];
}

interface ResolvedItem {
  readonly item: KeyItem;
  readonly span: Span | null;
  readonly reference: Reference;
}

/**
 * One number a clause, however many of its spans are cited. Notes come last because Word numbers the footnotes of its text alone.
 * Where all citations of a clause are of the same words, its reference is the one of these words, else that of the whole clause.
 */
export function numberKeys(uses: readonly KeyUse[], source: ReferenceSource): NumberedKeys {
  const problems: KeyProblem[] = [];
  const resolved = uses.map((use) => ({
    use,
    items: use.items
      .map((item) => resolve(item, use.quote, source, problems))
      .filter((item): item is ResolvedItem => item !== null),
  }));
  const inOrder = [...resolved].sort((a, b) => Number(a.use.inNote) - Number(b.use.inNote));
  const cited = new Map<string, ResolvedItem[]>();
  for (const found of inOrder.flatMap(({ items }) => items)) {
    cited.set(found.item.address, [...(cited.get(found.item.address) ?? []), found]);
  }
  const references = [...cited].map(([address, items], i) => numbered(address, items, i + 1, source));
  const numbers = new Map(references.map(({ address, number }) => [address, number]));
  const cite = ({ item: { address }, span, reference }: ResolvedItem): CitationItem => ({
    number: numbers.get(address) ?? 0,
    address,
    span,
    link: onSite(reference.link, source.site),
  });
  return {
    uses: resolved.map(({ use, items }) => ({
      source: use.source,
      form: use.form,
      inLink: use.inLink,
      inNote: use.inNote,
      items: items.map(cite),
    })),
    references,
    problems,
  };
}

function resolve(
  item: KeyItem,
  quote: string | null,
  source: ReferenceSource,
  problems: KeyProblem[],
): ResolvedItem | null {
  const { address, line, column } = item;
  try {
    // Looked up first without a span, so that an address that names nothing is said to be that.
    const whole = source.reference(address, null);
    if (whole !== null) {
      const span = item.span ?? (quote === null ? null : (source.locate?.(address, quote) ?? null));
      const reference = span === null ? whole : source.reference(address, span);
      if (reference !== null) return { item, span, reference };
    }
  } catch (cause) {
    if (!(cause instanceof TiaosuoError)) throw cause;
    if (cause.code !== 'not_found') {
      problems.push({ line, column, message: `"@${address}": ${cause.message}`, hint: cause.hint });
      return null;
    }
  }
  problems.push({
    line,
    column,
    message: `no clause has the key "@${address}"`,
    hint: 'GET /api/documents lists the documents, GET /api/documents/:document their clauses; an @ that opens no key is written \\@',
  });
  return null;
}

function numbered(
  address: string,
  items: readonly ResolvedItem[],
  number: number,
  source: ReferenceSource,
): NumberedReference {
  const places = new Map<string, CitedPlace>();
  for (const { span, reference } of items) {
    const key = span === null ? '' : `${span.start}-${span.end}`;
    if (!places.has(key)) places.set(key, { span, link: onSite(reference.link, source.site) });
  }
  const [first] = items;
  const reference = places.size === 1 ? first?.reference : source.reference(address, null);
  if (!reference) throw new RangeError(`${address} is cited, and then it is not there`);
  return {
    ...reference,
    number,
    address,
    places: [...places.values()],
    link: onSite(reference.link, source.site),
  };
}

function onSite(link: string, site: string | undefined): string {
  return site === undefined ? link : new URL(link, site).href;
}

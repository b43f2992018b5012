/** Owns verification: whether a quote is printed as it is quoted, where, and what differs where it is not. */
import type { Span } from '../core/span.ts';
import type { Clause } from '../indexing/corpus.ts';
import type { Snapshot } from '../indexing/open.ts';
import { type Fit, fitter, MAX_ALTERED_LETTERS, MIN_ALTERED_LETTERS, mostEdits } from './almost.ts';
import { holders, lookalikes } from './candidates.ts';
import { behindMarker, type ClauseReading, ClauseReadings } from './clause-readings.ts';
import { type Difference, differencesOf } from './differences.ts';
import { stretchesIn } from './exact.ts';
import { clauseUnknown, MORE_PLACES, NO_LETTERS, TOO_LONG, TOO_SHORT, type VerifyNote } from './notes.ts';
import { placeOf, type QuotePlace } from './place.ts';
import { type Quote, readQuote } from './quote.ts';

export interface AskedQuote {
  readonly text: string;
  /** The address that it is cited to. */
  readonly clause?: string | undefined;
}

/**
 * `exact`: its letters, digits and signs stand somewhere in this order; width, script, blanks, line breaks, quotation marks and
 * punctuation between words do not count, and an ellipsis stands for anything in the same clause. `altered`: a clause says almost
 * this. `not_found`: neither.
 */
export type Verdict = 'exact' | 'altered' | 'not_found';

export interface VerifyResult {
  /** As asked. */
  readonly text: string;
  readonly verdict: Verdict;
  /**
   * In the clause asked for first, then in reading order. None where it was not found; at most `MAX_CLAUSES` clauses besides the one
   * asked for, and `MAX_IN_CLAUSE` places in one: `notes` says where there are more.
   */
  readonly places: readonly QuotePlace[];
  /** Between the quote and the first place, in the order of the quote; none where it is exact. */
  readonly differences: readonly Difference[];
  /** Whether a place is in the clause asked for; null where none was. */
  readonly inClause: boolean | null;
  /** `others`: title blocks, preambles, endings and section headings, which are no clauses and are printed all the same. */
  readonly searched: { readonly documents: number; readonly clauses: number; readonly others: number };
  readonly notes: readonly VerifyNote[];
}

/** A quote that more clauses hold is a set phrase. */
export const MAX_CLAUSES = 300;
export const MAX_IN_CLAUSE = 5;

/** One result a quote, in the order asked. Any string is a quote; none throws. */
export function verifyQuotes(snapshot: Snapshot, quotes: readonly AskedQuote[]): VerifyResult[] {
  const corpus = corpusOf(snapshot);
  return quotes.map((asked) => verifyQuote(corpus, asked));
}

interface Corpus {
  readonly snapshot: Snapshot;
  readonly readings: ClauseReadings;
  /** Sections, which no index finds. */
  readonly headings: readonly ClauseReading[];
  readonly searched: VerifyResult['searched'];
}

const corpora = new WeakMap<Snapshot, Corpus>();

function corpusOf(snapshot: Snapshot): Corpus {
  const known = corpora.get(snapshot);
  if (known !== undefined) return known;
  const readings = new ClauseReadings();
  const clauses = snapshot.documents.reduce((sum, _, i) => sum + snapshot.countOf(i), 0);
  const corpus = {
    snapshot,
    readings,
    headings: snapshot.headings.map(({ clause }) => readings.of(clause)),
    searched: {
      documents: snapshot.documents.length,
      clauses,
      others: snapshot.live.count() + snapshot.headings.length - clauses,
    },
  };
  corpora.set(snapshot, corpus);
  return corpus;
}

function verifyQuote(corpus: Corpus, { text, clause: address }: AskedQuote): VerifyResult {
  const quote = readQuote(text);
  const asked = address === undefined ? null : corpus.snapshot.find(address);
  const notes = address !== undefined && asked === null ? [clauseUnknown(address)] : [];
  const found =
    quote.letters === 0
      ? nothing(NO_LETTERS)
      : (exactly(corpus, quote, asked) ?? almost(corpus, quote, asked));
  return {
    text,
    ...found,
    inClause: address === undefined ? null : found.places.some((place) => place.clause === address),
    searched: corpus.searched,
    notes: [...notes, ...found.notes],
  };
}

type Found = Pick<VerifyResult, 'verdict' | 'places' | 'differences' | 'notes'>;

function nothing(...notes: VerifyNote[]): Found {
  return { verdict: 'not_found', places: [], differences: [], notes };
}

function exactly(corpus: Corpus, quote: Quote, asked: Clause | null): Found | null {
  const keys = quote.parts.map(({ key }) => key);
  const inAsked = asked === null ? null : corpus.readings.of(asked);
  const holding: Holding[] = [];
  const look = (inClause: ClauseReading, into: Holding[]) => {
    const stretches = stretchesIn(inClause.reading.key, keys, MAX_IN_CLAUSE + 1).filter(
      (parts) => (parts.at(-1)?.end ?? 0) > behindMarker(inClause), // a marker alone is nothing that is said
    );
    if (stretches.length > 0) into.push({ inClause, stretches });
  };
  for (const inClause of possible(corpus, keys)) {
    if (inClause !== inAsked) look(inClause, holding);
    if (holding.length > MAX_CLAUSES) break;
  }
  const first: Holding[] = [];
  if (inAsked !== null) look(inAsked, first);
  if (first.length + holding.length === 0) return null;
  const ordered = inReadingOrder(corpus, holding);
  const named = [...first, ...ordered.slice(0, MAX_CLAUSES)];
  const isMore =
    holding.length > MAX_CLAUSES || named.some(({ stretches }) => stretches.length > MAX_IN_CLAUSE);
  return {
    verdict: 'exact',
    places: named.flatMap(({ inClause, stretches }) =>
      stretches.slice(0, MAX_IN_CLAUSE).map((parts) => placeOf(inClause, parts, quote)),
    ),
    differences: [],
    notes: isMore ? [MORE_PLACES] : [],
  };
}

interface Holding {
  readonly inClause: ClauseReading;
  /** The parts of each place. */
  readonly stretches: readonly (readonly Span[])[];
}

function* possible(
  { snapshot, readings, headings }: Corpus,
  keys: readonly string[],
): Generator<ClauseReading> {
  for (const entry of holders(snapshot, keys)) yield readings.of(snapshot.clause(entry));
  yield* headings;
}

/** Section headings before what is below them in a document. */
function inReadingOrder<T extends { readonly inClause: ClauseReading }>(
  { snapshot }: Corpus,
  list: readonly T[],
): T[] {
  const documentOf = ({ inClause }: T) => snapshot.documentNumber(inClause.clause.document);
  const lineOf = ({ inClause }: T) => inClause.clause.line;
  return list.toSorted((a, b) => documentOf(a) - documentOf(b) || lineOf(a) - lineOf(b));
}

interface Near {
  readonly inClause: ClauseReading;
  readonly fit: Fit;
}

function almost(corpus: Corpus, quote: Quote, asked: Clause | null): Found {
  if (quote.letters < MIN_ALTERED_LETTERS) return nothing(TOO_SHORT);
  if (quote.letters > MAX_ALTERED_LETTERS) return nothing(TOO_LONG);
  const near = nearest(corpus, quote, asked);
  const [first] = near;
  if (first === undefined) return nothing();
  return {
    verdict: 'altered',
    places: near.map(({ inClause, fit }) => placeOf(inClause, fit.stretches, quote)),
    differences: quote.parts.flatMap((part, i) => {
      const stretch = first.fit.stretches[i];
      return stretch === undefined
        ? []
        : differencesOf({ quote: quote.text, part, inClause: first.inClause, stretch });
    }),
    notes: [],
  };
}

/** The clause asked for, if it says almost this, and then those that say it with the fewest letters changed. */
function nearest(corpus: Corpus, quote: Quote, asked: Clause | null): Near[] {
  const keys = quote.parts.map(({ key }) => key);
  const limit = mostEdits(quote.letters);
  const fitIn = fitter(keys);
  const inAsked = asked === null ? null : corpus.readings.of(asked);
  const askedFit = inAsked === null ? null : fitIn(inAsked.reading.key, limit);
  let fewest = limit;
  let best: Near[] = [];
  for (const inClause of lookedAt(corpus, keys, quote.letters)) {
    const fit = fitIn(inClause.reading.key, fewest);
    if (fit === null || inClause === inAsked) continue;
    if (fit.edits < fewest) best = [];
    fewest = fit.edits;
    best.push({ inClause, fit });
  }
  if (inAsked === null || askedFit === null) return inReadingOrder(corpus, best);
  const others = askedFit.edits < fewest ? [] : inReadingOrder(corpus, best);
  return [{ inClause: inAsked, fit: askedFit }, ...others];
}

function* lookedAt({ snapshot, readings, headings }: Corpus, keys: readonly string[], letters: number) {
  for (const entry of lookalikes(snapshot, keys, readAtMost(letters)))
    yield readings.of(snapshot.clause(entry));
  const least = letters - mostEdits(letters);
  for (const heading of headings) if (heading.reading.key.length >= least) yield heading;
}

/** A long quote is told from all others by its rare words; a short one may have its changed word among them. */
function readAtMost(letters: number): number {
  return letters <= 64 ? 24 : letters <= 256 ? 12 : 8;
}

/** Owns "did you mean": what a query that no clause says could have been, one slip away, in the documents' own words. */
import { contains, length, type Span, shift, slice } from '../core/span.ts';
import type { DocumentRecord } from '../indexing/corpus.ts';
import type { Snapshot } from '../indexing/open.ts';
import { framing } from '../text/analyze.ts';
import { fold } from '../text/fold.ts';
import { isDictionaryWord, segment } from '../text/segment.ts';
import {
  halvesOf,
  isWithinOneSlip,
  MIN_SLIP_CHARS,
  type SlipKind,
  type SlippedPlace,
  slippedBeside,
} from '../text/slip.ts';
import type { Lexicon } from './lexicon.ts';
import type { Query } from './query.ts';

interface Context {
  readonly snapshot: Pick<Snapshot, 'clause' | 'documentOf' | 'documents' | 'headings' | 'phrases'>;
  readonly lexicon: Lexicon;
}

// A longer query is a question: among so many words some one is always said otherwise, and related clauses answer it.
const MAX_QUERY_CHARS = 16;
// A question is not mistyped as a whole; its words are.
const MAX_PIECE_CHARS = 20;
const MAX_STRETCHES = 6;
const MAX_PIECES = 6;
// A shorter stretch is one compound, mistyped as a whole: its words alone tell less than it does.
const MAX_COMPOUND_CHARS = 6;
/** Proposals worth trying. */
const MAX_PROPOSALS = 3;
// Half of a short word stands in many clauses; the first hundreds of them tell what it could have been.
const MAX_TEXTS = 400;

/**
 * Whole queries that differ from this one by a slip in a part that no document prints, best first; none where each part is
 * printed somewhere, or is made of words that are. Whether they find anything is for the caller to see.
 */
export function proposeQueries({ raw, text }: Pick<Query, 'raw' | 'text'>, context: Context): string[] {
  if (text.length > MAX_QUERY_CHARS) return [];
  const changes = stretchesOf(text)
    .slice(0, MAX_STRETCHES)
    .flatMap((stretch) => correct(stretch, context) ?? []);
  if (changes.length === 0) return [];
  const proposals = Array.from({ length: MAX_PROPOSALS }, (_, nth) =>
    changes.reduce(
      (query, { piece, better }) => replace(query, piece, better[nth] ?? better[0] ?? piece),
      raw,
    ),
  );
  return [...new Set(proposals)].filter((proposal) => proposal !== raw);
}

// Marks that end a sentence or a part of one; a document number and PM2.5 have others in them.
const BREAKS = /[\s,;:?!。、"']+/u;

/** What stands between blanks and between the words that only frame a question. */
function stretchesOf(text: string): string[] {
  const parts = text.split(BREAKS).map((part) => ({ part, cut: segment(part) }));
  const isFrame = framing(parts.flatMap(({ part, cut }) => cut.map((span) => slice(part, span))));
  const stretches = parts.flatMap(({ part, cut }) => {
    // 通政办法(2018)46号 is one thing, though 办法 frames a question elsewhere.
    const frames = /\(\d{4}\)/.test(part) ? [] : cut.filter((span) => isFrame(slice(part, span)));
    const ends = [...frames.map(({ start }) => start), part.length];
    const starts = [0, ...frames.map(({ end }) => end)];
    return starts.map((start, i) => part.slice(start, ends[i]));
  });
  return [...new Set(stretches)].filter((stretch) => stretch !== '');
}

interface Change {
  /** Folded. */
  readonly piece: string;
  /** As printed, best first; at least one. */
  readonly better: readonly string[];
}

function correct(stretch: string, context: Context): Change | null {
  for (const piece of piecesOf(stretch, context.lexicon)) {
    const better = [...citiesNear(piece, context.lexicon), ...wordingsNear(piece, context)];
    if (better.length > 0) return { piece, better: better.slice(0, MAX_PROPOSALS) };
  }
  return null;
}

function replace(query: string, piece: string, better: string): string {
  const at = fold(query).indexOf(piece);
  return at < 0 ? query : query.slice(0, at) + better + query.slice(at + piece.length);
}

/** What may be mistyped in a stretch that no document prints: all of it, or an unknown word with its neighbours. */
function piecesOf(stretch: string, { has }: Lexicon): string[] {
  if (has(stretch) || isMeant(stretch)) return [];
  const cut = segment(stretch);
  const isKnown = cut.map((span) => length(span) > 1 && has(slice(stretch, span)));
  // 海上光伏 where documents have 海上 and 光伏: well typed, and not said.
  if (isKnown.every(Boolean)) return [];
  const pieces = [stretch];
  for (const words of stretch.length > MAX_COMPOUND_CHARS ? [3, 2, 1] : []) {
    for (let first = 0; first + words <= cut.length; first++) {
      if (isKnown.slice(first, first + words).every(Boolean)) continue;
      pieces.push(stretch.slice(cut[first]?.start, cut[first + words - 1]?.end));
    }
  }
  return [...new Set(pieces)]
    .filter((piece) => piece.length >= MIN_SLIP_CHARS && piece.length <= MAX_PIECE_CHARS)
    .filter((piece) => !has(piece) && !isMeant(piece))
    .slice(0, MAX_PIECES);
}

/** Of three characters one more or less makes another word: who types 核电站 does not mean 换电站. */
function isMeant(piece: string): boolean {
  return piece.length <= MIN_SLIP_CHARS && isDictionaryWord(piece);
}

function citiesNear(piece: string, { cities }: Lexicon): string[] {
  const near = [...cities].filter(([form]) => form.length > MIN_SLIP_CHARS && isWithinOneSlip(form, piece));
  return [...new Set(near.map(([, city]) => city))];
}

interface Wording {
  readonly folded: string;
  readonly slip: SlipKind;
  /** Where it stands first. */
  readonly text: PrintedText;
  readonly place: SlippedPlace;
  count: number;
}

/** What the documents print that is one slip away, as they print it and in whole words. */
function wordingsNear(piece: string, { snapshot }: Context): string[] {
  const halves = halvesOf(piece);
  const found = new Map<string, Wording>();
  for (const side of ['left', 'right'] as const) {
    for (const { text, span } of placesOf(halves[side], snapshot)) {
      for (const place of slippedBeside(text.folded, halves, { side, span })) {
        const folded = text.folded.slice(place.start, place.end);
        const known = found.get(folded);
        if (known !== undefined) known.count++;
        else found.set(folded, { folded, slip: place.slip, text, place, count: 1 });
      }
    }
  }
  const near = [...found.values()].filter(({ folded }) => isWordingLike(folded, piece)).sort(compare);
  return SLIPS.flatMap((slip) => near.filter((wording) => wording.slip === slip).slice(0, MAX_CUT_WORDINGS))
    .filter((wording) => standsAsWords(wording, piece))
    .slice(0, MAX_PROPOSALS)
    .map(({ text, place }) => slice(text.printed, place));
}

// Cutting a text into words is the dear part.
const MAX_CUT_WORDINGS = 8;
const SLIPS: readonly SlipKind[] = ['wrong', 'missing', 'extra'];

function compare(a: Wording, b: Wording): number {
  return SLIPS.indexOf(a.slip) - SLIPS.indexOf(b.slip) || b.count - a.count || (a.folded < b.folded ? -1 : 1);
}

interface PrintedText {
  readonly printed: string;
  readonly folded: string;
}

/** Every place of a string in the texts that hold it, those of Simplified documents first: most queries are written so. */
function placesOf(half: string, snapshot: Context['snapshot']): { text: PrintedText; span: Span }[] {
  const { phrases, headings } = snapshot;
  const places: { text: PrintedText; span: Span; script: DocumentRecord['script'] }[] = [];
  const add = (
    printed: string,
    folded: string,
    { span, script }: { span: Span; script: DocumentRecord['script'] },
  ) => places.push({ text: { printed, folded }, span, script });
  for (const at of phrases.find(half).slice(0, MAX_TEXTS)) {
    const clause = snapshot.clause(at);
    const script = snapshot.documents[snapshot.documentOf(at)]?.script ?? 'simplified';
    for (const span of phrases.inText(at, half)) addAround(clause.text, span, script);
    for (const span of phrases.inHeading(at, half)) addAround(clause.heading ?? '', span, script);
  }
  for (const { clause, record, folded } of headings) {
    const start = folded.indexOf(half);
    if (start >= 0)
      add(clause.heading ?? '', folded, { span: { start, end: start + half.length }, script: record.script });
  }
  // A stretch of the text is enough, and is quicker folded than all of it.
  function addAround(whole: string, { start, end }: Span, script: DocumentRecord['script']) {
    const from = Math.max(0, start - NEIGHBOURHOOD_CHARS);
    const printed = whole.slice(from, end + NEIGHBOURHOOD_CHARS);
    add(printed, fold(printed), { span: shift({ start, end }, -from), script });
  }
  return places.sort((a, b) => Number(a.script === 'traditional') - Number(b.script === 'traditional'));
}

/** A slip makes a word of a word, and nobody who types a figure means another one. */
function isWordingLike(wording: string, piece: string): boolean {
  const digits = (text: string) => text.replace(/[^\p{N}一二三四五六七八九十百千万亿两几]/gu, '');
  return /^[\p{L}\p{N}.+\-/·~%()]+$/u.test(wording) && digits(wording) === digits(piece);
}

// The other half of a long piece, and words on both sides for the cutter to see.
const NEIGHBOURHOOD_CHARS = MAX_PIECE_CHARS;

/** Whether it begins and ends where words do, and no word of it is a single character that the query has not: 光污染, not 在污染. */
function standsAsWords({ text: { folded }, place }: Wording, piece: string): boolean {
  const cut = segment(folded);
  return (
    cut.some(({ start }) => start === place.start) &&
    cut.some(({ end }) => end === place.end) &&
    cut.every((word) => length(word) > 1 || !contains(place, word) || piece.includes(slice(folded, word)))
  );
}

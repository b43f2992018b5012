/** Owns `tiaosuo similar`: counterparts of a clause, or of each paragraph of a text. */
import { length, merge, type Span } from '../core/span.ts';
import { MAX_LIMIT, MAX_TEXT_CHARS, type SimilarAnswer, type SimilarHit } from '../engine.ts';
import {
  type Command,
  parseChoice,
  parseInteger,
  parseOptions,
  type Terminal,
  UsageError,
} from './command.ts';
import { INDEX_HELP, indexOptions, openChosen } from './indexes.ts';
import { counted, oneLine, paint, paintSpans, placeOf, printable, searchedOf, titleOf } from './text.ts';

const SCOPES = ['other', 'all'] as const;

export const similarCommand: Command = {
  help: `usage: npx tiaosuo similar [options] ADDRESS | --text TEXT | -

Finds the clauses that do the same job as a clause, or as each paragraph of a text; with - the text is read from standard input.
A number says how likely that is. verbatim: mostly the same wording; counterpart: the same job; related: a part of it.

  npx tiaosuo similar nanjing-2025/3.8
  npx tiaosuo similar --text '推广碳普惠制度。'
  npx tiaosuo similar - < draft.txt

  --text TEXT        the text, at most ${MAX_TEXT_CHARS} characters
  --scope SCOPE      of a clause: other (default) leaves its own city out, all does not; a text is held against all cities
  --city NAME        only clauses of this city; may be given again
  --limit N          hits to print of each, 1 to ${MAX_LIMIT} (default 10)
  --json             print the same object as GET /api/clauses/…/similar and POST /api/similar
${INDEX_HELP}`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      ...indexOptions,
      text: { type: 'string' },
      scope: { type: 'string', default: 'other' },
      city: { type: 'string', multiple: true, default: [] },
      limit: { type: 'string', default: '10' },
      json: { type: 'boolean', default: false },
    });
    const request = {
      scope: parseChoice('scope', values.scope, SCOPES),
      cities: values.city,
      limit: parseInteger('limit', values.limit, { min: 1, max: MAX_LIMIT }),
    };
    const asked = await readAsked(positionals, values.text, terminal);
    const engine = await openChosen(values, terminal, { searches: 'text' in asked });
    const answer = await engine.similar({ ...request, ...asked });
    if (values.json) terminal.out(`${JSON.stringify(answer)}\n`);
    else if ('text' in asked) printParagraphs(answer, asked.text, terminal);
    else printFound(answer, answer.searched, terminal);
    return 0;
  },
};

async function readAsked(
  positionals: readonly string[],
  text: string | undefined,
  { input }: Terminal,
): Promise<{ clause: string } | { text: string }> {
  const [address, ...others] = positionals;
  if (others.length > 0) throw new UsageError('one address at a time; a text goes behind --text');
  if (address === undefined && text === undefined) {
    throw new UsageError('similar to what? give an address, --text TEXT, or - for standard input');
  }
  if (text !== undefined) {
    if (address !== undefined) throw new UsageError('an address and --text exclude each other');
    return { text };
  }
  if (address !== '-') return { clause: address ?? '' };
  if (input === undefined) throw new UsageError('there is no standard input here');
  return { text: await input(MAX_TEXT_CHARS) };
}

const MAX_FIRST_WORDS = 40;

function printParagraphs({ paragraphs, searched }: SimilarAnswer, text: string, terminal: Terminal): void {
  paragraphs.forEach(({ span, hits, nearest }, i) => {
    const words = oneLine(text.slice(span.start, span.end));
    const shown = words.length > MAX_FIRST_WORDS ? `${words.slice(0, MAX_FIRST_WORDS)}…` : words;
    terminal.out(`${i === 0 ? '' : '\n'}${paint('bold', `${i + 1}. ${shown}`, terminal.colors)}\n`);
    printFound({ hits, nearest }, searched, terminal);
  });
}

function printFound(
  { hits, nearest }: Pick<SimilarAnswer, 'hits' | 'nearest'>,
  searched: SimilarAnswer['searched'],
  terminal: Terminal,
): void {
  const { out, colors } = terminal;
  out(`${hits.length === 0 ? 'no counterpart; ' : ''}${searchedOf(searched)}\n`);
  for (const hit of hits) printHit(hit, ` ${hit.band}`, terminal);
  if (nearest.length === 0) return;
  out(`\n${paint('dim', '-- below the line: these are no counterparts, they come nearest --', colors)}\n`);
  for (const hit of nearest) printHit(hit, '', terminal);
}

/** @param kind behind how similar it is; a clause below the line is of none */
function printHit(hit: SimilarHit, kind: string, { out, colors }: Terminal): void {
  const { similarity, concepts, wording } = hit;
  const where = `${paint('cyan', printable(hit.clause), colors)}  ${placeOf(hit)}`;
  out(`\n${similarity.toFixed(2)}${kind}  ${where}  ${paint('bold', titleOf(hit), colors)}\n`);
  if (hit.passage !== null)
    out(`  ${paintSpans(hit.text, hit.passage, { marks: hit.highlights, colors })}\n`);
  const reasons = [concepts.map(({ term }) => term).join('、'), wordingOf(wording.map(({ b }) => b))];
  const why = reasons.filter((reason) => reason !== '').join('; ');
  if (why !== '') out(`  ${paint('dim', printable(why), colors)}\n`);
}

/** Spans of one side of the shared wording. */
function wordingOf(spans: readonly Span[]): string {
  const stretches = merge(spans);
  const characters = stretches.reduce((sum, span) => sum + length(span), 0);
  if (characters === 0) return '';
  return `${characters} characters in the same words, ${counted(stretches.length, 'stretch', 'stretches')}`;
}

/** Owns how the answer to a search is printed: what was understood to stderr, what was found to stdout. */
import type { FacetValue, Hit, SearchAnswer, WidenedBy } from '../engine.ts';
import type { Terminal } from './command.ts';
import { paint, paintSpans, placeOf, printable, titleOf } from './text.ts';

export function printAnswer(answer: SearchAnswer, terminal: Terminal): void {
  const { facets, hits, nearest } = answer;
  const { out, colors } = terminal;
  printReading(answer, terminal);
  out(`${totals(answer)}\n`);
  out(`${facets.city.map(showCount).join('  ')}\n`);
  if (facets.topic.length > 0) out(`${paint('dim', topics(facets.topic), colors)}\n`);
  for (const { clause, label, heading } of answer.headings) {
    out(`heading ${paint('cyan', printable(clause), colors)}  ${titleOf({ label, heading })}\n`);
  }
  const literal = hits.filter(({ match }) => match === 'literal');
  const related = hits.filter(({ match }) => match === 'semantic');
  for (const hit of literal) printHit(hit, terminal);
  printBand('related', related, terminal);
  printBand('below the line: these do not say what was asked, they come nearest', nearest, terminal);
}

export function printReading({ intents, concepts, notices }: SearchAnswer, { err }: Terminal): void {
  for (const { kind, value } of intents)
    err(`understood as ${kind}: ${printable(value)} (--literal-words takes it back)\n`);
  if (concepts.length > 0)
    err(`read as ${concepts.map(showConcept).join(', ')} (--no-concepts takes it back)\n`);
  for (const { message } of notices) err(`note: ${printable(message)}\n`);
}

/** 以电代煤 (烧煤改用电): the official term, and the wording that led to it. */
function showConcept({ term, label }: WidenedBy): string {
  return term === label ? term : `${term} (${label})`;
}

function totals({ counts, total, searched }: SearchAnswer): string {
  const scope = `${searched.clauses} clauses of ${searched.documents} documents searched`;
  if (total === 0) return `no clause found; ${scope}`;
  const found = counts.literal === 0 ? 'no clause found' : `${counts.literal} clauses say so`;
  return `${found}, ${counts.related} related; ${scope}`;
}

// One line of a terminal; --json has all.
const MAX_TOPICS = 8;

function topics(facet: readonly FacetValue<string>[]): string {
  const rest = facet.length - MAX_TOPICS;
  const shown = facet.slice(0, MAX_TOPICS).map(showCount).join('  ');
  return `topics: ${shown}${rest > 0 ? `  and ${rest} more` : ''}`;
}

/** 南京 2 (+3): two say so, three more are related. */
function showCount({ value, count, literal }: FacetValue<string>): string {
  return `${printable(value)} ${literal}${count > literal ? ` (+${count - literal})` : ''}`;
}

function printBand(title: string, hits: readonly Hit[], terminal: Terminal): void {
  if (hits.length === 0) return;
  terminal.out(`\n${paint('dim', `-- ${title} --`, terminal.colors)}\n`);
  for (const hit of hits) printHit(hit, terminal);
}

function printHit(hit: Hit, { out, colors }: Terminal): void {
  const title = paint('bold', titleOf(hit), colors);
  out(`\n${paint('cyan', printable(hit.clause), colors)}  ${placeOf(hit)}  ${title}\n`);
  if (hit.passage !== null)
    out(`  ${paintSpans(hit.text, hit.passage, { marks: hit.highlights, colors })}\n`);
  out(`  ${paint('dim', printable(hit.why), colors)}\n`);
}

/** Owns what in a block names a document or a clause: pandoc keys, addresses, links, notes, 《titles》, 发文字号, short names, cities. */
import type { Span } from '../../core/span.ts';
import { CITIES } from '../../documents/cities.ts';
import { fold } from '../../text/fold.ts';
import type { ReportServices } from '../services.ts';
import { type Mention, mention } from './mention.ts';
import { addressesIn, keysIn, linksIn } from './mentions-of-clauses.ts';
import { numbersIn } from './numbers.ts';
import { titlesIn } from './quotations.ts';
import type { Block } from './report.ts';

export type Aliases = Map<string, readonly string[]>;

/** Mentions outside `hidden` (the words of quotations), in order; where two overlap, the one that says more. */
export function mentionsIn(
  block: Block,
  { services, aliases, hidden }: { services: ReportServices; aliases: Aliases; hidden: readonly Span[] },
): Mention[] {
  const visible = blank(block.text, hidden);
  const links = linksIn(block, services);
  const clauses = [...keysIn(visible, services), ...addressesIn(visible, services)];
  const notes = block.notes.map(({ at, note }) =>
    mention('note', note, { start: at, end: at, clings: true }),
  );
  const titles = titlesIn(visible).map((span) => titleMention(visible, span, { services, aliases }));
  const numbers = numbersIn(visible, services);
  const names = blank(visible, [...clauses, ...titles, ...numbers]);
  const found = [...links, ...clauses, ...notes, ...titles, ...numbers];
  return withoutInner([...found, ...aliasesIn(names, aliases), ...citiesIn(names, services)]).sort(
    (a, b) => a.start - b.start || a.end - b.end,
  );
}

/** The same text with the spans emptied: same length. */
function blank(text: string, spans: readonly Span[]): string {
  let blanked = text;
  for (const { start, end } of spans) {
    blanked = blanked.slice(0, start) + '\ufffc'.repeat(end - start) + blanked.slice(end);
  }
  return blanked;
}

function titleMention(
  text: string,
  { start, end }: Span,
  { services, aliases }: { services: ReportServices; aliases: Aliases },
): Mention {
  const value = text.slice(start + 1, end - 1);
  const alias = aliases.get(fold(value));
  const documents = alias ?? services.documentsByTitle(value).map(({ document }) => document);
  return mention('title', value, { start, end, documents });
}

function aliasesIn(text: string, aliases: Aliases): Mention[] {
  const folded = fold(text);
  return [...aliases].flatMap(([alias, documents]) =>
    placesOf(folded, alias).map((start) =>
      mention('alias', alias, { start, end: start + alias.length, documents }),
    ),
  );
}

/** Cities by their names with or without 市; a city that no document is of counts too, where its name is no ordinary word. */
function citiesIn(text: string, services: ReportServices): Mention[] {
  const folded = fold(text);
  return CITIES.filter(({ name }) => folded.includes(name)).flatMap(({ name }) => {
    const documents = services.documentsOfCity(name).map(({ document }) => document);
    return placesOf(folded, name).map((start) =>
      mention('city', name, { start, end: start + name.length, documents }),
    );
  });
}

function placesOf(text: string, name: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) places.push(at);
  return places;
}

/** A city inside a short name is the short name; the address that a link shows is the link. */
function withoutInner(mentions: readonly Mention[]): Mention[] {
  return mentions.filter(
    (one) =>
      !mentions.some(
        (other) =>
          other !== one &&
          other.start <= one.start &&
          one.end <= other.end &&
          (other.end - other.start > one.end - one.start ||
            mentions.indexOf(other) < mentions.indexOf(one)) &&
          one.kind !== 'note' &&
          (other.kind !== 'link' || one.kind === 'address' || one.kind === 'link'),
      ),
  );
}

/** Short names that the report gives: 《…》（以下简称《方案》）, “南京方案”. */
export function aliasesFrom(block: Block, services: ReportServices, aliases: Aliases): void {
  const ALIAS = /以下(?:统|合)?(?:简)?称(?:为|作)?[：:]?\s*[《“"「]([^》”"」]{2,20})[》”"」]/g;
  for (const match of block.text.matchAll(ALIAS)) {
    const before = block.text.slice(0, match.index);
    const sentence = before.slice(Math.max(before.lastIndexOf('。'), 0));
    const title = titlesIn(sentence).at(-1);
    const named = title === undefined ? '' : sentence.slice(title.start + 1, title.end - 1);
    const documents = services.documentsByTitle(named).map(({ document }) => document);
    if (documents.length > 0) aliases.set(fold(match[1] ?? ''), documents);
  }
}

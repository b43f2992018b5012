/** Owns what narrows a search to some documents: the strip of cities and the years. */
import type { DocumentSummary, FacetValue, SearchAnswer } from '../src/engine.ts';
import { searchHref, valuesOf } from './links.ts';
import { type Language, MESSAGES } from './messages.ts';
import { type Choice, type Found, Strip } from './strip.tsx';

interface FiltersProps {
  readonly language: Language;
  readonly url: URL;
  readonly answer: SearchAnswer;
  /** All documents of the index: a filtered answer knows only the cities in its scope. */
  readonly documents: readonly DocumentSummary[];
}

// Of an index with hundreds of cities those without a hit are counted in a sentence.
const MAX_CHOICES = 60;

export function CityStrip(props: FiltersProps) {
  const words = MESSAGES[props.language].filters;
  const known = props.documents.flatMap(({ city }) => city ?? []);
  return (
    <Places
      {...props}
      name="city"
      label={words.city}
      others={words.silentOthers}
      choices={choicesOf(props, { name: 'city', facet: props.answer.facets.city, known })}
    />
  );
}

export function YearStrip(props: FiltersProps) {
  const words = MESSAGES[props.language].filters;
  const facet = props.answer.facets.year.map((item) => ({ ...item, value: String(item.value) }));
  const known = props.documents.flatMap(({ year }) => (year === null ? [] : String(year)));
  const choices = choicesOf(props, { name: 'year', facet, known });
  const newestFirst = choices.sort((a, b) => Number(b.value) - Number(a.value));
  return (
    <Places {...props} name="year" label={words.year} others={words.silentYears} choices={newestFirst} />
  );
}

interface PlacesProps extends FiltersProps {
  readonly name: 'city' | 'year';
  readonly label: string;
  readonly others: (count: number) => string;
  readonly choices: readonly Choice[];
}

function Places({ language, url, answer, name, label, others, choices }: PlacesProps) {
  const isFiltered = isFilteredBy(name, url, answer);
  const shown =
    choices.length <= MAX_CHOICES
      ? choices
      : choices.filter(({ found, isSelected }) => hasAny(found) || isSelected);
  const all = { href: hrefOf(null, name, url, answer), found: isFiltered ? null : answer.counts };
  return (
    <Strip {...{ language, name, label, all, choices: shown }}>
      {shown.length < choices.length && <p>{others(choices.length - shown.length)}</p>}
    </Strip>
  );
}

function hasAny(found: Found | null): boolean {
  return found !== null && found.literal + found.related > 0;
}

function choicesOf(
  { url, answer }: FiltersProps,
  {
    name,
    facet,
    known,
  }: { name: 'city' | 'year'; facet: readonly FacetValue<string>[]; known: readonly string[] },
): Choice[] {
  const counts = new Map(
    facet.map(({ value, count, literal }) => [value, { literal, related: count - literal }]),
  );
  const asked = new Set(valuesOf(url, name));
  const isFiltered = isFilteredBy(name, url, answer);
  return [...new Set([...counts.keys(), ...[...known].sort()])].map((value) => ({
    value,
    found: counts.get(value) ?? null,
    // A city may be asked for by another name than its own: what is in a filtered scope was asked for.
    isSelected: isFiltered && (counts.has(value) || asked.has(value)),
    href: hrefOf(value, name, url, answer),
  }));
}

function isFilteredBy(name: 'city' | 'year', url: URL, { intents, filters }: SearchAnswer): boolean {
  return valuesOf(url, name).length > 0 || [...intents, ...filters].some(({ kind }) => kind === name);
}

/** Also takes the city (or year) that stands in the query, written or understood, out of it: 苏州 光伏 and then 南京 is to find 光伏 in 南京. */
function hrefOf(value: string | null, name: 'city' | 'year', url: URL, answer: SearchAnswer): string {
  const inQuery = [...answer.intents, ...answer.filters].filter(({ kind }) => kind === name);
  if (inQuery.length === 0) return searchHref(url, { [name]: value });
  let rest = answer.query;
  for (const { span } of inQuery) {
    rest = rest.slice(0, span.start) + ' '.repeat(span.end - span.start) + rest.slice(span.end);
  }
  const q = rest.trim().replace(/\s+/g, ' ');
  // Nothing but a filter was written: then another one takes its place.
  const isWritten = answer.filters.some(({ kind }) => kind === name);
  if (q === '' && isWritten)
    return searchHref(url, { [name]: null, q: value === null ? null : `${name}:${value}` });
  // Nothing but a city was asked for: then its name is a word.
  return searchHref(url, q === '' ? { [name]: value, intent: 'off' } : { [name]: value, q });
}

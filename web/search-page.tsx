/** Owns the search page: what was asked, how much was looked at, what was found, and plainly what was not. */
import type { DocumentSummary, Hit, SearchAnswer } from '../src/engine.ts';
import { CityStrip, YearStrip } from './filters.tsx';
import { FrontPage } from './front-page.tsx';
import { HitView } from './hit.tsx';
import { frame, type Page, type PageInput, SearchForm } from './layout.tsx';
import { clauseHref, searchHref } from './links.ts';
import { MESSAGES } from './messages.ts';
import { wordNotice } from './notices.ts';
import { TopicStrip } from './topics.tsx';
import { ReadAs, Understood } from './understood.tsx';

export interface SearchPageInput extends PageInput {
  /** Null where nothing was asked, or it failed. */
  readonly answer: SearchAnswer | null;
  /** All documents of the index. */
  readonly documents: readonly DocumentSummary[];
  /** The official terms of the topics that the search is narrowed to. */
  readonly topics: readonly string[];
  /** Why there is no answer. */
  readonly error?: { readonly message: string; readonly hint?: string | null } | undefined;
}

interface AnswerProps extends SearchPageInput {
  readonly answer: SearchAnswer;
}

export function searchPage(input: SearchPageInput): Page {
  const { language, url, answer, documents, error } = input;
  const words = MESSAGES[language].search;
  const query = (url.searchParams.get('q') ?? '').trim();
  const title = query === '' ? null : words.titleOf(query);
  const children = (
    <>
      {title === null ? (
        <>
          <h1>{MESSAGES[language].siteTagline}</h1>
          <p class="intro">{words.intro}</p>
        </>
      ) : (
        <h1 class="unseen">{title}</h1>
      )}
      <SearchForm language={language} url={url} />
      {error !== undefined && <Failure {...input} error={error} />}
      {answer !== null && <Answer {...input} answer={answer} />}
      {answer === null && error === undefined && <FrontPage {...{ language, url, documents }} />}
    </>
  );
  return frame({ ...input, title, kind: 'search', children });
}

const FILTERS_OFF = { city: null, year: null, document: null, topic: null } as const;

function Failure({
  language,
  url,
  error,
}: SearchPageInput & { error: NonNullable<SearchPageInput['error']> }) {
  const words = MESSAGES[language];
  const isFiltered = Object.keys(FILTERS_OFF).some((name) => url.searchParams.has(name));
  return (
    <section class="failure" role="alert">
      <h2>{words.results.failed}</h2>
      <p>{error.message}</p>
      {error.hint && <p class="hint">{error.hint}</p>}
      {isFiltered && (
        <p>
          <a href={searchHref(url, FILTERS_OFF)}>{words.filters.remove}</a>
        </p>
      )}
    </section>
  );
}

function Answer(props: AnswerProps) {
  const { language, url, answer } = props;
  const words = MESSAGES[language];
  const literal = answer.hits.filter(({ match }) => match === 'literal');
  const related = answer.hits.filter(({ match }) => match === 'semantic');
  const { results } = words;
  return (
    <>
      <Understood {...{ language, url, answer }} />
      <Totals {...props} />
      {answer.notices.map((notice) => (
        <p class="notice">
          {wordNotice(notice, words.notices)}
          {notice.code === 'did_you_mean' && (
            <a class="meant" href={searchHref(url, { q: notice.value })} lang="zh-Hans">
              {notice.value}
            </a>
          )}
        </p>
      ))}
      <ReadAs {...{ language, url, answer }} />
      <CityStrip {...props} />
      <YearStrip {...props} />
      <TopicStrip {...props} />
      {answer.counts.related > 0 && <p class="notice">{words.filters.legend}</p>}
      <Headings {...props} />
      <Band {...props} id="literal" title={results.literal} note={results.literalNote} hits={literal} />
      <Band {...props} id="related" title={results.related} note={results.relatedNote} hits={related} />
      <Band
        {...props}
        id="nearest"
        title={results.nearest}
        note={results.nearestNote}
        hits={answer.nearest}
      />
      <Pages {...props} />
    </>
  );
}

/** A section's heading is no clause, but what it prints is not unsaid. */
function Headings({ language, url, answer: { headings } }: AnswerProps) {
  if (headings.length === 0) return null;
  return (
    <div class="notice">
      <p>{MESSAGES[language].results.headings}</p>
      <ul>
        {headings.map(({ clause, city, year, label, heading }) => (
          <li>
            {city} {year}{' '}
            <a href={clauseHref(clause, url)} lang="zh-Hans">
              {label}
              {heading}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

// A search engine that says nothing when it finds nothing is not believed when it finds something.
function Totals({ language, answer: { query, counts, searched }, info, topics }: AnswerProps) {
  const words = MESSAGES[language].results;
  if (searched.clauses === 0) {
    const isOnTopic = topics.length > 0 && searched.documents > 0;
    return <p class="totals">{isOnTopic ? words.nothingOnTopic : words.nothingInScope}</p>;
  }
  const found =
    counts.literal > 0
      ? words.found(counts.literal, counts.related)
      : counts.related > 0
        ? words.onlyRelated(query, counts.related)
        : words.nothing(query);
  return (
    <p class="totals">
      <strong>{found}</strong> <span>{words.searched({ ...searched, all: info.clauses })}</span>
    </p>
  );
}

interface BandProps extends AnswerProps {
  readonly id: 'literal' | 'related' | 'nearest';
  readonly title: string;
  readonly note: string;
  readonly hits: readonly Hit[];
}

function Band({ language, url, documents, id, title, note, hits }: BandProps) {
  if (hits.length === 0) return null;
  const byId = new Map(documents.map((document) => [document.document, document]));
  return (
    <section class={`band ${id}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <p>{note}</p>
      </header>
      <ol>
        {hits.map((hit) => (
          <HitView {...{ language, url, hit, document: byId.get(hit.document) }} />
        ))}
      </ol>
    </section>
  );
}

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

function Pages({ language, url, answer: { total, hits } }: AnswerProps) {
  const words = MESSAGES[language].results;
  const limit = Math.min(wholeNumber(url.searchParams.get('limit')) || DEFAULT_LIMIT, MAX_LIMIT);
  const offset = wholeNumber(url.searchParams.get('offset'));
  if (total === 0) return null;
  if (hits.length === 0) {
    return (
      <p class="notice">
        {words.pastTheEnd(total)} <a href={searchHref(url, {})}>{words.firstPage}</a>
      </p>
    );
  }
  const end = offset + hits.length;
  if (offset === 0 && end >= total) return null;
  const before = Math.max(0, offset - limit);
  return (
    <nav class="pages" aria-label={words.pages}>
      {offset > 0 && (
        <a rel="prev" href={searchHref(url, { offset: before === 0 ? null : String(before) })}>
          {words.previous}
        </a>
      )}
      <span>{words.range(offset + 1, end, total)}</span>
      {end < total && (
        <a rel="next" href={searchHref(url, { offset: String(end) })}>
          {words.next}
        </a>
      )}
    </nav>
  );
}

/** 0 where it is none: the server has refused such an address before. */
function wholeNumber(text: string | null): number {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

/** Owns what the search page shows before anything is asked: what can be asked, and what is there to be searched. */
import type { DocumentSummary } from '../src/engine.ts';
import { textLanguage } from './layout.tsx';
import { documentHref, searchHref } from './links.ts';
import { type Language, MESSAGES } from './messages.ts';

// One for each way of asking: a word, a question in plain words, a city and a word, a phrase, a document number.
const EXAMPLES = ['光伏', '烧煤改用电', '苏州 太湖', '“生态补偿”', '通政办发〔2018〕46号'];
// An imported collection has thousands; the API lists them all.
const MAX_LISTED = 200;

interface FrontPageProps {
  readonly language: Language;
  readonly url: URL;
  readonly documents: readonly DocumentSummary[];
}

export function FrontPage({ language, url, documents }: FrontPageProps) {
  const words = MESSAGES[language].search;
  const rest = documents.length - MAX_LISTED;
  return (
    <>
      <p class="examples">
        {words.examples}{' '}
        {EXAMPLES.map((example) => (
          <>
            <a href={searchHref(url, { q: example })} lang="zh-Hans">
              {example}
            </a>{' '}
          </>
        ))}
      </p>
      <section class="holdings" aria-labelledby="holdings">
        <h2 id="holdings">{words.documents}</h2>
        <ul>
          {documents.slice(0, MAX_LISTED).map((document) => (
            <DocumentLine {...{ language, url, document }} />
          ))}
        </ul>
        {rest > 0 && (
          <p>
            {words.moreDocuments(rest)} <a href="/api/documents">/api/documents</a>
          </p>
        )}
      </section>
    </>
  );
}

function DocumentLine({
  language,
  url,
  document,
}: Omit<FrontPageProps, 'documents'> & { document: DocumentSummary }) {
  const words = MESSAGES[language];
  const { city, year, title, number, date, inferred, script, clauses } = document;
  const printed = textLanguage(script);
  const day = date ?? inferred.date?.value ?? null;
  return (
    <li>
      <p class="where" lang="zh-Hans">
        {[city, year].filter((part) => part !== null).join(' · ')}
      </p>
      <h3 lang={printed}>
        <a href={documentHref(document.document, url)}>
          {title ?? inferred.title?.value ?? words.search.untitled}
        </a>
      </h3>
      <p class="printed">
        <span lang={printed}>{number ?? `${words.document.number} ${words.document.notPrinted}`}</span>
        {day !== null && (
          <span>
            <time datetime={day}>{day}</time>
            {date === null && ` (${words.document.inferred})`}
          </span>
        )}
        <span>{words.search.clauseCount(clauses)}</span>
      </p>
    </li>
  );
}

/** Owns what the page says of how a query was read, each reading with the way back. */
import type { SearchAnswer } from '../src/engine.ts';
import { searchHref, valuesOf } from './links.ts';
import { type Language, MESSAGES } from './messages.ts';

interface UnderstoodProps {
  readonly language: Language;
  readonly url: URL;
  readonly answer: SearchAnswer;
}

/** What was understood of the query, and what else narrows it, each with the way back. */
export function Understood({ language, url, answer }: UnderstoodProps) {
  const words = MESSAGES[language].filters;
  const canBeTakenBack = answer.intents.some(({ kind }) => kind === 'city' || kind === 'year');
  const documents = valuesOf(url, 'document');
  return (
    <>
      {answer.intents.length > 0 && (
        <p class="understood">
          {words.understoodAs}{' '}
          {answer.intents.map(({ kind, value }) => (
            <>
              <span class="chip">
                {words.intents[kind]} <b lang="zh-Hans">{value}</b>
              </span>{' '}
            </>
          ))}
          {/* An address or a document number is what it is; only readings of plain words are taken back. */}
          {canBeTakenBack && <a href={searchHref(url, { intent: 'off' })}>{words.undoIntent}</a>}
        </p>
      )}
      {url.searchParams.get('intent') === 'off' && (
        <p class="understood">
          {words.intentsOff} <a href={searchHref(url, { intent: null })}>{words.restoreIntents}</a>
        </p>
      )}
      {documents.length > 0 && (
        <p class="understood">
          {words.onlyDocument}{' '}
          {documents.map((document) => (
            <>
              <span class="chip">
                <b>{document}</b>
              </span>{' '}
            </>
          ))}
          <a href={searchHref(url, { document: null })}>{words.removeDocument}</a>
        </p>
      )}
    </>
  );
}

/** The official terms that the query comes close to: what was looked for beside its own words. */
export function ReadAs({ language, url, answer: { query, concepts } }: UnderstoodProps) {
  const words = MESSAGES[language].filters;
  if (url.searchParams.get('concepts') === 'off') {
    return (
      <p class="understood">
        {words.conceptsOff} <a href={searchHref(url, { concepts: null })}>{words.restoreConcepts}</a>
      </p>
    );
  }
  if (concepts.length === 0) return null;
  return (
    <p class="understood">
      {words.readAs}{' '}
      {concepts.map(({ term, label }) => (
        <>
          <span class="chip" lang="zh-Hans">
            <b>{term}</b>
            {label !== term && label !== query.trim() && <small>（{label}）</small>}
          </span>{' '}
        </>
      ))}
      <a href={searchHref(url, { concepts: 'off' })}>{words.undoConcepts}</a>
    </p>
  );
}

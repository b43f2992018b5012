/** Owns a document's facts: what is printed, what is not, and what is inferred from what. */
import type { Child } from 'hono/jsx';
import type { DocumentView, InferredFact } from '../src/engine.ts';
import { textLanguage } from './layout.tsx';
import { type Language, MESSAGES, type Messages } from './messages.ts';

interface FactsProps {
  readonly language: Language;
  readonly document: DocumentView;
}

export function DocumentFacts({ language, document }: FactsProps) {
  const words = MESSAGES[language].document;
  const { title, titles, number, issuer, date, posted, city, script, source, inferred } = document;
  const printed = textLanguage(script);
  return (
    <dl class="facts" aria-label={words.facts}>
      <Fact name={words.title}>
        <Printed {...{ words, printed, language, value: title, inferred: inferred.title }} />
      </Fact>
      {titles.length > 1 && (
        <Fact name={words.titles}>
          {titles.map((printedTitle) => (
            <p lang={printed}>{printedTitle}</p>
          ))}
        </Fact>
      )}
      <Fact name={words.number}>
        <Printed {...{ words, printed, language, value: number, inferred: inferred.number }} />
      </Fact>
      <Fact name={words.issuer}>
        <Printed {...{ words, printed, language, value: issuer, inferred: inferred.issuer }} />
      </Fact>
      <Fact name={words.date}>
        <Printed {...{ words, printed, language, value: date, inferred: inferred.date }} />
      </Fact>
      <Fact name={words.posted}>
        {posted === null ? (
          <span class="none">{words.notKnown}</span>
        ) : (
          <time datetime={posted}>{posted}</time>
        )}
      </Fact>
      {city !== null && (
        <Fact name={words.city}>
          <span lang="zh-Hans">{city}</span>
        </Fact>
      )}
      <Fact name={words.script}>{words.scripts[script]}</Fact>
      {source !== null && (
        <Fact name={words.source}>
          {/^https?:\/\//.test(source) ? (
            <a href={source} rel="noreferrer">
              {source}
            </a>
          ) : (
            source
          )}
        </Fact>
      )}
      <Fact name={words.address}>
        <code class="address">{document.document}</code>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children?: Child }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface PrintedProps {
  readonly words: Messages['document'];
  /** The `lang` of what the document prints. */
  readonly printed: string;
  readonly value: string | null;
  readonly inferred: InferredFact | undefined;
  readonly language: Language;
}

/** An inferred fact never stands alone: that it is not printed comes first, and what it rests on last. */
function Printed({ words, printed, value, inferred, language }: PrintedProps) {
  if (value !== null) return <span lang={printed}>{value}</span>;
  return (
    <>
      <span class="none">{words.notPrinted}</span>
      {inferred !== undefined && (
        <>
          <p>
            <span class="inferred">{words.inferred}</span> <span lang="zh-Hans">{inferred.value}</span>
          </p>
          <p class="basis">
            {words.basis}
            {inferred.basis[language]}
          </p>
        </>
      )}
    </>
  );
}

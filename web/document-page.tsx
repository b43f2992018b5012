/** Owns the page of a document: its facts, its outline, and every clause as printed, one of them marked. */
import type { DocumentView } from '../src/engine.ts';
import { ClauseSection } from './clause-section.tsx';
import { DocumentFacts } from './document-facts.tsx';
import { frame, type Page, type PageInput, textLanguage } from './layout.tsx';
import { MESSAGES } from './messages.ts';
import { OutlineList } from './outline-list.tsx';
import { type Pointer, PointerNotice } from './pointed-words.tsx';

export interface DocumentPageInput extends PageInput {
  readonly document: DocumentView;
  /** The address of the clause that was asked for; null where the document was. */
  readonly marked: string | null;
  /** Null where no words of it were asked for. */
  readonly pointer: Pointer | null;
}

export function documentPage(input: DocumentPageInput): Page {
  const { language, url, document, marked, pointer } = input;
  const words = MESSAGES[language].document;
  const printed = textLanguage(document.script);
  const title = document.title ?? document.inferred.title?.value ?? document.document;
  const outline = <OutlineList {...{ clauses: document.clauses, marked, printed }} />;
  const children = (
    <>
      <nav class="outline wide" aria-label={words.outline}>
        <h2>{words.outline}</h2>
        {outline}
      </nav>
      <article class="text">
        <h1 lang={printed}>{title}</h1>
        {marked === null && pointer !== null && <PointerNotice {...{ language, url, pointer }} />}
        <DocumentFacts {...{ language, document }} />
        {/* The same outline again: a <details> cannot be opened by a style sheet, and only one of the two is ever shown. */}
        <details class="outline narrow">
          <summary>{words.outline}</summary>
          {outline}
        </details>
        {document.clauses.map((clause) => (
          <ClauseSection
            {...{ language, url, clause, printed, pointer, isMarked: clause.clause === marked }}
          />
        ))}
        <Warnings {...input} />
      </article>
    </>
  );
  const label = document.clauses.find(({ clause }) => clause === marked)?.label;
  return frame({
    ...input,
    title: label === undefined ? title : `${label} ${title}`,
    kind: 'document',
    children,
  });
}

function Warnings({ language, document: { warnings } }: DocumentPageInput) {
  if (warnings.length === 0) return null;
  const words = MESSAGES[language].document;
  return (
    <details class="warnings">
      <summary>{words.warnings(warnings.length)}</summary>
      <ul>
        {warnings.map(({ line, message }) => (
          <li>
            {words.line(line)} <span lang="en">{message}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

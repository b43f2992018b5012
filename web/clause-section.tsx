/** Owns how a clause stands on its document's page: as printed, with its address and who answers for it in the margin. */
import type { ClauseSummary } from '../src/engine.ts';
import { clausePath, fragmentHref } from './links.ts';
import { MarkedParagraphs } from './marked-text.tsx';
import { type Language, MESSAGES } from './messages.ts';
import { PointedText, type Pointer, PointerNotice } from './pointed-words.tsx';

interface ClauseProps {
  readonly language: Language;
  readonly url: URL;
  readonly clause: ClauseSummary;
  readonly isMarked: boolean;
  /** What is asked for of the clause that is marked. */
  readonly pointer: Pointer | null;
  /** The `lang` of what the document prints. */
  readonly printed: string;
}

export function ClauseSection({ language, url, clause, isMarked, pointer, printed }: ClauseProps) {
  const words = MESSAGES[language].document;
  const { label, text, level } = clause;
  const path = clausePath(clause.clause);
  const classes = ['clause', `level-${level}`, ...(isMarked ? ['marked'] : [])].join(' ');
  const shown = isMarked ? pointer : null;
  const span = shown?.places.length === 1 ? (shown.places[0] ?? null) : null;
  // Focus is what brings the reader to the clause without JavaScript where the address has no fragment; to its words, where they are meant.
  const reached = isMarked
    ? { 'aria-label': label, 'aria-current': 'location', tabindex: -1, autofocus: span === null }
    : {};
  return (
    <section id={path} class={classes} {...reached}>
      <div class="print" lang={printed}>
        {shown !== null && <PointerNotice {...{ language, url, pointer: shown }} />}
        <PrintedHeading {...clause} />
        {span === null ? (
          text !== '' && <MarkedParagraphs text={text} />
        ) : (
          <PointedText {...{ text, span }} />
        )}
      </div>
      <div class="margin">
        <p class="place">
          <a class="anchor" href={fragmentHref(path)} aria-label={words.linkTo(label)} lang="zh-Hans">
            {label}
          </a>{' '}
          <code class="address">{clause.clause}</code>
          {isMarked && <span class="flag">{words.marked}</span>}
        </p>
        <Bodies {...{ clause, words, printed }} />
      </div>
    </section>
  );
}

function PrintedHeading({ marker, heading, level }: ClauseSummary) {
  if (marker === null && heading === null) return null;
  const content = (
    <>
      {marker !== null && <span class="marker">{marker}</span>}
      {heading}
    </>
  );
  if (heading === null) return <p class="heading">{content}</p>;
  if (level <= 1) return <h2>{content}</h2>;
  return level === 2 ? <h3>{content}</h3> : <h4>{content}</h4>;
}

interface BodiesProps {
  readonly clause: ClauseSummary;
  readonly words: (typeof MESSAGES)[Language]['document'];
  readonly printed: string;
}

/** The names as they were read out of the block that the text prints. */
function Bodies({ clause: { responsible }, words, printed }: BodiesProps) {
  if (responsible === null) return null;
  const roles = [
    { name: words.lead, bodies: responsible.lead },
    { name: words.responsible, bodies: responsible.others },
  ].filter(({ bodies }) => bodies.length > 0);
  if (roles.length === 0) return null;
  return (
    <dl class="bodies">
      {roles.map(({ name, bodies }) => (
        <div>
          <dt>{name}</dt>
          <dd lang={printed}>{bodies.join('、')}</dd>
        </div>
      ))}
    </dl>
  );
}

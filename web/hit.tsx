/** Owns how a hit is shown: where it stands, the passage that was found, why, and its address. */
import type { DocumentSummary, Hit } from '../src/engine.ts';
import { textLanguage } from './layout.tsx';
import { clauseHref, documentHref } from './links.ts';
import { MarkedParagraphs, MarkedText } from './marked-text.tsx';
import { type Language, MESSAGES } from './messages.ts';

interface HitProps {
  readonly language: Language;
  readonly url: URL;
  readonly hit: Hit;
  /** Undefined where the list of documents does not have it. */
  readonly document: DocumentSummary | undefined;
}

export function HitView({ language, url, hit, document }: HitProps) {
  const words = MESSAGES[language].results;
  const printed = textLanguage(document?.script);
  return (
    <li>
      <article class="hit">
        <p class="where">
          <span lang="zh-Hans">{hit.city ?? ''}</span>
          {hit.city !== null && hit.year !== null && ' · '}
          {hit.year ?? ''}{' '}
          <a href={documentHref(hit.document, url)} lang={printed}>
            {document?.title ?? hit.document}
          </a>
        </p>
        <h3 lang={printed}>
          <a href={clauseHref(hit.clause, url)}>
            {/* An imported clause has no printed path: its heading stands for it. */}
            {hit.label !== hit.heading && <span class="label">{hit.label}</span>}{' '}
            {hit.heading !== null && <MarkedText text={hit.heading} marks={hit.headingHighlights} />}
          </a>
        </h3>
        {hit.text === '' ? <p class="none">{words.headingOnly}</p> : <HitText {...{ hit, printed, words }} />}
        <dl class="notes">
          <div>
            <dt>{words.why}</dt>
            <dd lang="zh-Hans">
              <Why {...{ hit, words }} />
            </dd>
          </div>
          <div>
            <dt>{words.address}</dt>
            <dd>
              <code class="address">{hit.clause}</code>
            </dd>
          </div>
        </dl>
      </article>
    </li>
  );
}

interface WhyProps {
  readonly hit: Hit;
  readonly words: (typeof MESSAGES)[Language]['results'];
}

/** 相关：烧煤改用电 → 以电代煤；语义 0.62: what was asked, and the official words that say it. */
function Why({ hit: { why, match }, words }: WhyProps) {
  // A query may hold an arrow, the graph's words do not: the last one is ours.
  const arrow = match === 'literal' ? -1 : why.lastIndexOf(' → ');
  if (arrow < 0) return <>{why}</>;
  const official = arrow + ' → '.length;
  const rest = why.indexOf('；', official);
  const end = rest < 0 ? why.length : rest;
  return (
    <>
      <span class="asked">{why.slice(0, arrow)}</span>{' '}
      <span class="arrow" role="img" aria-label={words.means}>
        →
      </span>{' '}
      <b>{why.slice(official, end)}</b>
      {why.slice(end)}
    </>
  );
}

interface HitTextProps {
  readonly hit: Hit;
  readonly printed: string;
  readonly words: (typeof MESSAGES)[Language]['results'];
}

/** The passage; the whole clause where nothing is left out of it, else the whole clause on demand. */
function HitText({ hit: { text, highlights, passage }, printed, words }: HitTextProps) {
  const shown = passage ?? { start: 0, end: text.length };
  const isWhole = shown.start === 0 && shown.end >= text.length;
  return (
    <>
      <blockquote class="passage" lang={printed}>
        <MarkedParagraphs text={text} marks={highlights} within={shown} ellipsis="……" />
      </blockquote>
      {!isWhole && (
        <details class="whole">
          <summary>{words.fullText(text.length)}</summary>
          <blockquote lang={printed}>
            <MarkedParagraphs text={text} marks={highlights} />
          </blockquote>
        </details>
      )}
    </>
  );
}

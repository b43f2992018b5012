/** Owns what a link to the words of a clause shows: the words marked, or why they are not. */
import type { Span } from '../src/core/span.ts';
import { documentHref } from './links.ts';
import { LANGUAGE_TAGS, type Language, MESSAGES } from './messages.ts';

/**
 * found       the text is the one that the link was made for
 * unchecked   the link does not say which text it was made for
 * moved       that text stands at another address now
 * ambiguous   at several
 * changed     that text stands nowhere in the document any more
 * unreadable  the link names no place in the text
 * no_clause   the link names a place, and no clause that has it
 */
export interface Pointer {
  readonly state: 'found' | 'unchecked' | 'moved' | 'ambiguous' | 'changed' | 'unreadable' | 'no_clause';
  /** The address in the link. */
  readonly asked: string;
  /** Whether the document has a clause of that address. */
  readonly isThere: boolean;
  /** One where found, unchecked or moved, several where ambiguous, else none. */
  readonly places: readonly (Span & { readonly clause: string })[];
  /** As the link has it; null where it has none. */
  readonly hash: string | null;
}

/** What the words are known by on the page; no clause has this path. */
export const WORDS_ID = 'words';

interface NoticeProps {
  readonly language: Language;
  readonly url: URL;
  readonly pointer: Pointer;
}

export function PointerNotice({ language, url, pointer }: NoticeProps) {
  const { state, asked, isThere, places, hash } = pointer;
  const words = MESSAGES[language].document.pointer;
  if (state === 'found') return null;
  return (
    <div class="notice" role="note" lang={LANGUAGE_TAGS[language]}>
      {words[state]}
      {state === 'moved' && (
        <>
          {' '}
          {words.asked} {isThere ? <a href={documentHref(asked, url)}>{asked}</a> : asked}
          {isThere ? words.other : words.gone}
        </>
      )}
      {state === 'ambiguous' &&
        places.map((place) => (
          <>
            {' '}
            <a href={wordsHref(place, hash, url)}>{place.clause}</a>
          </>
        ))}
    </div>
  );
}

/** A <p> for each paragraph of the text. The first mark takes the focus: that brings the reader there without JavaScript. */
export function PointedText({ text, span }: { readonly text: string; readonly span: Span }) {
  let start = 0;
  return (
    <>
      {text.split('\n').map((paragraph) => {
        const [from, to] = [span.start - start, span.end - start].map((at) =>
          Math.min(Math.max(at, 0), paragraph.length),
        );
        const isFirst = span.start >= start;
        start += paragraph.length + 1;
        if (paragraph === '') return null;
        if (from === to) return <p>{paragraph}</p>;
        return (
          <p>
            {paragraph.slice(0, from)}
            <mark {...(isFirst ? { id: WORDS_ID, tabindex: -1, autofocus: true } : {})}>
              {paragraph.slice(from, to)}
            </mark>
            {paragraph.slice(to)}
          </p>
        );
      })}
    </>
  );
}

/** The same link to another clause that has the same text. */
function wordsHref({ clause, start, end }: Pointer['places'][number], hash: string | null, url: URL): string {
  const link = new URL(documentHref(clause, url), url);
  link.searchParams.set('q', `${start}-${end}`);
  if (hash !== null) link.searchParams.set('h', hash);
  return `${link.pathname}${link.search}#${WORDS_ID}`;
}

/** Owns the link to the words of a clause, ?q=12-40&h=0123456789ab: what it asks for, and what the page is told. */
import type { Context } from 'hono';
import type { Pointer } from '../../web/pointed-words.tsx';
import { TiaosuoError } from '../core/errors.ts';
import type { Span } from '../core/span.ts';
import { type DocumentView, type Engine, readHash, readSpan, resolveAnchor, textHash } from '../engine.ts';

interface Asked {
  /** Null where `q` says nothing that can be read, or nothing at all. */
  readonly span: Span | null;
  readonly hash: string | null;
  readonly hasSpan: boolean;
}

export interface Opened {
  readonly document: DocumentView;
  /** The address of the clause at which the page opens; null where it opens at the top. */
  readonly marked: string | null;
  /** Null where no words were asked for. */
  readonly pointer: Pointer | null;
}

/**
 * A document, or the document of a clause at that clause: at the words that are asked for, wherever in the document they stand now.
 * A clause that is gone is not found, unless its text stands at one other address. A link that cannot be read is called that on the
 * page and refused nowhere: the clause is what the reader came for.
 */
export function openAt(c: Context, engine: Engine, address: string): Opened {
  const asked = askedOf(c);
  if (engine.hasDocument(address)) {
    const pointer = asked?.hasSpan ? pointerOf('no_clause', { asked: address, hash: asked.hash }) : null;
    return { document: engine.document(address), marked: null, pointer };
  }
  const { clause, document, refusal } = clauseAt(engine, address);
  const pointer = asked === null ? null : pointerTo(asked, clause, document);
  const [place, ...more] = pointer?.places ?? [];
  const isOnePlace = place !== undefined && more.length === 0;
  if (refusal !== null && !isOnePlace) throw refusal;
  return { document, marked: isOnePlace ? place.clause : clause, pointer };
}

function askedOf(c: Context): Asked | null {
  const [q, h] = [c.req.queries('q') ?? [], c.req.queries('h') ?? []];
  if (q.length + h.length === 0) return null;
  return {
    span: q.length === 1 ? readSpan(q[0] ?? '') : null,
    hash: h.length === 1 ? readHash(h[0] ?? '') : null,
    hasSpan: q.length > 0,
  };
}

/** A clause that is gone may have left its text to another one: its document is looked into before it is refused. */
function clauseAt(engine: Engine, address: string) {
  try {
    const { clause, document } = engine.clause(address);
    return { clause, document: engine.document(document), refusal: null };
  } catch (refusal) {
    const document = address.slice(0, Math.max(0, address.indexOf('/')));
    const isGone = refusal instanceof TiaosuoError && refusal.code === 'not_found';
    if (!isGone || !engine.hasDocument(document)) throw refusal;
    return { clause: address, document: engine.document(document), refusal };
  }
}

/** Null where only a text is named, and it is the one that is here. */
function pointerTo(
  { span, hash, hasSpan }: Asked,
  address: string,
  { clauses }: DocumentView,
): Pointer | null {
  const now = clauses.find(({ clause }) => clause === address) ?? null;
  const about = { asked: address, hash, isThere: now !== null };
  if (span === null) {
    const isSame = now !== null && (hash === null || textHash(now.text) === hash);
    if (!isSame) return pointerOf('changed', about);
    return hasSpan ? pointerOf('unreadable', about) : null;
  }
  const { state, places, textChanged } = resolveAnchor({ clause: address, span, hash }, now, clauses);
  if (state === 'lost') return pointerOf(textChanged ? 'changed' : 'unreadable', about);
  return pointerOf(state === 'found' && hash === null ? 'unchecked' : state, { ...about, places });
}

type About = Pick<Pointer, 'asked' | 'hash'> & Partial<Pointer>;

function pointerOf(state: Pointer['state'], about: About): Pointer {
  return { isThere: true, places: [], ...about, state };
}

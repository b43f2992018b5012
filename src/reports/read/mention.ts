/** Owns what a mention is: a stretch of a report that names a document or a clause. */
import type { Span } from '../../core/span.ts';

export type MentionKind = 'key' | 'address' | 'link' | 'note' | 'title' | 'number' | 'alias' | 'city';

export interface Mention extends Span {
  readonly kind: MentionKind;
  /** The address, title, number, name of a note or of a city, without its marks. */
  readonly value: string;
  /** Documents that it can be; none where it names none that is here. */
  readonly documents: readonly string[];
  /** The clause that it names; null where it names a whole document, or no clause that is here. */
  readonly clause: string | null;
  /** The words in the clause that a key or a link names. */
  readonly span: Span | null;
  /** First digits of the hash of the clause's text that a link was made over. */
  readonly hash: string | null;
  /** Whether it names a city and not a document: also where a note does. */
  readonly isCity: boolean;
  /** Whether it speaks of what stands in front of it, as [@keys] and notes do, and not of what follows. */
  readonly clings: boolean;
}

export function mention(kind: MentionKind, value: string, rest: Partial<Mention> & Span): Mention {
  const none = {
    documents: [],
    clause: null,
    span: null,
    hash: null,
    isCity: kind === 'city',
    clings: false,
  };
  return { kind, value, ...none, ...rest };
}

/** Owns what an answer says about itself besides its hits: what could not be done as asked. */
import { STRENGTHS } from '../commitments/strength.ts';

export type NoticeCode =
  | 'city_unknown' // no document of this city in the index
  | 'year_unknown'
  | 'document_unknown'
  | 'clause_unknown'
  | 'strength_unknown' // no level of the scale of commitment
  | 'body_unknown' // no clause's block names such a body
  | 'number_unknown' // no clause prints this 发文字号
  | 'did_you_mean' // no clause says what was asked; `value` is a query, one slip away, that some clause does say
  | 'words_only'; // no embedder: every mode is answered by words

export interface Notice {
  readonly code: NoticeCode;
  /** What it is about, as asked; null where it is about the whole search. */
  readonly value: string | null;
  /** In English. */
  readonly message: string;
}

export function unknownNotice(
  kind: 'city' | 'year' | 'document' | 'clause' | 'number' | 'strength' | 'body',
  value: string,
): Notice {
  return { code: `${kind}_unknown`, value, message: messageFor(kind, value) };
}

function messageFor(kind: string, value: string): string {
  if (kind === 'strength') return `no strength "${value}": there are ${STRENGTHS.join(', ')}`;
  const what = kind === 'city' || kind === 'year' ? `no document of ${kind}` : `no ${kind}`;
  return `${what} "${value}" in this index`;
}

export function didYouMean(query: string): Notice {
  return { code: 'did_you_mean', value: query, message: `did you mean "${query}"?` };
}

export const WORDS_ONLY: Notice = {
  code: 'words_only',
  value: null,
  message: 'no embedder: answered by words alone (scores.semantic is null)',
};

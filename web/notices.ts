/** Owns the engine's notices in the page's language; of one that proposes another query, what stands before its link. */
import type { Notice } from '../src/engine.ts';
import type { Messages } from './messages.ts';

export function wordNotice({ code, value }: Notice, words: Messages['notices']): string {
  switch (code) {
    case 'words_only':
      return words.wordsOnly;
    case 'did_you_mean':
      return words.didYouMean;
    case 'city_unknown':
      return words.noCity(value ?? '');
    case 'year_unknown':
      return words.noYear(value ?? '');
    case 'number_unknown':
      return words.noNumber(value ?? '');
    case 'clause_unknown':
      return words.noClause(value ?? '');
    case 'document_unknown':
      return words.noDocument(value ?? '');
    case 'strength_unknown':
      return words.noStrength(value ?? '');
    case 'body_unknown':
      return words.noBody(value ?? '');
  }
}

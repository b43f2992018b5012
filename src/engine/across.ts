/** Owns the questions that go across cities: what is similar, what differs, who is silent, what is promised, and who answers for it. */
import { alignClauses } from '../comparing/align.ts';
import { coverageOf } from '../comparing/coverage.ts';
import { familiesOf } from '../comparing/families.ts';
import { profilesOf } from '../comparing/profile.ts';
import { mutualSimilarity } from '../comparing/similar.ts';
import { similarScope, similarToClause, similarToText } from '../comparing/similar-search.ts';
import { targetListOf } from '../comparing/target-list.ts';
import { TiaosuoError } from '../core/errors.ts';
import { type BodiesAnswer, presentBodies } from '../results/bodies.ts';
import { type CompareAnswer, presentComparison } from '../results/compare.ts';
import { type CoverageAnswer, presentCoverage } from '../results/coverage.ts';
import { type FamiliesAnswer, presentFamilies } from '../results/families.ts';
import { presentSimilar, type SimilarAnswer } from '../results/similar.ts';
import { presentTargets, type TargetOrder, type TargetsAnswer } from '../results/targets.ts';
import { type Filters, scopeOf, speaksOf } from '../search/scope.ts';
import type { SearchContext, SearchMode } from '../search/search.ts';
import { fold } from '../text/fold.ts';
import { recallNames, rememberNames } from './family-memory.ts';
import { type Names, requireInteger } from './names.ts';

/** UTF-16 units of a pasted text: some ten pages. */
export const MAX_TEXT_CHARS = 20_000;
/** Paragraphs of a pasted text: each is a search of its own. */
export const MAX_PARAGRAPHS = 100;
/** Queries that one coverage answers. */
export const MAX_QUERIES = 50;
/** Rows that one answer of targets shows at the most. */
export const MAX_TARGETS = 5_000;

export interface SimilarRequest {
  /** An address; or else `text`. */
  readonly clause?: string;
  readonly text?: string;
  /**
   * 'other' leaves the clause's own city out, and is the default; where no city is known of it, nothing is left out. A text is held
   * against all cities.
   */
  readonly scope?: 'other' | 'all';
  readonly cities?: readonly string[];
  /** 1 to 100; 10 where absent. */
  readonly limit?: number;
}

export interface CoverageRequest {
  /** 1 to 50. */
  readonly queries: readonly string[];
  readonly mode?: SearchMode;
  readonly cities?: readonly string[];
  readonly years?: readonly number[];
  readonly documents?: readonly string[];
  readonly concepts?: boolean;
}

export interface FamiliesRequest {
  /** Only families of at least so many cities; 1 where absent. */
  readonly minCities?: number;
  /** Only the family of this clause. */
  readonly clause?: string;
}

export interface TargetsRequest {
  readonly cities?: readonly string[];
  readonly documents?: readonly string[];
  /** Target years. */
  readonly years?: readonly number[];
  readonly topics?: readonly string[];
  /** A part of what is measured, in either script. */
  readonly subject?: string;
  readonly order?: TargetOrder;
  readonly limit?: number;
  readonly offset?: number;
}

export interface BodiesRequest {
  readonly cities?: readonly string[];
  /** A body's name in any form. */
  readonly name?: string;
}

export interface AcrossCities {
  /** Clauses that do the same job as a clause, or as each paragraph of a text. */
  similar(request: SimilarRequest): Promise<SimilarAnswer>;
  /** Two clauses side by side. */
  compare(a: string, b: string): CompareAnswer;
  coverage(request: CoverageRequest): Promise<CoverageAnswer>;
  families(request?: FamiliesRequest): FamiliesAnswer;
  targets(request?: TargetsRequest): TargetsAnswer;
  bodies(request?: BodiesRequest): BodiesAnswer;
}

export interface AcrossOptions {
  readonly context: SearchContext;
  readonly names: Names;
  /** Where names of families are remembered. */
  readonly indexFolder: string;
  /** UTF-16 units of a query. */
  readonly maxQueryChars: number;
}

export function acrossCities({ context, names, indexFolder, maxQueryChars }: AcrossOptions): AcrossCities {
  const { snapshot } = context;
  const cityOf = (entry: number) => snapshot.documents[snapshot.documentOf(entry)]?.city ?? null;
  const scopeFor = (request: SimilarRequest, entry: number | null) => {
    const own = entry === null ? null : cityOf(entry);
    const cities = names.cities(request.cities ?? []);
    const documents = snapshot.documents.flatMap(({ city }, document) => {
      const isOwn = own !== null && city === own && request.scope !== 'all';
      return isOwn || (cities.length > 0 && !cities.includes(city ?? '')) ? [] : [document];
    });
    return similarScope(snapshot, new Set(documents), entry);
  };
  return {
    async similar(request) {
      const startedMs = performance.now();
      const { clause, text, limit = 10 } = request;
      requireInteger('limit', limit, 1, 100);
      if (clause !== undefined) {
        const entry = names.entry(clause);
        const scope = scopeFor(request, entry);
        const found = similarToClause(snapshot, entry, scope);
        const address = snapshot.addressOf(entry);
        return presentSimilar(snapshot, [found], { clause: address, scope, limit, startedMs });
      }
      const pasted = requireText(text ?? '');
      const scope = scopeFor(request, null);
      const found = await similarToText(context, pasted, scope);
      return presentSimilar(snapshot, found, { clause: null, scope, limit, startedMs });
    },
    compare(a, b) {
      const startedMs = performance.now();
      const entries = [names.entry(a), names.entry(b)] as const;
      const [one, other] = entries.map((entry) => profilesOf(snapshot).ofEntry(entry));
      if (one === undefined || other === undefined) throw new RangeError('two entries have two profiles');
      return presentComparison(snapshot, {
        entries,
        profiles: [one, other],
        similarity: mutualSimilarity(one, other),
        alignment: alignClauses(snapshot.clause(entries[0]).text, snapshot.clause(entries[1]).text),
        startedMs,
      });
    },
    async coverage({ queries, mode = 'hybrid', concepts = true, ...filters }) {
      const startedMs = performance.now();
      requireInteger('the number of queries', queries.length, 1, MAX_QUERIES);
      const asked = queries.map((query) => requireQuery(query, maxQueryChars));
      const rows = await coverageOf(context, asked, {
        mode,
        concepts,
        understand: true,
        cities: names.cities(filters.cities ?? []),
        years: names.years(filters.years ?? []),
        documents: names.documents(filters.documents ?? []),
      });
      return presentCoverage(snapshot, rows, startedMs);
    },
    families({ minCities = 1, clause } = {}) {
      const startedMs = performance.now();
      requireInteger('minCities', minCities, 1, 1000);
      const address = clause === undefined ? null : snapshot.addressOf(names.entry(clause));
      const { families, isNew } = familiesOf(snapshot, () => recallNames(indexFolder));
      if (isNew) rememberNames(indexFolder, snapshot, families);
      return presentFamilies(snapshot, families, { minCities, clause: address, startedMs });
    },
    targets({ subject = '', order = 'reading', limit = 1000, offset = 0, years = [], ...filters } = {}) {
      const startedMs = performance.now();
      requireInteger('limit', limit, 1, MAX_TARGETS);
      requireInteger('offset', offset, 0, Number.MAX_SAFE_INTEGER);
      const scope: Filters = {
        cities: names.cities(filters.cities ?? []),
        years: [],
        documents: names.documents(filters.documents ?? []),
      };
      const { documents } = scopeOf(snapshot, [scope]);
      const isIn = new Set(documents);
      const topics = names.topics(filters.topics ?? []);
      const wanted = fold(subject.trim());
      const list = targetListOf(snapshot).filter(
        (listed) =>
          isIn.has(snapshot.documentOf(listed.entry)) &&
          (years.length === 0 || (listed.target.year !== null && years.includes(listed.target.year))) &&
          (topics.length === 0 || speaksOf(listed.concepts, topics)) &&
          fold(listed.target.subject?.text ?? '').includes(wanted),
      );
      return presentTargets(snapshot, list, { order, limit, offset, documents, startedMs });
    },
    bodies({ cities = [], name } = {}) {
      return presentBodies(snapshot, {
        city: names.cities(cities),
        ...(name === undefined ? {} : { name }),
      });
    },
  };
}

function requireText(text: string): string {
  if (text.length > MAX_TEXT_CHARS) {
    throw new TiaosuoError('too_large', `the text has ${text.length} characters`, {
      hint: `send at most ${MAX_TEXT_CHARS} at once`,
    });
  }
  const paragraphs = text.split('\n').filter((line) => /[\p{L}\p{N}]/u.test(line)).length;
  if (paragraphs > MAX_PARAGRAPHS) {
    throw new TiaosuoError('too_large', `the text has ${paragraphs} paragraphs`, {
      hint: `send at most ${MAX_PARAGRAPHS} at once`,
    });
  }
  if (paragraphs > 0) return text.toWellFormed();
  throw new TiaosuoError('bad_request', 'the text has no letter and no digit', {
    hint: 'send a sentence, a paragraph or a page',
  });
}

function requireQuery(query: string, maxChars: number): string {
  if (query.trim() !== '' && query.length <= maxChars) return query.toWellFormed();
  throw new TiaosuoError('bad_request', `a query is empty or has more than ${maxChars} characters`, {
    hint: 'ask for a word or a phrase in each',
  });
}

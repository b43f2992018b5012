/** Owns the composition: the only place that knows all parts, and the one surface that server, command line and pages use. */

import { clauseDifference } from './comparing/clause-difference.ts';
import { conceptGraph } from './concepts/graph.ts';
import { TiaosuoError } from './core/errors.ts';
import type { Embedder } from './embedding/embedder.ts';
import { type AcrossCities, acrossCities } from './engine/across.ts';
import { type Citing, citing } from './engine/citing.ts';
import { namesOf, requireInteger } from './engine/names.ts';
import { type Reporting, reporting } from './engine/reporting.ts';
import { type BuildOptions, type BuildReport, buildSnapshot, isStale } from './indexing/build.ts';
import { chooseLexical, LEXICAL_ENGINES, type LexicalEngine } from './indexing/choose-lexical.ts';
import { buildCompletions, type Completions } from './indexing/completions.ts';
import { openSnapshot } from './indexing/open.ts';
import { DEFAULT_INDEX, rebuildCommand } from './indexing/snapshot.ts';
import {
  type ClauseView,
  type DocumentSummary,
  type DocumentView,
  summarize,
  viewClause,
  viewDocument,
} from './results/documents.ts';
import { presentAnswer, type SearchAnswer } from './results/present.ts';
import { completionSource } from './search/completion-source.ts';
import { proposeQueries } from './search/did-you-mean.ts';
import { buildLexicon } from './search/lexicon.ts';
import { didYouMean, type Notice } from './search/notices.ts';
import { parseQuery } from './search/query.ts';
import { runSearch, type Searched, type SearchInput, type SearchMode } from './search/search.ts';
import { type Suggestion, suggestFor } from './search/suggest.ts';

export { resolveAnchor, textHash } from './citation/anchor.ts';
export { readHash, readSpan } from './citation/permalink.ts';
export {
  CITATION_FORMATS,
  type Citation,
  type CitationFormat,
  type CiteOptions,
  EDITIONS,
  MARKUPS,
  STYLES,
} from './citation/reference.ts';
export { STRENGTHS, type Strength, type StrengthSentence } from './commitments/strength.ts';
export type { InferredFact } from './documents/registry.ts';
export { DTYPES, type Dtype } from './embedding/dtypes.ts';
export type { Embedder } from './embedding/embedder.ts';
export { createHashingEmbedder } from './embedding/hashing.ts';
export { openModel, parseModelName } from './embedding/models.ts';
export type {
  AcrossCities,
  BodiesRequest,
  CoverageRequest,
  FamiliesRequest,
  SimilarRequest,
  TargetsRequest,
} from './engine/across.ts';
export { MAX_QUERIES, MAX_TARGETS, MAX_TEXT_CHARS } from './engine/across.ts';
export { type AnchoredCitation, MAX_QUOTES, type VerifyAnswer } from './engine/citing.ts';
export type { CheckAnswer, ReportOptions } from './engine/reporting.ts';
export type { BuildOptions, BuildReport } from './indexing/build.ts';
export type { ChangedClause, DocumentChange } from './indexing/changes.ts';
export type { LexicalEngine } from './indexing/choose-lexical.ts';
export type { Origin } from './indexing/sources.ts';
export { type BodiesAnswer, type BodyView, bodiesTable } from './results/bodies.ts';
export type { CompareAnswer } from './results/compare.ts';
export { type CoverageAnswer, type CoverageCell, coverageCells, coverageGrid } from './results/coverage.ts';
export type { ClauseSummary, ClauseView, DocumentSummary, DocumentView } from './results/documents.ts';
export {
  EXPORT_FORMATS,
  type ExportFormat,
  hitsTable,
  isReferenceExport,
  REFERENCE_EXPORTS,
} from './results/export.ts';
export type { Facets, FacetValue } from './results/facets.ts';
export { type FamiliesAnswer, type FamilyView, familiesTable } from './results/families.ts';
export type { HeadingHit, Hit, SearchAnswer, WidenedBy } from './results/present.ts';
export type { SimilarAnswer, SimilarHit } from './results/similar.ts';
export { type Table, toCsv, toMarkdown } from './results/tables.ts';
export {
  TARGET_ORDERS,
  type TargetOrder,
  type TargetsAnswer,
  type TargetView,
  targetsTable,
} from './results/targets.ts';
export type { Intent } from './search/intents.ts';
export type { Notice, NoticeCode } from './search/notices.ts';
export type { SearchMode } from './search/search.ts';
export type { Suggestion } from './search/suggest.ts';

export { DEFAULT_INDEX, LEXICAL_ENGINES };

/** Hits that one answer shows at the most. */
export const MAX_LIMIT = 100;
/** Suggestions that one answer shows at the most. */
export const MAX_SUGGESTIONS = 20;
/** UTF-16 units that a query has at the most, on every front. */
export const MAX_QUERY_CHARS = 500;

export interface SearchRequest {
  readonly q: string;
  readonly mode?: SearchMode;
  /** Names with or without 市, in either script, or pinyin; an unknown one is refused. */
  readonly cities?: readonly string[];
  readonly years?: readonly number[];
  readonly documents?: readonly string[];
  /** Concepts, by id or term; clauses that speak of one of them or of a part of it. */
  readonly topics?: readonly string[];
  /** Levels of commitment by name, label or word (must, 必须, 严格); clauses with a sentence of one of them. */
  readonly strengths?: readonly string[];
  /** Names of bodies in any form; clauses that name one of them as responsible. */
  readonly bodies?: readonly string[];
  /** 1 to 100. */
  readonly limit?: number;
  readonly offset?: number;
  /** False: cities and years in plain words stay words. */
  readonly understand?: boolean;
  /** False: the query is not widened by the concepts that it comes close to. */
  readonly concepts?: boolean;
}

export interface SuggestRequest {
  /** What is typed so far. */
  readonly q: string;
  /** 1 to 20; 8 where absent. */
  readonly limit?: number;
}

export interface EngineInfo {
  readonly documents: number;
  readonly clauses: number;
  readonly passages: number;
  /** The id of the embedder that answers; null where words alone do. */
  readonly embedder: string | null;
  readonly snapshot: string;
}

/** What every front needs, in queries, clauses and hits; a backend of another kind fits behind it. */
export interface Engine extends AcrossCities, Citing, Reporting {
  info(): EngineInfo;
  search(request: SearchRequest): Promise<SearchAnswer>;
  /** Whole queries that what was typed can become, best first, each once whatever its script, width and case. */
  suggest(request: SuggestRequest): Promise<{ readonly suggestions: readonly Suggestion[] }>;
  /** Makes ready now what would otherwise be made at the first request that needs it; throws where the model cannot be loaded. */
  warmUp(): Promise<void>;
  documents(): readonly DocumentSummary[];
  /** Whether `document` throws. */
  hasDocument(document: string): boolean;
  document(document: string): DocumentView;
  clause(address: string): ClauseView;
}

export interface OpenOptions {
  readonly indexFolder: string;
  /** Null: search by words alone, also in an index that has vectors. */
  readonly embedder?: Embedder | null;
  /** What ranks by words; 'auto' where absent. */
  readonly lexical?: LexicalEngine;
}

export function openEngine({ indexFolder, embedder = null, lexical: engine = 'auto' }: OpenOptions): Engine {
  const snapshot = openSnapshot(indexFolder);
  const { manifest, documents } = snapshot;
  if (embedder !== null && manifest.embedder?.id !== embedder.id) {
    throw new TiaosuoError(
      'index_stale',
      `index "${indexFolder}" has ${manifest.embedder === null ? 'no vectors' : `vectors of ${manifest.embedder.id}`}, not of ${embedder.id}`,
      {
        hint: `rebuild it with that model: ${rebuildCommand(indexFolder, manifest.origin)} --model NAME`,
      },
    );
  }
  const lexicon = buildLexicon(documents, snapshot);
  const lexical = chooseLexical(snapshot, engine);
  const summaries = documents.map((record) => summarize(snapshot, record));

  const names = namesOf(snapshot, lexicon);

  const cites = citing(snapshot, names, (document) => lexicon.documents.has(document));

  let built: Completions | undefined;
  function completions(): Completions {
    built ??= buildCompletions(completionSource(snapshot));
    return built;
  }

  /** Proposes where no clause says what was asked; only what some clause in the same scope does say. */
  async function propose({ query, literal, headings }: Searched, input: SearchInput): Promise<Notice[]> {
    const isSaid = headings.length > 0 || query.named.length > 0 || literal.size > 0;
    if (isSaid || query.terms.length === 0) return [];
    for (const q of proposeQueries(query, { snapshot, lexicon })) {
      const tried = await runSearch(
        { snapshot, lexical, lexicon, embedder: null },
        { ...input, q, limit: 1, concepts: false },
      );
      if (tried.headings.length > 0 || tried.literal.size > 0) return [didYouMean(q)];
    }
    return [];
  }

  return {
    info: () => ({ ...manifest.counts, embedder: embedder?.id ?? null, snapshot: manifest.snapshot }),
    async search({
      q,
      mode = 'hybrid',
      limit = 20,
      offset = 0,
      understand = true,
      concepts = true,
      ...filters
    }) {
      const startedMs = performance.now();
      requireInteger('limit', limit, 1, MAX_LIMIT);
      requireInteger('offset', offset, 0, Number.MAX_SAFE_INTEGER);
      const cities = names.cities(filters.cities ?? []);
      const years = names.years(filters.years ?? []);
      const wanted = names.documents(filters.documents ?? []);
      const topics = names.topics(filters.topics ?? []);
      const strengths = names.strengths(filters.strengths ?? []);
      const bodies = names.bodies(filters.bodies ?? []);
      const scope = { cities, years, documents: wanted, topics, strengths, bodies };
      const input = { q: q.toWellFormed(), mode, ...scope, understand, concepts, limit: offset + limit };
      const found = await runSearch({ snapshot, lexical, lexicon, embedder }, input);
      const proposed = await propose(found, input);
      const answer = presentAnswer(snapshot, found, { mode, offset, limit, startedMs });
      return proposed.length === 0 ? answer : { ...answer, notices: [...proposed, ...answer.notices] };
    },
    async suggest({ q, limit = 8 }) {
      requireInteger('limit', limit, 1, MAX_SUGGESTIONS);
      const typed = q.toWellFormed();
      const isQuery = ({ text }: Suggestion) => text.length <= MAX_QUERY_CHARS;
      const suggestions = suggestFor(typed, completions(), limit).filter(isQuery);
      if (suggestions.length > 0) return { suggestions };
      // Nothing that is completed is near it; some clause's wording may be.
      const near = proposeQueries(parseQuery(typed, lexicon), { snapshot, lexicon });
      return {
        suggestions: near
          .slice(0, limit)
          .map((text) => ({ text, kind: 'term' as const }))
          .filter(isQuery),
      };
    },
    async warmUp() {
      completions();
      await embedder?.embed(['政策'], 'query');
    },
    documents: () => summaries,
    hasDocument: (document) => lexicon.documents.has(document),
    document: (document) => viewDocument(snapshot, names.record(document)),
    clause: (address) => {
      const { clause, record } = names.clause(address);
      return viewClause(snapshot, clause, record);
    },
    ...cites,
    ...reporting(snapshot, cites),
    ...acrossCities({
      context: { snapshot, lexical, lexicon, embedder },
      names,
      indexFolder,
      maxQueryChars: MAX_QUERY_CHARS,
    }),
  };
}

export function buildIndex(options: BuildOptions): Promise<BuildReport> {
  return buildSnapshot(options, clauseDifference);
}

/** Whether `buildIndex` with the same options would change anything. Throws where the index is damaged. */
export function isIndexStale(options: BuildOptions): boolean {
  return isStale(options);
}

/** The official term of a concept named by id or term; the name itself where the graph has no such concept. */
export function topicTerm(name: string): string {
  const { concepts, find } = conceptGraph();
  return concepts[find(name)]?.term ?? name;
}

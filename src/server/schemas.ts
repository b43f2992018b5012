/** Owns the shapes of answers: the same schemas make /openapi.json and are held against answers by tests. */
import { z } from '@hono/zod-openapi';
import { CITATION_FORMATS, STRENGTHS } from '../engine.ts';

export const span = z.object({ start: z.number().int(), end: z.number().int() }).openapi('Span');
/** In /openapi.json `nullable()` of a named schema would be that schema and null at once, which nothing can be. */
export const orNull = <T extends z.ZodType>(schema: T) => z.union([schema, z.null()]);
const facetOf = <T extends z.ZodType>(value: T) =>
  z.array(z.object({ value, count: z.number().int(), literal: z.number().int() }));
const mode = z.enum(['hybrid', 'lexical', 'semantic']);

export const errorBody = z
  .object({ error: z.object({ code: z.string(), message: z.string(), hint: z.string() }) })
  .openapi('Error');

export const health = z
  .object({
    status: z.literal('ok'),
    documents: z.number().int(),
    clauses: z.number().int(),
    passages: z.number().int(),
    embedder: z.string().nullable(),
    snapshot: z.string(),
  })
  .openapi('Health');

export const hit = z
  .object({
    clause: z.string(),
    document: z.string(),
    city: z.string().nullable(),
    year: z.number().int().nullable(),
    label: z.string(),
    heading: z.string().nullable(),
    text: z.string(),
    highlights: z.array(span),
    headingHighlights: z.array(span),
    passage: orNull(span),
    match: z.enum(['literal', 'semantic']),
    scores: z.object({ lexical: z.number().nullable(), semantic: z.number().nullable(), fused: z.number() }),
    shared: z.array(z.string()),
    means: z.array(z.string()),
    why: z.string(),
  })
  .openapi('Hit');

const widenedBy = z
  .object({
    concept: z.string().openapi({ description: 'Its id, field/slug' }),
    term: z.string().openapi({ description: 'Its official term' }),
    label: z.string().openapi({ description: 'The wording that the query holds or comes closest to' }),
    nearness: z.number().openapi({ description: 'Above 0 to 1; 1 where the query holds the label itself' }),
  })
  .openapi('WidenedBy');

export const searchAnswer = z
  .object({
    query: z.string(),
    mode,
    answeredBy: mode,
    total: z.number().int(),
    counts: z.object({ literal: z.number().int(), related: z.number().int() }),
    hits: z.array(hit),
    headings: z.array(
      z.object({
        clause: z.string(),
        document: z.string(),
        city: z.string().nullable(),
        year: z.number().int().nullable(),
        label: z.string(),
        heading: z.string(),
      }),
    ),
    facets: z.object({
      city: facetOf(z.string()),
      year: facetOf(z.number().int()),
      document: facetOf(z.string()),
      topic: facetOf(z.string()).openapi({
        description: 'Official terms of what the hits speak of, the 30 most frequent',
      }),
      strength: facetOf(z.enum(STRENGTHS)).openapi({
        description: 'Levels of commitment of which the hits have sentences, the strongest first',
      }),
      body: facetOf(z.string()).openapi({
        description: 'Usual names of the bodies that the hits name as responsible, the 30 most frequent',
      }),
    }),
    nearest: z.array(hit).openapi({
      description:
        'Only where there is no hit: the clauses that come nearest. They are no hits and counted nowhere',
    }),
    concepts: z.array(widenedBy).openapi({
      description:
        'The concepts that the query comes close to, best first, whose official words were looked for too',
    }),
    searched: z.object({ documents: z.number().int(), clauses: z.number().int() }),
    filters: z.array(
      z.object({ kind: z.enum(['city', 'year', 'document', 'strength', 'body']), value: z.string(), span }),
    ),
    intents: z.array(
      z.object({ kind: z.enum(['city', 'year', 'document', 'clause', 'number']), value: z.string(), span }),
    ),
    notices: z.array(
      z.object({
        code: z.enum([
          'city_unknown',
          'year_unknown',
          'document_unknown',
          'clause_unknown',
          'strength_unknown',
          'body_unknown',
          'number_unknown',
          'did_you_mean',
          'words_only',
        ]),
        value: z.string().nullable(),
        message: z.string(),
      }),
    ),
    snapshot: z.string(),
    tookMs: z.number(),
  })
  .openapi('SearchAnswer');

export const suggestions = z
  .object({
    suggestions: z.array(
      z.object({
        text: z.string().openapi({ description: 'A whole query, in place of what was typed' }),
        kind: z.enum(['term', 'heading', 'document', 'city', 'concept', 'number']),
        clause: z.string().optional().openapi({ description: 'The first clause with this heading' }),
      }),
    ),
  })
  .openapi('Suggestions');

const inferredFact = z.object({ value: z.string(), basis: z.object({ zh: z.string(), en: z.string() }) });

const documentFacts = {
  document: z.string(),
  city: z.string().nullable(),
  title: z.string().nullable(),
  number: z.string().nullable(),
  issuer: z.string().nullable(),
  date: z.string().nullable(),
  year: z.number().int().nullable(),
  script: z.enum(['simplified', 'traditional']),
  titles: z.array(z.string()),
  posted: z.string().nullable(),
  source: z.string().nullable(),
  inferred: z
    .object({ issuer: inferredFact, date: inferredFact, number: inferredFact, title: inferredFact })
    .partial(),
  warnings: z.array(z.object({ line: z.number().int(), code: z.string(), message: z.string() })),
};

export const documentSummary = z.object({ ...documentFacts, clauses: z.number().int() }).openapi('Document');
export const documentList = z.object({ documents: z.array(documentSummary) }).openapi('Documents');

const clauseFacts = {
  clause: z.string(),
  level: z.number().int(),
  marker: z.string().nullable(),
  label: z.string(),
  heading: z.string().nullable(),
  text: z.string(),
  responsible: z.object({ lead: z.array(z.string()), others: z.array(z.string()), span }).nullable(),
  parent: z.string().nullable(),
};

export const documentView = z
  .object({ ...documentFacts, clauses: z.array(z.object(clauseFacts).openapi('ClauseSummary')) })
  .openapi('DocumentWithClauses');

const strengthWord = z.object({ start: z.number().int(), end: z.number().int(), text: z.string() });
const strengthPart = z.object({ span, level: z.enum(STRENGTHS), word: strengthWord });

export const clauseView = z
  .object({
    ...clauseFacts,
    document: z.string(),
    city: z.string().nullable(),
    year: z.number().int().nullable(),
    title: z.string().nullable(),
    ancestors: z.array(
      z.object({ clause: z.string(), marker: z.string().nullable(), heading: z.string().nullable() }),
    ),
    children: z.array(z.string()),
    previous: z.string().nullable(),
    next: z.string().nullable(),
    strengths: z
      .array(
        z.object({
          sentence: span,
          level: z.enum(STRENGTHS),
          word: strengthWord,
          parts: z.array(strengthPart),
        }),
      )
      .openapi({
        description: 'How much each sentence commits to: its strongest word, and that of each part',
      }),
    source: z.object({ file: z.string().nullable(), line: z.number().int(), spans: z.array(span) }),
  })
  .openapi('Clause');

export const anchor = z
  .object({
    clause: z.string(),
    span,
    quote: z.string(),
    prefix: z.string(),
    suffix: z.string(),
    position: z.object({
      type: z.literal('TextPositionSelector'),
      start: z.number().int(),
      end: z.number().int(),
    }),
    hash: z.string().openapi({ description: 'Of the text of the clause' }),
    snapshot: z.string(),
  })
  .openapi('Anchor');

export const citation = z
  .object({
    clause: z.string(),
    format: z.enum(CITATION_FORMATS),
    citation: z.string(),
    quote: z.string().nullable(),
    span: orNull(span),
    link: z.string(),
    inferred: z.array(z.string()),
    anchor: orNull(anchor).openapi({ description: 'Of a quote: by what its words are found again' }),
    permalink: orNull(z.string()).openapi({ description: 'Of a quote: opens the document at the words' }),
  })
  .openapi('Citation');

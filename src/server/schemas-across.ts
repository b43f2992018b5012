/** Owns the shapes of answers to questions across cities. */
import { z } from '@hono/zod-openapi';
import { hit, orNull, span } from './schemas.ts';

const count = z.number().int().min(0);
const share = z.number().min(0).max(1);
const city = z.string().nullable();
const searched = z.object({ documents: count, clauses: count });
const answered = { snapshot: z.string(), tookMs: z.number() };

const band = z.enum(['verbatim', 'counterpart', 'related']).openapi('Band', {
  description: 'verbatim: mostly the same wording; counterpart: the same job; related: a part of it',
});
const sharedRun = z.object({ a: span, b: span }).openapi('SharedRun', {
  description: 'Eight and more characters that both sides have, whatever their script, width and punctuation',
});

const similarHit = hit
  .extend({
    similarity: share.openapi({ description: 'How likely it is that both do the same job' }),
    band: orNull(band).openapi({ description: 'Null below the line' }),
    concepts: z.array(z.object({ concept: z.string(), term: z.string() })).openapi({
      description: 'Concepts of which both speak, the rarest first',
    }),
    wording: z.array(sharedRun).openapi({
      description: 'a lies in the text that was asked with, b in the text of the hit',
    }),
  })
  .openapi('SimilarHit');

const nearest = z.array(similarHit).openapi({
  description: 'Only where nothing is above the line: what comes nearest. No hits',
});

export const similarAnswer = z
  .object({
    clause: z.string().nullable().openapi({ description: 'Null where a text was asked with' }),
    hits: z.array(similarHit).openapi({ description: 'Best first, one a clause; empty: no counterpart' }),
    nearest,
    paragraphs: z
      .array(z.object({ span, hits: z.array(similarHit), nearest }).openapi('SimilarParagraph'))
      .openapi({ description: 'A text’s paragraphs, each answered by itself; empty for a clause' }),
    searched,
    ...answered,
  })
  .openapi('SimilarAnswer');

const comparedClause = z
  .object({
    clause: z.string(),
    document: z.string(),
    city,
    year: z.number().int().nullable(),
    title: z.string().nullable(),
    label: z.string(),
    heading: z.string().nullable(),
    text: z.string(),
  })
  .openapi('ComparedClause');

const alignedPart = z
  .object({
    kind: z.enum(['equal', 'changed', 'a', 'b']).openapi({ description: 'a, b: on that side alone' }),
    a: orNull(span),
    b: orNull(span),
  })
  .openapi('AlignedPart');

export const compareAnswer = z
  .object({
    a: comparedClause,
    b: comparedClause,
    shared: z.array(sharedRun),
    similarity: share.openapi({ description: 'How likely it is that both do the same job' }),
    band: orNull(band),
    sentences: z
      .array(
        alignedPart
          .extend({
            parts: z.array(alignedPart),
            similarity: share,
            moved: z.boolean().openapi({ description: 'It stands in another order on the two sides' }),
          })
          .openapi('AlignedSentence'),
      )
      .openapi({ description: 'Their parts tile both texts: every character stands in one part' }),
    sameWords: share.openapi({ description: 'How much of both texts is the same, word by word' }),
    ...answered,
  })
  .openapi('CompareAnswer');

const coverageTopic = z
  .object({
    query: z.string(),
    terms: z.array(z.string()).openapi({ description: 'What was looked for literally, folded' }),
    synonyms: z.array(z.object({ term: z.string(), labels: z.array(z.string()) })).openapi({
      description: 'Official wordings of the query’s concepts that were looked for as well',
    }),
    cities: z.array(
      z
        .object({
          city,
          documents: count,
          clausesSearched: count,
          literal: count,
          related: count,
          best: orNull(hit).openapi({ description: 'Null where the city is silent' }),
          nearest: orNull(hit).openapi({
            description: 'Where the city is silent: what comes nearest, below the line. No hit',
          }),
        })
        .openapi('CoverageCell'),
    ),
  })
  .openapi('CoverageTopic');

export const coverageAnswer = coverageTopic
  .extend({ topics: z.array(coverageTopic), ...answered })
  .openapi('CoverageAnswer', { description: 'The first topic stands at the top level, too' });

const family = z
  .object({
    family: z.string().openapi({ description: 'An address that names it, whatever documents are added' }),
    label: z.string(),
    earliest: z.string().nullable().openapi({ description: 'A day, a month or a year' }),
    sharedWording: share,
    cells: z.array(
      z.object({
        city,
        clauses: z.array(z.object({ clause: z.string(), label: z.string(), heading: z.string().nullable() })),
      }),
    ),
  })
  .openapi('Family');

export const familiesAnswer = z
  .object({
    cities: z.array(city),
    families: z.array(family),
    counts: z.object({ families: count, clauses: count, alone: count }).openapi({
      description: 'Of all families, whatever was asked for',
    }),
    ...answered,
  })
  .openapi('FamiliesAnswer');

/** Owns the shapes of answers about what cities commit to: targets, and the bodies that answer for clauses. */
import { z } from '@hono/zod-openapi';
import { orNull, span } from './schemas.ts';

const count = z.number().int().min(0);
const city = z.string().nullable();
const year = z.number().int();

const printedSpan = span
  .extend({ text: z.string() })
  .openapi('PrintedSpan', { description: 'text is what is printed at the span' });

const target = z
  .object({
    clause: z.string(),
    document: z.string(),
    city,
    label: z.string(),
    heading: z.string().nullable(),
    text: z.string().openapi({ description: 'The whole phrase as printed' }),
    span: span.openapi({ description: 'All spans of a target lie in the text of its clause' }),
    sentence: span,
    subject: orNull(printedSpan),
    measure: z
      .string()
      .openapi({ description: 'The same for the same measure in other words or of another city' }),
    comparator: orNull(printedSpan),
    relation: z.enum(['>=', '>', '<=', '<', '=', '~', '+', '-']).openapi({
      description: '+ and -: the value is the difference; ~: about',
    }),
    aim: orNull(printedSpan),
    value: printedSpan,
    kind: z.enum(['share', 'amount', 'count', 'grade', 'time']),
    number: z
      .number()
      .openapi({ description: '万 and 亿 multiplied in; percents as they are, a class its ordinal' }),
    high: z.number().nullable().openapi({ description: 'The upper end of a range' }),
    unit: z.string(),
    year: year.nullable().openapi({ description: 'The year by which' }),
    yearSpan: orNull(span),
    base: year.nullable().openapi({ description: 'The year that a change is measured against' }),
    per: orNull(printedSpan),
    condition: orNull(printedSpan),
    topics: z.array(z.string()).openapi({ description: 'Official terms of the concepts that it speaks of' }),
  })
  .openapi('Target');

export const targetsAnswer = z
  .object({
    total: count,
    targets: z.array(target),
    searched: z.object({ documents: count, clauses: count }),
    cities: z.array(z.object({ city, clauses: count, targets: count })).openapi({
      description: 'The cities without a target, too',
    }),
    snapshot: z.string(),
    tookMs: z.number(),
  })
  .openapi('TargetsAnswer');

const bodyClauses = z.array(
  z
    .object({
      clause: z.string(),
      label: z.string(),
      heading: z.string().nullable(),
      spans: z.array(span).openapi({ description: 'Where the name stands in the text of the clause' }),
    })
    .openapi('BodyClause'),
);

const relatedBodies = z.array(
  z
    .object({
      body: z.string().nullable().openapi({ description: 'Null where the city’s documents do not name it' }),
      name: z.string(),
      year: year.openapi({ description: 'Of the reform that made one of the other' }),
      note: z.string(),
    })
    .openapi('RelatedBody'),
);

const body = z
  .object({
    body: z.string().openapi({ example: '苏州/住建局' }),
    name: z.string(),
    city,
    kind: z.enum(['department', 'party', 'court', 'agency', 'company', 'other']),
    printed: z.array(z.object({ name: z.string(), count })),
    lead: bodyClauses,
    others: bodyClauses,
    predecessors: relatedBodies,
    successors: relatedBodies,
  })
  .openapi('Body');

export const bodiesAnswer = z
  .object({
    bodies: z.array(body),
    searched: z.object({ documents: count, clauses: count, blocks: count }),
    silent: z.array(z.object({ city, clauses: count, blocks: count })).openapi({
      description:
        'Cities of which no body was found: the clauses that were looked at, and those of them that name bodies',
    }),
    snapshot: z.string(),
  })
  .openapi('BodiesAnswer');

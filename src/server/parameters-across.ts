/** Owns what questions across cities may say. What a parameter shares with search means the same here. */
import { z } from '@hono/zod-openapi';
import { MAX_QUERIES, MAX_QUERY_CHARS, MAX_TARGETS, MAX_TEXT_CHARS, TARGET_ORDERS } from '../engine.ts';
import { searchQuery } from './parameters.ts';

const { city, year, document, topic, mode, concepts } = searchQuery.shape;
const MAX_ADDRESS_CHARS = 1000;
const MAX_NAME_CHARS = 200;

const address = z.string().min(1).max(MAX_ADDRESS_CHARS);
const name = z.string().max(MAX_NAME_CHARS).refine(isNotBlank, 'it is empty');
const limitOf = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);
const format = z.enum(['json', 'csv', 'md']).default('json').openapi({
  description: 'csv: a table for spreadsheets, UTF-8 with a byte order mark; md: a Markdown table',
});

const MAX_SIMILAR = 100;

export const similarQuery = z.strictObject({
  limit: limitOf(MAX_SIMILAR, 10),
  scope: z.enum(['other', 'all']).default('other').openapi({
    description: 'other: clauses of the clause’s own city are left out',
  }),
  city,
});

export const similarBody = z
  .strictObject({
    // Its length is held by the engine: more is a 413.
    text: z.string().openapi({
      maxLength: MAX_TEXT_CHARS,
      example: '大力发展分布式光伏发电。',
      description: 'A sentence, a paragraph or a page; each paragraph is answered by itself',
    }),
    limit: z.number().int().min(1).max(MAX_SIMILAR).default(10),
    city: z
      .array(z.string().max(MAX_NAME_CHARS))
      .max(20)
      .default([])
      .openapi({ example: ['南京'] }),
  })
  .openapi('SimilarToText');

export const compareQuery = z.strictObject({
  a: address.openapi({ example: 'nanjing-2025/2.2' }),
  b: address.openapi({ example: 'yangzhou-2024/2.2' }),
});

const query = z
  .string()
  .max(MAX_QUERY_CHARS, `a query has more than ${MAX_QUERY_CHARS} characters`)
  .refine(isNotBlank, 'a query is empty');

export const coverageQuery = z.strictObject({
  q: z
    .preprocess(
      (given) => (given === undefined ? [] : [given].flat()),
      z
        .array(query)
        .min(1, 'there is no query')
        .max(MAX_QUERIES, `there are more than ${MAX_QUERIES} queries`),
    )
    .openapi({
      type: 'array',
      items: { type: 'string', maxLength: MAX_QUERY_CHARS },
      minItems: 1,
      maxItems: MAX_QUERIES,
      example: ['光伏', '碳普惠'],
      description: 'One topic each, in the language of searches',
      param: { required: true },
    }),
  mode,
  city,
  year,
  document,
  concepts,
  format,
});

export const familiesQuery = z.strictObject({
  minCities: limitOf(1000, 1).openapi({ description: 'Only families of at least so many cities' }),
  clause: address.optional().openapi({
    example: 'nanjing-2025/2.2',
    description: 'Only the family of this clause',
  }),
  format,
});

export const targetsQuery = z.strictObject({
  city,
  year: year.openapi({ description: 'Years by which targets are to be met' }),
  topic,
  document,
  subject: z.string().max(MAX_NAME_CHARS).default('').openapi({
    example: '森林覆盖率',
    description: 'A part of what is measured, in either script',
  }),
  order: z.enum(TARGET_ORDERS).default('reading'),
  limit: limitOf(MAX_TARGETS, 1000),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  format,
});

export const bodiesQuery = z.strictObject({
  city,
  name: name.optional().openapi({
    example: '市住房城乡建设局',
    description: 'A body’s name in any form and either script',
  }),
  format,
});

function isNotBlank(value: string): boolean {
  return value.trim() !== '';
}

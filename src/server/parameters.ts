/** Owns what requests may say: the same schemas check input and make /openapi.json. */
import { z } from '@hono/zod-openapi';
import {
  CITATION_FORMATS,
  EDITIONS,
  MARKUPS,
  MAX_LIMIT,
  MAX_QUERY_CHARS,
  MAX_QUOTES,
  MAX_SUGGESTIONS,
  MAX_TEXT_CHARS,
  type SearchRequest,
  STYLES,
} from '../engine.ts';

const oneOrMany = (item: z.ZodType<string>) =>
  z
    .union([item, z.array(item).max(20)])
    .transform((value) =>
      [value].flat().flatMap((list) => list.split(',').filter((part) => part.trim() !== '')),
    );

const q = z
  .string()
  .max(MAX_QUERY_CHARS, `q has more than ${MAX_QUERY_CHARS} characters`)
  .refine((value) => value.trim() !== '', 'q is empty')
  .openapi({
    example: '光伏',
    description: 'Words, "phrases", -not, city:南京, year:2025, doc:…, an address or a 发文字号',
  });

const limit = z.coerce.number().int().min(1).max(MAX_LIMIT).default(20);
const offset = z.coerce.number().int().min(0).max(1_000_000).default(0);
const offsetIntoText = z.coerce.number().int().min(0).max(10_000_000);

export const searchQuery = z.strictObject({
  q,
  mode: z.enum(['hybrid', 'lexical', 'semantic']).default('hybrid'),
  city: oneOrMany(z.string().max(200)).default([]).openapi({ type: 'string', example: '南京' }),
  year: oneOrMany(z.string().regex(/^\d{4}(?:,\d{4})*$/, 'year is not a year of four digits'))
    .transform((years) => years.map(Number))
    .default([])
    .openapi({ type: 'string', example: '2025' }),
  document: oneOrMany(z.string().max(500)).default([]).openapi({ type: 'string', example: 'nanjing-2025' }),
  // Names and ids of the concept graph hold no commas.
  topic: oneOrMany(z.string().max(200)).default([]).openapi({
    type: 'string',
    example: '噪声污染',
    description: 'Clauses that speak of this concept, named by term or id, or of a part of it',
  }),
  strength: oneOrMany(z.string().max(200)).default([]).openapi({
    type: 'string',
    example: 'must',
    description:
      'Clauses with a sentence of this level of commitment: prohibit, must, shall, achieve, advance, encourage or explore, or its Chinese label or a word of it',
  }),
  body: oneOrMany(z.string().max(200)).default([]).openapi({
    type: 'string',
    example: '住建局',
    description: 'Clauses that name this body as responsible; any form of its name, with or without a city',
  }),
  intent: z
    .enum(['on', 'off'])
    .default('on')
    .openapi({ description: 'off: cities and years in plain words stay words' }),
  concepts: z.enum(['on', 'off']).default('on').openapi({
    description: 'off: official words of the concepts that the query comes close to are not looked for',
  }),
  limit,
  offset,
});

export const suggestQuery = z.strictObject({
  q: q.openapi({
    example: '光',
    description: 'What is typed so far: its last word, or last words, are completed',
  }),
  limit: z.coerce.number().int().min(1).max(MAX_SUGGESTIONS).default(8),
});

export const documentPath = z.object({
  document: z.string().min(1).max(500).openapi({ example: 'nanjing-2025' }),
});
export const clausePath = documentPath.extend({
  path: z.string().min(1).max(500).openapi({ example: '2.2' }),
});

export const citeQuery = z
  .strictObject({
    format: z.enum(CITATION_FORMATS).default('text'),
    edition: z.enum(EDITIONS).optional().openapi({ description: 'Of GB/T 7714; 2025 where absent' }),
    style: z.enum(STYLES).optional(),
    markup: z.enum(MARKUPS).default('plain'),
    accessed: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/, 'accessed is no day: 2026-11-22')
      .optional()
      .openapi({ description: 'The day the source was visited' }),
    code: z.string().max(4).optional().openapi({ description: 'Type code of GB/T 3469, as A or EB' }),
    start: offsetIntoText.optional(),
    end: offsetIntoText.optional(),
  })
  .refine(({ start, end }) => (start === undefined) === (end === undefined), 'start and end come together');

/** What a verification takes: some quotes, each perhaps with the clause that it is cited to. */
export const verifyBody = z.strictObject({
  quotes: z
    .array(
      z.strictObject({
        text: z.string().max(MAX_TEXT_CHARS),
        clause: z.string().max(500).optional(),
      }),
    )
    .min(1)
    .max(MAX_QUOTES),
});

export const noQuery = z.strictObject({});

/** The same for API and pages. */
export function searchRequest(parameters: z.output<typeof searchQuery>): SearchRequest {
  const { city, year, document, topic, strength, body, intent, concepts, ...query } = parameters;
  return {
    ...query,
    cities: city,
    years: year,
    documents: document,
    topics: topic,
    strengths: strength,
    bodies: body,
    understand: intent === 'on',
    concepts: concepts === 'on',
  };
}

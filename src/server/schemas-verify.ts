/** Owns the shape of verified quotes. */
import { z } from '@hono/zod-openapi';
import { orNull } from './schemas.ts';

const count = z.number().int();
const field = z.enum(['marker', 'heading', 'text']);
const printed = z.object({ start: count, end: count, text: z.string() });

export const verifyAnswer = z
  .object({
    results: z.array(
      z
        .object({
          text: z.string(),
          verdict: z.enum(['exact', 'altered', 'not_found']),
          places: z.array(
            printed
              .extend({
                clause: z.string(),
                marker: z
                  .string()
                  .nullable()
                  .openapi({ description: 'What of the quote stands in the marker' }),
                heading: orNull(printed).openapi({ description: 'What of the quote stands in the heading' }),
                parts: z
                  .array(z.object({ start: count, end: count, field }))
                  .openapi({ description: 'Of a quote with an ellipsis: what it holds, in order' }),
              })
              .openapi('QuotePlace'),
          ),
          differences: z.array(
            z
              .object({
                quote: printed,
                place: printed.extend({ clause: z.string(), field }),
              })
              .openapi('QuoteDifference'),
          ),
          inClause: z.boolean().nullable().openapi({
            description: 'Whether a place is in the clause asked for; null where none was',
          }),
          searched: z.object({ documents: count, clauses: count, others: count }),
          notes: z.array(z.object({ code: z.string(), message: z.string() })),
        })
        .openapi('VerifiedQuote'),
    ),
    snapshot: z.string(),
  })
  .openapi('VerifyAnswer');

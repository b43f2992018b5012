/** Owns what each route of the questions across cities takes and gives. */
import { createRoute, z } from '@hono/zod-openapi';
import { clausePath } from './parameters.ts';
import {
  bodiesQuery,
  compareQuery,
  coverageQuery,
  familiesQuery,
  similarBody,
  similarQuery,
  targetsQuery,
} from './parameters-across.ts';
import { bad, json, missing, unknown } from './routes.ts';
import { errorBody } from './schemas.ts';
import { compareAnswer, coverageAnswer, familiesAnswer, similarAnswer } from './schemas-across.ts';
import { bodiesAnswer, targetsAnswer } from './schemas-commitments.ts';

const headingOnly = { 422: json(errorBody, 'A heading without text of its own, or no such city') };

/** The answer itself, or its table for other programs. */
const answerOrTable = <T extends z.ZodType>(schema: T, description: string) => ({
  content: {
    'application/json': { schema },
    'text/csv': { schema: z.string() },
    'text/markdown': { schema: z.string() },
  },
  description,
});

export const similarRoute = createRoute({
  method: 'get',
  path: '/api/clauses/{document}/{path}/similar',
  request: { params: clausePath, query: similarQuery },
  responses: {
    200: json(similarAnswer, 'Clauses that do the same job, best first'),
    ...bad,
    ...missing,
    ...headingOnly,
  },
});

export const similarTextRoute = createRoute({
  method: 'post',
  path: '/api/similar',
  request: { body: { required: true, content: { 'application/json': { schema: similarBody } } } },
  responses: {
    200: json(similarAnswer, 'Clauses that do the same job as each paragraph of the text'),
    ...bad,
    413: json(errorBody, 'The text is too long'),
    ...unknown,
  },
});

export const compareRoute = createRoute({
  method: 'get',
  path: '/api/compare',
  request: { query: compareQuery },
  responses: {
    200: json(compareAnswer, 'Two clauses side by side, sentence by sentence and word by word'),
    ...bad,
    ...missing,
    ...headingOnly,
  },
});

export const coverageRoute = createRoute({
  method: 'get',
  path: '/api/coverage',
  request: { query: coverageQuery },
  responses: {
    200: answerOrTable(
      coverageAnswer,
      'Which city speaks of what; a line a cell in csv, a line a topic in md',
    ),
    ...bad,
    ...missing,
    ...unknown,
  },
});

export const familiesRoute = createRoute({
  method: 'get',
  path: '/api/families',
  request: { query: familiesQuery },
  responses: {
    200: answerOrTable(familiesAnswer, 'Policy tasks: one line a task, one column a city'),
    ...bad,
    ...missing,
    ...headingOnly,
  },
});

export const targetsRoute = createRoute({
  method: 'get',
  path: '/api/targets',
  request: { query: targetsQuery },
  responses: {
    200: answerOrTable(targetsAnswer, 'Quantified commitments, comparable across cities'),
    ...bad,
    ...missing,
    ...unknown,
  },
});

export const bodiesRoute = createRoute({
  method: 'get',
  path: '/api/bodies',
  request: { query: bodiesQuery },
  responses: {
    200: answerOrTable(bodiesAnswer, 'Who answers for which clause; a line a body and clause in a table'),
    ...bad,
    ...unknown,
  },
});

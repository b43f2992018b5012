/** Owns what each API route takes and gives. */
import { createRoute, type z } from '@hono/zod-openapi';
import {
  citeQuery,
  clausePath,
  documentPath,
  noQuery,
  searchQuery,
  suggestQuery,
  verifyBody,
} from './parameters.ts';
import {
  citation,
  clauseView,
  documentList,
  documentView,
  errorBody,
  health,
  searchAnswer,
  suggestions,
} from './schemas.ts';
import { verifyAnswer } from './schemas-verify.ts';

export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  content: { 'application/json': { schema } },
  description,
});

export const bad = { 400: json(errorBody, 'The request cannot be understood') };
export const missing = { 404: json(errorBody, 'No such document or clause') };
export const unknown = { 422: json(errorBody, 'A filter that nothing in the index can match') };

export const healthRoute = createRoute({
  method: 'get',
  path: '/healthz',
  request: { query: noQuery },
  responses: { 200: json(health, 'Searches can be served'), ...bad },
});

export const searchRoute = createRoute({
  method: 'get',
  path: '/api/search',
  request: { query: searchQuery },
  responses: {
    200: json(searchAnswer, 'Clauses, best first, one hit a clause'),
    ...bad,
    ...missing,
    ...unknown,
  },
});

export const suggestRoute = createRoute({
  method: 'get',
  path: '/api/suggest',
  request: { query: suggestQuery },
  responses: { 200: json(suggestions, 'What the query can become, best first'), ...bad },
});

export const documentsRoute = createRoute({
  method: 'get',
  path: '/api/documents',
  request: { query: noQuery },
  responses: { 200: json(documentList, 'The documents'), ...bad },
});

export const documentRoute = createRoute({
  method: 'get',
  path: '/api/documents/{document}',
  request: { params: documentPath, query: noQuery },
  responses: { 200: json(documentView, 'A document and its clauses in reading order'), ...bad, ...missing },
});

export const clauseRoute = createRoute({
  method: 'get',
  path: '/api/clauses/{document}/{path}',
  request: { params: clausePath, query: noQuery },
  responses: { 200: json(clauseView, 'A clause with the headings above it'), ...bad, ...missing },
});

export const citeRoute = createRoute({
  method: 'get',
  path: '/api/clauses/{document}/{path}/cite',
  request: { params: clausePath, query: citeQuery },
  responses: {
    200: json(citation, 'A citation of the clause, or of the quote at the span'),
    ...bad,
    ...missing,
  },
});

export const verifyRoute = createRoute({
  method: 'post',
  path: '/api/verify',
  request: { body: { required: true, content: { 'application/json': { schema: verifyBody } } } },
  responses: {
    200: json(verifyAnswer, 'Whether each quote is printed as it is quoted, and where'),
    ...bad,
    413: json(errorBody, 'The body is too long'),
  },
});

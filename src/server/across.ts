/** Owns the handlers of the questions across cities, and the form in which their tables leave. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { joinAddress } from '../core/address.ts';
import {
  bodiesTable,
  coverageCells,
  coverageGrid,
  type Engine,
  familiesTable,
  type Table,
  targetsTable,
  toCsv,
  toMarkdown,
} from '../engine.ts';
import {
  bodiesRoute,
  compareRoute,
  coverageRoute,
  familiesRoute,
  similarRoute,
  similarTextRoute,
  targetsRoute,
} from './routes-across.ts';
import { writable } from './writable.ts';

export function addAcross(app: OpenAPIHono, engine: Engine): void {
  addSimilar(app, engine);
  addTables(app, engine);
}

function addSimilar(app: OpenAPIHono, engine: Engine): void {
  app.openapi(similarRoute, async (c) => {
    const { document, path } = c.req.valid('param');
    const { city, scope, limit } = c.req.valid('query');
    const clause = joinAddress(document, path);
    return c.json(writable(await engine.similar({ clause, cities: city, scope, limit })), 200);
  });
  app.openapi(similarTextRoute, async (c) => {
    const { text, city, limit } = c.req.valid('json');
    return c.json(writable(await engine.similar({ text, cities: city, limit })), 200);
  });
  app.openapi(compareRoute, (c) => {
    const { a, b } = c.req.valid('query');
    return c.json(writable(engine.compare(a, b)), 200);
  });
}

function addTables(app: OpenAPIHono, engine: Engine): void {
  app.openapi(coverageRoute, async (c) => {
    const { q, mode, city, year, document, concepts, format } = c.req.valid('query');
    const filters = { cities: city, years: year, documents: document };
    const answer = await engine.coverage({ queries: q, mode, ...filters, concepts: concepts === 'on' });
    if (format === 'csv') return sendCsv(c, coverageCells(answer), 'coverage');
    if (format === 'md') return sendMarkdown(c, coverageGrid(answer));
    return c.json(writable(answer), 200);
  });
  app.openapi(familiesRoute, (c) => {
    const { format, minCities, clause } = c.req.valid('query');
    const answer = engine.families({ minCities, ...(clause === undefined ? {} : { clause }) });
    if (format === 'csv') return sendCsv(c, familiesTable(answer), 'families');
    if (format === 'md') return sendMarkdown(c, familiesTable(answer));
    return c.json(writable(answer), 200);
  });
  app.openapi(targetsRoute, (c) => {
    const { format, city, year, topic, document, ...request } = c.req.valid('query');
    const filters = { cities: city, years: year, topics: topic, documents: document };
    const answer = engine.targets({ ...request, ...filters });
    if (format === 'csv') return sendCsv(c, targetsTable(answer), 'targets');
    if (format === 'md') return sendMarkdown(c, targetsTable(answer));
    return c.json(writable(answer), 200);
  });
  app.openapi(bodiesRoute, (c) => {
    const { format, city, name } = c.req.valid('query');
    const answer = engine.bodies({ cities: city, ...(name === undefined ? {} : { name }) });
    if (format === 'csv') return sendCsv(c, bodiesTable(answer), 'bodies');
    if (format === 'md') return sendMarkdown(c, bodiesTable(answer));
    return c.json(writable(answer), 200);
  });
}

/** A file to save: name.csv. */
function sendCsv(c: Context, table: Table, name: string) {
  return c.text(toCsv(table), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
  });
}

function sendMarkdown(c: Context, table: Table) {
  return c.text(toMarkdown(table), 200, { 'Content-Type': 'text/markdown; charset=utf-8' });
}

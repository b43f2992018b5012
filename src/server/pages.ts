/** Owns the pages' addresses: / and /d/<address>, and the files they load. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { documentPage } from '../../web/document-page.tsx';
import { valuesOf } from '../../web/links.ts';
import { messagePage } from '../../web/message-page.tsx';
import type { Language } from '../../web/messages.ts';
import { searchPage } from '../../web/search-page.tsx';
import { TiaosuoError } from '../core/errors.ts';
import { joinPath, PROJECT_FOLDER, readText } from '../core/files.ts';
import { type Engine, type SearchAnswer, topicTerm } from '../engine.ts';
import { type ErrorStatus, toHttp } from './errors.ts';
import { searchQuery, searchRequest } from './parameters.ts';
import { openAt } from './pointer.ts';

const ASSETS: Readonly<Record<string, string>> = {
  'style.css': 'text/css; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
};

export function addPages(app: OpenAPIHono, engine: Engine): void {
  for (const [file, type] of Object.entries(ASSETS)) {
    const content = readText(joinPath(PROJECT_FOLDER, 'web', file));
    app.get(`/assets/${file}`, (c) =>
      c.body(content, 200, { 'content-type': type, 'cache-control': 'no-cache' }),
    );
  }
  app.get('/', (c) => showSearch(c, engine));
  app.get('/d/:address{.+}', (c) => showDocument(c, engine));
}

/** A page refuses what the API refuses, but lets strange parameters be: links get tracking parameters added. */
async function showSearch(c: Context, engine: Engine): Promise<Response> {
  const url = new URL(c.req.url);
  const page = {
    language: languageOf(c),
    url,
    documents: engine.documents(),
    info: engine.info(),
    topics: [...new Set(valuesOf(url, 'topic').map(topicTerm))],
  };
  if ((c.req.query('q') ?? '').trim() === '') return c.html(await searchPage({ ...page, answer: null }));
  try {
    return c.html(await searchPage({ ...page, answer: await search(c, engine) }));
  } catch (error) {
    if (!(error instanceof TiaosuoError)) throw error;
    const { message, hint } = error;
    return c.html(
      await searchPage({ ...page, answer: null, error: { message, hint } }),
      toHttp(error).status,
    );
  }
}

const pageQuery = searchQuery.strip();

async function search(c: Context, engine: Engine): Promise<SearchAnswer> {
  const parsed = pageQuery.safeParse(singles(c.req.queries()));
  if (!parsed.success) {
    const message = parsed.error.issues.map((issue) => issue.message).join('; ');
    throw new TiaosuoError('bad_request', message, { hint: '/openapi.json' });
  }
  return engine.search(searchRequest(parsed.data));
}

/** A parameter given once is a string, given more often a list: what the schema expects. */
function singles(queries: Record<string, string[]>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(queries).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
}

/** /d/nanjing-2025 opens a document, /d/nanjing-2025/2.2 the same at that clause, ?q=12-40 at words of it; imported ids may be of any form. */
async function showDocument(c: Context, engine: Engine): Promise<Response> {
  const address = c.req.param('address') ?? '';
  const page = { language: languageOf(c), url: new URL(c.req.url), info: engine.info() };
  return c.html(await documentPage({ ...page, ...openAt(c, engine, address) }));
}

export interface Message {
  readonly status: ErrorStatus;
  readonly message: string;
  readonly hint: string;
}

export async function showMessage(
  c: Context,
  engine: Engine,
  { status, message, hint }: Message,
): Promise<Response> {
  const page = { language: languageOf(c), url: new URL(c.req.url), info: engine.info() };
  return c.html(await messagePage({ ...page, status, message, hint }), status);
}

/** Chinese unless the address asks for English. */
function languageOf(c: Context): Language {
  return c.req.query('lang') === 'en' ? 'en' : 'zh';
}

/** Owns the HTTP application: routes over an engine, pages, headers, errors. It listens to nothing. */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { joinAddress } from '../core/address.ts';
import { TiaosuoError } from '../core/errors.ts';
import type { Engine } from '../engine.ts';
import { addAcross } from './across.ts';
import { inOurForm, toHttp } from './errors.ts';
import { addPages, showMessage } from './pages.ts';
import { searchRequest } from './parameters.ts';
import {
  citeRoute,
  clauseRoute,
  documentRoute,
  documentsRoute,
  healthRoute,
  searchRoute,
  suggestRoute,
  verifyRoute,
} from './routes.ts';
import { writable } from './writable.ts';

const MAX_BODY_BYTES = 256 * 1024;

export interface AppOptions {
  /** Called with what was thrown and is no error of ours. */
  readonly onInternalError?: (error: unknown) => void;
}

export function createApp(engine: Engine, { onInternalError = () => {} }: AppOptions = {}): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: refuseInvalid });

  app.use(headers());
  app.use(
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: () => {
        throw new TiaosuoError('too_large', `the body has more than ${MAX_BODY_BYTES} bytes`, {
          hint: 'send it in parts',
        });
      },
    }),
  );

  app.openapi(healthRoute, (c) => c.json({ status: 'ok' as const, ...engine.info() }, 200));
  app.openapi(searchRoute, async (c) => {
    const answer = await engine.search(searchRequest(c.req.valid('query')));
    return c.json(writable(answer), 200);
  });
  app.openapi(suggestRoute, async (c) => c.json(writable(await engine.suggest(c.req.valid('query'))), 200));
  app.openapi(documentsRoute, (c) => c.json({ documents: writable([...engine.documents()]) }, 200));
  app.openapi(documentRoute, (c) => c.json(writable(engine.document(c.req.valid('param').document)), 200));
  app.openapi(clauseRoute, (c) => c.json(writable(engine.clause(addressOf(c.req.valid('param')))), 200));
  app.openapi(citeRoute, (c) => {
    const { start, end, code, ...options } = c.req.valid('query');
    const span = start === undefined || end === undefined ? null : { start, end };
    const address = addressOf(c.req.valid('param'));
    return c.json(writable(engine.cite(address, span, { ...options, typeCode: code, linkBase: '' })), 200);
  });
  app.openapi(verifyRoute, (c) => c.json(writable(engine.verify(c.req.valid('json').quotes)), 200));

  addAcross(app, engine);

  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Tiaosuo 条索',
      version: '0.1.0',
      description: 'Clauses of policy documents, found and cited.',
    },
  });
  addPages(app, engine);

  app.notFound((c) => {
    const error = new TiaosuoError('not_found', `there is no ${c.req.method} ${c.req.path} here`, {
      hint: 'GET /openapi.json lists the routes',
    });
    return answerError(c, engine, error);
  });
  app.onError((thrown, c) => {
    const error = inOurForm(thrown);
    if (!(error instanceof TiaosuoError)) onInternalError(error);
    return answerError(c, engine, error);
  });
  return app;
}

function addressOf({ document, path }: { document: string; path: string }): string {
  return joinAddress(document, path);
}

/** People get a page, programs get JSON. */
function answerError(c: Context, engine: Engine, thrown: unknown): Response | Promise<Response> {
  const { status, body } = toHttp(thrown);
  const isProgram = /^\/(?:api|healthz|openapi)/.test(c.req.path) || c.req.method !== 'GET';
  return isProgram ? c.json(body, status) : showMessage(c, engine, { status, ...body.error });
}

interface Invalid {
  readonly success: boolean;
  readonly error?: {
    readonly issues: readonly { path: PropertyKey[]; message: string; code?: string; keys?: string[] }[];
  };
}

function refuseInvalid(result: Invalid): undefined {
  if (result.success) return;
  const messages = (result.error?.issues ?? []).map(({ path, message, keys }) =>
    keys === undefined
      ? `${path.join('.') || 'request'}: ${message}`
      : `unknown parameter ${keys.join(', ')}`,
  );
  throw new TiaosuoError('bad_request', messages.join('; '), {
    hint: 'GET /openapi.json says what each route takes',
  });
}

function headers() {
  const self = "'self'";
  const none = "'none'";
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: [none],
      styleSrc: [self],
      scriptSrc: [self],
      imgSrc: [self, 'data:'],
      connectSrc: [self],
      formAction: [self],
      baseUri: [none],
      frameAncestors: [none],
    },
    referrerPolicy: 'same-origin',
    strictTransportSecurity: false, // plain HTTP on one's own machine
    crossOriginEmbedderPolicy: false,
  });
}

/** Owns the form of errors over HTTP: {error: {code, message, hint}}, one table from code to status, never a stack trace. */
import { HTTPException } from 'hono/http-exception';
import { type ErrorCode, TiaosuoError } from '../core/errors.ts';

export interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string; readonly hint: string };
}

export type ErrorStatus = 400 | 404 | 413 | 422 | 429 | 500 | 503;

const STATUS: Readonly<Record<ErrorCode, ErrorStatus>> = {
  bad_request: 400,
  not_found: 404,
  too_large: 413,
  unprocessable: 422,
  too_many_requests: 429,
  index_missing: 503,
  index_stale: 503,
  index_damaged: 503,
  index_busy: 503,
  model_missing: 503,
  unreadable: 500,
  internal: 500,
};

/** What the framework refuses by itself, said as we say it: a body that is called something else than JSON, or is none. */
export function inOurForm(thrown: unknown): unknown {
  if (!(thrown instanceof HTTPException) || thrown.status >= 500) return thrown;
  const message = thrown.status === 415 ? 'the body is not sent as application/json' : 'the body is no JSON';
  return new TiaosuoError('bad_request', message, {
    hint: 'send JSON and the header content-type: application/json; GET /openapi.json says what each route takes',
    cause: thrown,
  });
}

/** What is not ours to explain is called internal; its details stay in the log. */
export function toHttp(thrown: unknown): { status: ErrorStatus; body: ErrorBody } {
  if (thrown instanceof TiaosuoError) {
    const { code, message, hint } = thrown;
    return { status: STATUS[code], body: { error: { code, message, hint } } };
  }
  const message = 'something went wrong inside the server';
  return {
    status: 500,
    body: { error: { code: 'internal', message, hint: 'the log of the server says more' } },
  };
}

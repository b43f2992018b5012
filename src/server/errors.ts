/** Owns the form of errors over HTTP: {error: {code, message, hint}}, one table from code to status, never a stack trace. */
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

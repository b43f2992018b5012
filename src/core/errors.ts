/** Owns what can go wrong: a closed list of codes, and an error that says what, which and what next. */

export type ErrorCode =
  | 'bad_request' // an argument that cannot be understood
  | 'not_found' // no such document, clause or route
  | 'too_large' // more than a limit allows
  | 'unprocessable' // understood, but not about anything here
  | 'too_many_requests'
  | 'index_missing'
  | 'index_stale' // built by other code, or from other documents
  | 'index_damaged' // a file of it is not what the manifest says
  | 'index_busy' // somebody else is writing it
  | 'model_missing' // an embedding model whose files are not here and cannot be fetched
  | 'unreadable' // a file that is no text, or no such file
  | 'internal';

export interface TiaosuoErrorOptions {
  /** What the reader can do now: a command, an address, a limit. */
  readonly hint: string;
  readonly cause?: unknown;
}

/** `message` says what is wrong with which thing; `hint` says what to do next. */
export class TiaosuoError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, { hint, cause }: TiaosuoErrorOptions) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'TiaosuoError';
    this.code = code;
    this.hint = hint;
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

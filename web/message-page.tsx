/** Owns the page that says what went wrong: 404, 500 and the like. */
import { frame, type Page, type PageInput } from './layout.tsx';
import { homeHref } from './links.ts';
import { MESSAGES } from './messages.ts';

export interface MessagePageInput extends PageInput {
  /** The HTTP status the page is sent with. */
  readonly status: number;
  readonly message: string;
  /** What to do next; null or '' where there is nothing to say. */
  readonly hint?: string | null;
}

export function messagePage({ status, message, hint, ...input }: MessagePageInput): Page {
  const words = MESSAGES[input.language].message;
  const title = status === 404 ? words.notFound : status >= 500 ? words.failed : words.other;
  const children = (
    <article class="message">
      <p class="status">{status}</p>
      <h1>{title}</h1>
      <p>{message}</p>
      {hint && <p class="hint">{hint}</p>}
      <p>
        <a href={homeHref(input.url)}>{words.backToSearch}</a>
      </p>
    </article>
  );
  return frame({ ...input, title, kind: 'message', children });
}

/** Owns how a document's bytes become text and lines: decoding, well-formedness, line ends. */

import { TiaosuoError } from '../core/errors.ts';
import { readBytes } from '../core/files.ts';
import { type Span, slice, trim } from '../core/span.ts';
import { fold } from '../text/fold.ts';

/** One printed line; the span leaves its line end out. */
export interface Line {
  /** 1-based. */
  readonly number: number;
  readonly span: Span;
  /** The span without white space at either end; empty for a blank line. */
  readonly inner: Span;
  /** `inner`, folded: what the rules below look at. */
  readonly folded: string;
}

/** All spans of a document point into `text`: the decoded file without a byte order mark, otherwise as received. */
export interface Source {
  readonly text: string;
  readonly lines: readonly Line[];
}

export function readSource(path: string): Source {
  let bytes: Uint8Array;
  try {
    bytes = readBytes(path);
  } catch (cause) {
    throw new TiaosuoError('unreadable', `file "${path}" cannot be read`, {
      hint: 'check that it is there and readable',
      cause,
    });
  }
  return sourceOf(decode(bytes, path));
}

/** UTF-8, or GB 18030 (which holds GBK and GB 2312) where the bytes are no UTF-8. Binary files are refused. */
export function decode(bytes: Uint8Array, name: string): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch {
      // Not this encoding; the next one, or the refusal below.
    }
  }
  throw new TiaosuoError('unreadable', `file "${name}" is no text in UTF-8 or GB 18030`, {
    hint: 'save it as plain text in UTF-8 (a PDF or Word file has to be converted first)',
  });
}

/** Lone surrogates become U+FFFD (same length): the word cutter behind needs well-formed text. */
export function sourceOf(received: string): Source {
  const text = received.replace(/^\uFEFF/, '').toWellFormed();
  const lines: Line[] = [];
  const end = /\r\n|\n|\r|$/g;
  for (let start = 0; start <= text.length; ) {
    end.lastIndex = start;
    const found = end.exec(text);
    if (found === null) break;
    const span = { start, end: found.index };
    const inner = trim(text, span);
    lines.push({ number: lines.length + 1, span, inner, folded: fold(slice(text, inner)) });
    if (found[0] === '') break;
    start = found.index + found[0].length;
  }
  return { text, lines };
}

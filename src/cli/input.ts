/** Owns standard input: one text, and no more of it than is wanted. */
import { TiaosuoError } from '../core/errors.ts';

/** The whole of a stream as text, without a byte order mark; refuses what is no UTF-8 or has more than `maxChars` UTF-16 units. */
export async function readInput(stream: AsyncIterable<Uint8Array>, maxChars: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for await (const chunk of stream) {
    text += decode(decoder, chunk);
    if (text.length > maxChars) {
      throw new TiaosuoError('too_large', `standard input has more than ${maxChars} characters`, {
        hint: 'send a part of it at a time',
      });
    }
  }
  return text + decode(decoder);
}

/** @param chunk left out: the end of the stream */
function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw new TiaosuoError('unreadable', 'standard input is no text in UTF-8', {
      hint: 'convert it first, such as with iconv -f gb18030 -t utf-8 FILE',
      cause,
    });
  }
}

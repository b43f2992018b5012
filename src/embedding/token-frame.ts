/** Owns the tokens that a tokenizer puts around a text, which stay where a text is cut short. */

export interface TokenFrame {
  /** How many stand behind the text: [SEP], an end of text. */
  readonly behind: number;
}

/** Cutting off an end token would change more than the words that are lost: it is what last-token pooling reads. */
export function framedBy(encode: (text: string, special?: boolean) => readonly number[]): TokenFrame {
  const bare = encode('一', false);
  const full = encode('一');
  for (let behind = 0; behind <= full.length - bare.length; behind++) {
    const from = full.length - bare.length - behind;
    if (bare.every((id, i) => full[from + i] === id)) return { behind };
  }
  return { behind: 0 };
}

/** At most `maxTokens` of them: the first ones, and what stands behind the text. */
export function shorten(ids: number[], maxTokens: number, { behind }: TokenFrame): number[] {
  if (ids.length <= maxTokens) return ids;
  return [...ids.slice(0, maxTokens - behind), ...ids.slice(ids.length - behind)];
}

/** Owns what is left of a query while its parts are taken out of it. */
import type { Span } from '../core/span.ts';

/** Blanks take the place of what is taken out, so that spans stay true. */
export class Remainder {
  text: string;

  constructor(folded: string) {
    this.text = folded;
  }

  take(pattern: RegExp): { span: Span; groups: (string | undefined)[] }[] {
    const taken = [...this.text.matchAll(pattern)].map((found) => ({
      span: { start: found.index, end: found.index + found[0].length },
      groups: found.slice(1),
    }));
    for (const { span } of taken) this.blank(span);
    return taken;
  }

  blank({ start, end }: Span): void {
    this.text = this.text.slice(0, start) + ' '.repeat(end - start) + this.text.slice(end);
  }
}

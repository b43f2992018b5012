/** Owns two readings letter by letter: what lies between the letters that both have. */
import type { Span } from '../core/span.ts';

/** A stretch of both sides that differs; one of them may be empty. */
export interface Changed {
  readonly a: Span;
  readonly b: Span;
}

/** The fewest changes from one string to the other, in order, no two of them touching. Time and room are the product of what is between their common ends. */
export function changesBetween(a: string, b: string): Changed[] {
  const head = commonHead(a, b);
  const tail = commonTail(a, b, head);
  const [innerA, innerB] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  return innerA === '' && innerB === '' ? [] : traced(innerA, innerB, head);
}

export function commonHead(a: string, b: string): number {
  let head = 0;
  while (head < a.length && head < b.length && a.charAt(head) === b.charAt(head)) head++;
  return head;
}

/** Of what is behind a common head. */
export function commonTail(a: string, b: string, head: number): number {
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a.charAt(a.length - 1 - tail) === b.charAt(b.length - 1 - tail)
  )
    tail++;
  return tail;
}

/** From the costs of all pairs of rests, the way of least cost, told as the stretches off its diagonals. */
function traced(a: string, b: string, offset: number): Changed[] {
  const costs = costsOfRests(a, b);
  const width = b.length + 1;
  const changes: { a: { start: number; end: number }; b: { start: number; end: number } }[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a.charAt(i) === b.charAt(j)) {
      i++;
      j++;
      continue;
    }
    const cost = costs[i * width + j] as number;
    const isReplaced = i < a.length && j < b.length && costs[(i + 1) * width + j + 1] === cost - 1;
    const isPutIn = i < a.length && costs[(i + 1) * width + j] === cost - 1;
    const [nextI, nextJ] = isReplaced ? [i + 1, j + 1] : isPutIn ? [i + 1, j] : [i, j + 1];
    const last = changes.at(-1);
    if (last !== undefined && last.a.end === i + offset && last.b.end === j + offset) {
      last.a.end = nextI + offset;
      last.b.end = nextJ + offset;
    } else {
      changes.push({
        a: { start: i + offset, end: nextI + offset },
        b: { start: j + offset, end: nextJ + offset },
      });
    }
    [i, j] = [nextI, nextJ];
  }
  return changes;
}

/** Edits from each rest of `a` to each rest of `b`, row by row of `a`. Where both begin alike, going on together costs least. */
function costsOfRests(a: string, b: string): Uint16Array {
  const width = b.length + 1;
  const costs = new Uint16Array((a.length + 1) * width);
  for (let j = 0; j <= b.length; j++) costs[a.length * width + j] = b.length - j;
  for (let i = a.length - 1; i >= 0; i--) {
    costs[i * width + b.length] = a.length - i;
    for (let j = b.length - 1; j >= 0; j--) {
      const together = costs[(i + 1) * width + j + 1] as number;
      costs[i * width + j] =
        a.charCodeAt(i) === b.charCodeAt(j)
          ? together
          : 1 + Math.min(together, costs[(i + 1) * width + j] as number, costs[i * width + j + 1] as number);
    }
  }
  return costs;
}

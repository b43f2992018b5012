/** Owns addresses: 'nanjing-2025/2.2', one string for API, command line, pages and exports. */
//
//   nanjing-2025 / 8.28                 document / path
//   head  0  1  1.1  1.2.u3  2  2.12-1  2.2~2  end  annex  annex.u4  annex2.1
//   'u3' is the third unnumbered bullet, '12-1' is 第十二条之一, '2~2' the second node that prints number 2.

export interface Address {
  readonly document: string;
  /** The printed ordinals from the top; at least one. */
  readonly path: readonly string[];
}

const DOCUMENT = /^[a-z]+-\d{4}(?:-\d+)?$/;
const SEGMENT = /^(?:head|end|annex\d*|u?\d+(?:-\d+)*)(?:~\d+)?$/;

export function isDocumentId(id: string): boolean {
  return DOCUMENT.test(id);
}

/** Null where `text` is no address of ours. */
export function parseAddress(text: string): Address | null {
  const slash = text.indexOf('/');
  if (slash < 0) return null;
  const document = text.slice(0, slash);
  const path = text.slice(slash + 1).split('.');
  return isDocumentId(document) && path.every((s) => SEGMENT.test(s)) ? { document, path } : null;
}

export function formatAddress({ document, path }: Address): string {
  return `${document}/${path.join('.')}`;
}

export function joinAddress(document: string, path: string): string {
  return `${document}/${path}`;
}

// Reading order of the parts that carry no number: the title block, the preamble, … , the closing, the annexes.
const NAMED_RANK: Readonly<Record<string, number>> = { head: -2, end: 1e6, annex: 2e6 };

function rank(segment: string): number[] {
  const [base = '', repeat = '1'] = segment.split('~');
  const named = /^(head|end|annex)(\d*)$/.exec(base);
  const ordinals = named
    ? [NAMED_RANK[named[1] ?? ''] ?? 0, Number(named[2] || 0)]
    : base.startsWith('u')
      ? [5e5, Number(base.slice(1))]
      : base.split('-').map(Number);
  return [...ordinals.slice(0, 2), ...Array(Math.max(0, 2 - ordinals.length)).fill(0), Number(repeat)];
}

/**
 * Document by document in code-unit order, and inside one in reading order: 2.2 before 2.10 before 2.u1.
 * Strings that are no addresses of ours (ids of imported clauses) come after all that are, in code-unit order.
 */
export function compareAddresses(a: string, b: string): number {
  const left = parseAddress(a);
  const right = parseAddress(b);
  if (left === null || right === null) {
    return Number(left === null) - Number(right === null) || compareText(a, b);
  }
  return (
    compareText(left.document, right.document) || comparePaths(left.path, right.path) || compareText(a, b)
  );
}

function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const x = a[i];
    const y = b[i];
    if (x === undefined) return -1;
    if (y === undefined) return 1;
    const byRank = compareLists(rank(x), rank(y));
    if (byRank !== 0) return byRank;
  }
  return 0;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Owns lists of bodies: where in a block each name stands. */
import { type Span, trim } from '../core/span.ts';

/** What the name of a body ends in. */
export const BODY =
  '(?:[局委办厅部院署会所站]|公司|集团|中心|政府|机构|法院|检察院|总社|支行|分行|银行|部门|单位|海关)';

const NAME_ENDS = new RegExp(`${BODY}(?:\\([^()]*\\))?$`);

// A second name in brackets included; keeps reading linear where marks part nothing.
const LONGEST_ENDING = 24;

/** The names of a list, without what only ends it (等部门); folded text. */
export function listNames(folded: string, span: Span): Span[] {
  return split(folded, span, /[、,]/)
    .flatMap((part) => splitLoose(folded, part))
    .map((part) => {
      const { start, end } = trim(folded, part);
      const name = folded.slice(start, end);
      const extra = /等(?:有关|相关)?(?:部门|单位)?$/.exec(name);
      return { start: start + (/^由/.test(name) ? 1 : 0), end: extra === null ? end : start + extra.index };
    })
    .filter(({ start, end }) => end > start);
}

/** A局 B局, A局/B局, A局和市B局: such marks part names only behind what ends one. */
function splitLoose(folded: string, { start, end }: Span): Span[] {
  const parts: Span[] = [];
  let from = start;
  for (const mark of folded.slice(start, end).matchAll(/\s+|\/|(?:以及|[和与及])(?=[市县区州省各])/g)) {
    const at = start + mark.index;
    if (!NAME_ENDS.test(folded.slice(Math.max(from, at - LONGEST_ENDING), at))) continue;
    parts.push({ start: from, end: at });
    from = at + mark[0].length;
  }
  return [...parts, { start: from, end }];
}

/** Splits outside brackets. */
export function split(folded: string, { start, end }: Span, separator: RegExp): Span[] {
  const parts: Span[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; at < end; at++) {
    const character = folded.charAt(at);
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (depth === 0 && separator.test(character)) {
      parts.push({ start: from, end: at });
      from = at + 1;
    }
  }
  return [...parts, { start: from, end }];
}

/** Spans of names of which some are fused, parted as the names are: they follow each other without a gap. */
export function separate(spans: readonly Span[], names: readonly string[]): Span[] {
  let next = 0;
  return spans.flatMap(({ start, end }) => {
    const parts: Span[] = [];
    for (let at = start; at < end; next++) {
      const length = names[next]?.length ?? end - at;
      parts.push({ start: at, end: Math.min(end, at + length) });
      at += length;
    }
    return parts;
  });
}

/** Owns heading markers: what opens a numbered unit at the start of a line, and what only looks like it. */
import { CHINESE_NUMERAL, parseChineseNumeral, parseEnclosed } from './numerals.ts';

// From the top of a document down; a marker closes every open unit of its own rank or below.
export const MARKER_RANKS = {
  annex: 0, // 附件1
  part: 1, // 第一部分
  chapter: 2, // 第一章
  section: 3, // 第一节
  chinese: 4, // 一、
  article: 5, // 第一条
  chineseBracketed: 6, // (一)
  arabic: 7, // 1.
  arabicBracketed: 8, // (1)
  circled: 9, // ①
  bullet: 10, // ——
} as const;

export type MarkerKind = keyof typeof MARKER_RANKS;

export interface Marker {
  readonly kind: MarkerKind;
  /** As it goes into the address: '12', '12-1' (之一), '' for an annex without number, null for a bullet. */
  readonly ordinal: string | null;
  /** UTF-16 units from the start of the line to the end of the marker, white space behind it left out. */
  readonly length: number;
  /** The number stands directly before another number: only its neighbours tell a marker from 2.3亿元. */
  readonly doubtful: boolean;
}

const N = `[${CHINESE_NUMERAL}]{1,5}`;
const NUMBER = `(?:${N}|\\d{1,3})`;

interface Rule {
  readonly kind: MarkerKind;
  /** Against the folded line; group 1 the ordinal, group 2 a 之-ordinal. */
  readonly pattern: RegExp;
}

const RULES: readonly Rule[] = [
  { kind: 'annex', pattern: new RegExp(`^附(?:件|录|表)?\\s*(?::|(${NUMBER})?\\s*:?)$`) },
  {
    kind: 'part',
    pattern: new RegExp(`^第(${NUMBER})(?:部分|编|篇)(?=[\\s:、]|[\\u4e00-\\u9fff\\d]{2,30}$)`),
  },
  { kind: 'chapter', pattern: new RegExp(`^第(${NUMBER})章(?=\\s|[^的规至、]{1,30}$)`) },
  { kind: 'section', pattern: new RegExp(`^第(${NUMBER})节(?=\\s|[^的规至、]{1,30}$)`) },
  {
    kind: 'article',
    // 第十二条第一项规定的… cites an article and opens none.
    pattern: new RegExp(
      `^第(${NUMBER})条(?:之(${N}))?(?!\\s*(?:第|规定|所称|所列|所述|的|、|和|至|或|以及|中))`,
    ),
  },
  { kind: 'chinese', pattern: new RegExp(`^(${N})\\s?、(?!${N}(?:[、级类等层型号期季产线星]|$))`) },
  { kind: 'chineseBracketed', pattern: new RegExp(`^\\((${N})\\)`) },
  { kind: 'arabic', pattern: /^(\d{1,3})\s?[.、](?!\d)/ },
  { kind: 'arabic', pattern: /^(\d{1,2})\.(?=\d{4}年|\d{1,2}月)/ },
  { kind: 'arabic', pattern: /^(\d{1,2})\)/ },
  { kind: 'arabicBracketed', pattern: /^\((\d{1,3})\)/ },
  { kind: 'bullet', pattern: /^(?:-{2,3}\s*(?=[^\s-])|[-·■◆▲★※*]\s*(?=[^\s\d-]))/ },
];

/**
 * The marker that opens a line, or null. No marker: 2.3亿元, PM2.5, 1.10亿吨, 2025.3.1, (2022-2025年), 一、二级标准.
 * @param folded the line without white space at its ends, folded
 * @param printed the same as printed: enclosed characters keep their own shape
 */
export function readMarker(folded: string, printed: string): Marker | null {
  for (const { kind, pattern } of RULES) {
    const found = pattern.exec(folded);
    if (found === null) continue;
    const ordinal = kind === 'bullet' ? null : ordinalOf(found[1], found[2]);
    if (ordinal === undefined) continue;
    return {
      kind,
      ordinal,
      length: found[0].trimEnd().length,
      doubtful: kind === 'arabic' && /^\d/.test(folded.slice(found[0].length)),
    };
  }
  const enclosed = parseEnclosed(printed.charAt(0));
  return enclosed === null ? null : enclosedMarker(printed, enclosed);
}

/** Undefined where the digits make no ordinal. */
function ordinalOf(digits: string | undefined, inserted: string | undefined): string | undefined {
  if (digits === undefined) return '';
  const value = /^\d+$/.test(digits) ? Number(digits) : parseChineseNumeral(digits);
  if (value === null || value === 0) return undefined;
  if (inserted === undefined) return String(value);
  const second = parseChineseNumeral(inserted);
  return second === null ? undefined : `${value}-${second}`;
}

function enclosedMarker(printed: string, value: number): Marker {
  const first = printed.charAt(0);
  const kind = /[㈠-㈩]/.test(first)
    ? 'chineseBracketed'
    : /[⑴-⒇]/.test(first)
      ? 'arabicBracketed'
      : /[⒈-⒛]/.test(first)
        ? 'arabic'
        : 'circled';
  return { kind, ordinal: String(value), length: /^.[、.．]/.test(printed) ? 2 : 1, doubtful: false };
}

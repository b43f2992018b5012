/** Owns the place of a clause in words, as documents name their own: 第二部分第(二)条. */
import { CHINESE_NUMERAL, parseEnclosed } from '../clauses/numerals.ts';
import type { Clause } from '../indexing/corpus.ts';
import { fold } from '../text/fold.ts';

// The levels that print no name of their own are called by their depth: under a 条 stands a 项, under that a 目.
//   二、(二)            第二部分第(二)条
//   三、(二)6.          第三部分第(二)条第6项
//   第三章第十二条(一)  第三章第十二条第(一)项
const LEVELS = ['条', '项', '目', '点'] as const;

const NUMBER = `(?:[${CHINESE_NUMERAL}]{1,5}|\\d{1,3})`;

// Against the folded label; the first that fits.
const MARKERS = [
  { kind: 'annex', pattern: new RegExp(`^附(?:件|录|表)?\\s*(?:${NUMBER})?`), closing: /^\s*:?/ },
  { kind: 'article', pattern: new RegExp(`^第${NUMBER}条(?:之${NUMBER})?`), closing: /^\s*/ },
  { kind: 'division', pattern: new RegExp(`^第${NUMBER}(?:部分|编|篇|章|节)`), closing: /^\s*/ },
  { kind: 'chinese', pattern: new RegExp(`^[${CHINESE_NUMERAL}]{1,5}`), closing: /^\s?、/ },
  { kind: 'number', pattern: new RegExp(`^\\(${NUMBER}\\)`), closing: /^/ },
  { kind: 'number', pattern: /^\d{1,3}/, closing: /^\s?[.、)]/ },
  { kind: 'bullet', pattern: /^(?:-{2,3}|[-·■◆▲★※*])/, closing: /^\s*/ },
] as const;

interface Marker {
  readonly kind: (typeof MARKERS)[number]['kind'];
  /** As printed, without what closes it: 二, (二), 6, ——. */
  readonly printed: string;
}

/**
 * 第二部分第(二)条; numerals and brackets as printed. What no document prints is in 〔〕: the names 文件头, 引言 and 结语, the count
 * of bullets without a heading, the second of two units with one number. The label as it is where it is no printed path, as of
 * imported clauses.
 */
export function pathInWords({
  path,
  kind,
  label,
  heading,
}: Pick<Clause, 'path' | 'kind' | 'label' | 'heading'>): string {
  if (kind === 'head' || kind === 'preamble' || kind === 'end') return `〔${label}〕`;
  const markers = readMarkers(label);
  const segments = path.split('.');
  const own = segments.at(-1) ?? '';
  if (markers === null || markers.length !== segments.length - (kind === 'entry' ? 1 : 0)) return label;
  const words = wordsOf(markers, segments, heading);
  if (kind !== 'entry') return words;
  return `${words}${heading === null ? `〔第${own.slice(1)}条〕` : `“${heading}”`}`;
}

function wordsOf(markers: readonly Marker[], segments: readonly string[], heading: string | null): string {
  let level = 0;
  let isDivided = false;
  const name = ({ kind, printed }: Marker, segment: string, isLast: boolean): string => {
    if (kind === 'annex') return printed;
    if (kind === 'bullet') {
      const isNamed = isLast && heading !== null;
      return isNamed ? `“${printed}${heading}”` : `〔第${segment.replace(/\D/g, '')}个“${printed}”〕`;
    }
    if (kind === 'article') level = 1;
    if (kind === 'article' || kind === 'division') isDivided = true;
    if (kind === 'article' || kind === 'division') return printed;
    if (kind === 'chinese' && !isDivided) {
      isDivided = true;
      return `第${printed}部分`;
    }
    return `第${printed}${LEVELS[Math.min(level++, LEVELS.length - 1)]}`;
  };
  return markers
    .map((marker, i) => {
      const segment = segments[i] ?? '';
      const [, repeat] = segment.split('~');
      const isLast = i === markers.length - 1;
      return `${name(marker, segment, isLast)}${repeat === undefined ? '' : `〔同号第${repeat}处〕`}`;
    })
    .join('');
}

/** The markers that a printed path consists of; null where it consists of anything else. */
function readMarkers(label: string): Marker[] | null {
  const folded = fold(label);
  const markers: Marker[] = [];
  for (let at = 0; at < label.length; ) {
    if (parseEnclosed(label.charAt(at)) !== null) {
      markers.push({ kind: 'number', printed: label.charAt(at) });
      at += /^[.、．]/.test(label.slice(at + 1)) ? 2 : 1;
      continue;
    }
    const found = markerAt(folded.slice(at));
    if (found === null) return null;
    markers.push({ kind: found.kind, printed: label.slice(at, at + found.length).trimEnd() });
    at += found.length + found.closing;
  }
  return markers;
}

function markerAt(folded: string): { kind: Marker['kind']; length: number; closing: number } | null {
  for (const { kind, pattern, closing } of MARKERS) {
    const length = pattern.exec(folded)?.[0].length;
    if (length === undefined) continue;
    const closed = closing.exec(folded.slice(length));
    if (closed !== null) return { kind, length, closing: closed[0].length };
  }
  return null;
}

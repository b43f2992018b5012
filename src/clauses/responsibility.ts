/** Owns the blocks that say who answers for a clause: (责任部门:…) 〔牵头单位:…;责任单位:…〕 (市…按职责分工负责). */
import { type Span, shift } from '../core/span.ts';
import { fold } from '../text/fold.ts';

export interface Responsibility {
  /** Bodies printed as leading (牵头), or as responsible beside others that only help (配合). */
  readonly lead: readonly string[];
  readonly others: readonly string[];
  /** Into the clause's text: the whole block, brackets included. */
  readonly span: Span;
  /** Whether an opening bracket finds its closing one. */
  readonly closed: boolean;
}

const ROLE =
  /(牵头|责任|配合|协助|协同|参与|参加|主办|协办|主责|完成|实施|落实)(?:单位|部门|处室|主体|领导|科室)(?:及(?:单位|部门))?:/;
const BODY =
  '(?:[局委办厅部院署会所站]|公司|集团|中心|政府|机构|法院|检察院|总社|支行|分行|银行|部门|单位|海关)';
const SHARED_DUTY = /按(?:照)?(?:各自)?职责(?:分工)?(?:负责|落实)?/;
const DUTY = new RegExp(
  `(?:${SHARED_DUTY.source}|${BODY}(?:等)?(?:部门|单位)?(?:牵头|配合|负责|落实|分工负责))`,
);

/** The block that closes a paragraph of a clause's text, the last such; null where there is none. Names are as printed. */
export function readResponsibility(text: string): Responsibility | null {
  const folded = fold(text);
  const paragraphs = folded.split('\n');
  for (let start = folded.length, i = paragraphs.length - 1; i >= 0; i--, start--) {
    const paragraph = paragraphs[i] ?? '';
    start -= paragraph.length;
    const found = findBlock(paragraph);
    if (found !== null) return readBlock(text, folded, shift(found, start));
  }
  return null;
}

function readBlock(text: string, folded: string, span: Span): Responsibility {
  const block = folded.slice(span.start, span.end);
  const closed = !block.startsWith('(') || matchingBracket(block, 0) === block.length - 1;
  const inner = {
    start: span.start + (block.startsWith('(') ? 1 : 0),
    end: span.end - (closed && block.startsWith('(') ? 1 : 0),
  };
  const bodies = ROLE.test(block) ? byRole(folded, inner) : byDuty(folded, inner);
  const printed = (spans: readonly Span[]) => spans.map((name) => text.slice(name.start, name.end));
  return { lead: printed(bodies.lead), others: printed(bodies.others), span, closed };
}

/** The block reaches to the end of the paragraph; where its bracket was never closed, over all that is left. */
function findBlock(folded: string): Span | null {
  const end = folded.trimEnd().length;
  for (let open = folded.indexOf('('); open >= 0; open = folded.indexOf('(', open + 1)) {
    const close = matchingBracket(folded, open);
    if (close >= 0 && close !== end - 1) continue;
    const inner = folded.slice(open + 1, close < 0 ? end : close);
    if (isBlock(inner)) return { start: open, end };
  }
  // Brackets lost altogether: the last sentence is nothing but bodies and their duty.
  const start = folded.lastIndexOf('。', end - 2) + 1;
  const last = folded.slice(start, end);
  return /^市[^。,;:()]{4,200}$/.test(last) && SHARED_DUTY.test(last) ? { start, end } : null;
}

function isBlock(inner: string): boolean {
  if (ROLE.test(inner.slice(0, 12))) return true;
  const duty = DUTY.exec(inner);
  return duty !== null && !/[。!?]/.test(inner) && new RegExp(`^[^,;:]{2,30}?${BODY}`).test(inner);
}

/** The index of the bracket that closes the one at `open`, or -1. */
function matchingBracket(folded: string, open: number): number {
  let depth = 0;
  for (let at = open; at < folded.length; at++) {
    if (folded[at] === '(') depth++;
    else if (folded[at] === ')' && --depth === 0) return at;
  }
  return -1;
}

interface Bodies {
  readonly lead: Span[];
  readonly others: Span[];
}

/** 牵头单位:A、B;责任单位:C,D */
function byRole(folded: string, inner: Span): Bodies {
  const found: { role: string; names: Span[] }[] = [];
  for (const part of split(folded, inner, /;/)) {
    const role = ROLE.exec(folded.slice(part.start, part.end));
    if (role === null) continue; // a remark: 各县(市、区)为以下各项重点任务责任单位,不一一列出
    const names = { start: part.start + role.index + role[0].length, end: part.end };
    found.push({ role: role[1] ?? '', names: listNames(folded, names) });
  }
  const roles = new Set(found.map(({ role }) => role));
  const leading = roles.has('牵头') ? ['牵头'] : roles.size > 1 ? ['责任', '主办', '主责'] : [];
  return {
    lead: found.flatMap(({ role, names }) => (leading.includes(role) ? names : [])),
    others: found.flatMap(({ role, names }) => (leading.includes(role) ? [] : names)),
  };
}

/** A牵头,B、C配合 or A、B按职责分工负责,以下工作… */
function byDuty(folded: string, inner: Span): Bodies {
  const bodies: Bodies = { lead: [], others: [] };
  const shared = SHARED_DUTY.exec(folded.slice(inner.start, inner.end));
  if (shared !== null) {
    bodies.others.push(...listNames(folded, { start: inner.start, end: inner.start + shared.index }));
    return bodies;
  }
  for (const part of split(folded, inner, /[,;]/)) {
    const text = folded.slice(part.start, part.end);
    const duty = /(?:等)?(?:部门|单位)?(牵头|配合|协助|参与|分工负责|负责|落实)$/.exec(text);
    const names = listNames(folded, { start: part.start, end: part.start + (duty?.index ?? text.length) });
    (duty?.[1] === '牵头' ? bodies.lead : bodies.others).push(...names);
  }
  return bodies;
}

function listNames(folded: string, span: Span): Span[] {
  return split(folded, span, /[、,]/)
    .map(({ start, end }) => {
      const name = folded.slice(start, end);
      const lead = name.length - name.trimStart().length;
      const extra = /(?:等)?(?:有关|相关)?(?:部门|单位)?\s*$/.exec(name);
      const cut = extra !== null && /^等/.test(extra[0]) ? extra.index : name.trimEnd().length;
      return { start: start + lead, end: start + cut };
    })
    .filter(({ start, end }) => end > start);
}

/** Splits outside brackets. */
function split(folded: string, { start, end }: Span, separator: RegExp): Span[] {
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
  parts.push({ start: from, end });
  return parts;
}

/**
 * Splits names that lost the 、 between them (工信局资规局) where the same document also prints both parts on their own.
 * 银监局南通分局 stays whole: nobody prints 南通分局 alone.
 */
export function splitFusedNames(blocks: readonly Responsibility[]): Responsibility[] {
  const known = new Set(blocks.flatMap(({ lead, others }) => [...lead, ...others]));
  const separate = (name: string): string[] => {
    for (let cut = 2; cut <= name.length - 2; cut++) {
      const left = name.slice(0, cut);
      const right = name.slice(cut);
      if (
        new RegExp(`${BODY}$`).test(left) &&
        known.has(right) &&
        (known.has(left) || known.has(left.replace(/^市/, '')))
      ) {
        return [left, right];
      }
    }
    return [name];
  };
  return blocks.map((block) => ({
    ...block,
    lead: block.lead.flatMap(separate),
    others: block.others.flatMap(separate),
  }));
}

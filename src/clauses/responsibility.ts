/** Owns the blocks that say who answers for a clause: (责任部门:…) 〔牵头单位:…;责任单位:…〕 (市…按职责分工负责). */
import { type Span, shift } from '../core/span.ts';
import { fold } from '../text/fold.ts';
import { BODY, listNames, separate, split } from './body-names.ts';

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
  /(?:主要|共同|第一)?(牵头|责任|配合|协助|协同|参与|参加|主办|协办|主责|完成|实施|落实)(?:单位|部门|处室|主体|领导|科室)(?:及(?:单位|部门))?:/;
// 领导 are people and 时限 a day: what follows them names no body.
const LABEL = new RegExp(`${ROLE.source}|(?:完成|办理|整改)?(?:时限|时间|期限)(?:要求)?:`, 'g');
const SHARED_DUTY = /按(?:照)?(?:各自)?职责(?:分工)?(?:负责|落实)?/;
const DUTY_VERB =
  '(?:分别|共同|联合|具体)?(牵头|配合|协助|参与|分工负责|负责|落实)(?:组织|负责|实施|落实|推进)*';
const DUTY = new RegExp(`(?:${SHARED_DUTY.source}|${BODY}(?:等)?(?:部门|单位)?${DUTY_VERB})`);
const DUTY_AT_END = new RegExp(`(?:等(?:有关|相关)?(?:部门|单位)?)?${DUTY_VERB}$`);

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

/** Where the names of a block stand in the clause's text, in the order of its `lead` and `others`. */
export function nameSpans(
  text: string,
  block: Responsibility,
): { lead: readonly Span[]; others: readonly Span[] } {
  const read = readBodies(fold(text), block.span);
  return {
    lead: separate(read.lead, block.lead),
    others: separate(read.others, block.others),
  };
}

function readBlock(text: string, folded: string, span: Span): Responsibility {
  const bodies = readBodies(folded, span);
  const printed = (spans: readonly Span[]) => spans.map((name) => text.slice(name.start, name.end));
  return {
    lead: printed(bodies.lead),
    others: printed(bodies.others),
    span,
    closed: isClosed(folded.slice(span.start, span.end)),
  };
}

function isClosed(block: string): boolean {
  return !block.startsWith('(') || matchingBracket(block, 0) === block.length - 1;
}

function readBodies(folded: string, span: Span): Bodies {
  const block = folded.slice(span.start, span.end);
  const isBracketed = block.startsWith('(');
  const start = span.start + (isBracketed ? 1 : 0);
  let end = span.end - (isBracketed && isClosed(block) ? 1 : 0);
  while (end > start && /[。;\s]/.test(folded.charAt(end - 1))) end--;
  const inner = { start, end };
  return ROLE.test(block) ? byRole(folded, inner) : byDuty(folded, inner);
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
  // Brackets lost altogether: the last sentence is nothing but bodies and their role or duty.
  const start = folded.lastIndexOf('。', end - 2) + 1;
  const last = folded.slice(start, end);
  const isList = /^市[^。,;:()]{4,200}$/.test(last) && SHARED_DUTY.test(last);
  return isList || ROLE.exec(last.slice(0, 12))?.index === 0 ? { start, end } : null;
}

function isBlock(inner: string): boolean {
  if (ROLE.test(inner.slice(0, 12))) return true;
  const [list = ''] = inner.split(/[。!?](?=以[下上])/); // a remark behind the list
  const duty = DUTY.exec(list);
  return duty !== null && !/[。!?]/.test(list) && new RegExp(`^[^,;:]{2,30}?${BODY}`).test(list);
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

/** 牵头单位:A、B;责任单位:C,D. What stands behind a ; without a role is a remark. */
function byRole(folded: string, inner: Span): Bodies {
  const found: { role: string; names: Span[] }[] = [];
  for (const part of split(folded, inner, /;/)) {
    for (const { role, span } of rolesIn(folded, part)) found.push({ role, names: listNames(folded, span) });
  }
  const roles = new Set(found.map(({ role }) => role));
  const leading = roles.has('牵头') ? ['牵头'] : roles.size > 1 ? ['责任', '主办', '主责'] : [];
  return {
    lead: found.flatMap(({ role, names }) => (leading.includes(role) ? names : [])),
    others: found.flatMap(({ role, names }) => (leading.includes(role) ? [] : names)),
  };
}

/** The roles printed in a part, each with what stands between it and the next. */
function rolesIn(folded: string, part: Span): { role: string; span: Span }[] {
  const matches = [...folded.slice(part.start, part.end).matchAll(LABEL)];
  return matches.flatMap(([label, role], i) => {
    if (role === undefined || label.includes('领导')) return [];
    const start = part.start + (matches[i]?.index ?? 0) + label.length;
    return [{ role, span: { start, end: part.start + (matches[i + 1]?.index ?? part.end - part.start) } }];
  });
}

/** A牵头,B、C配合 or A会同B负责 or A、B按职责分工负责,以下工作… */
function byDuty(folded: string, inner: Span): Bodies {
  const bodies: Bodies = { lead: [], others: [] };
  const shared = SHARED_DUTY.exec(folded.slice(inner.start, inner.end));
  const end = shared === null ? inner.end : inner.start + shared.index;
  let waiting: Span[] = [];
  for (const part of split(folded, { start: inner.start, end }, /[,;]/)) {
    const text = folded.slice(part.start, part.end);
    const duty = DUTY_AT_END.exec(text);
    const together = text.indexOf('会同');
    const names = { start: part.start, end: part.start + (duty?.index ?? text.length) };
    if (together > 0 && duty !== null) {
      bodies.lead.push(...listNames(folded, { start: names.start, end: names.start + together }));
      names.start += together + 2;
    }
    waiting.push(...listNames(folded, names));
    if (duty === null) continue;
    (duty[1] === '牵头' ? bodies.lead : bodies.others).push(...waiting);
    waiting = [];
  }
  bodies.others.push(...waiting);
  return bodies;
}

/**
 * Splits names that lost the 、 between them (工信局资规局) where the same document also prints both parts on their own.
 * 银监局南通分局 stays whole: nobody prints 南通分局 alone.
 */
export function splitFusedNames(blocks: readonly Responsibility[]): Responsibility[] {
  const known = new Set(blocks.flatMap(({ lead, others }) => [...lead, ...others]));
  const parted = (name: string): string[] => {
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
    lead: block.lead.flatMap(parted),
    others: block.others.flatMap(parted),
  }));
}

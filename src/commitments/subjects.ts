/** Owns the words that name what a figure measures, and the key by which two documents' words for it meet. */
import type { Span } from '../core/span.ts';
import { AIMS } from './data/comparators.ts';
import { MEASURE_SYNONYMS } from './data/measures.ts';
import { DEED_VERBS, NAMING_DEEDS, NOMINAL_VERBS } from './data/verbs.ts';
import { shortBracket } from './scene.ts';

const anyOf = (words: readonly string[]): string => [...words].sort((a, b) => b.length - a.length).join('|');

const YEAR_HEAD =
  /^(?:力争|争取)?(?:到|至|于|在)?(?:\d{4}年?(?:-{1,2}|~|至|到))?(?:\d{4}年|["']?十[二三四五六]五["']?(?:期末|末|期间|时期)?)(?:度|年?底|年?末|初)*(?:之?前|期间|起)?[,、]?/;
const BASE_HEAD =
  /^(?:与|和|同|较|比|在|以)(?:\d{4}年|["']?十[二三四五六]五["']?末?|上年|去年)(?:度|底|末|同期|水平|的)*(?:相比|基础上|为基准|为基数)?[,]?/;
const ORDINAL_HEAD =
  /^(?:\(?\d{1,2}[.)、](?!\d)|\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]是(?:要)?|[①-⑳]|-{1,2}|[·*])/;
const PLACE_HEAD =
  /^(?:在)?(?:全[市省县区州旗国](?![域社区])|我[市省县区]|本市|各[市县区](?!\()|市域|全域)(?:范围)?(?:内|上下)?/;
const WORD_HEAD = new RegExp(
  `^(?:[、,)和及与并且或]|以及|其中:?|同时|另外|此外|到期末|期末|${anyOf(AIMS)}|确保|保证|保障|促使|使得|使|让|推动|促进|带动|推进(?=.{4})|进一步|不断|持续|逐步|逐年|全面|基本(?=实现|建成|完成|消除|形成|建立|达到|普及)|大力|着力|切实|积极|加快|有序|稳步|统筹|原则上|要求|应当|必须|要|须|应(?!急|用|对|届|收|税)|将|把|对(?!口|外|接|标|照|虾|讲)|今年|明年|全年(?!平均|累计)|本年度?|(?:近|未来)?[一二两三四五六七八九十\\d]{1,3}年(?:左右)?(?:之内|以内|内)|每[十百千万\\d]*(?:人口?|户|名)[^,。;、]{0,4}?(?=拥有|配备)|[一二三四五六七八九十]年(?:来)?(?=累计|共)|(?:市|省|县|区|各)?(?:级)?财政(?=每年|安排)|每个?(?:年度?|季度|月|周|半年)|每[一二两三]年|年均(?=.{2}$)|累计|共|总计|实现|保持|稳定|提前|力促|计划|拟|预计|至少|最少|分别|各(?=[新改建]))`,
);
const CONDITION_HEAD =
  /^(?:对|在)?(?:凡)?(?:(?:具备|符合|满足|达到)[^,。;]{0,8}?(?:条件|要求)|有条件|条件(?:具备|成熟|允许))的(?:地区|地方|县|县市|乡镇)?(?:,)?|^在?[^,。;]{1,20}?(?:前提|情况|条件)下,?/;
const DEED = anyOf(DEED_VERBS.filter((verb) => verb.length > 1 && !NAMING_DEEDS.has(verb)));
// 中心城区新建…
const PLACE_BEFORE_DEED = new RegExp(
  `^(?:(?:中心|主)?城区|农村|城乡|各地|各级|[\\u4e00-\\u9fff]{1,4}(?:市|县|州|(?<![小社园景库湖山])区))(?:要|应)?(?=(?:${DEED}).{2})`,
);
const RAISING_HEAD = /^(?:提高|提升|降低|增加|扩大|缩短|压缩|压减|减少|控制|稳定|延长|优化|改善)(?=.{2})/;
const DEED_HEAD = new RegExp(
  `^(?:重点|全面|累计|共|集中|统一|大力|新)?(?:${DEED})(?:(?:、|和|及|或|与|并|以及)(?:${DEED})|(?:新建|改建|扩建|改造|更新|建设|完成|提升|整治|治理|推广|并))*(?=.{2})(?!基地|中心|机构|设施|站|网点|面积|面|率|量|能力|规模|期限|时间|时限|年限|性|型|类|区|林抚|[^,。;]{0,2}(?:率|数)$)`,
);
// 年产值百亿元以上的园区
const THRESHOLD_HEAD = /^[^,。;]{2,24}(?:以上|以下|以内)的(?=.{2})/;
const REACHING_HEAD = /^(?:完成|实现|建成|形成|拥有(?!率))(?=.{2})/;
const WORD_TAIL =
  /(?:比例?(?:均|都)|[,、:]|(?<=.{2})(?:数量|总数|总量)?(?:共计|合计|总计|共|均|都|分别|累计)|(?<=.{2})(?:控制|完成|建成|新增|提高|提升|降低|增加|减少|下降|的)|每(?:立方米|升|平方公里|公顷|亩|吨))$/;
const FROM_TAIL = /(?:由|从)[^,。;]{0,6}?(?:\d|目前|现|上年|去年|十)[^,。;]{0,24}$/;
const BASE_TAIL = /(?:在|比|较|与|同|和|以)(?:\d{4}年|["']?十[二三四五六]五["']?|上年|去年)[^,。;]{0,8}$/;
const YEAR_TAIL = /(?:到|至|于|在)?\d{4}年(?:年?底|年?末)?(?:之?前)?$/;

/** How a subject in front of a figure is cut: 'share' keeps deeds in names (新建建筑占比), 'deed' takes them off. */
export type SubjectStyle = 'share' | 'raised' | 'deed';

export interface CutSubject extends Span {
  readonly condition: Span | null;
  /** The deed that stood in front (新建…) and was taken off. */
  readonly deed: Span | null;
}

/** What of `[start, end)` names the thing; empty where nothing does. */
export function cutSubject(text: string, start: number, end: number, style: SubjectStyle): CutSubject {
  let condition: Span | null = null;
  let from = start;
  let to = end;
  let done: Span | null = null;
  for (let steps = 0; steps < 12 && from < to; steps++) {
    const head = text.slice(from, Math.min(to, from + 40));
    const ruled = CONDITION_HEAD.exec(head);
    if (ruled !== null && condition === null)
      condition = { start: from, end: from + ruled[0].replace(/,$/, '').length };
    const plain = ruled ?? plainHead(head, style);
    const deed = plain === null && style === 'deed' ? DEED_HEAD.exec(head) : null;
    const cut = plain ?? deed;
    if (cut === null || cut[0] === '') break;
    from += cut[0].length;
    if (deed !== null) {
      done = { start: from - cut[0].length, end: from };
      break;
    }
  }
  if (style === 'deed') from += THRESHOLD_HEAD.exec(text.slice(from, to))?.[0].length ?? 0;
  for (let steps = 0; steps < 8 && from < to; steps++) {
    const tail = text.slice(Math.max(from, to - 40), to);
    const cut = FROM_TAIL.exec(tail) ?? BASE_TAIL.exec(tail) ?? YEAR_TAIL.exec(tail) ?? WORD_TAIL.exec(tail);
    if (cut === null || cut[0] === '') break;
    to -= cut[0].length;
  }
  return { start: from, end: Math.max(from, to), condition, deed: done };
}

function plainHead(head: string, style: SubjectStyle): RegExpExecArray | null {
  return (
    YEAR_HEAD.exec(head) ??
    BASE_HEAD.exec(head) ??
    ORDINAL_HEAD.exec(head) ??
    PLACE_HEAD.exec(head) ??
    (style === 'deed' ? PLACE_BEFORE_DEED.exec(head) : REACHING_HEAD.exec(head)) ??
    (style === 'raised' ? RAISING_HEAD.exec(head) : null) ??
    WORD_HEAD.exec(head)
  );
}

const ONLY_DEED = new RegExp(`^(?:${anyOf(DEED_VERBS.filter((verb) => verb.length > 1))})+$`);

/** 关停取缔: what is done, and not to what. */
export function isDeed(subject: string): boolean {
  return ONLY_DEED.test(subject);
}

const NEXT_DEED = new RegExp(`^.{0,24}?(?:、|并|和|以及|及)(?=(?:重点|全面|累计)?(?:${DEED}))`);

/** Behind a counted thing, where the next deed of the list begins; `start` where none does. */
export function nextDeed(text: string, start: number, end: number): number {
  return start + (NEXT_DEED.exec(text.slice(start, end))?.[0].length ?? 0);
}

const NOMINAL = anyOf(NOMINAL_VERBS);
const NOMINAL_TAIL = new RegExp(`(?<=.{2})(?:[\\u4e00-\\u9fff]{2}化|"[^"]{1,12}")?(?:${NOMINAL}){1,2}$`);
const NOMINAL_START = new RegExp(
  `^(?:${NOMINAL}|全面|综合|提标|升级|排查|检查|审核|验收|编制|排放|监测|评估|规范)`,
);
const NAME_END =
  /[,;。:!?、(\n]|的|和(?!谐|平|美)|与|以及|及(?!时|格)|并|且|或|下沉|开展|进行|参与|参加|进驻|实现|达到|完成|建成|实施|投产|开工|竣工|上市|落地|通过|纳入|入驻|深入/;
const DESCRIBING =
  /^(?:具有|拥有|具备|以|能|可|集|在|符合|达到|年|有|功能|布局|特色|设施|管理|技术|产值|营收|营业|主营|投资|规模|总|设计|处理|日)/;

export interface CountedName extends Span {
  /** Where the words end that belong to it: its own deed (建设) or 的 and what is done to it. */
  readonly whole: number;
}

/**
 * The noun behind a counted figure: 文控保建筑 of 67处文控保建筑的保护修缮工作. Empty where none follows.
 * @param keep deeds are what is counted (一次隐患排查) and stay
 */
export function subjectBehind(text: string, start: number, end: number, keep = false): CountedName {
  let from = start;
  if (text.charAt(from) === '的') from++;
  let to = nameEnd(text, from, end);
  while (text.charAt(to) === '的' && to + 1 < end) {
    const behind = nameEnd(text, to + 1, end);
    const next = text.slice(to + 1, behind);
    const describes = DESCRIBING.test(text.slice(from, to)) || !NOMINAL_START.test(next);
    if (!describes || behind <= to + 1) break;
    from = to + 1;
    to = behind;
  }
  const tail = keep ? null : NOMINAL_TAIL.exec(text.slice(from, to));
  return { start: from, end: tail === null ? to : to - tail[0].length, whole: to };
}

function nameEnd(text: string, from: number, end: number): number {
  const most = Math.min(end, from + 40);
  let at = from;
  for (;;) {
    const found = NAME_END.exec(text.slice(at, most));
    if (found === null) return most;
    const stop = at + found.index;
    const mark = found[0];
    const inBrackets = mark === '(' && stop > from ? shortBracket(text, stop) : 0;
    if (inBrackets > 0 && stop + inBrackets <= end) {
      at = stop + inBrackets;
      continue;
    }
    const goesOn =
      mark === '、'
        ? LEVEL_END.test(text.slice(from, stop))
        : AND.test(mark) && NOUN_ONLY.test(text.slice(stop + mark.length, most));
    if (!goesOn || stop === from) return stop;
    at = stop + mark.length;
  }
}

// 国家级、省级园区
const LEVEL_END = /[级型类]$/;
const AND = /^(?:和|与|以及|及)$/;
// 休闲公园和小微绿地 is one name; 公园和20个… and 公园和新建… are not.
const NOUN_ONLY = new RegExp(`^(?!${DEED}|约|近|各)[^,;。:!?、(的和与及\\d]{2,12}(?:[,;。]|$)`);

/** The pieces of a subject that figures go with one by one (A、B分别达到x、y); null where they are not `count`. */
export function piecesOf(text: string, { start, end }: Span, count: number): Span[] | null {
  const pieces: Span[] = [];
  let from = start;
  let depth = 0;
  for (let at = start; at <= end; at++) {
    const character = text.charAt(at);
    if (character === '(') depth++;
    if (character === ')') depth--;
    const gap =
      at === end
        ? 1
        : depth > 0
          ? 0
          : (/^(?:、|和|与|以及|及)/.exec(text.slice(at, at + 2))?.[0].length ?? 0);
    if (gap === 0) continue;
    if (at > from) pieces.push({ start: from, end: at });
    from = at + gap;
    at = from - 1;
  }
  return pieces.length === count ? pieces : null;
}

const SCOPE = /^(?:全[市省县区国]|我[市省]|本市|地级及以上城市|县级及以上城市|城市|市区)(?=.{3})/;

/**
 * The key by which the same measure of two documents is found: folded, without 的, brackets, marks and scope words, known
 * synonyms joined (细颗粒物 and PM2.5, 占比 and 比例). '' for no subject.
 * @param subject folded, without blanks
 */
export function measureKey(subject: string): string {
  let key = subject.replace(/["'《》]/g, '').replace(SCOPE, '');
  for (const [pattern, one] of MEASURE_SYNONYMS) key = key.replace(pattern, one);
  return key.replace(/[、,的()·\s]/g, '');
}

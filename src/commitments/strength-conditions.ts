/** Owns when a word of the scale says what its level says: not negated, not done already, no part of a name or a condition. */
import type { Span } from '../core/span.ts';
import { BEFORE_A_VERB } from './data/strength-scale.ts';
import type { Entry } from './strength-table.ts';

// What stands in front is read this far back: no condition needs more, and hostile texts stay cheap.
const MAX_BEFORE_CHARS = 12;
const MAX_OPENING_CHARS = 60;
// 未完成, 未按期完成, 不能稳定达到; but 不断完善.
const NEGATED =
  /(?:[未不非无]|没有|难以|无法)(?:[能会足]|能够|按(?:要求|期|时|规定)|如期|全面|完全|稳定|及时|严格|有效|认真)*$/;
const DONE_BEFORE = /(?:已|已经|业已|曾|均已)(?:全面|全部|基本|初步|累计|先后|率先|如期|提前|成功)*$/;
const DONE_BEHIND = /^[了过](?!程|渡|剩|度|高|低)/;
// 完成整改后, 达标前: when, not what.
const SUBORDINATE = /(?:后|时|之?前|之日起?|以来)$/;
// 在确保安全的前提下, 以实现…为目标, 按照…要求: under which terms, not what.
const CIRCUMSTANCE =
  /在[^在]{0,40}(?:前提|基础|条件|情况|背景)之?[下上]|以[^以为]{1,60}为|^为了.*|^(?:按照|根据|依据|锚定|瞄准|对标|对照|着眼).{0,80}?(?:要求|规定|原则|部署|目标|精神|标准|任务|$)/g;
// 对达到标准的企业: the company is described.
const DESCRIBES = /^(?:对|对于|凡|凡是|将|把|由|向|针对|给予|属于)/;
const ACTOR =
  '(?:企业|单位|项目|地区|区域|部门|个人|人员|产品|行业|机构|园区|城市|县|镇|村|工程|产能|设施|车辆|家庭|学校|用户|地块|阶段|时期|历程|道路)';
const DESCRIBED = new RegExp(`^[^的]{0,40}的${ACTOR}`);
const DESCRIBED_AT_END = new RegExp(`的${ACTOR}$`);
// 落实禁止生产使用等要求: a requirement is carried out.
const RULE_AT_END = /(?:要求|规定|措施|目录|名录|清单|制度|政策|区域|范围|条款)$/;

/** What the conditions ask of the part around a word. */
export interface Context {
  readonly part: string;
  readonly circumstances: readonly Span[];
  readonly isSubordinate: boolean;
  readonly describes: boolean;
  readonly isDescription: boolean;
  readonly endsInRule: boolean;
  /** Whether a verb stands before. */
  isGoverned: boolean;
}

export function contextOf(part: string): Context {
  const tail = part.slice(-8);
  return {
    part,
    circumstances: [...part.matchAll(CIRCUMSTANCE)].map(({ index, 0: text }) => ({
      start: index,
      end: index + text.length,
    })),
    isSubordinate: SUBORDINATE.test(tail),
    describes: DESCRIBES.test(part),
    isDescription: DESCRIBED_AT_END.test(tail),
    endsInRule: RULE_AT_END.test(tail),
    isGoverned: false,
  };
}

/** Whether a word that stands there has the meaning of its level. */
export function means(entry: Entry, start: number, context: Context): boolean {
  const { part } = context;
  const { level } = entry.level;
  const before = part.slice(Math.max(0, start - MAX_BEFORE_CHARS), start);
  const behind = part.slice(start + entry.word.length);
  if (entry.after?.test(behind) === false) return false;
  if (entry.notAfter?.test(behind) === true || entry.notBefore?.test(before) === true) return false;
  if (entry.needsObject && !/[^\s"'()、]/.test(behind.slice(0, 4))) return false;
  if (entry.opens && !opens(part.slice(0, start))) return false;
  if (level !== 'prohibit' && NEGATED.test(before)) return false;
  if (DONE_BEFORE.test(before) || DONE_BEHIND.test(behind)) return false;
  if (context.circumstances.some((span) => span.start < start && start < span.end)) return false;
  if (context.describes && DESCRIBED.test(behind)) return false;
  if (level === 'achieve' && (context.isSubordinate || context.isDescription)) return false;
  return !(level === 'prohibit' && context.isGoverned && context.endsInRule);
}

const OPENING = new RegExp(`^${BEFORE_A_VERB}$`);

/** Whether a verb behind these words still opens its part: they are adverbs, times and conjunctions. */
export function opens(words: string): boolean {
  return words.length <= MAX_OPENING_CHARS && OPENING.test(words);
}

/** Words that say how a figure bounds what it measures. */

export type Relation = '>=' | '>' | '<=' | '<' | '=' | '~' | '+' | '-';

/**
 * reach: says that the figure is to be there (达到, 提高到). bound: says on which side of it (不低于, 超过). about: 约.
 * change: the figure is the difference (增加, 下降).
 */
export type ComparatorKind = 'reach' | 'bound' | 'about' | 'change';

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** In front of the figure. */
export const COMPARATORS_BEFORE: readonly (readonly [
  kind: ComparatorKind,
  relation: Relation,
  words: readonly string[],
])[] = [
  [
    'reach',
    '=',
    words(`
      达到 达 达至 保持在 保持到 保持为 保持 维持在 维持 稳定在 稳定到 稳定 巩固在 稳固在 实现 占 占到 提高到 提高至
      提升到 提升至 提升为 提至 提到 增加到 增加至 增至 增长到 增长至 扩大到 扩大至 扩增至 扩大为 上升到 上升至 升至 升到 上调至 上调到 发展到 发展至 壮大到
      下降到 下降至 下降为 降低到 降低至 降低为 降到 降至 降为 减少到 减少至 减少为 减至 减到 压减到 压减至 压降至 压降到 下调至 下调到 削减到 削减至 缩短到 缩短至 缩短为 缩减到
      缩减至 压缩到 压缩至 压缩为 压缩在 缩小到 缩小至 缩至 缩到 精简至 精简到 精简为 延长至 延长到 拓展到 拓展至 延伸到 延伸至 调整为 调整到 调整至 优化到 优化至 优化为 放宽到 放宽至 收窄至 收窄到 设定为 确定为 定为 规定为
      恢复到 恢复至 回升到 回升至 改善到 改善至 改善为 跃升至 跃升到 攀升至 攀升到 到达 为 至 到 设为 按 以 提前 符合 满足 执行 优化提升至 提速至 提速到 力争达
    `),
  ],
  [
    'reach',
    '<=',
    words(`
      控制在 控制到 控制为 严控在 限制在 限定在 锁定在 管控在 约束在 压控在 压降在 限于
    `),
  ],
  [
    'bound',
    '>=',
    words(`
      不低于 不少于 不小于 不短于 不弱于 不劣于 不差于 不低於 不得低于 不得少于 不得小于 不得短于 不得劣于 不能低于 不能少于 不应低于 不应少于 不应小于 不宜低于 不宜少于 不宜小于 应不低于 应不少于
      至少 最少 最低 起码 不下 不下于 达到或超过 达到和超过 达到并超过 达到、超过 达到或好于 达到或优于 达到或高于 达到和优于 达到及优于 达到和好于 达到并优于 达到并好于 好于或达到 优于或达到 达到或者超过 达到或者优于 达到或者好于 达到(或优于) 达到(或好于) 不少於 大于等于 大于或等于 高于或等于
      ≥ >=
    `),
  ],
  [
    'bound',
    '>',
    words(
      '超过 超出 高出 快于 超 突破 高于 大于 多于 优于 好于 长于 迈过 跨过 越过 迈上 跃上 跨上 站上 冲破 > ﹥ 翻越',
    ),
  ],
  [
    'bound',
    '<=',
    words(`
      不超过 不高于 不大于 不多于 不长于 不突破 不超出 不超 不得超过 不得高于 不得大于 不得多于 不得长于 不得突破 不得超出 不能超过 不能高于 不应超过 不应高于 不应大于 不宜超过 不宜大于 不宜高于 最多 最高 最长
      至多 最多不超过 最高不超过 最长不超过 原则上不超过 小于等于 小于或等于 控制在不超过 ≤ <=
    `),
  ],
  ['bound', '<', words('低于 少于 小于 短于 不足 不到 不满 < ﹤')],
  ['about', '~', words('约 大约 约为 约达 约占 近 接近 将近 大概 大致 左右')],
  [
    'change',
    '+',
    words(`
      增加 增长 提高 提升 上升 递增 增 升 升高 扩大 上浮 上调 同比增长 多增 提速 延长 净增长 增产 回升
    `),
  ],
  [
    'change',
    '-',
    words(`
      下降 降低 减少 削减 压减 压缩 缩短 缩减 消减 递减 降 减 减量 下浮 下调 压降 收窄 缩小 节约 节省 精简 少 减排 调减 退减
    `),
  ],
];

/** Behind the figure; where one stands there, it is what bounds. */
export const COMPARATORS_AFTER: readonly (readonly [relation: Relation, words: readonly string[]])[] = [
  ['>=', words('以上 及以上 或以上 (含)以上 (含以上) 含以上 以上(含) 之上 起')],
  ['<=', words('以下 及以下 或以下 (含)以下 之下 以内 之内 内 (含)以内')],
  ['~', words('左右 上下 前后 许 水平左右')],
];

/** Between what is measured and the comparator; they bound nothing. */
export const ADVERBS = words(`
  均 都 全部 总体 总体上 基本 基本上 稳定 持续 累计 分别 各 各自 合计 总计 共 共计 一共 年均 平均 每年 每月 每季度 每周 每天 每半年 力争 力求 争取 努力 努力达 确保 保证 要 应 应当 须 需 必须 需要 可 将 再 逐步
  进一步 大幅 大幅度 明显 显著 同步 实现 有望 原则上 一般 最终 也 则 即 已 整体 普遍 全面 率先 逐年 长期 始终 继续 仍 尽量 不断 稳步 稳中 先后 就 同比 全年 常年 相应 也要 均要 均应 应均 快速 尽快
  计划 拟 预计 预期 全市 全省 也应
`);

/** A figure that is only aimed at. */
export const AIMS = words('力争 力求 争取 努力 尽力');

/** Comparators that are also plain words: without a noun or verb that asks for a figure they promise nothing. */
export const WEAK_COMPARATORS = new Set(
  words(
    '为 至 到 按 以 占 符合 满足 执行 提前 实现 超 近 稳定 保持 不足 不到 不满 少 降 减 增 升 定为 确定为 规定为 节约',
  ),
);

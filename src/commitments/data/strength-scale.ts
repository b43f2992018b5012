/** Owns the scale of commitment strength: its levels, what they are called, their words, and when a word is none of theirs. */
//
// | level     | 名称 | ordinal | says                                          | for instance                       |
// |-----------|------|---------|-----------------------------------------------|------------------------------------|
// | prohibit  | 禁止 | 7       | it may not be done                            | 禁止 不得 严禁 不准 不再审批       |
// | must      | 必须 | 6       | it is done without exception                  | 必须 确保 严格 坚决 一律           |
// | shall     | 应当 | 5       | it is a duty                                  | 应当 应 须 要                      |
// | achieve   | 完成 | 4       | an end is named that can be found reached     | 完成 实现 达到 建成 控制在…        |
// | advance   | 推进 | 3       | work is done; no end is named                 | 推进 加快 加强 实施 建立 完善      |
// | encourage | 鼓励 | 2       | others are asked or helped to do it           | 鼓励 支持 引导 倡导                |
// | explore   | 探索 | 1       | whether and how it is done is still looked at | 探索 研究制定 开展…试点 试行       |
//
// Sources: for 应当, 必须, 不得 and 禁止 《立法技术规范（试行）（一）》 (法工委发〔2009〕62号), 14 and 15: 应当 and 必须 lay down duties
// and do not differ in substance, 应当 being the usual word; 不得 (with a subject) and 禁止 (without one) lay down prohibitions, and
// 不准, 不应, 不能 and 严禁, which older texts have, are the same. 必须 stands above 应 in the note on wording that closes China's
// construction standards (必须, 严禁: 非这样做不可; 应, 不应, 不得: 在正常情况下均应这样做), and plans use 必须, 确保, 坚决 and 严格 in that
// way, and 要 where a statute has 应当. The lower four are the usage of plans: an end, work without an end, what is asked of others,
// what is tried. No source ranks those; the order is ours: from what can be held against whoever wrote it to what cannot.
// Left out: permissions (可以, 允许), which bind nobody; maxims (坚持 …优先); 力争 and 努力, which weaken an end but name it.

export const STRENGTHS = ['prohibit', 'must', 'shall', 'achieve', 'advance', 'encourage', 'explore'] as const;
/** Strongest first in `STRENGTHS`. */
export type Strength = (typeof STRENGTHS)[number];

export interface Level {
  readonly level: Strength;
  /** 7, the strongest, to 1. */
  readonly ordinal: number;
  readonly zh: string;
  readonly en: string;
  /** Words that share their conditions. */
  readonly words: readonly WordGroup[];
}

/** Patterns are of folded text, sources of regular expressions. */
export interface WordGroup {
  /** Separated by blanks. Each begins and ends where the cutter cuts. */
  readonly words: string;
  /** What must follow; where absent, anything. */
  readonly after?: string;
  /** What follows a word that means something else. */
  readonly notAfter?: string;
  /** What stands before one that does. */
  readonly notBefore?: string;
  /** Where it is a verb only if something follows it in its part, or if 给予, 提供 or 开展 governs it. */
  readonly needsObject?: true;
  /** A noun as often: a verb only where nothing but adverbs and time stands before it in its part. */
  readonly opens?: true;
}

// What makes an end of a mere word: 降至35微克, 稳定在Ⅱ类以上, 增长两倍. Not 提升一体化水平.
const FIGURE =
  '["\\s]*(?:约|近)?(?:\\d|[ⅰ-ⅻ]|i{1,3}类|劣|[一二三四五六七八九十百千万两]+(?:成|倍|级|类|个百分点|百分点|分之|万|千))';
// What makes a noun of a verb in front of it: 支持政策, 引导资金.
const NOUN_TAIL =
  '(?:机制|体系|力度|作用|制度|措施|办法|政策|方案|路径|资金|基金|模式|目标|类|性|者|率(?!先|领))';
// Of 推进机制 is advanced nothing, of 推进机制创新 something.
const NOUN_AT_END =
  '(?:机制|体系|力度|路径|方案|细则|意见|情况|主体|计划|小组|会议)(?=$|[的、和与]|更|日益|不断|逐步|基本)';

export const SCALE: readonly Level[] = [
  {
    level: 'prohibit',
    ordinal: 7,
    zh: '禁止',
    en: 'prohibited',
    words: [
      {
        words: '禁止',
        notAfter: '[类性区线牌令]|准入|(?:开发|建设|养殖|开垦|通行|燃放)(?:区|的|类)',
        notBefore: '[被非不]',
      },
      { words: '严禁 杜绝 不准 不许 不予', notBefore: '[虽并]' },
      { words: '不得', notAfter: '不|已|而知|人心|当$', notBefore: '[迫舍巴恨顾怪]' },
      { words: '不应', notAfter: '有的|求' },
      {
        words: '不再 一律不 原则上不',
        after:
          '(?:新增|新建|新上|新设|扩建|审批|批准|核准|备案|受理|布局|建设|安排|办理|发放|生产|销售|使用|保留|增加|审查|上马|引进|享受|允许|承接|设置|设立|供应|供地|出让|列入|纳入)',
      },
    ],
  },
  {
    level: 'must',
    ordinal: 6,
    zh: '必须',
    en: 'must',
    words: [
      {
        words:
          '必须 务必 务求 确保 一律 坚决 从严 严控 严守 严防 严查 严惩 严管 严把 坚守 守牢 守住 守好 最严格',
      },
      { words: '严格', notAfter: '程度|意义|的$|$|[^,]{2}类', notBefore: '(?:更|更加|较|较为|比较)' },
      { words: '严厉 严肃', notAfter: '性|认真|$' },
      { words: '保证', notAfter: '[金书期]|体系|措施$|制度', needsObject: true },
      { words: '强制', notAfter: '性|措施|标准|隔离|力' },
      {
        words: '限期',
        after: '(?:整改|完成|治理|淘汰|拆除|关闭|搬迁|退出|达标|改正|办结|整治|恢复)',
      },
    ],
  },
  {
    level: 'shall',
    ordinal: 5,
    zh: '应当',
    en: 'shall',
    words: [
      { words: '应当 应该 应予 应予以 应由 须 须经', notAfter: '知', notBefore: '[理本]' },
      { words: '应', notAfter: '[税征付急对用变力届答邀聘]|$', notBefore: '[因理本]' },
      // What ought to be collected is all collected.
      {
        words:
          '应收尽收 应纳尽纳 应保尽保 应检尽检 应治尽治 应分尽分 应用尽用 应拆尽拆 应改尽改 应享尽享 应救尽救 应绿尽绿 应接尽接 应种尽种 应办尽办 应放尽放',
      },
      {
        words: '需',
        after: '(?:经|由|在|按|向|提供|提交|取得|符合|依法|报|进行|持|满足)',
        notBefore: '[供内刚所急亟]',
      },
      {
        words: '要 还要',
        notAfter: '[的点素件害义求闻]|么|是|不是|$',
        notBefore: '[不只想若是为之重主需快就当所必紧首扼摘概险]',
      },
    ],
  },
  {
    level: 'achieve',
    ordinal: 4,
    zh: '完成',
    en: 'achieved',
    words: [
      {
        words: '完成 建成 消除 消灭 竣工 投产 投用 投运 清零 建成投用 建成投产',
        notAfter: '[率度后图]|情况|时间|时限|日期|验收|之日|质量$',
        notBefore: '推动|促进|推进|助力',
      },
      {
        words: '实现',
        notAfter: '机制|路径|途径|渠道|程度|情况|形式|方式',
        notBefore: '价值|推动|促进|推进|助力|助推|自我',
      },
      { words: '形成', notAfter: '机理|原因|的|期|过程', notBefore: '推动|促进|推进|助力|助推|臭氧' },
      { words: '达到', notBefore: '推动|促进|推进|助力|助推' },
      { words: '达', after: FIGURE },
      {
        words:
          '提高到 提高至 提升到 提升至 增加到 增加至 增至 升至 扩大到 扩大至 降到 降至 降低到 降低至 下降到 下降至 减少到 减少至 削减到 削减至 控制到 压减到 压减至 控制在 稳定在 保持在 维持在 缩短到 缩短至 压缩到 压缩至 保持 突破 超过 超 不低于 不少于 不高于 不超过 不小于 不大于 不劣于 优于 上升到 上升至 下降 上升 增长 减少 降低 削减 压减 增加 提高 提升',
        after: FIGURE,
      },
    ],
  },
  {
    level: 'advance',
    ordinal: 3,
    zh: '推进',
    en: 'advanced',
    words: [
      { words: '推进 推动 实施 落实 执行 推广 培育', notAfter: NOUN_AT_END },
      { words: '促进', notAfter: '工作|会|中心' },
      {
        words:
          '加快 加强 加大 加紧 强化 深化 完善 健全 优化 推行 推出 建立 构建 打造 打造成 扩大 拓展 巩固 提升 提高 改善 增强 开展 开工 启动 制定 制订 编制 修订 出台 贯彻 夯实 补齐 压实 抓好 抓紧 做好 搭建 创建 争创 壮大 淘汰 关停 取缔 整治 遏制 督促 助推 纳入',
      },
      {
        words:
          '建设 发展 治理 保护 管理 监管 修复 改造 规范 保障 调整 明确 划定 设立 设置 配套 引进 布局 开发 整合 普及 盘活 疏浚 清退 保持 维护 防范 防治 防止 控制 削减 压减 减少 降低 增加 增大 补充 升级 支撑 助力 发挥 创新 建好 管好 用好 办好 擦亮 塑造 弘扬 传承 打击 查处 协同 对接 融入 参与 利用 公布 公开 发布 评估 考核 监测 检查 组织 组建 筹建 新建 新增 扩建 续建 迁建 实行 打好 打赢 筑牢 营造 畅通 释放 激发 转变 简化 缩短 改进 改革 统筹 协调 解决 限制 制止 细化 汇聚 构筑 拓宽 连通 美化 守护 更新 举办 修编 践行 宣传 谋划 应对 摸清 查清 丰富 挖掘 树立 恢复 确定 引领 带动 预防 梳理 缓解 避免 凝聚 整改 申报 衔接 通报',
        notAfter: '的|用地|林|和?改革[、和部]|单位|部门|者|水平|力度',
        opens: true,
      },
    ],
  },
  {
    level: 'encourage',
    ordinal: 2,
    zh: '鼓励',
    en: 'encouraged',
    words: [
      { words: '鼓励', notAfter: '[类性]|政策|措施|名录|目录' },
      { words: '支持', notAfter: `${NOUN_TAIL}|系统|向量`, needsObject: true },
      { words: '引导', notAfter: `${NOUN_TAIL}|标识|系统|[员线语]`, needsObject: true },
      { words: '倡导 提倡 号召 动员', notAfter: `${NOUN_TAIL}|[书令]|大会|部署`, needsObject: true },
      { words: '扶持 激励 奖励', notAfter: `${NOUN_TAIL}|约束|对象|引导`, needsObject: true },
    ],
  },
  {
    level: 'explore',
    ordinal: 1,
    zh: '探索',
    en: 'explored',
    words: [
      { words: '探索', notAfter: '之路|性|者', needsObject: true },
      { words: '试行 先行先试 试办 摸索', notAfter: '期|办法$|稿', needsObject: true },
      {
        words: '研究',
        after:
          '(?:制定|制订|建立|出台|编制|提出|设立|推动|推进|开展|解决|起草|修订|完善|确定|拟定|推出|实施|组建|谋划|论证|设置|构建|探索|划定|落实|将|把|部署|改进|调整|优化|支持|推广)',
      },
      {
        words: '研究',
        notAfter: `${NOUN_TAIL}|[院所室生员会]|中心|成果|机构|报告|基地|团队|平台|课题|人才|项目|工作`,
        needsObject: true,
        opens: true,
      },
      {
        words: '试点',
        after: '(?:推行|推广|开展|建立|实施|建设[^,;]|探索|应用|设立|设置|推进|运行|打造|将|对|以)',
        notBefore: '扩大|推进|推动|深化|加快|现有|[各级]',
      },
      {
        words: '试点',
        notAfter: `${NOUN_TAIL}|示范|城市|地区|区域|[县市区镇村园校]|单位|企业|项目|工作|范围|成果|经验|任务|期间|建设`,
        needsObject: true,
        opens: true,
      },
    ],
  },
];

/** Adverbs, times and conjunctions: what may stand before a verb that opens its part. */
export const BEFORE_A_VERB =
  '(?:全面|全力|全域|深入|深度|持续|大力|积极|着力|进一步|有序|稳步|扎实|加快|加强|不断|切实|认真|统筹|科学|合理|系统|逐步|分[类级批步期区]|适时|及时|定期|因地制宜|有效|稳妥|严格|依法|依规|规范|同步|协同|充分|高(?:质量|标准|水平|效|起点)|重点|优先|继续|率先|先行|精准|精心|动态|主动|共同|联合|努力|力争|争取|尽快|抓紧|组织|开展|集中|大幅|显著|适度|集约|牢固|合力|坚定不移|从?源头上?|强化|做好|推动|推进|要|应|应当|须|并|同时|此外|还|也|均|都|将|再|又|以及|另外|其中|全市|各地|各部门|我市|(?:到|至|自)?(?:20)?\\d{2}年(?:底|末|初|起)?(?:之?前|以前)?|"?十[三四五六]五"?(?:期间|末|时期)?|[、和与及()"\\s□]|[一二三四五六七八九十]+[是]|[\\d.])*';

/** Verbs without a content of their own: of 开展…试点 and 给予…支持 the noun at the end says what is done. */
export const LIGHT: readonly { readonly level: Strength; readonly verbs: string; readonly noun: string }[] = [
  {
    level: 'explore',
    verbs: '开展 组织 实施 进行 启动 参与 申报 争取 争创 选择 遴选 纳入 列入 作为',
    noun: '(?:试点(?:示范|研究)?|研究|探索|先行先试)(?:工作|活动)?',
  },
  { level: 'encourage', verbs: '给予 予以 提供', noun: '(?:支持|扶持|奖励|激励|引导)' },
];

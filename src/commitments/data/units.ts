/** Units as plans print them, folded. Longest first is the reader's business, not the table's. */

export const LENGTH_UNITS =
  '公里 千米 米 厘米 毫米 微米 海里 英里 车道公里 单线公里 皮长公里 芯公里 延米 km cm mm';

export const AREA_UNITS = '平方公里 平方千米 平方米 平米 平方 公顷 亩 亩次 公顷次 km2 m2 ㎡ hm2';

export const VOLUME_UNITS = '立方米 立方 标准立方米 标立方米 标方 方 升 毫升 m3 ㎥ nm3 ml';

export const MASS_UNITS =
  '吨标准煤 吨标煤 吨二氧化碳当量 吨二氧化碳 吨公里 吨位 吨 公斤 千克 毫克 微克 纳克 克 斤 ' +
  '标准箱 标箱 箱 担 kg mg μg µg ug ng tce teu';

export const ENERGY_UNITS =
  '千瓦时 瓦时 千瓦 兆瓦时 兆瓦 吉瓦时 吉瓦 瓦 千伏安 千伏 伏 蒸吨 度电 大卡 千焦 焦耳 兆帕 ' +
  'kwh mwh gwh kw mw gw kva mva kv mpa';

export const OTHER_UNITS =
  '分贝 db(a) db 摄氏度 ℃ gbps mbps gb tb pb eflops pflops 元人民币 美元 港元 欧元 日元 元';

/** Counts of more than one character. */
export const COUNT_COMPOUNDS =
  '学时 个学时 课时 个课时 人口 人次 人天 人日 架次 车次 班次 班列 例次 户次 家次 件次 场次 批次 期次 课次 艘次 辆次 频次 标准台 标台 部门';

export const SHARE_UNITS = '% ‰ 个百分点 百分点 个千分点 倍';

export const TIME_UNITS =
  '个工作日 工作日 个自然日 自然日 个交易日 交易日 个小时 小时 分钟 毫秒 秒 ' +
  '个月 个季度 个星期 周 天 日 年 岁';

/** Classifiers, each with what behind it shows that the character begins another word. */
export const COUNT_UNITS: readonly (readonly [unit: string, not: string])[] = [
  ['个', '[体别性人案]'],
  ['家', '庭长电政园具乡禽畜族属'],
  ['座', '谈'],
  ['处', '理置于罚分方境在长'],
  ['条', '例件款文约'],
  ['项', ''],
  ['辆', ''],
  ['台', '风账湾阶'],
  ['套', '餐'],
  ['户', '外籍用型均'],
  ['人', '才均民力类工员大文社'],
  ['名', '录单城镇村校牌优胜称义特'],
  ['次', '生要性'],
  ['场', '所地馆站景'],
  ['所', '有属在需'],
  ['间', '隔接断'],
  ['批', '准复示发零'],
  ['片', '区'],
  ['块', '链'],
  ['株', ''],
  ['棵', ''],
  ['只', '有能要'],
  ['头', ''],
  ['羽', ''],
  ['尾', '水气矿'],
  ['艘', ''],
  ['架', '构'],
  ['列', '入为车'],
  ['组', '织成建'],
  ['支', '持撑付部出流'],
  ['件', ''],
  ['份', ''],
  ['篇', '章'],
  ['本', '市地级土科法区身省'],
  ['部', '门分委署队位'],
  ['种', '植类质业子苗'],
  ['款', '项'],
  ['例', '如会'],
  ['宗', '旨教'],
  ['笔', ''],
  ['道', '路德'],
  ['层', '面次级'],
  ['栋', ''],
  ['幢', ''],
  ['期', '间限末货'],
  ['轮', ''],
  ['届', ''],
  ['门', '户槛'],
  ['张', ''],
  ['床', ''],
  ['位', '于数居置列'],
  ['根', '本据'],
  ['口', '岸袋号径'],
  ['枚', ''],
  ['面', '积向对貌'],
  ['班', '车子'],
  ['册', ''],
  ['袋', ''],
  ['趟', ''],
  ['对', '应接口象'],
  ['颗', ''],
  ['挂', '牌'],
  ['分', '钟贝别为类布散质期工级析解离之区步'],
  ['村', '民庄级'],
  ['镇', '区级'],
  ['县', '域级城'],
];

/** Classifiers that a count in Chinese numerals is trusted with; the rest (两片, 三级, 一口) mostly stands in names. */
export const PLAIN_CLASSIFIERS = new Set(
  '个 家 座 处 条 项 辆 台 套 户 人 名 次 场 所 张 件 份 床 株 头 只 艘 人次 件 批次 场次 亩 公里 公顷 平方公里 平方米 米 吨 元 倍'.split(
    ' ',
  ),
);

/** What a quantity is measured in per: 吨/年, 微克/立方米, 微克每立方米. */
export const DENOMINATORS =
  '工作日 小时 分钟 时 年 月 日 天 周 秒 人次 人口 人 户 元gdp 元 平方公里 平方米 立方米 亩 公顷 公里 升 ' +
  '吨 千克 公斤 千瓦时 辆 座 次 床 项 家 班 套 台 d a h l m3 m2 km2 kwh t kg nm3 人·年 人·日 人·天 ㎡ ㎥ 株';

/** Behind a unit: the figure says how big a thing is (5000吨级码头, 百亿元级产业), not how much of it is promised. */
export const SIZE_MARKS = '级制型岁期版档';

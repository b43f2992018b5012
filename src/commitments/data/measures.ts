/** Words that print the same measure differently. In order; each pattern sees what the ones before it left. */
export const MEASURE_SYNONYMS: readonly (readonly [pattern: RegExp, one: string])[] = [
  [/细颗粒物\(?(?:pm2\.5)?\)?/g, 'pm2.5'],
  [/可吸入颗粒物\(?(?:pm10)?\)?/g, 'pm10'],
  [/臭氧\(?(?:o3)?\)?/g, '臭氧'],
  [/(?:年平均|年均|平均|年日均)(?=浓度)/g, ''],
  [/(?:地区生产总值|国内生产总值|生产总值)\(?(?:gdp)?\)?/g, 'gdp'],
  [/(?:占比|比重|比率|所占比例|占比例)/g, '比例'],
  [/(?:空气质量)?优良天数(?:比例|率)/g, '空气质量优良天数比例'],
  [/(?:地表水)?国(?:控)?省考断面/g, '国省考断面'],
  [/(?:水质)?(?:达到或(?:优|好)于|优于|好于|优)(?:ⅲ|iii)类?(?:水质|水体)?(?=.{0,4}比例)/g, '水质优良'],
  [/优良水质/g, '水质优良'],
  [/危险废物|危险固废/g, '危废'],
  [/二氧化碳(?:\(co2\))?/g, 'co2'],
];

/** How the name of a measure ends: a figure behind it says how much of it there is to be. */
export const MEASURE_END =
  /(?:率|比例|占比|比重|比率|比|浓度|面积|总量|规模|数量|数|能力|水平|产值|增加值|强度|指数|投资|收入|里程|容量|装机|产量|排放量|消费量|用量|用水量|储量|蓄积量|密度|时间|时长|时限|期限|价值|总值|营收|收入|经费|支出|人口|寿命|年限|覆盖面|覆盖|增速|增幅|降幅|系数|满意度|达标|质量|水质|长度|幅度|距离|半径|额|系数|得分|排名|标准)$/;

/** Owns the terms whose recall is counted: what each must find in seeds/. */

// Each with the number of clauses that contain it, counted by eye or by grep over seeds/ once; 0 is a term of no document.
export const TERMS: readonly (readonly [term: string, clauses: number])[] = [
  // everywhere
  ['建设', 156],
  ['生态', 152],
  ['水', 108],
  ['生态环境', 100],
  ['污染', 61],
  ['2025年', 37],
  ['生態文明', 35],
  // often
  ['長江', 20],
  ['太湖', 16],
  ['新污染物', 7],
  ['节水', 7],
  ['光伏', 6],
  ['海绵城市', 5],
  ['海綿城市', 5],
  ['排污权', 5],
  ['生态补偿', 5],
  ['EOD', 5],
  ['細顆粒物', 5],
  ['綠色建築', 5],
  ['自然资源资产离任审计', 5],
  ['公益诉讼', 4],
  ['挥发性有机物', 4],
  ['輻射安全', 4],
  ['阳澄湖', 4],
  // seldom
  ['光伏發電', 3],
  ['無廢城市', 3],
  ['特色田园乡村', 3],
  ['碳普惠', 3],
  ['绿盾', 3],
  ['pm2.5', 3],
  ['公转铁', 3],
  ['ＶＯＣｓ', 2],
  ['节能量交易', 2],
  ['永久基本农田', 2],
  ['山水林田湖草沙', 2],
  // once
  ['河長制', 1],
  ['江豚', 1],
  ['抽水蓄能', 1],
  ['1+3', 1],
  ['1172.77', 1],
  ['石臼湖', 1],
  // never
  ['海上光伏', 0],
  ['红树林', 0],
  ['核聚变', 0],
];

/** The kinds of lines outside the clauses. Properties: each printed form is told for what it is, and body text for none. */
import { describe, expect, it } from 'vitest';
import { kindOf, type LineKind } from '../../src/documents/lines.ts';
import { sourceOf } from '../../src/documents/read.ts';

function kind(printed: string): LineKind | null {
  const [line] = sourceOf(printed).lines;
  if (line === undefined) throw new Error('no line');
  return kindOf(line);
}

const KINDS: readonly (readonly [printed: string, kind: LineKind | null])[] = [
  ['宁政发〔2025〕16号', 'number'],
  ['通政辦發〔2018〕46號 2018年5月16日', 'number'],
  ['佛府办〔２０２１〕１１号', 'number'],
  ['杭政函[2020]3号', 'number'],
  ['衢州市人民政府令第31号', 'number'],
  ['2025年2月13日', 'date'],
  ['２０２１年７月２０日', 'date'],
  ['二〇二五年二月十三日', 'date'],
  ['二○二五年二月十三日', 'date'],
  ['南京市人民政府', 'issuer'],
  ['盐城市人民政府办公室', 'issuer'],
  ['中国足球彩票办公室', 'issuer'],
  ['各区人民政府、江北新区管委会,市府各委办局、市各直属单位:', 'addressee'],
  ['市各相關部門:', 'addressee'],
  ['泰州市人民政府：', 'addressee'],
  ['(此件公开发布)', 'disclosure'],
  ['（此件主动公开）', 'disclosure'],
  ['关于全面推进美丽南京建设的实施方案', 'title'],
  ['2018年國家生態文明先行示范區建設目標任務', 'title'],
  ['关于印发美丽赣州建设行动实施方案', 'title'],
  ['(2022-2025年)的通知', 'title_rest'],
  ['(2022-2025年)', 'title_rest'],
  ['(试行)', 'title_rest'],
  ['（2021年8月31日绍兴市第八届人民代表大会常务委员会第四十次会议通过）', 'adoption'],
  ['现将《关于全面推进美丽南京建设的实施方案》印发给你们,请认真贯彻落实。', 'forwarding'],
  ['附件:1.重点任务清单', 'attachments'],
  ['目　　录', 'contents'],
  ['', null],
  ['为推动减污降碳协同增效,制定本方案。', null],
  ['根据国家有关规定制定以下措施:', null],
  ['一是加强领导,', null],
];

describe('kindOf', () => {
  it.each(KINDS)('reads %j as %s', (printed, wanted) => {
    expect(kind(printed)).toBe(wanted);
  });
});

/** Owns what a line outside the clauses is: a title, a document number, a date, a signature, an addressee. */
import type { Line } from './read.ts';

export type LineKind =
  | 'number'
  | 'date'
  | 'issuer'
  | 'addressee'
  | 'disclosure' // (此件公开发布)
  | 'title'
  | 'title_rest' // the second half of a title broken over two lines: (2022-2025年)的通知
  | 'adoption' // (2021年8月31日…通过)
  | 'forwarding' // 现将《…》印发给你们
  | 'attachments' // 附件:1.…
  | 'contents'; // 目录

/** 宁政发(2025)16号, as it stands in a folded line; the year is group 2. */
export const DOCUMENT_NUMBER = /([\u4e00-\u9fff]{2,12})\(([12]\d{3})\)第?(\d{1,5})号/;
/** 市人民政府令第31号 */
export const DECREE_NUMBER = /[\u4e00-\u9fff]{2,20}令\(?第\d{1,4}号\)?/;
export const DATE = /([12]\d{3})年(\d{1,2})月(\d{1,2})日/;

const NUMBER_LINE = new RegExp(`^${DOCUMENT_NUMBER.source}(?: .*)?$`);
const DECREE_LINE = new RegExp(`^${DECREE_NUMBER.source}$`);
const DATE_LINE = new RegExp(`^${DATE.source}$`);
const GENRES =
  '通知|意见|方案|规划|计划|办法|条例|规定|决定|决议|任务|要点|纲要|公告|通告|公报|批复|函|报告|细则|措施|行动|标准|导则|指南|指引|命令|令|章程|制度|规则|清单|目录|总结|解读|说明|汇编|政策|纪要';
const TITLE = new RegExp(`^(?:关于.+|.*[\\u4e00-\\u9fff](?:${GENRES}))(?:\\([^()]*\\))?$`);
const BODY_NAME =
  /^[\u4e00-\u9fff、 ]{2,40}(?:人民政府|人民政府办公[室厅]|办公[室厅]|委员会|领导小组|指挥部|人民代表大会|[局厅部委院])$/;

/** What kind of line of a title block or of an ending this is, or null: body text. */
export function kindOf(line: Line): LineKind | null {
  const text = line.folded;
  if (text === '') return null;
  if (/^\(此件.*\)$/.test(text)) return 'disclosure';
  if (/^目 *录$/.test(text)) return 'contents';
  if (/^附件\d*:.+/.test(text)) return 'attachments';
  if (NUMBER_LINE.test(text) || DECREE_LINE.test(text)) return 'number';
  if (DATE_LINE.test(text) || /^二[〇零○]..年.{1,2}月.{1,3}日$/.test(text)) return 'date';
  if (/^\(.*(?:通过|公布|批准|修订|修正|施行|发布).*\)$/.test(text)) return 'adoption';
  if (/(?:印发|转发|下发)给你们|现(?:予|将).*(?:印发|转发|公布|发布)|请(?:认真)?(?:贯彻|抓好)/.test(text))
    return 'forwarding';
  if (isAddressee(text)) return 'addressee';
  if (/^\([^()]{2,20}\)(?:的(?:通知|意见|公告|决定|批复))?$/.test(text)) return 'title_rest';
  if (/[。;!?]/.test(text) || text.length > 90 || /[,:、]$/.test(text)) return null;
  if (TITLE.test(text)) return 'title';
  return BODY_NAME.test(text) && text.length <= 30 ? 'issuer' : null;
}

function isAddressee(text: string): boolean {
  return (
    text.endsWith(':') &&
    !/[。;]/.test(text) &&
    /^(?:各|市|省|县|区|州|有关|驻|你|[\u4e00-\u9fff]{2,12}(?:人民政府|委员会|局|厅))/.test(text) &&
    /(?:政府|部门|单位|委|局|办|公司|厅|院|组织|机构|会|企业)/.test(text)
  );
}

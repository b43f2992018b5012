/** Owns what stands on a page and is not the document: news lead-ins, navigation, tool bars, footers. */
import type { Line } from './read.ts';

// The patterns look at folded lines: Simplified, half width, lower case.
const ABOVE_THE_TEXT: readonly RegExp[] = [
  /^(?:首页|当前位置|您(?:现在)?的位置).*[>»›]|^[\u4e00-\u9fff ]{2,20}(?:[>»›][\u4e00-\u9fff ]{2,40})+$/,
  /^[【(]?(?:字号|字体|分享到?|打印|关闭|来源|信息来源|稿件来源|发布时间|发布日期|发文日期|成文日期|公开日期|时间|日期|作者|编辑|责任编辑|浏览(?:次数|量)?|阅读(?:次数|量)?|访问量|点击(?:数|率|量)?|索引号|文号索引|发布机构|发文机关|公开范围|公开方式|信息分类|主题分类|主题词|体裁|有效性|是否有效|时效性|名称|文号)\s*[:(].*$/,
  /^(?:政策文件|政府文件|政策法规|规范性文件|通知公告|政务公开|信息公开|公示公告|文件正文|正文|新闻中心)$/,
  /(?:门户网站|政府网|信息网|服务平台)$/,
  /无障碍|繁[体體]版|登录.*注册|^大 中 小$|扫一扫/,
];

const BELOW_THE_TEXT =
  /^(?:相关(?:文章|链接|阅读|附件|解读|新闻|信息|文件|政策)|延伸阅读|猜你喜欢|推荐阅读|上一[篇条]|下一[篇条]|扫一扫|附件下载|下载附件|责任编辑|分享到|打印|【?打印|【?关闭|\(打印|\(关闭|版权所有|copyright|©|主办(?:单位)?:|承办(?:单位)?:|网站地图|联系我们|网站标识码|返回(?:顶部|首页|网上))|icp备\d|公网安备/;

const LEAD_IN = /^(?:日前|近日|近期|最近|\d{1,2}月\d{1,2}日|记者).*(?:印发|发布|出台|公布|获悉)/;
const LEAD_IN_END = /^(?:详情|全文|具体内容|内容|原文|文件全文|通知全文|通知)(?:内容)?(?:如下)?:$/;

/**
 * The numbers of the lines that are no part of the document.
 * @param firstHeading index of the first line that opens a numbered unit; `lines.length` where there is none
 * @param isFrontMatter whether a line can belong to a title block (title, number, addressee, …)
 */
export function findFurniture(
  lines: readonly Line[],
  firstHeading: number,
  isFrontMatter: (line: Line) => boolean,
): Set<number> {
  const furniture = new Set<number>();
  const front = lines.slice(0, firstHeading);
  for (const line of [...newsLeadIn(front, isFrontMatter), ...front.filter(isAboveTheText)]) {
    furniture.add(line.number);
  }
  for (const line of footer(lines, firstHeading)) furniture.add(line.number);
  return furniture;
}

function isAboveTheText(line: Line): boolean {
  return line.folded.length <= 80 && ABOVE_THE_TEXT.some((pattern) => pattern.test(line.folded));
}

/** From 日前,…印发… to 详情如下: or, where that line is missing, to the first line of a title block. */
function newsLeadIn(front: readonly Line[], isFrontMatter: (line: Line) => boolean): Line[] {
  const first = front.findIndex((line) => line.folded !== '');
  const opening = front[first];
  if (opening === undefined || !LEAD_IN.test(opening.folded)) return [];
  const closing = front.findIndex((line) => LEAD_IN_END.test(line.folded));
  const title = front.findIndex(isFrontMatter);
  const end = closing >= 0 ? closing + 1 : title;
  return end < 0 ? [] : front.slice(first, end);
}

/** A page's own bottom: once it has begun, nothing of the document follows. */
function footer(lines: readonly Line[], firstHeading: number): Line[] {
  // In a document without headings the title block still comes first: a footer does not begin in its first lines.
  const from = firstHeading < lines.length ? firstHeading + 1 : Math.min(5, lines.length);
  const begin = lines.findIndex(
    (line, index) => index >= from && line.folded.length <= 80 && BELOW_THE_TEXT.test(line.folded),
  );
  return begin < 0 ? [] : lines.slice(begin);
}

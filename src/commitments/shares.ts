/** Owns shares without a predicate: 新建建筑100%执行…, 80%以上的面积达到…, 占建成区面积的50%, 按投资额的20%补贴. */
import type { Reading } from './reading.ts';
import { cutSubject, subjectBehind } from './subjects.ts';
import { type Verdict, verdict } from './verdict.ts';

const SHARE_DONE =
  /^的?([^,。;、]{0,24}?)(?:基本|全部|均|都|全面|普遍)?(?:达到|实现|完成|建成|达标|具备|建有|拥有|开展|纳入|覆盖|设有|通过|执行|得到|建立|配备|采用|使用|实施|符合|按照|安装|落实|联网|接入|用于|来自|由|进入|满足|消除|推行|推广|公开|上线|清零|办结|整改|参加|接受|享受|实行|持证|入园|退出|取得|建好|能够|可以|创建|创成|集中|收集|处理|治理|改造|投入)/;
const SHARE_LIST = /^的([^,。;、]{1,20}?)(?:和|及|与)$/;
const PAID_BEHIND =
  /^(?:的(?:比例|标准))?(?:一次性)?(?:给予|予以|进行|补助|补贴|奖励|提取|缴纳|计提|安排|配套|分担|资助|支付|返还|承担)/;

/** 达标面积占建成区面积的50%, 按投资额的20%给予补贴. */
export function judgePart(reading: Reading): Verdict | null {
  const { text, quantity, lead, predicate, restText, rest } = reading;
  if (quantity.kind !== 'share' || predicate.comparators.length > 0) return null;
  const front = text.slice(lead, predicate.start);
  if (/按(?:照)?[^,。;、]{0,12}$/.test(front) && PAID_BEHIND.test(restText)) {
    const verb = PAID_BEHIND.exec(restText)?.[0].length ?? 0;
    const paid = subjectBehind(text, rest.start + verb, rest.end);
    return verdict(reading, 'noun', paid);
  }
  if (!/占[^,。;、\d]{1,16}的$/.test(front)) return null;
  return verdict(reading, 'noun', cutSubject(text, lead, predicate.start - 1, 'share'));
}

/** 新建建筑100%执行…, 80%以上的面积达到… */
export function judgeShare(reading: Reading): Verdict | null {
  const { text, quantity, lead, predicate, restText, rest } = reading;
  const isArea = /^平方[公千][里米]$/.test(quantity.unit) && reading.post !== null;
  if (
    !(quantity.kind === 'share' || isArea) ||
    reading.ends ||
    quantity.unit === '倍' ||
    quantity.unit.endsWith('百分点')
  )
    return null;
  const listed = reading.crowded
    ? SHARE_LIST.exec(text.slice(rest.start, reading.standing.nextQuantity))
    : null;
  const behind = listed ?? SHARE_DONE.exec(restText);
  if (behind === null || /(?:按|对|给予|占|第|的|近|由|从)$/.test(text.slice(lead, quantity.start)))
    return null;
  const subject = cutSubject(text, lead, predicate.start, 'share');
  if (subject.end - subject.start > 1) return verdict(reading, 'share', subject);
  if ((behind[1] ?? '') === '') return null;
  const start = rest.start + (restText.startsWith('的') ? 1 : 0);
  return verdict(reading, 'share', { start, end: start + (behind[1]?.length ?? 0) });
}

/** Owns time limits that are themselves the promise: 10个工作日内完成…. */
import type { Span } from '../core/span.ts';
import { isStrong } from './predicates.ts';
import type { Reading } from './reading.ts';
import { cutSubject } from './subjects.ts';
import { type Verdict, verdict } from './verdict.ts';

const LIMIT_NAME = /^(?:[^,。;、]{0,8}?圈|的(?!速度|时间))/;
const LIMIT_LEAD =
  /(?:起|后|前|时|应|应当|必须|在|于|的|要|须|可以|可)$|^(?:自|从)|应当|部门|机关|单位|政府|收到|接到|之日/;

/** 10个工作日内完成… */
export function judgeLimit(reading: Reading): Verdict | null {
  const { text, quantity, post, restText, lead, predicate, rest, standing } = reading;
  if (quantity.kind !== 'time') return null;
  if (post === null || post.relation !== '<=' || !text.slice(post.start, post.end).endsWith('内'))
    return null;
  if (LIMIT_NAME.test(restText)) return null;
  if (predicate.comparators.some((one) => isStrong(one, text))) return null;
  if (/每|近$|过去/.test(text.slice(Math.max(lead, quantity.start - 3), quantity.start))) return null;
  const front = cutSubject(text, lead, predicate.start, 'share');
  if (front.end - front.start > 1 && !LIMIT_LEAD.test(text.slice(front.start, predicate.start))) {
    return verdict(reading, 'limit', front);
  }
  const behind = subjectOfLimit(text, rest, standing.sentenceEnd);
  return verdict(reading, 'limit', behind);
}

function subjectOfLimit(text: string, rest: Span, sentenceEnd: number): Span {
  const after =
    /^,?(?:应当|应|须|必须|要|由[^,。;]{2,12}?)?(?:依法|及时|全部|一次性)?(?:完成|办结|作出|予以|进行|开展|实现)?/.exec(
      text.slice(rest.start, Math.min(sentenceEnd, rest.start + 30)),
    );
  const start = rest.start + (after?.[0].length ?? 0);
  const behind = /^[^,。;:、!?\n(]{0,24}/.exec(text.slice(start, sentenceEnd));
  return { start, end: start + (behind?.[0].length ?? 0) };
}

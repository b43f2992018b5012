/** Owns the closing paragraph: what follows the last clause and belongs to the whole document, not to that clause. */
import type { Line } from '../documents/read.ts';
import type { MarkedLine } from './partition.ts';

const CLOSING_WORDS =
  /^(?:本(?:实施)?(?:意见|方案|通知|办法|措施|规定|细则|计划|规划|决定|标准|政策|行动计划|实施方案)(?:自|从|由|有效期|印发)|特此(?:通知|公告|通告|报告|函)|此(?:复|函|令)[。!]?$)/;

/**
 * Splits the paragraphs without marker behind the last numbered line. They close the document where their own words say so
 * (本意见自印发之日起施行), or where a signature follows and every other unit of the last one's kind, the last one too, has
 * its whole text on its marker's line: a further paragraph is then nobody's but the document's.
 */
export function splitClosing(
  body: readonly MarkedLine[],
  ending: readonly Line[],
): { body: readonly MarkedLine[]; closing: readonly Line[] } {
  const lastMarked = body.findLastIndex((line) => line.marker !== null);
  const loose = body.slice(lastMarked + 1);
  const said = loose.findIndex((line) => CLOSING_WORDS.test(line.folded));
  const from = isUnclaimed(body, lastMarked) && ending.length > 0 ? 0 : said;
  if (lastMarked < 0 || loose.length === 0 || from < 0) return { body, closing: [] };
  const cut = lastMarked + 1 + from;
  return { body: body.slice(0, cut), closing: body.slice(cut) };
}

function isUnclaimed(body: readonly MarkedLine[], lastMarked: number): boolean {
  const last = body[lastMarked];
  const kind = last?.marker?.kind;
  if (last === undefined || kind === undefined || kind === 'article' || !isWholeUnit(last)) return false;
  const peers = body.flatMap((line, index) =>
    index < lastMarked && line.marker?.kind === kind ? [index] : [],
  );
  return (
    peers.length >= 2 && peers.every((index) => isWholeUnit(body[index]) && body[index + 1]?.marker !== null)
  );
}

/** A unit whose text stands on its marker's own line and ends there: (二)强化经费保障。……。 */
function isWholeUnit(line: MarkedLine | undefined): boolean {
  return line !== undefined && /。.+[。)]$/.test(line.folded);
}

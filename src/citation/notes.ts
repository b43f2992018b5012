/** Owns how a footnote and a running text name a document and a place in it. */
import { chineseDate, type DocumentFacts, inTitleMarks, marked, titleOf } from './facts.ts';
import { type Piece, plain } from './render.ts';

/**
 * 南京市人民政府：《关于全面推进美丽南京建设的实施方案》（宁政发〔2025〕16号），2025年2月13日，第二部分第(二)条。
 * @param accessed YYYY-MM-DD, shown where there is a URL
 */
export function footnote(facts: DocumentFacts, place: string | null, accessed: string | null): Piece[] {
  const { issuer, number, date, url } = facts;
  return [
    ...(issuer === null ? [] : [plain(`${marked(issuer)}：`)]),
    titlePiece(facts),
    ...(number === null ? [] : [plain(`（${marked(number)}）`)]),
    ...(date === null ? [] : [plain(`，${marked(date, chineseDate(date.value))}`)]),
    ...placePieces(place, '，'),
    ...(url === null ? [] : [plain('，'), { text: url, role: 'url' as const }]),
    ...(url === null || accessed === null ? [] : [plain(`，${chineseDate(accessed)}访问`)]),
    plain('。'),
  ];
}

/**
 * 《关于全面推进美丽南京建设的实施方案》（宁政发〔2025〕16号）第二部分第(二)条：“…”, without a full stop: a sentence goes on around it. A document
 * without a number is told from its namesakes by issuer and date.
 */
export function inText(facts: DocumentFacts, place: string | null, quote: string | null): Piece[] {
  const { issuer, number, date } = facts;
  const instead = [
    ...(issuer === null ? [] : [marked(issuer)]),
    ...(date === null ? [] : [marked(date, chineseDate(date.value))]),
  ].join('，');
  const inBrackets = number === null ? instead : marked(number);
  return [
    titlePiece(facts),
    ...(inBrackets === '' ? [] : [plain(`（${inBrackets}）`)]),
    ...placePieces(place, ''),
    ...(quote === null ? [] : [plain(`：“${quote}”`)]),
  ];
}

/** 《…》; a title that is not printed in 〔〕 around it. */
export function titlePiece(facts: DocumentFacts): Piece {
  const title = titleOf(facts);
  const text = facts.title === null ? title.value : inTitleMarks(title.value);
  return { text: marked(title, text), role: 'title' };
}

export function placePieces(place: string | null, before: string): Piece[] {
  if (place === null) return [];
  return [...(before === '' ? [] : [plain(before)]), { text: place, role: 'place' }];
}

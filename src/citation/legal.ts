/** Owns citations by 《法学引注手册》 (2020), part 二(四), of normative documents. */
import { chineseDate, type DocumentFacts, marked } from './facts.ts';
import { placePieces, titlePiece } from './notes.ts';
import { type Piece, plain } from './render.ts';

/**
 * 《关于全面推进美丽南京建设的实施方案》，宁政发〔2025〕16号，第二部分第(二)条。 The number names the issuer and the year, so neither is
 * repeated; a document without one has its issuer in front and its date in the number's place.
 */
export function legal(facts: DocumentFacts, place: string | null): Piece[] {
  const { issuer, number, date } = facts;
  const dated = date === null ? null : marked(date, chineseDate(date.value));
  const identity = number === null ? dated : marked(number);
  return [
    ...(number !== null || issuer === null ? [] : [plain(marked(issuer))]),
    titlePiece(facts),
    ...(identity === null ? [] : [plain(`，${identity}`)]),
    ...placePieces(place, '，'),
    plain('。'),
  ];
}

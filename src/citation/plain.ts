/** Owns the plain citation, which names the clause by its printed path and heading and a quote by its words. */
import type { Clause } from '../indexing/corpus.ts';
import { chineseDate, type DocumentFacts, marked } from './facts.ts';
import { type Piece, plain } from './render.ts';

/** 南京市人民政府：《关于全面推进美丽南京建设的实施方案》（宁政发〔2025〕16号），2025年2月13日，二、(二)：“…”。 */
export function plainCitation(facts: DocumentFacts, clause: Clause | null, quote: string | null): Piece[] {
  const { issuer, title, number, date } = facts;
  const label = clause === null ? null : `${clause.label}${quote === null ? (clause.heading ?? '') : ''}`;
  return [
    ...(issuer === null ? [] : [plain(`${marked(issuer)}：`)]),
    { text: title === null ? facts.document : `《${marked(title)}》`, role: 'title' },
    ...(number === null ? [] : [plain(`（${marked(number)}）`)]),
    ...(date === null ? [] : [plain(`，${marked(date, chineseDate(date.value))}`)]),
    ...(label === null ? [] : [plain('，'), { text: label, role: 'place' as const }]),
    ...(quote === null ? [] : [plain(`：“${quote}”`)]),
    plain('。'),
  ];
}

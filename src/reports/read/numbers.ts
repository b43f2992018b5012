/** Owns 发文字号 in a report, in whatever brackets they are written: 宁政发〔2025〕16号, (2025), [2025], 【2025】, 2025年16号. */
import { fold } from '../../text/fold.ts';
import { BEFORE_NUMBER } from '../data/saying.ts';
import type { ReportServices } from '../services.ts';
import { type Mention, mention } from './mention.ts';

const NUMBER =
  /([\u4e00-\u9fff]{2,14})\s*(?:\(\s*([12]\d{3})\s*\)\s*第?\s*(\d{1,5})\s*号|([12]\d{3})年?\s*第\s*(\d{1,5})\s*号)/g;

/** The longest beginning that some document's number has; where none has any, what cannot be part of it is left out. */
export function numbersIn(text: string, services: ReportServices): Mention[] {
  return [...fold(text).matchAll(NUMBER)].flatMap((match) => {
    const [whole, letters = ''] = match;
    const year = match[2] ?? match[4];
    const serial = match[3] ?? match[5];
    const end = match.index + whole.length;
    for (let skipped = 0; skipped <= letters.length - 2; skipped++) {
      const number = `${letters.slice(skipped)}(${year})${serial}号`;
      const documents = services.documentsByNumber(number).map(({ document }) => document);
      if (documents.length > 0) {
        return [
          mention('number', text.slice(match.index + skipped, end), {
            start: match.index + skipped,
            end,
            documents,
          }),
        ];
      }
    }
    const skipped = BEFORE_NUMBER.exec(letters)?.[0].length ?? 0;
    if (!/[发函办字规令通文]$/.test(letters)) return []; // 年报(2025)3号 and the like name no document
    return [mention('number', text.slice(match.index + skipped, end), { start: match.index + skipped, end })];
  });
}

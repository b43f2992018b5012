/** Owns what stands between two numbers: a part of one number, a relation of both, or no more than a gap. */
import { APART, BETWEEN_NUMBERS } from './signs.ts';

/** @param start end of the digit before; @param end beginning of the next one, behind `start` */
export function separatorOf(folded: string, start: number, end: number): string {
  const gap = folded.slice(start, Math.min(end, start + 12));
  if (gap === '.') return '.';
  if (gap === ',') return isThousands(folded, start, end) ? ',' : APART;
  if (gap.includes('\n')) return APART;
  const marks = gap.replace(/\s+/gu, '');
  return /^-+$/.test(marks) ? '-' : (BETWEEN_NUMBERS[marks] ?? APART);
}

/** 1,200 and not 2023,2024 or 5,6. */
function isThousands(folded: string, start: number, end: number): boolean {
  return (
    /(?:^|[^\d])\d{1,3}$/.test(folded.slice(Math.max(0, start - 4), start)) &&
    /^\d{3}(?!\d)/.test(folded.slice(end, end + 4))
  );
}

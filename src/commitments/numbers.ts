/** Owns numbers in folded text: 1,172.77, 40万, 三十, 百分之九十五, 三分之二, 一半, 八成, 翻两番. */
import { CHINESE_NUMERAL, parseChineseNumeral } from '../clauses/numerals.ts';

export interface ReadNumber {
  readonly end: number;
  readonly value: number;
  /** What the number itself says of its unit: 百分之五 is 5 with '%', 三分之二 is 0.6667 with '', 翻一番 2 with '倍'. */
  readonly unit: string | null;
  readonly chinese: boolean;
  /** 20多, 100余: the number is a floor. */
  readonly loose: boolean;
  /** 万 and the like behind it: 1 where there is none. */
  readonly magnitude: number;
}

// A longer run of digits or numerals is a code, not a number of anything.
const MAX_RUN = 15;
const DIGITS = /\d+/y;
const GROUPS = /(?:,\d{3})+(?!\d)/y;
const DECIMALS = /\.\d+/y;
const RATIO = /\/\d+/y;
const NUMERALS = new RegExp(`[${CHINESE_NUMERAL}万亿]+`, 'y');
const PARTS = new RegExp(
  `([百千]|[${CHINESE_NUMERAL}]{1,6})分之([${CHINESE_NUMERAL}]{1,6})(?:点([${CHINESE_NUMERAL}]{1,4}))?`,
  'y',
);
const TENTHS = /([一二两三四五六七八九])成(?=[以左多,。;、)的]|$)/y;
const DOUBLING = /翻([一两二三四])?番/y;
const MAGNITUDE = /(万亿|亿|[百千十]?万|[百千]亿|千|百)/y;

const MAGNITUDES: Readonly<Record<string, number>> = {
  百: 1e2,
  千: 1e3,
  万: 1e4,
  十万: 1e5,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  百亿: 1e10,
  千亿: 1e11,
  万亿: 1e12,
};

/**
 * The number that begins at `at`, or null.
 * @param unitAt whether a unit begins there: 5千瓦 is no 5000瓦
 */
export function readNumber(text: string, at: number, unitAt: (at: number) => boolean): ReadNumber | null {
  return readShare(text, at) ?? readArabic(text, at, unitAt) ?? readChinese(text, at, unitAt);
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Rids a product of its binary dust: 1.1 × 1e4 is 11000. */
function exact(value: number): number {
  return Number(value.toPrecision(12));
}

function readShare(text: string, at: number): ReadNumber | null {
  const plain = { chinese: true, loose: false, magnitude: 1 };
  const tenths = match(TENTHS, text, at);
  if (tenths !== null) {
    return { ...plain, end: at + 2, value: 10 * (parseChineseNumeral(tenths[1] ?? '') ?? 0), unit: '%' };
  }
  const doubling = match(DOUBLING, text, at);
  if (doubling !== null) {
    const times = parseChineseNumeral(doubling[1] ?? '一') ?? 1;
    return { ...plain, end: at + doubling[0].length, value: 2 ** times, unit: '倍' };
  }
  if (text.startsWith('一半', at)) return { ...plain, end: at + 2, value: 0.5, unit: '' };
  const parts = match(PARTS, text, at);
  if (parts === null) return null;
  const [whole, below = '', above = '', decimals = ''] = parts;
  const digits = [...decimals].map((one) => parseChineseNumeral(one) ?? 0).join('');
  const upper = Number(`${parseChineseNumeral(above) ?? 0}.${digits || 0}`);
  const end = at + whole.length;
  if (below === '百') return { ...plain, end, value: upper, unit: '%' };
  if (below === '千') return { ...plain, end, value: upper, unit: '‰' };
  const lower = parseChineseNumeral(below) ?? 0;
  return lower === 0 ? null : { ...plain, end, value: Number((upper / lower).toFixed(4)), unit: '' };
}

function readArabic(text: string, at: number, unitAt: (at: number) => boolean): ReadNumber | null {
  const digits = match(DIGITS, text, at)?.[0];
  if (digits === undefined || digits.length > MAX_RUN) return null;
  let end = at + digits.length;
  const groups = digits.length <= 3 ? (match(GROUPS, text, end)?.[0] ?? '') : '';
  if (groups.length > MAX_RUN) return null;
  end += groups.length;
  const decimals = match(DECIMALS, text, end)?.[0] ?? '';
  if (decimals.length > MAX_RUN) return null;
  end += decimals.length;
  if (decimals !== '' && match(DECIMALS, text, end) !== null) return null; // 3.5.1
  let value = Number(digits + groups.replaceAll(',', '') + decimals);
  const ratio = match(RATIO, text, end)?.[0];
  if (ratio !== undefined) {
    if (ratio.length > MAX_RUN || Number(ratio.slice(1)) === 0) return null;
    value = Number((value / Number(ratio.slice(1))).toFixed(4));
    end += ratio.length;
  }
  return scaled(text, end, value, false, unitAt);
}

/** With 多 or 余 and 万 or 亿 behind it, where no unit (千瓦, 百分点) begins there. */
function scaled(
  text: string,
  at: number,
  value: number,
  chinese: boolean,
  unitAt: (at: number) => boolean,
): ReadNumber {
  let end = at;
  const loose = text[end] === '余' || text[end] === '多';
  if (loose) end++;
  const magnitude = unitAt(end) ? undefined : match(MAGNITUDE, text, end)?.[0];
  const times = MAGNITUDES[magnitude ?? ''] ?? 1;
  end += magnitude?.length ?? 0;
  const late = !loose && (text[end] === '余' || text[end] === '多');
  return {
    end: end + (late ? 1 : 0),
    value: exact(value * times),
    unit: null,
    chinese,
    loose: loose || late,
    magnitude: times,
  };
}

/** 二十万 is 200,000; 百 and 万 alone are manners of speaking (百企千村), and 三五 is three or five. */
function readChinese(text: string, at: number, unitAt: (at: number) => boolean): ReadNumber | null {
  let run = match(NUMERALS, text, at)?.[0];
  if (run === undefined || run.length > MAX_RUN || /^[百千万亿]/.test(run)) return null;
  // 三十千瓦 ends before the unit.
  if (run.length > 1 && unitAt(at + run.length - 1)) run = run.slice(0, -1);
  if (/^[〇零一二两三四五六七八九]{2,}$/.test(run)) return null;
  let value = 0;
  let rest = run;
  for (const [name, times] of [
    ['亿', 1e8],
    ['万', 1e4],
  ] as const) {
    const place = rest.indexOf(name);
    if (place < 0) continue;
    const part = place === 0 ? 1 : parseChineseNumeral(rest.slice(0, place));
    if (part === null) return null;
    value += part * times;
    rest = rest.slice(place + 1);
  }
  const units = rest === '' ? 0 : parseChineseNumeral(rest);
  if (units === null) return null;
  const magnitude = run.endsWith('亿') ? 1e8 : run.endsWith('万') ? 1e4 : 1;
  const loose = text[at + run.length] === '余' || text[at + run.length] === '多';
  return {
    end: at + run.length + (loose ? 1 : 0),
    value: exact(value + units),
    unit: null,
    chinese: true,
    loose,
    magnitude,
  };
}

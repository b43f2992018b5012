/** Owns reading a unit: the longest that stands at a place, with what it is per. */
import {
  AREA_UNITS,
  COUNT_COMPOUNDS,
  COUNT_UNITS,
  DENOMINATORS,
  ENERGY_UNITS,
  LENGTH_UNITS,
  MASS_UNITS,
  OTHER_UNITS,
  SHARE_UNITS,
  TIME_UNITS,
  VOLUME_UNITS,
} from './data/units.ts';

export type QuantityKind = 'share' | 'amount' | 'count' | 'grade' | 'time';

export interface ReadUnit {
  readonly end: number;
  /** As printed, folded: 吨/年, 微克/立方米, 台(套). */
  readonly unit: string;
  readonly kind: QuantityKind;
}

interface KnownUnit {
  readonly name: string;
  readonly kind: QuantityKind;
  /** The characters that may not follow. */
  readonly not: string;
}

const KINDS: readonly (readonly [list: string, kind: QuantityKind])[] = [
  [LENGTH_UNITS, 'amount'],
  [AREA_UNITS, 'amount'],
  [VOLUME_UNITS, 'amount'],
  [MASS_UNITS, 'amount'],
  [ENERGY_UNITS, 'amount'],
  [OTHER_UNITS, 'amount'],
  [COUNT_COMPOUNDS, 'count'],
  [SHARE_UNITS, 'share'],
  [TIME_UNITS, 'time'],
];

const byFirst = tableOf([
  ...KINDS.flatMap(([list, kind]) => list.split(' ').map((name) => ({ name, kind, not: '' }))),
  ...COUNT_UNITS.map(([name, not]) => ({
    name,
    kind: name === '分' ? ('amount' as const) : ('count' as const),
    not,
  })),
]);

const denominators = DENOMINATORS.split(' ')
  .sort((a, b) => b.length - a.length)
  .map((name) => name.replace(/[()]/g, '\\$&'))
  .join('|');
const PER = new RegExp(
  `(?:/|每)(?:[百千万]|10万|百万)?(?:${denominators})(?:·(?:${denominators}))?(?![a-z])|/\\((?:${denominators})·(?:${denominators})\\)`,
  'y',
);
const OR = /\((?:[套辆只组座个台处家块批件艘架](?:次)?)\)|\/[套辆只组座个台处家块批件艘架]/y;

/** Null where no unit begins at `at`. */
export function readUnit(text: string, at: number): ReadUnit | null {
  const known = byFirst.get(text[at] ?? '')?.find(({ name, not }) => {
    if (!text.startsWith(name, at)) return false;
    const next = text[at + name.length] ?? '';
    return !(/[a-z]$/.test(name) ? /[a-z0-9]/.test(next) : next !== '' && not.includes(next));
  });
  if (known === undefined) return null;
  let end = at + known.name.length;
  for (const pattern of [OR, PER, PER]) {
    pattern.lastIndex = end;
    end += pattern.exec(text)?.[0].length ?? 0;
  }
  const isRate = end > at + known.name.length && known.kind !== 'count';
  return { end, unit: text.slice(at, end), kind: isRate ? 'amount' : known.kind };
}

function tableOf(units: readonly KnownUnit[]): Map<string, KnownUnit[]> {
  const table = new Map<string, KnownUnit[]>();
  for (const unit of [...units].sort((a, b) => b.name.length - a.name.length)) {
    const first = unit.name.charAt(0);
    table.set(first, [...(table.get(first) ?? []), unit]);
  }
  return table;
}

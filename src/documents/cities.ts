/** Owns the names of places: which city a text, a name or a document number speaks of. */
import gazetteer from './data/cities.json' with { type: 'json' };

export interface City {
  /** 南京: without 市, as people write it. */
  readonly name: string;
  /** 南京市 */
  readonly full: string;
  /** nanjing: the first half of a document's address. */
  readonly pinyin: string;
  readonly province: string;
  /** What its document numbers begin with, where that is certain: 宁. */
  readonly numbers: readonly string[];
  readonly level?: string;
}

export const CITIES: readonly City[] = (gazetteer.cities as City[]).filter(
  (city) => city.level !== 'province',
);

const byName = new Map(CITIES.flatMap((city) => [[city.name, city] as const, [city.full, city] as const]));

/** A city by its name with or without 市; the name folded (Simplified). */
export function cityNamed(name: string): City | undefined {
  return byName.get(name);
}

// City names that are ordinary words as well: 白银 回收 asks for silver. With 市 they are cities.
const ORDINARY_WORDS = new Set(
  '白银 安康 朝阳 大同 三明 和田 吉林 玉树 攀枝花 长治 来宾 日照 黄山 文山 白山 四平 大庆 中山 东方 河池 清远 安顺 南平 内江 平凉 定西 海东 阳泉 鞍山 海南'.split(
    ' ',
  ),
);

/** Whether a name that stands for a city can be nothing else. */
export function isSurelyCity(name: string): boolean {
  return byName.has(name) && !ORDINARY_WORDS.has(name);
}

/** The city that a folded text names first; of two at one place the longer name. */
export function firstCityIn(folded: string): City | undefined {
  let best: { at: number; city: City } | undefined;
  for (const city of CITIES) {
    const at = folded.indexOf(city.name);
    if (at < 0) continue;
    if (best === undefined || at < best.at || (at === best.at && city.name.length > best.city.name.length)) {
      best = { at, city };
    }
  }
  return best?.city;
}

/** The city that a folded text names most often, where it does so at least `atLeast` times. */
export function mostNamedCity(folded: string, atLeast: number): City | undefined {
  let best: { count: number; city: City } | undefined;
  for (const city of CITIES) {
    const count = folded.split(city.name).length - 1;
    if (count >= atLeast && (best === undefined || count > best.count)) best = { count, city };
  }
  return best?.city;
}

/** The city whose document numbers begin as this folded one does; the longest beginning wins. */
export function cityOfNumber(folded: string): City | undefined {
  let best: { length: number; city: City } | undefined;
  for (const city of CITIES) {
    for (const prefix of city.numbers) {
      if (folded.startsWith(prefix) && prefix.length > (best?.length ?? 0))
        best = { length: prefix.length, city };
    }
  }
  return best?.city;
}

/** Owns the names of families: what was once called something is still called so when documents have come or gone. */

/** Clause to the family that it was in. */
export type FamilyNames = ReadonlyMap<string, { readonly id: string; readonly label: string }>;

export const NO_NAMES: FamilyNames = new Map();

export interface Unnamed {
  /** Addresses. */
  readonly clauses: readonly string[];
  /** The address that names it where it is new. */
  readonly founder: string;
}

export interface Name {
  readonly id: string;
  /** The old label; absent where the family is new. */
  readonly label?: string;
}

/**
 * A family takes the name of the old one with which it shares most clauses; each old name goes to one family at most, that with most
 * of its clauses first. A new one is named after its founder, or, where another family bears that name, after the first of its
 * clauses that names none; where all do, a number is added: nanjing-2025/2.2~2.
 */
export function nameFamilies(families: readonly Unnamed[], names: FamilyNames): Name[] {
  const given = new Map<number, Name>();
  const taken = new Set<string>();
  for (const { family, id, label } of overlapsOf(families, names)) {
    if (given.has(family) || taken.has(id)) continue;
    given.set(family, { id, label });
    taken.add(id);
  }
  return families.map(({ clauses, founder }, family) => {
    const old = given.get(family);
    if (old !== undefined) return old;
    let id = [founder, ...clauses].find((address) => !taken.has(address)) ?? founder;
    for (let n = 2; taken.has(id); n++) id = `${founder}~${n}`;
    taken.add(id);
    return { id };
  });
}

interface Overlap {
  readonly family: number;
  readonly id: string;
  readonly label: string;
  readonly clauses: number;
}

/** Most clauses first; of equals the family that stands first, and the name that comes first. */
function overlapsOf(families: readonly Unnamed[], names: FamilyNames): Overlap[] {
  const overlaps = families.flatMap(({ clauses }, family) => {
    const counts = new Map<string, Overlap>();
    for (const clause of clauses) {
      const name = names.get(clause);
      if (name === undefined) continue;
      counts.set(name.id, { family, ...name, clauses: (counts.get(name.id)?.clauses ?? 0) + 1 });
    }
    return [...counts.values()];
  });
  return overlaps.sort(
    (a, b) => b.clauses - a.clauses || a.family - b.family || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

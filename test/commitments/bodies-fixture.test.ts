/** Holds thirty blocks against what was read in them by eye: who leads, who takes part, and which body each name means. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readBody } from '../../src/commitments/bodies.ts';
import { joinPath, PROJECT_FOLDER, readText } from '../../src/core/files.ts';
import type { Snapshot } from '../../src/indexing/open.ts';
import { bodiesOf } from '../../src/search/body-directory.ts';
import { FIRST_BUILD_MS, seedsInside } from '../support/corpus.ts';

interface Block {
  readonly clause: string;
  readonly lead: readonly string[];
  readonly others: readonly string[];
  /** Printed to canonical. */
  readonly bodies: Readonly<Record<string, string>>;
}

const fixture = JSON.parse(readText(joinPath(PROJECT_FOLDER, 'test/fixtures/bodies.json'))) as Block[];

// The reader by eye also took down whom a remark behind the list obliges: 以下工作均需…落实,不再列出. The outline reads no body there.
const IN_REMARKS: Readonly<Record<string, readonly string[]>> = {
  'ganzhou-2022/3.1.2': ['各县(市、区)'],
  'suzhou-2023/2.4': ['各县级市(区)人民政府', '苏州工业园区管委会'],
  'suzhou-2023/7.30': ['各相关区'],
};

let snapshot: Snapshot;
beforeAll(async () => {
  ({ snapshot } = await seedsInside());
}, FIRST_BUILD_MS);

describe.each(fixture)('the block of $clause', ({ clause, lead, others, bodies }) => {
  const remarks = IN_REMARKS[clause] ?? [];
  const named = Object.entries(bodies).filter(([printed]) => !remarks.includes(printed));

  it('names who leads and who takes part', () => {
    const responsible = snapshot.find(clause)?.responsible;
    expect(responsible?.lead).toEqual(lead);
    expect([...(responsible?.others ?? []), ...remarks]).toEqual(others);
  });

  it('means these bodies, under the names that the city gives them', () => {
    const city = snapshot.documents[snapshot.documentNumber(clause.split('/')[0] ?? '')]?.city ?? null;
    const directory = bodiesOf(snapshot);
    const entry = snapshot.entryAt(clause);
    for (const [printed, canonical] of named) {
      const { id } = readBody(printed, city);
      expect([printed, readBody(canonical, city).id]).toEqual([printed, id]);
      const body = directory.bodies.find((one) => one.city === city && one.id === id);
      expect(body?.name).toBe(canonical);
      expect(lead.includes(printed) ? body?.lead : body?.others).toContain(entry);
      expect(directory.find(canonical)).toContain(body);
      expect(directory.find(printed)).toContain(body);
    }
  });
});

it('is held against blocks of every document that prints them', () => {
  const documents = fixture.map(({ clause }) => clause.split('/')[0]);
  expect(fixture.length).toBeGreaterThanOrEqual(30);
  expect(new Set(documents)).toEqual(new Set(['nantong-2018', 'ganzhou-2022', 'suzhou-2023']));
});

/**
 * Addresses of documents. Properties: city and year of issue make the address; a second document of both gets '-2'; what
 * the registry says comes before what the text says; an address is one, whatever the file is called.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/clauses/parse.ts';
import { isDocumentId } from '../../src/core/address.ts';
import { joinPath, PROJECT_FOLDER } from '../../src/core/files.ts';
import type { Metadata } from '../../src/documents/metadata.ts';
import { readSource } from '../../src/documents/read.ts';
import { identify, readRegistry } from '../../src/documents/registry.ts';

const NOTHING: Metadata = {
  titles: [],
  title: null,
  number: null,
  issuer: null,
  date: null,
  posted: null,
  city: null,
  script: 'simplified',
};
const of = (metadata: Partial<Metadata>, file = '000_abc.txt', taken: readonly string[] = []) =>
  identify({ ...NOTHING, ...metadata }, { file, registered: undefined, taken: new Set(taken) });
const folder = mkdtempSync(join(tmpdir(), 'tiaosuo-registry-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('identify', () => {
  it('gives the five seeds the addresses of the contract, from their texts alone', () => {
    for (const name of ['nanjing-2025', 'yangzhou-2024', 'nantong-2018', 'ganzhou-2022', 'suzhou-2023']) {
      const { metadata } = parseDocument(readSource(joinPath(PROJECT_FOLDER, `seeds/${name}.txt`)));
      const found = identify(metadata, { file: '000_45c1.txt', registered: undefined, taken: new Set() });
      expect(found.document).toBe(name);
      expect(found.year).toBe(Number(name.slice(-4)));
    }
  });

  it('numbers a second and a third document of one city and year', () => {
    const nanjing = { city: '南京', date: '2025-02-13' };
    expect(of(nanjing).document).toBe('nanjing-2025');
    expect(of(nanjing, 'b.txt', ['nanjing-2025']).document).toBe('nanjing-2025-2');
    expect(of(nanjing, 'c.txt', ['nanjing-2025', 'nanjing-2025-2']).document).toBe('nanjing-2025-3');
  });

  it('takes the year from the date, else the number, the title, the posting', () => {
    const all = {
      date: '2021-01-01',
      number: '宁政发〔2022〕1号',
      title: '2023年计划',
      posted: '2024-01-01',
    };
    expect(of(all).year).toBe(2021);
    expect(of({ ...all, date: null }).year).toBe(2022);
    expect(of({ ...all, date: null, number: null }).year).toBe(2023);
    expect(of({ posted: '2024-01-01' }).year).toBe(2024);
    expect(of({}).year).toBeNull();
  });

  it('gives an address that is one, and is free, to any file', () => {
    const taken = ['document-0000', 'nanjing-2025', 'nanjing-2025-2', 'a-2020'];
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.constantFrom('a-2020.txt', 'A-2020.TXT', '通知.txt', '.txt', 'nanjing-2025-2.txt'),
        ),
        fc.constantFrom(null, '南京', '无此市'),
        fc.constantFrom(null, '2025-02-13'),
        (file, city, date) => {
          const { document } = of({ city, date }, file, taken);
          expect(isDocumentId(document), document).toBe(true);
          expect(taken).not.toContain(document);
        },
      ),
    );
  });
});

describe('readRegistry', () => {
  it('is empty for a folder without one', () => {
    expect(readRegistry(folder).size).toBe(0);
  });

  it('holds the five seeds, and marks what is inferred with its basis', () => {
    const registry = readRegistry(joinPath(PROJECT_FOLDER, 'seeds'));
    expect(registry.size).toBe(5);
    const inferred = [...registry.values()].flatMap((entry) => Object.values(entry.inferred ?? {}));
    expect(inferred.length).toBeGreaterThan(2);
    for (const fact of inferred) expect(fact?.basis.zh).toMatch(/\p{Script=Han}/u);
    expect(registry.get('suzhou-2023.txt')?.inferred?.date?.value).toBe('2023-09-26');
    expect(registry.get('nanjing-2025.txt')?.inferred).toBeUndefined();
  });

  it('refuses one of another form, and says which file and what is wrong', () => {
    writeFileSync(
      join(folder, 'documents.json'),
      '{"documents": [{"document": "Nanjing", "file": "a.txt", "x": 1}]}',
    );
    expect(() => readRegistry(folder)).toThrow(/documents\.json" cannot be read/);
    writeFileSync(join(folder, 'documents.json'), '{');
    expect(() => readRegistry(folder)).toThrow(/documents\.json" cannot be read/);
  });
});

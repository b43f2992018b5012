/**
 * Addresses. Properties: parsing and formatting undo each other; comparing is a total order over any strings that agrees
 * with the order in which the units are read.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareAddresses,
  formatAddress,
  isDocumentId,
  joinAddress,
  parseAddress,
} from '../../src/core/address.ts';

const number = fc.integer({ min: 0, max: 40 });
const segment = fc
  .tuple(
    fc.oneof(
      fc.constantFrom('head', 'end', 'annex'),
      number.map((n) => `annex${n}`),
      number.map((n) => `u${n}`),
      number.map((n) => `${n}`),
      fc.tuple(number, number).map(([n, inserted]) => `${n}-${inserted}`),
    ),
    fc.option(fc.integer({ min: 2, max: 12 }), { nil: undefined }),
  )
  .map(([base, repeat]) => (repeat === undefined ? base : `${base}~${repeat}`));
const document = fc
  .tuple(fc.constantFrom('nanjing', 'suzhou'), fc.constantFrom(2018, 2025), fc.constantFrom('', '-2', '-10'))
  .map(([city, year, repeat]) => `${city}-${year}${repeat}`);
const path = fc.array(segment, { minLength: 1, maxLength: 4 });
const address = fc.tuple(document, path).map(([id, parts]) => `${id}/${parts.join('.')}`);

describe('parseAddress', () => {
  it('undoes formatAddress', () => {
    fc.assert(
      fc.property(document, path, (id, parts) => {
        expect(parseAddress(formatAddress({ document: id, path: parts }))).toEqual({
          document: id,
          path: parts,
        });
      }),
    );
  });

  it('takes nothing that formatAddress would not write', () => {
    const near = fc.string({
      unit: fc.constantFrom(...'nanjig-2025/.u~8hedx １１ \n'),
      maxLength: 24,
    });
    fc.assert(
      fc.property(fc.oneof(near, address, fc.string({ unit: 'binary' })), (text) => {
        const parsed = parseAddress(text);
        if (parsed !== null) expect(formatAddress(parsed)).toBe(text);
      }),
    );
  });

  it('reads the addresses of the contract', () => {
    for (const text of [
      'nanjing-2025/2.2',
      'nanjing-2025/8.28',
      'ganzhou-2022/3.2.6',
      'ganzhou-2022/2.u1',
      'suzhou-2023/1.2.u3',
      'suzhou-2023/annex.u4',
      'nanjing-2025/head',
      'nanjing-2025/0',
      'yangzhou-2024/end',
      'suzhou-2023/annex',
      'nanjing-2025-2/annex2.1',
      'quzhou-2020/8-1',
      'xiangyang-2023/2.2~2.1',
    ]) {
      expect(parseAddress(text), text).not.toBeNull();
    }
    expect(parseAddress('suzhou-2023/1.2.u3')).toEqual({ document: 'suzhou-2023', path: ['1', '2', 'u3'] });
  });

  it('refuses what is none', () => {
    for (const text of [
      '',
      '/',
      'nanjing-2025',
      'nanjing-2025/',
      '/2.2',
      'nanjing-2025/2.',
      'nanjing-2025/.2',
      'nanjing-2025/2..2',
      'nanjing-2025/2 .2',
      'nanjing-2025/2.2\n',
      'nanjing-2025/2/2',
      'nanjing-2025/二',
      'nanjing-2025/２',
      'nanjing-2025/u',
      'nanjing-2025/-1',
      'nanjing-2025/head2',
      'nanjing-2025/2~',
      'Nanjing-2025/2',
      'nanjing-25/2',
      'nanjing-2025-/2',
      '2025/2',
    ]) {
      expect(parseAddress(text), JSON.stringify(text)).toBeNull();
    }
  });

  it('puts a document and a path together and knows a document by its name alone', () => {
    expect(joinAddress('nanjing-2025', '2.2')).toBe('nanjing-2025/2.2');
    expect(isDocumentId('nanjing-2025-2')).toBe(true);
    expect(isDocumentId('nanjing-2025/2')).toBe(false);
    expect(isDocumentId('../etc-2025')).toBe(false);
  });
});

describe('compareAddresses', () => {
  const inReadingOrder = [
    'head',
    '0',
    '1',
    '1.1',
    '1.2',
    '1.2.u1',
    '1.2.u2',
    '1.2.u10',
    '1.10',
    '1.u1',
    '2',
    '2.2',
    '2.2.1',
    '2.2~2',
    '2.2~2.1',
    '2.2~10',
    '2.10',
    '2.u1',
    '10',
    '12',
    '12.1',
    '12-1',
    '12-1.1',
    '12-2',
    '12-10',
    '13',
    'u1',
    'end',
    'annex',
    'annex.1',
    'annex.u1',
    'annex.u10',
    'annex1',
    'annex2',
    'annex2.1',
    'annex10',
  ].map((part) => `nanjing-2025/${part}`);

  it('is the order of reading: 2.2, 2.10, 2.u1; 12, 12-1, 13; head, 0, 1, end, annex', () => {
    for (const [i, earlier] of inReadingOrder.entries()) {
      for (const later of inReadingOrder.slice(i + 1)) {
        expect(compareAddresses(earlier, later), `${earlier} before ${later}`).toBeLessThan(0);
        expect(compareAddresses(later, earlier), `${later} behind ${earlier}`).toBeGreaterThan(0);
      }
    }
  });

  it('puts a unit before all that is inside it', () => {
    fc.assert(
      fc.property(address, path, (outer, inner) => {
        expect(compareAddresses(outer, `${outer}.${inner.join('.')}`)).toBeLessThan(0);
      }),
    );
  });

  it('keeps documents together, in code-unit order of their names', () => {
    fc.assert(
      fc.property(document, document, path, path, (one, other, a, b) => {
        fc.pre(one !== other);
        const found = compareAddresses(`${one}/${a.join('.')}`, `${other}/${b.join('.')}`);
        expect(Math.sign(found), `${one} against ${other}`).toBe(one < other ? -1 : 1);
      }),
    );
  });

  const free = fc.oneof(
    address,
    fc
      .tuple(document, fc.string({ unit: fc.constantFrom(...'019-.~uza'), maxLength: 4 }))
      .map((p) => p.join('/')),
    fc.string({ maxLength: 6 }),
  );

  it('is antisymmetric, and 0 only for the same string', () => {
    fc.assert(
      fc.property(free, free, (a, b) => {
        expect(Math.sign(compareAddresses(a, b)) + Math.sign(compareAddresses(b, a))).toBe(0);
        expect(compareAddresses(a, b) === 0).toBe(a === b);
      }),
    );
  });

  it('is transitive for the addresses of one index of ours', () => {
    fc.assert(
      fc.property(fc.tuple(address, address, address), (three) => {
        const [a, b, c] = [...three].sort(compareAddresses);
        expect(compareAddresses(a ?? '', c ?? '')).toBeLessThanOrEqual(0);
        expect(compareAddresses(a ?? '', b ?? '')).toBeLessThanOrEqual(0);
        expect(compareAddresses(b ?? '', c ?? '')).toBeLessThanOrEqual(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('is transitive where ids of imported clauses stand among addresses', () => {
    // 'nanjing-2025/1a' is no address of ours, 'nanjing-2025/9' and 'nanjing-2025/10' are.
    const inOneDocument = fc
      .constantFrom('9', '10', '2.2', '2.10', '1a', '2.3x', 'x')
      .map((p) => `nanjing-2025/${p}`);
    fc.assert(
      fc.property(inOneDocument, inOneDocument, inOneDocument, (a, b, c) => {
        fc.pre(compareAddresses(a, b) < 0 && compareAddresses(b, c) < 0);
        expect(compareAddresses(a, c), `${a} before ${b} before ${c}`).toBeLessThan(0);
      }),
      { numRuns: 2000 },
    );
  });
});

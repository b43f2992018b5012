/**
 * Proves that a file of clauses costs what changed in it: the part that holds the change and its neighbours are read again, all
 * else is kept; that the index then answers as one built from nothing; that segments pile up to a bound and are merged; that ids
 * stay unique; and that long work tells how far it is.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildIndex, openEngine } from '../../src/engine.ts';
import { openSnapshot } from '../../src/indexing/open.ts';
import { estimateOf } from '../../src/indexing/progress.ts';
import { FIRST_BUILD_MS } from '../support/corpus.ts';
import { inTempFolder, litterOf } from '../support/folders.ts';
import { nat, pick, randomOf } from '../support/random.ts';

interface Line {
  readonly id: string;
  readonly document: string;
  readonly city?: string;
  readonly year?: number;
  readonly heading?: string;
  readonly text: string;
}

type Document = readonly Line[];

const WORDS = [
  ...[
    '光伏',
    '风电',
    '储能',
    '氢能',
    '生态',
    '环境',
    '保护',
    '治理',
    '污染',
    '水质',
    '大气',
    '土壤',
    '节能',
    '减排',
    '碳达峰',
  ],
  ...[
    '建设',
    '推进',
    '完善',
    '加强',
    '示范',
    '项目',
    '资金',
    '评估',
    '监测',
    '企业',
    '园区',
    '港口',
    '岸电',
    '绿色',
    '低碳',
  ],
  ...['pm2.5', '2025年', '95%', '1+3', '不得', '应当', '处罚', '许可', '备案', '公开', '规划', '标准'],
] as const;
const CITIES = ['南京', '苏州', '扬州', '赣州'] as const;

function sentence(random: () => number, words: number): string {
  return `${Array.from({ length: words }, () => pick(random, WORDS)).join(random() < 0.3 ? ',' : '')}。`;
}

function documentOf(name: string, { seed, lines }: { seed: number; lines: number }): Document {
  const random = randomOf(seed);
  return Array.from({ length: lines }, (_, i) => ({
    id: `${name}/${i + 1}`,
    document: name,
    city: CITIES[seed % CITIES.length] as string,
    year: 2018 + (seed % 7),
    heading: `第${i + 1}条 ${pick(random, WORDS)}`,
    text: sentence(random, 3 + nat(random, 10)),
  }));
}

const DOCUMENTS = 60;
const LINES = 50;
const corpus = (): Document[] =>
  Array.from({ length: DOCUMENTS }, (_, i) => documentOf(`办法${i}`, { seed: i, lines: LINES }));

const jsonOf = (documents: readonly Document[]) =>
  documents.flatMap((document) => document.map((line) => `${JSON.stringify(line)}\n`)).join('');

interface Place {
  readonly folder: string;
  readonly path: string;
  build(content: string, onProgress?: (message: string) => void): ReturnType<typeof buildIndex>;
  /** Expects of the index what one built of the same file from nothing says. */
  expectAsFresh(withTies?: boolean): Promise<void>;
}

function inPlace(name: string, work: (place: Place) => Promise<void>): Promise<void> {
  return inTempFolder((folder) => {
    const path = join(folder, name);
    const origin = { kind: 'clauses', path } as const;
    const indexFolder = join(folder, 'index');
    let fresh = 0;
    return work({
      folder,
      path,
      build: (content, onProgress = () => {}) => {
        writeFileSync(path, name.endsWith('.gz') ? gzipSync(content) : content);
        return buildIndex({ origin, indexFolder, embedder: null, onProgress });
      },
      expectAsFresh: async (withTies) => {
        const other = join(folder, `fresh${fresh++}`);
        await buildIndex({ origin, indexFolder: other, embedder: null });
        const [found, expected] = [await answersOf(indexFolder, withTies), await answersOf(other, withTies)];
        for (const [what, answer] of expected) expect(found.get(what), what).toBe(answer);
        expect([...found.keys()]).toEqual([...expected.keys()]);
      },
    });
  });
}

const QUERIES = [
  ...[
    '光伏',
    '生态 环境',
    '岸电 港口',
    '"碳达峰"',
    '"95%"',
    'pm2.5 监测',
    '推进储能项目建设',
    '企业 -处罚',
    '光伏,风电',
  ],
  ...[
    'city:苏州 光伏',
    'year:2020',
    'doc:办法7',
    'doc:办法7 "应当"',
    '办法12 许可',
    '熊猫',
    '第7条',
    '新词',
    '',
  ],
] as const;

/** Everything that a reader can see of an index, by name; the time a search took left out. */
async function answersOf(indexFolder: string, withTies = false): Promise<Map<string, string>> {
  const engine = openEngine({ indexFolder });
  const snapshot = openSnapshot(indexFolder);
  const answers = new Map([
    ['info', JSON.stringify(engine.info())],
    ['documents', JSON.stringify(engine.documents())],
  ]);
  for (const { document } of snapshot.documents) {
    const clauses = snapshot.clausesOf(document);
    answers.set(document, JSON.stringify(clauses));
    const found = clauses.map(({ clause }) => snapshot.find(clause));
    answers.set(`addresses of ${document}`, JSON.stringify(found));
  }
  for (const q of QUERIES) {
    const answer = await engine.search({ q, limit: 100 });
    // An answer has a tenth of all clauses as related ones: which of equally good ones those are is a test of its own.
    const most = Math.min(100, Math.max(20, Math.ceil(engine.info().clauses / 10)));
    if (answer.counts.related < most || withTies)
      answers.set(`? ${q}`, JSON.stringify({ ...answer, tookMs: 0 }));
    else
      answers.set(
        `? ${q}`,
        JSON.stringify([answer.counts.literal, answer.facets.document.map(({ literal }) => literal)]),
      );
  }
  return answers;
}

const segmentsOf = (folder: string): { parts: readonly (number | null)[] }[] =>
  JSON.parse(readFileSync(join(folder, 'index', 'manifest.json'), 'utf8')).segments;

const edited = (document: Document, place: number): Document =>
  document.map((line, i) => (i === place ? { ...line, text: `${line.text}新词熊猫。` } : line));

interface Change {
  change(documents: readonly Document[]): Document[];
  /** How many clauses of it are new at the least. */
  readonly least: number;
  /** In how many places the file changes. */
  readonly places: number;
}

const CHANGES: Readonly<Record<string, Change>> = {
  'one clause is edited': {
    change: (documents) => documents.map((document, i) => (i === 30 ? edited(document, 20) : document)),
    least: 1,
    places: 1,
  },
  'a clause is added to a document': {
    change: (documents) =>
      documents.map((document, i) =>
        i === 10 ? [...document, { id: '新条', document: '办法10', text: '新词熊猫。' }] : document,
      ),
    least: 1,
    places: 1,
  },
  'a document is inserted': {
    change: (documents) => [
      ...documents.slice(0, 25),
      documentOf('新办法', { seed: 99, lines: LINES }),
      ...documents.slice(25),
    ],
    least: LINES,
    places: 1,
  },
  'a document is put before all others': {
    change: (documents) => [documentOf('首办法', { seed: 98, lines: 7 }), ...documents],
    least: 7,
    places: 1,
  },
  'a document is removed': {
    change: (documents) => documents.filter((_, i) => i !== 40),
    least: 0,
    places: 1,
  },
  'the last document is removed': { change: (documents) => documents.slice(0, -1), least: 0, places: 1 },
  'a document is moved': {
    change: (documents) => [...documents.filter((_, i) => i !== 5), documents[5] as Document],
    least: 0,
    places: 2,
  },
};

describe('a file of clauses in which one document changed', () => {
  for (const [what, { change, least, places }] of Object.entries(CHANGES)) {
    it(
      `costs its part and the neighbours of that where ${what}`,
      () =>
        inPlace('clauses.jsonl', async ({ build }) => {
          const first = await build(jsonOf(corpus()));
          expect(first.analyzed).toBe(DOCUMENTS * LINES);
          expect(first.counts).toMatchObject({ documents: DOCUMENTS, clauses: DOCUMENTS * LINES });
          const { analyzed } = await build(jsonOf(change(corpus())));
          expect(analyzed).toBeGreaterThanOrEqual(least);
          // A part is some five of these documents.
          expect(analyzed).toBeLessThanOrEqual(places * 15 * LINES);
        }),
      FIRST_BUILD_MS,
    );
  }

  for (const name of ['clauses.jsonl', 'clauses.jsonl.gz']) {
    it(
      `answers as one that is read from nothing, change after change: ${name}`,
      () =>
        inPlace(name, async ({ folder, build, expectAsFresh }) => {
          let documents = corpus();
          await build(jsonOf(documents));
          expect((await build(jsonOf(documents))).analyzed).toBe(0);
          for (const [what, { change, least }] of Object.entries(CHANGES)) {
            documents = change(documents);
            const { analyzed, counts } = await build(jsonOf(documents));
            expect(counts.clauses, what).toBe(documents.flat().length);
            expect(analyzed, what).toBeGreaterThanOrEqual(least);
            expect(analyzed, what).toBeLessThan(DOCUMENTS * LINES);
            expect(litterOf(join(folder, 'index'))).toEqual([]);
            if (name.endsWith('.jsonl')) await expectAsFresh();
          }
          await expectAsFresh();
        }),
      FIRST_BUILD_MS * 2,
    );
  }

  it(
    'costs no more than some parts where documents are short',
    () =>
      inPlace('clauses.jsonl', async ({ build, expectAsFresh }) => {
        const documents = Array.from({ length: 1200 }, (_, i) =>
          documentOf(`细则${i}`, { seed: i, lines: 1 + (i % 4) }),
        );
        const total = documents.flat().length;
        expect((await build(jsonOf(documents))).analyzed).toBe(total);
        for (const place of [0, 77, 500, 801, 1199]) {
          const document = documents[place] as Document;
          documents[place] = edited(document, 0);
          expect((await build(jsonOf(documents))).analyzed).toBeLessThan(total / 10);
          documents[place] = [
            ...(documents[place] as Document),
            { ...(document[0] as Line), id: `加${place}` },
          ];
          expect((await build(jsonOf(documents))).analyzed).toBeLessThan(total / 10);
        }
        await expectAsFresh();
      }),
    FIRST_BUILD_MS,
  );

  it('is read whole where it is one document', () =>
    inPlace('clauses.jsonl', async ({ build }) => {
      const document = documentOf('大法', { seed: 1, lines: 300 });
      expect((await build(jsonOf([document]))).analyzed).toBe(300);
      expect((await build(jsonOf([edited(document, 150)]))).analyzed).toBe(300);
    }));

  it('counts its lines from the beginning of the file, whatever came before, or blank lines between', () =>
    inPlace('clauses.jsonl', async ({ build, expectAsFresh }) => {
      const documents = corpus().slice(0, 12);
      await build(jsonOf(documents));
      await build(`\uFEFF\n\n${jsonOf(documents)}`);
      await expectAsFresh();
      const lines = jsonOf(documents).split('\n');
      // In the middle of a part, and of a document.
      await build([...lines.slice(0, 125), '', '', ...lines.slice(125)].join('\n'));
      await expectAsFresh();
    }));

  it('keeps a document in the order of the file where its clauses stand in several places', () =>
    inPlace('clauses.jsonl', async ({ build, expectAsFresh }) => {
      const documents = corpus().slice(0, 12);
      const both = documentOf('散见', { seed: 77, lines: 8 }).map((line) => ({
        ...line,
        text: '光伏储能。',
      }));
      const whole = [both.slice(0, 4), ...documents, both.slice(4)];
      await build(jsonOf(whole));
      await expectAsFresh();
      // The first half is read again, so that it comes behind the second one in the index.
      await build(jsonOf([edited(both.slice(0, 4), 3), ...whole.slice(1)]));
      await expectAsFresh();
    }));

  it('answers as one that is read from nothing also where more clauses are equally good than an answer has', () =>
    inPlace('clauses.jsonl', async ({ build, expectAsFresh }) => {
      const documents = Array.from({ length: 24 }, (_, i) =>
        documentOf(`雷同${i}`, { seed: i, lines: LINES }).map((line) => ({
          ...line,
          heading: '条',
          text: '推进光伏。',
        })),
      );
      await build(jsonOf(documents));
      await build(jsonOf(documents.map((document, i) => (i === 0 ? edited(document, 3) : document))));
      await expectAsFresh(true);
    }));
});

// As segments.ts has it: at twice MAX_SEGMENTS all are merged.
const MAX_PILED_UP = 16;

describe('the segments of an index', () => {
  it(
    'pile up to a bound and are merged, and no answer shows it',
    () =>
      inPlace('clauses.jsonl', async ({ folder, build, expectAsFresh }) => {
        const documents: Document[] = Array.from({ length: 40 }, (_, i) =>
          documentOf(`规定${i}`, { seed: i, lines: 66 }).map(
            (line): Line => ({
              ...line,
              text: line.text.slice(0, 9),
            }),
          ),
        );
        const counts: number[] = [];
        const told: string[] = [];
        for (let step = 0; step < 60; step++) {
          const place = (step * 7) % documents.length;
          documents[place] = edited(documents[place] as Document, step);
          await build(jsonOf(documents), (message) => told.push(message));
          const segments = segmentsOf(folder);
          counts.push(segments.length);
          // What is gone is not kept for ever either.
          for (const { parts } of segments) expect(parts.some((part) => part !== null)).toBe(true);
        }
        expect(Math.max(...counts)).toBeLessThanOrEqual(MAX_PILED_UP);
        expect(Math.max(...counts)).toBeGreaterThan(4);
        const merges = counts.filter((count, i) => i > 0 && count < (counts[i - 1] as number));
        expect(merges.length).toBeGreaterThan(2);
        expect(told.filter((message) => /^merging \d+ segments$/.test(message)).length).toBeGreaterThan(2);
        await expectAsFresh();
        expect(litterOf(join(folder, 'index'))).toEqual([]);
      }),
    FIRST_BUILD_MS * 2,
  );

  it('are none where nothing is left', () =>
    inPlace('clauses.jsonl', async ({ folder, build }) => {
      await build(jsonOf(corpus().slice(0, 3)));
      expect((await build('\n')).counts).toEqual({ documents: 0, clauses: 0, passages: 0 });
      expect(segmentsOf(folder)).toEqual([]);
      expect((await openEngine({ indexFolder: join(folder, 'index') }).search({ q: '光伏' })).total).toBe(0);
    }));
});

describe('an id that stands twice', () => {
  const repeated: Line = { id: '办法3/7', document: '另一办法', text: '再次。' };
  // Of its own part, so that the others are kept.
  const addition: Document = [...documentOf('另一办法', { seed: 55, lines: 70 }), repeated];

  for (const [where, put] of [
    ['behind', (documents: Document[]) => [...documents, addition]],
    ['before', (documents: Document[]) => [addition, ...documents]],
  ] as const) {
    it(`is refused where the one is new and stands ${where} the other, whose part is kept`, () =>
      inPlace('clauses.jsonl', async ({ folder, build }) => {
        const documents = corpus().slice(0, 12);
        await build(jsonOf(documents));
        const before = await answersOf(join(folder, 'index'));
        await expect(build(jsonOf(put(documents)))).rejects.toMatchObject({
          name: 'TiaosuoError',
          code: 'unreadable',
          message: expect.stringMatching(/id "办法3\/7" stands twice/),
        });
        expect(await answersOf(join(folder, 'index'))).toEqual(before);
      }));
  }

  it('is no repetition where the other one is gone, or has moved', () =>
    inPlace('clauses.jsonl', async ({ folder, build, expectAsFresh }) => {
      const documents = corpus().slice(0, 12);
      await build(jsonOf(documents));
      const without = documents.map((document) => document.filter(({ id }) => id !== repeated.id));
      await build(jsonOf([addition, ...without]));
      await expectAsFresh();
      const { document, text } = openEngine({ indexFolder: join(folder, 'index') }).clause(repeated.id);
      expect([document, text]).toEqual(['另一办法', '再次。']);
    }));
});

describe('long work', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells nothing in its first second, then every three seconds its share, its clauses and what is left of the time', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const told: string[] = [];
    const estimate = estimateOf('reading x.jsonl', (message) => told.push(message));
    for (let ms = 0; ms < 10_000; ms += 100) {
      estimate(ms / 20_000, ms);
      vi.advanceTimersByTime(100);
    }
    expect(told).toEqual([
      'reading x.jsonl: 5%, 1000 clauses, about 19 s left',
      'reading x.jsonl: 20%, 4000 clauses, about 16 s left',
      'reading x.jsonl: 35%, 7000 clauses, about 13 s left',
    ]);
  });

  it('tells nothing where it is short', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const told: string[] = [];
    const estimate = estimateOf('reading x.jsonl', (message) => told.push(message));
    for (const progress of [0, 0.5, 1]) {
      estimate(progress, 10);
      vi.advanceTimersByTime(300);
    }
    expect(told).toEqual([]);
  });

  it('tells a number also where nothing is done yet, and ends at 100%', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const told: string[] = [];
    const estimate = estimateOf('reading x.jsonl', (message) => told.push(message));
    vi.advanceTimersByTime(5000);
    estimate(0, 0);
    vi.advanceTimersByTime(5000);
    estimate(1, 7);
    expect(told.length).toBe(2);
    expect(told[0]).toMatch(/: 0%, 0 clauses, about \d+ s left$/);
    expect(told[1]).toBe('reading x.jsonl: 100%, 7 clauses, about 0 s left');
  });
});

/**
 * Proves that an index whose writer is killed at any moment still opens, and answers with one of the contents it was given, whole;
 * that this holds where a build adds a segment beside others and where it merges some; and that the next build mends everything
 * and leaves nothing of the killed one.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { PROJECT_FOLDER } from '../../src/core/files.ts';
import { buildIndex, openEngine } from '../../src/engine.ts';
import { inTempFolder, litterOf, smallDocument, writeFolder } from '../support/folders.ts';

const ROUNDS = 50;
// Two writers of two indexes at a time: most of a round is the start of a program.
const LANES = 2;
// A build takes some 15 ms and the next one begins at once: a kill falls anywhere in some build.
const MAX_DELAY_MS = 120;
const SCRIPT = join(PROJECT_FOLDER, 'test/support/rebuild-forever.ts');

// Each content differs from the one before by one document: first every one of those that change gets its second topic in turn,
// then its first. The others stay, so that a segment of them is large and the small ones beside it are merged.
const CITIES = ['南京', '苏州', '扬州', '无锡', '常州', '镇江'] as const;
const YEARS = [2021, 2022, 2023, 2024] as const;
const DOCUMENTS = YEARS.flatMap((year) => CITIES.map((city) => ({ city, year })));
const CHANGING = DOCUMENTS.length / 2;
const TOPICS = ['光伏', '风电'] as const;
const CONTENTS = Array.from({ length: CHANGING * 2 }, (_, content) =>
  Object.fromEntries(
    DOCUMENTS.map((document, i) => {
      const isChanged = i < CHANGING && content > i && content <= i + CHANGING;
      return [`${i}.txt`, smallDocument({ ...document, topic: TOPICS[isChanged ? 1 : 0] })];
    }),
  ),
);

/** Everything the index in a folder says, as one string. */
async function allOf(indexFolder: string): Promise<string> {
  const engine = openEngine({ indexFolder });
  const documents = engine.documents();
  const found = [];
  for (const q of TOPICS.map((topic) => `"${topic}"`)) {
    const { total, hits } = await engine.search({ q, limit: 100 });
    // By address: the writer cuts words with a small dictionary of its own, so its scores are others.
    const byAddress = [...hits].sort((a, b) => (a.clause < b.clause ? -1 : 1));
    found.push([q, total, byAddress.map(({ clause, text, highlights }) => [clause, text, highlights])]);
  }
  return JSON.stringify([
    documents,
    documents.map(({ document }) => engine.document(document)),
    found,
    engine.info().documents,
  ]);
}

type SegmentParts = readonly (readonly (number | null)[])[];

/** Builds that added a segment beside others, and such as merged some, as their manifests show. */
function kindsOf(manifests: readonly SegmentParts[]): { beside: number; merged: number } {
  let beside = 0;
  let merged = 0;
  for (const segments of manifests) {
    // One document changes at a time: a new segment has one part, the first of all has all parts, any other was merged.
    if (segments.length > 1 && segments.some((parts) => parts.length === 1)) beside++;
    if (segments.some((parts) => parts.length > 1 && parts.length < DOCUMENTS.length)) merged++;
  }
  return { beside, merged };
}

/** Starts a writer, and kills it a moment after it has built the index some times. Returns the manifests of its builds. */
async function killInTheMiddle(folder: string, first: number): Promise<SegmentParts[]> {
  const writer = spawn(
    process.execPath,
    ['--import', 'tsx', SCRIPT, folder, String(CONTENTS.length), String(first)],
    { cwd: PROJECT_FOLDER, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let complaint = '';
  writer.stderr.on('data', (part) => {
    complaint += part;
  });
  let told = '';
  writer.stdout.on('data', (part) => {
    told += part;
  });
  const ended = new Promise<string | null>((resolve) => writer.once('close', (_, signal) => resolve(signal)));
  const isReady = new Promise<void>((resolve) => writer.stdout.once('data', () => resolve()));
  await Promise.race([isReady, ended]);
  await sleep(Math.random() * MAX_DELAY_MS);
  writer.kill('SIGKILL');
  // A writer that stopped by itself was not killed, and shows nothing.
  expect([await ended, complaint]).toEqual(['SIGKILL', '']);
  return told
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as SegmentParts);
}

interface Round {
  readonly holds: number;
  readonly wasLocked: boolean;
  /** Files of the killed build. */
  readonly litter: number;
  readonly manifests: readonly SegmentParts[];
}

async function killAgainAndAgain(rounds: number): Promise<Round[]> {
  return inTempFolder(async (folder) => {
    const indexFolder = join(folder, 'index');
    writeFileSync(join(folder, 'words'), '光伏 100 n\n');
    writeFileSync(join(folder, 'idf'), '光伏 10.0\n');
    const build = (content: number) =>
      buildIndex({
        origin: { kind: 'documents', path: join(folder, String(content)) },
        indexFolder,
        embedder: null,
      });
    const expected = new Map<string, number>();
    for (const [content, files] of CONTENTS.entries()) {
      writeFolder(join(folder, String(content)), files);
      await build(content);
      expected.set(await allOf(indexFolder), content);
      rmSync(indexFolder, { recursive: true });
    }
    expect(expected.size).toBe(CONTENTS.length);
    const done: Round[] = [];
    let next = 0;
    while (done.length < rounds) {
      const manifests = await killInTheMiddle(folder, next);
      const wasLocked = readdirSync(indexFolder).includes('lock');
      const litter = litterOf(indexFolder).filter((name) => name !== 'lock').length;
      const holds = expected.get(await allOf(indexFolder));
      if (holds === undefined)
        throw new Error(`round ${done.length}: no content that was given: ${await allOf(indexFolder)}`);
      done.push({ holds, wasLocked, litter, manifests });
      // What the writer would have built next: one document changes, and the segments that there are go on piling up.
      next = (holds + 1) % CONTENTS.length;
      await build(next);
      expect(expected.get(await allOf(indexFolder))).toBe(next);
      expect(litterOf(indexFolder)).toEqual([]);
      next = (next + 1) % CONTENTS.length;
    }
    return done;
  });
}

describe('an index whose writer is killed', () => {
  it(`serves one content whole after each of ${ROUNDS} kills, and is mended by the next build`, async () => {
    const lanes = Array.from({ length: LANES }, () => killAgainAndAgain(ROUNDS / LANES));
    // Every lane is waited for, also where one fails: no writer outlives the test.
    await Promise.allSettled(lanes);
    const rounds = (await Promise.all(lanes)).flat();
    expect(rounds.length).toBe(ROUNDS);
    // The kills fell into builds of both kinds, and many contents were met: otherwise this test has shown nothing.
    expect(rounds.filter(({ wasLocked }) => wasLocked).length).toBeGreaterThan(ROUNDS / 2);
    expect(rounds.filter(({ litter }) => litter > 0).length).toBeGreaterThan(ROUNDS / 5);
    expect(new Set(rounds.map(({ holds }) => holds)).size).toBeGreaterThan(CONTENTS.length / 2);
    const { beside, merged } = kindsOf(rounds.flatMap(({ manifests }) => manifests));
    expect(beside).toBeGreaterThan(ROUNDS);
    expect(merged).toBeGreaterThan(ROUNDS);
    const last = rounds.flatMap(({ manifests }) => manifests.slice(-1));
    expect(kindsOf(last).beside).toBeGreaterThan(ROUNDS / 5);
    expect(kindsOf(last).merged).toBeGreaterThan(ROUNDS / 5);
  }, 180_000);
});

describe('an index whose writer was killed between its files and its manifest', () => {
  const leftovers = {
    'clauses.99999999.0.tmp': 'x',
    'manifest.json.99999999.tmp': 'x',
    'postings-0123456789abcdef.bin': 'x',
  };

  for (const [what, topic] of [
    ['another content', '风电'],
    ['the same content', '光伏'],
  ] as const) {
    it(`has nothing of it left after the next build, of ${what}`, () =>
      inTempFolder(async (folder) => {
        const documents = join(folder, 'documents');
        const options = {
          origin: { kind: 'documents', path: documents } as const,
          indexFolder: join(folder, 'index'),
          embedder: null,
        };
        writeFolder(documents, { 'a.txt': smallDocument({ topic: '光伏' }) });
        await buildIndex(options);
        for (const [name, content] of Object.entries(leftovers))
          writeFileSync(join(folder, 'index', name), content);
        expect(litterOf(options.indexFolder).length).toBe(3);
        writeFolder(documents, { 'a.txt': smallDocument({ topic }) });
        await buildIndex(options);
        expect(litterOf(options.indexFolder)).toEqual([]);
        expect((await openEngine(options).search({ q: `"${topic}"` })).total).toBe(4);
      }));
  }

  it('never mixes its files into the manifest that is there', () =>
    inTempFolder(async (folder) => {
      const documents = writeFolder(join(folder, 'documents'), { 'a.txt': smallDocument({ topic: '光伏' }) });
      const options = {
        origin: { kind: 'documents', path: documents } as const,
        indexFolder: join(folder, 'index'),
        embedder: null,
      };
      await buildIndex(options);
      const manifest = readFileSync(join(options.indexFolder, 'manifest.json'));
      const before = await allOf(options.indexFolder);
      for (const [name, content] of Object.entries(leftovers))
        writeFileSync(join(options.indexFolder, name), content);
      expect(await allOf(options.indexFolder)).toBe(before);
      expect(readFileSync(join(options.indexFolder, 'manifest.json'))).toEqual(manifest);
    }));
});

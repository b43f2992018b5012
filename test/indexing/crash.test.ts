/** Proves that an index whose writer is killed at any moment still opens, and answers with the old content or the new one, whole. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { PROJECT_FOLDER } from '../../src/core/files.ts';
import { buildIndex, openEngine } from '../../src/engine.ts';
import { inTempFolder, smallDocument, writeFolder } from '../support/folders.ts';

const ROUNDS = 50;
// Two writers of two indexes at a time: most of a round is the start of a program.
const LANES = 2;
// A build of these documents takes some 6 ms and the next one begins at once: a kill falls anywhere in some build.
const MAX_DELAY_MS = 40;
const SCRIPT = join(PROJECT_FOLDER, 'test/support/rebuild-forever.ts');

const CONTENTS = {
  a: {
    'nanjing-2025.txt': smallDocument({ topic: '光伏' }),
    'suzhou-2024.txt': smallDocument({ city: '苏州', year: 2024, topic: '风电' }),
  },
  b: {
    'nanjing-2025.txt': smallDocument({ topic: '氢能' }),
    'suzhou-2024.txt': smallDocument({ city: '苏州', year: 2024, topic: '光伏' }),
  },
} as const;

/** Everything the index in a folder says, as one string. */
async function allOf(indexFolder: string): Promise<string> {
  const engine = openEngine({ indexFolder });
  const documents = engine.documents();
  const found = [];
  for (const q of ['"光伏"', '"风电"', '"氢能"']) {
    const { total, hits } = await engine.search({ q });
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

/** Starts a writer, and kills it a moment after it has built the index twice. */
async function killInTheMiddle(folder: string): Promise<void> {
  const writer = spawn(process.execPath, ['--import', 'tsx', SCRIPT, folder], {
    cwd: PROJECT_FOLDER,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  writer.stderr.on('data', (part) => {
    complaint += part;
  });
  const ended = new Promise<string | null>((resolve) => writer.once('exit', (_, signal) => resolve(signal)));
  const isReady = new Promise<void>((resolve) => writer.stdout.once('data', () => resolve()));
  await Promise.race([isReady, ended]);
  await sleep(Math.random() * MAX_DELAY_MS);
  writer.kill('SIGKILL');
  // A writer that stopped by itself was not killed, and shows nothing.
  expect([await ended, complaint]).toEqual(['SIGKILL', '']);
}

interface Round {
  readonly holds: 'a' | 'b';
  readonly wasLocked: boolean;
}

async function killAgainAndAgain(rounds: number): Promise<Round[]> {
  return inTempFolder(async (folder) => {
    const index = join(folder, 'index');
    writeFileSync(join(folder, 'words'), '光伏 100 n\n');
    writeFileSync(join(folder, 'idf'), '光伏 10.0\n');
    const expected = new Map<string, 'a' | 'b'>();
    for (const name of ['a', 'b'] as const) {
      const path = writeFolder(join(folder, name), CONTENTS[name]);
      await buildIndex({ origin: { kind: 'documents', path }, indexFolder: index, embedder: null });
      expected.set(await allOf(index), name);
      rmSync(index, { recursive: true });
    }
    const done: Round[] = [];
    while (done.length < rounds) {
      await killInTheMiddle(folder);
      const holds = expected.get(await allOf(index));
      if (holds === undefined)
        throw new Error(`round ${done.length}: neither content: ${await allOf(index)}`);
      done.push({ holds, wasLocked: readdirSync(index).includes('lock') });
    }
    await buildIndex({
      origin: { kind: 'documents', path: join(folder, 'b') },
      indexFolder: index,
      embedder: null,
    });
    await buildIndex({
      origin: { kind: 'documents', path: join(folder, 'a') },
      indexFolder: index,
      embedder: null,
    });
    expect(expected.get(await allOf(index))).toBe('a');
    const manifest = readFileSync(join(index, 'manifest.json'), 'utf8');
    const litter = readdirSync(index).filter((name) => name !== 'manifest.json' && !manifest.includes(name));
    expect(litter).toEqual([]);
    return done;
  });
}

describe('an index whose writer is killed', () => {
  it(`serves one of the two contents whole after each of ${ROUNDS} kills, and is mended by the next build`, async () => {
    const lanes = Array.from({ length: LANES }, () => killAgainAndAgain(ROUNDS / LANES));
    // Every lane is waited for, also where one fails: no writer outlives the test.
    await Promise.allSettled(lanes);
    const rounds = (await Promise.all(lanes)).flat();
    expect(rounds.length).toBe(ROUNDS);
    // The kills fell into builds, and both contents were met: otherwise this test has shown nothing.
    expect(rounds.filter(({ wasLocked }) => wasLocked).length).toBeGreaterThan(ROUNDS / 2);
    expect(new Set(rounds.map(({ holds }) => holds))).toEqual(new Set(['a', 'b']));
  }, 180_000);
});

/**
 * Files. Properties: a reader of a file that is being replaced sees the old content or the new one, never a part, also
 * where the writer is killed; a write that fails leaves the old content and nothing beside it.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createExclusively,
  fileExists,
  listFolder,
  makeFolder,
  PROJECT_FOLDER,
  readText,
  removeFile,
  sha256,
  writeFileAtomically,
} from '../../src/core/files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiaosuo-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const MEGABYTE = 2 ** 20;

/** A process that replaces `target` for ever, by a megabyte of 'a' and a megabyte of 'b' in turn. */
function startWriter(target: string) {
  const program = `
    const { writeFileAtomically } = await import(${JSON.stringify(join(PROJECT_FOLDER, 'src/core/files.ts'))});
    for (let turn = 0; ; turn++) {
      writeFileAtomically(${JSON.stringify(target)}, (turn % 2 ? 'b' : 'a').repeat(${MEGABYTE}));
      if (turn === 1) console.log('writing');
    }`;
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    cwd: PROJECT_FOLDER,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function expectWhole(content: string): void {
  expect(content.length).toBe(MEGABYTE);
  expect(['a', 'b']).toContain(content.charAt(0));
  expect(content).toBe(content.charAt(0).repeat(MEGABYTE));
}

describe('writeFileAtomically', () => {
  it('writes text and bytes, replaces them, and leaves nothing beside', () => {
    const target = join(folder, 'a.txt');
    writeFileAtomically(target, '条款\u{20000}');
    expect(readText(target)).toBe('条款\u{20000}');
    writeFileAtomically(target, new Uint8Array([104, 105]));
    expect(readText(target)).toBe('hi');
    writeFileAtomically(target, '');
    expect(readText(target)).toBe('');
    expect(readdirSync(folder)).toEqual(['a.txt']);
  });

  it('shows a reader whole files only, while another process writes and after it is killed', async () => {
    const target = join(folder, 'big.txt');
    const seen = new Set<string>();
    for (const killAfterMs of [1, 4, 9, 17]) {
      const writer = startWriter(target);
      const gone = new Promise((resolve) => writer.once('exit', resolve));
      await new Promise((resolve, reject) => {
        writer.stdout.once('data', resolve);
        writer.once('exit', () => reject(new Error('the writer ended before it wrote')));
      });
      for (let reads = 0; reads < 25; reads++) {
        const content = readFileSync(target, 'utf8');
        expectWhole(content);
        seen.add(content.charAt(0));
      }
      await new Promise((resolve) => setTimeout(resolve, killAfterMs));
      writer.kill('SIGKILL');
      await gone;
      expectWhole(readFileSync(target, 'utf8'));
    }
    expect([...seen].sort()).toEqual(['a', 'b']);
  });

  it('leaves the folder as it was where the target cannot be replaced', () => {
    const target = join(folder, 'taken');
    mkdirSync(target);
    writeFileSync(join(target, 'inside'), 'x');
    expect(() => writeFileAtomically(target, 'new')).toThrow();
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  it('fails where the folder is missing', () => {
    expect(() => writeFileAtomically(join(folder, 'missing', 'a.txt'), 'x')).toThrow(/ENOENT/);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the other ways in and out', () => {
  it('lets the first writer of an exclusive file win', () => {
    const target = join(folder, 'lock');
    expect(createExclusively(target, 'first')).toBe(true);
    expect(createExclusively(target, 'second')).toBe(false);
    expect(readText(target)).toBe('first');
    expect(() => createExclusively(join(folder, 'missing', 'lock'), 'x')).toThrow(/ENOENT/);
  });

  it('unpacks a .gz as it reads it', () => {
    writeFileSync(join(folder, 'a.jsonl.gz'), gzipSync('条款\n'));
    expect(readText(join(folder, 'a.jsonl.gz'))).toBe('条款\n');
  });

  it('lists a folder sorted, and a missing one as empty', () => {
    for (const name of ['b', 'a', 'C']) writeFileSync(join(folder, name), '');
    expect(listFolder(folder)).toEqual(['C', 'a', 'b']);
    expect(listFolder(join(folder, 'missing'))).toEqual([]);
  });

  it('makes folders on the way and removes a file that may be missing', () => {
    const deep = join(folder, 'x', 'y');
    makeFolder(deep);
    makeFolder(deep);
    const target = join(deep, 'z');
    writeFileSync(target, '');
    removeFile(target);
    removeFile(target);
    expect(fileExists(target)).toBe(false);
  });

  it('hashes text as its UTF-8 bytes', () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'; // FIPS 180-2, B.1
    expect(sha256('abc')).toBe(abc);
    expect(sha256(new TextEncoder().encode('条'))).toBe(sha256('条'));
  });
});

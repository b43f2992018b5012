/**
 * Files. Properties: a reader of a file that is being replaced sees the old content or the new one, never a part, also
 * where the writer is killed; a write that fails leaves the old content and nothing beside it; a file written from front to
 * back has its name only when it is whole; lines are those of the text, wherever it is cut in pieces; pieces are those bytes.
 */
import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  appendBehind,
  createExclusively,
  FileWriter,
  fileExists,
  fileLength,
  isFolder,
  listFolder,
  listOldestFirst,
  makeFolder,
  PROJECT_FOLDER,
  readLines,
  readPieces,
  readText,
  removeFile,
  sha256,
  sha256OfFile,
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

describe('a file written from front to back', () => {
  const nameOf = (hash: string) => `clauses-${hash.slice(0, 16)}.bin`;

  it('has its name, made of its content, only when it is whole', () => {
    const writer = new FileWriter(folder, 'clauses');
    const pieces = [
      Uint8Array.of(1, 2),
      new Uint8Array(0),
      new Uint8Array(3 * MEGABYTE).fill(7),
      Uint8Array.of(3),
    ];
    const whole = Buffer.concat(pieces);
    for (const piece of pieces) {
      writer.write(piece);
      expect(readdirSync(folder).filter((name) => !/^clauses\.\d+\.\d+\.tmp$/.test(name))).toEqual([]);
      expect(readdirSync(folder).length).toBe(1);
    }
    expect(writer.length).toBe(whole.length);
    const { file, ...rest } = writer.finish(nameOf);
    expect(rest).toEqual({ sha256: sha256(whole), bytes: whole.length });
    expect(file).toBe(nameOf(sha256(whole)));
    expect(readdirSync(folder)).toEqual([file]);
    expect(readFileSync(join(folder, file)).equals(whole)).toBe(true);
  });

  it('takes bytes as they are when they come, whatever becomes of their buffer', () => {
    const writer = new FileWriter(folder, 'x');
    const buffer = new Uint8Array(4);
    for (let i = 0; i < 1000; i++) {
      buffer.fill(i);
      writer.write(buffer);
    }
    const { file } = writer.finish((hash) => hash);
    const expected = Array.from({ length: 4000 }, (_, i) => (i >> 2) & 255);
    expect([...readFileSync(join(folder, file))]).toEqual(expected);
  });

  it('may be empty, and one that is given up leaves nothing', () => {
    const empty = new FileWriter(folder, 'x').finish((hash) => hash);
    expect([empty.bytes, empty.sha256]).toEqual([0, sha256('')]);
    const writer = new FileWriter(folder, 'y');
    writer.write(new Uint8Array(2 * MEGABYTE));
    writer.abandon();
    expect(readdirSync(folder)).toEqual([empty.file]);
  });

  it('replaces one of the same name, and does not disturb others that are being written', () => {
    writeFileSync(join(folder, 'same'), 'damaged');
    const writers = [1, 2, 3].map((value) => {
      const writer = new FileWriter(folder, 'x');
      writer.write(Uint8Array.of(value));
      return writer;
    });
    writers[1]?.abandon();
    expect(writers[2]?.finish(() => 'other').file).toBe('other');
    expect(writers[0]?.finish(() => 'same').file).toBe('same');
    expect(readdirSync(folder)).toEqual(['other', 'same']);
    expect([...readFileSync(join(folder, 'same')), ...readFileSync(join(folder, 'other'))]).toEqual([1, 3]);
  });
});

describe('the lines of a file', () => {
  async function linesOf(
    name: string,
    content: string | Uint8Array,
  ): Promise<{ lines: string[]; progress: number[] }> {
    const path = join(folder, name);
    writeFileSync(path, content);
    const read: { line: string; progress: number }[] = [];
    for await (const one of readLines(path)) read.push(one);
    return { lines: read.map(({ line }) => line), progress: read.map(({ progress }) => progress) };
  }

  function expectAscending(progress: readonly number[]): void {
    expect(progress.at(-1)).toBe(1);
    progress.forEach((share, i) => {
      expect(share >= (progress[i - 1] ?? 0) && share <= 1).toBe(true);
    });
  }

  it('are those of its text, of a .gz those of what is packed in it', async () => {
    for (const text of ['', '\n', '一', '一\n二', '一\r\n二\n\n', '\ufeff一\n']) {
      for (const [name, content] of [
        ['a.jsonl', text],
        ['a.jsonl.gz', gzipSync(text)],
      ] as const) {
        const { lines, progress } = await linesOf(name, content);
        // A mark at the beginning is the reader's to judge.
        expect(lines).toEqual(text.split('\n'));
        expectAscending(progress);
      }
    }
  });

  it('are whole where a line or a character lies in two pieces of the file', async () => {
    // Three bytes each, in every place against a border at 2^20.
    for (const shift of ['', 'a', 'ab']) {
      const long = `${shift}${'条'.repeat(MEGABYTE)}`;
      const text = `${long}\n短\n${'𠮷'.repeat(MEGABYTE / 2)}\n`;
      for (const [name, content] of [
        ['a.jsonl', text],
        ['a.jsonl.gz', gzipSync(text, { level: 1 })],
      ] as const) {
        const { lines, progress } = await linesOf(name, content);
        expect(lines.length).toBe(4);
        expect(lines.join('\n') === text).toBe(true);
        expectAscending(progress);
      }
    }
  });

  it('fail where the file is missing, or is no whole .gz', async () => {
    await expect(async () => {
      for await (const _ of readLines(join(folder, 'missing'))) expect.unreachable();
    }).rejects.toThrow(/ENOENT/);
    const packed = gzipSync('一\n'.repeat(10_000));
    await expect(linesOf('cut.gz', packed.subarray(0, packed.length - 9))).rejects.toThrow();
    await expect(linesOf('plain.gz', '一\n')).rejects.toThrow();
  });

  it.skipIf(!fileExists('/proc/self/fd'))(
    'may be left before the last one: the file is closed then',
    async () => {
      // Large when packed too, so that most of it is not read.
      const text = Array.from({ length: 200_000 }, (_, i) => sha256(String(i))).join('\n');
      writeFileSync(join(folder, 'a'), text);
      writeFileSync(join(folder, 'a.gz'), gzipSync(text, { level: 1 }));
      for (const name of ['a', 'a.gz']) {
        const openFiles = () => readdirSync('/proc/self/fd').length;
        const before = openFiles();
        for (let i = 0; i < 5; i++) {
          for await (const { line } of readLines(join(folder, name))) {
            expect(line).toBe(sha256('0'));
            break;
          }
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
        // One that a test before left to be closed may have been closed meanwhile.
        expect(openFiles() - before, name).toBeLessThanOrEqual(0);
      }
    },
  );
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

  it('hashes a file as its bytes, however long it is', () => {
    for (const length of [0, 1, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 3 * MEGABYTE + 5]) {
      const bytes = Buffer.alloc(length, '条款');
      writeFileSync(join(folder, 'a'), bytes);
      expect(sha256OfFile(join(folder, 'a'))).toBe(sha256(bytes));
    }
    expect(() => sha256OfFile(join(folder, 'missing'))).toThrow(/ENOENT/);
  });

  it('hashes text as its UTF-8 bytes', () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'; // FIPS 180-2, B.1
    expect(sha256('abc')).toBe(abc);
    expect(sha256(new TextEncoder().encode('条'))).toBe(sha256('条'));
  });
});

describe('pieces of a file', () => {
  it('are its bytes, in the order asked, as far as it goes', () => {
    const path = join(folder, 'a');
    writeFileSync(path, 'abcdef');
    const spans = [
      { start: 4, end: 6 },
      { start: 0, end: 2 },
      { start: 5, end: 9 },
      { start: 7, end: 9 },
      { start: 3, end: 3 },
    ];
    const read = readPieces(path, spans).map((bytes) => Buffer.from(bytes).toString());
    expect(read).toEqual(['ef', 'ab', 'f', '', '']);
  });

  it('are appended behind what is kept', () => {
    const path = join(folder, 'a');
    appendBehind(path, 0, Buffer.from('abc'));
    appendBehind(path, 3, Buffer.from('def'));
    expect(readText(path)).toBe('abcdef');
    appendBehind(path, 4, Buffer.from('x'));
    expect(readText(path)).toBe('abcdx');
    expect(fileLength(path)).toBe(5);
    expect(fileLength(join(folder, 'none'))).toBe(0);
  });
});

describe('a folder', () => {
  it('is told from a file and from nothing', () => {
    writeFileSync(join(folder, 'a'), '');
    expect([folder, join(folder, 'a'), join(folder, 'b')].map(isFolder)).toEqual([true, false, false]);
  });

  it('lists the names that were left alone longest first', () => {
    for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, name), '');
    ['c', 'a', 'b'].forEach((name, i) => {
      utimesSync(join(folder, name), i, i);
    });
    expect(listOldestFirst(folder)).toEqual(['c', 'a', 'b']);
    expect(listOldestFirst(join(folder, 'none'))).toEqual([]);
  });
});

/** Owns the throw-away folders of tests, and short documents to put into them. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new empty folder, which is gone when the process ends. */
export function makeTempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tiaosuo-test-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs `work` with a new empty folder, which is gone afterwards whatever happens. */
export async function inTempFolder<T>(work: (folder: string) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tiaosuo-test-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes `folder` hold exactly these files. */
export function writeFolder(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** What lies in the folder of an index and is neither its manifest nor named there. */
export function litterOf(indexFolder: string): string[] {
  const manifest = readFileSync(join(indexFolder, 'manifest.json'), 'utf8');
  return readdirSync(indexFolder).filter(
    (name) => name !== 'manifest.json' && !manifest.includes(`"${name}"`),
  );
}

export interface SmallDocument {
  /** Without 市. */
  readonly city?: string;
  readonly year?: number;
  /** A word that stands in every clause of it. */
  readonly topic: string;
}

/** A notice of three clauses in two sections: `1.1`, `1.2` and `2.3`. */
export function smallDocument({ city = '南京', year = 2025, topic }: SmallDocument): string {
  return [
    `${city}市人民政府关于推进${topic}工作的通知`,
    `${city}政发〔${year}〕1号`,
    '各区人民政府:',
    '现将有关事项通知如下,请认真贯彻落实。',
    '一、总体要求',
    `(一)发展${topic}。全面推进${topic}建设,到2027年建成示范项目。`,
    `(二)加强监管。市生态环境局对${topic}项目开展评估。`,
    '二、保障措施',
    `(三)加大投入。安排专项资金支持${topic}发展。`,
    `${city}市人民政府`,
    `${year}年1月2日`,
    '',
  ].join('\n');
}

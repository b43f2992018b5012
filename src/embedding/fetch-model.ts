/** Owns the network: the files of a model, from Hugging Face or a mirror of it, into a folder; each is there whole or not. */
import { messageOf } from '../core/errors.ts';
import { FileWriter, fileExists, joinPath, makeFolder } from '../core/files.ts';

/** The host that the environment names: ours wins over the one that all tools of Hugging Face know. */
export function hostOf(env: Readonly<Record<string, string | undefined>>): string {
  return (env.TIAOSUO_MODEL_HOST || env.HF_ENDPOINT || 'https://huggingface.co').replace(/\/+$/, '');
}

export interface Remote {
  readonly host: string;
  /** org/name */
  readonly name: string;
  /** Where files go, under their own paths. */
  readonly folder: string;
  readonly onProgress?: ((message: string) => void) | undefined;
  /** How long the host may be silent, before its answer and inside it. */
  readonly timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 10_000;

/** What to fetch, in this order; files that are there already are not asked for. */
export interface WantedFiles {
  readonly needed: readonly string[];
  /** A host that does not have one of these (404) is believed. */
  readonly helpful: readonly string[];
  /** The file whose numbers may lie beside it, in <file>_data, <file>_data_1, … */
  readonly parts: string;
  readonly last: string;
}

/** Throws an error whose message names the address and what went wrong there. */
export async function fetchFiles(
  remote: Remote,
  { needed, helpful, parts, last }: WantedFiles,
): Promise<void> {
  for (const file of needed) await fetchNeeded(remote, file);
  for (const file of helpful) await fetchFile(remote, file);
  for (let part = 0; await fetchFile(remote, `${parts}_data${part === 0 ? '' : `_${part}`}`); part++);
  await fetchNeeded(remote, last);
}

async function fetchNeeded(remote: Remote, file: string): Promise<void> {
  if (await fetchFile(remote, file)) return;
  throw new Error(`${addressOf(remote, file)} answers 404`);
}

function addressOf({ host, name }: Remote, file: string): string {
  return `${host}/${name}/resolve/main/${file}`;
}

/** False where the host does not have it. */
async function fetchFile(remote: Remote, file: string): Promise<boolean> {
  const path = joinPath(remote.folder, file);
  if (fileExists(path)) return true;
  const address = addressOf(remote, file);
  const { timeoutMs = TIMEOUT_MS } = remote;
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), timeoutMs);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), timeoutMs);
  };
  try {
    const response = await fetch(address, { signal: silence.signal });
    if (response.status === 404) return false;
    if (!response.ok) throw new Error(`answers ${response.status}`);
    // A portal that wants a login answers 200 to everything.
    if (response.headers.get('content-type')?.startsWith('text/html')) throw new Error('answers with a page');
    await save(response, path, (bytes, total) => {
      heard();
      remote.onProgress?.(`fetching ${remote.name} ${file}: ${megabytes(bytes)} of ${megabytes(total)} MB`);
    });
    return true;
  } catch (error) {
    const reason = silence.signal.aborted ? `is silent for ${timeoutMs / 1000} s` : reasonOf(error);
    throw new Error(`${address} ${reason}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** Under its own name only when all of it has come. */
async function save(
  response: Response,
  path: string,
  onBytes: (bytes: number, total: number) => void,
): Promise<void> {
  const folder = joinPath(path, '..');
  makeFolder(folder);
  const total = Number(response.headers.get('content-length') ?? 0);
  const writer = new FileWriter(folder, 'fetched');
  try {
    for await (const piece of response.body ?? []) {
      writer.write(piece);
      onBytes(writer.length, Math.max(total, writer.length));
    }
  } catch (error) {
    writer.abandon();
    throw error;
  }
  writer.finish(() => path.slice(folder.length + 1));
}

function megabytes(bytes: number): string {
  return String(Math.ceil(bytes / 1e6));
}

/** What fetch says is "fetch failed"; its cause knows why. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? `: ${messageOf(error.cause)}` : '';
  return `${messageOf(error)}${cause}`;
}

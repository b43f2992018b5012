/** Owns the indexes that are measured on: built where missing or stale, opened, with what building them cost. */
import { fileExists, isFolder, joinPath, makeFolder, readText, writeFileAtomically } from '../core/files.ts';
import { z } from '../core/schema.ts';
import { buildIndex, type Embedder, type Engine, isIndexStale, type Origin, openEngine } from '../engine.ts';

export interface EvalContext {
  /** Where the indexes of the evaluation lie. */
  readonly indexFolder: string;
  /** Texts and questions that are no part of the checkout. */
  readonly dataFolder: string;
  readonly cores: number;
  /** Null: words alone. @param cacheBeside the folder of the index in which its vectors of passages are remembered */
  openModel(cacheBeside: string): Promise<Embedder | null>;
  progress(message: string): void;
}

export interface Indexed {
  readonly engine: Engine;
  readonly embedder: Embedder | null;
  readonly folder: string;
  /** Null where it was built, but nobody saw how long it took. */
  readonly cost: BuildCost | null;
}

const buildCost = z.object({
  snapshot: z.string(),
  clauses: z.number(),
  /** On the clock. */
  seconds: z.number(),
  /** Of all cores together. */
  cpuSeconds: z.number(),
  cores: z.number(),
  /** False where an earlier index or its remembered vectors were of use. */
  isFromNothing: z.boolean(),
});

export type BuildCost = z.infer<typeof buildCost>;

// An index folder holds only what its manifest names: what is known of its building lies beside it.
const record = z.object({ embedders: z.array(z.string()), cost: buildCost.nullable() });

type BuildRecord = z.infer<typeof record>;

/** Opens the index of that name, brought up to date first. */
export async function openIndexed(context: EvalContext, name: string, origin: Origin): Promise<Indexed> {
  makeFolder(context.indexFolder);
  const withVectors = joinPath(context.indexFolder, name);
  const embedder = await context.openModel(withVectors);
  // An index without vectors in the same folder would undo the other.
  const folder = embedder === null ? `${withVectors}-words` : withVectors;
  const options = { origin, indexFolder: folder, embedder };
  if (isIndexStale(options)) await build(context, name, options);
  const engine = openEngine({ indexFolder: folder, embedder });
  const { cost } = readRecord(recordOf(folder));
  return { engine, embedder, folder, cost: cost?.snapshot === engine.info().snapshot ? cost : null };
}

async function build(
  { cores, progress }: EvalContext,
  name: string,
  options: { origin: Origin; indexFolder: string; embedder: Embedder | null },
): Promise<void> {
  const path = recordOf(options.indexFolder);
  const { embedders } = isFolder(options.indexFolder) ? readRecord(path) : NOTHING_KNOWN;
  const id = options.embedder?.id ?? 'words';
  // Written before, too: vectors are remembered of a build that did not reach its end.
  const known: BuildRecord = { embedders: [...new Set([...embedders, id])], cost: null };
  writeRecord(path, known);
  progress(`${name}: building the index`);
  const startedMs = performance.now();
  const cpu = process.cpuUsage();
  const { snapshot, counts } = await buildIndex({
    ...options,
    // The share of the file that is read says it all; passages are counted part by part.
    onProgress: (message) => {
      if (!message.startsWith('embedding')) progress(message);
    },
  });
  const { user, system } = process.cpuUsage(cpu);
  writeRecord(path, {
    ...known,
    cost: {
      snapshot,
      clauses: counts.clauses,
      seconds: (performance.now() - startedMs) / 1000,
      cpuSeconds: (user + system) / 1e6,
      cores,
      isFromNothing: !embedders.includes(id),
    },
  });
}

const NOTHING_KNOWN: BuildRecord = { embedders: [], cost: null };
const recordOf = (folder: string) => `${folder}.json`;

function readRecord(path: string): BuildRecord {
  if (!fileExists(path)) return NOTHING_KNOWN;
  try {
    return record.parse(JSON.parse(readText(path)));
  } catch {
    return NOTHING_KNOWN; // what it says can be measured again
  }
}

function writeRecord(path: string, value: BuildRecord): void {
  writeFileAtomically(path, `${JSON.stringify(value)}\n`);
}

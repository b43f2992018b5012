/** Owns the measurement of speed: a query embedded, a search, what is similar to a clause, all families, the index opened. */
import { openEngine } from '../engine.ts';
import { readCases } from './cases.ts';
import { type EvalContext, type Indexed, openIndexed } from './indexed.ts';
import { NO_MODEL, type PartResult } from './part.ts';
import { FIVE_DOCUMENTS, SETS, setFile } from './sets.ts';
import { alignTable, milliseconds } from './table.ts';
import { quantile, type Timing, timeEach } from './timing.ts';

const OPENINGS = 10;
/** What is done once for an index, and is timed on as many fresh ones. */
const ONCE = ['families', 'opening the index'];

export async function measureSpeed(context: EvalContext): Promise<PartResult> {
  const { engine, embedder, folder } = await openIndexed(context, 'documents', FIVE_DOCUMENTS);
  const queries = [...new Set(SETS.flatMap((set) => readCases(setFile(set)).map(({ query }) => query)))];
  const timings: [what: string, timing: Timing][] = [];
  if (embedder !== null) {
    context.progress(`speed: embedding ${queries.length} queries`);
    timings.push(['embedding a query', await timeEach(queries, (text) => embedder.embed([text], 'query'))]);
  }
  for (const mode of embedder === null ? (['lexical'] as const) : (['lexical', 'hybrid'] as const)) {
    context.progress(`speed: ${mode} search`);
    timings.push([`${mode} search`, await timeEach(queries, (q) => engine.search({ q, mode }))]);
  }
  context.progress('speed: similar clauses');
  const clauses = engine
    .documents()
    .flatMap(({ document }) => engine.document(document).clauses.filter(({ text }) => text !== ''));
  timings.push([
    'similar clauses',
    await timeEach(clauses, ({ clause }) => engine.similar({ clause, scope: 'other' })),
  ]);
  context.progress('speed: families');
  timings.push(['families', timeFamilies({ embedder, folder })]);
  context.progress('speed: opening the index');
  timings.push(['opening the index', await timeOpening({ embedder, folder })]);
  const size = engine.info().clauses;
  const rows = timings.map(([what, { p50Ms, p95Ms, count }]) => [
    what,
    ...(ONCE.includes(what) ? ['', milliseconds(p50Ms)] : [String(count), milliseconds(p50Ms)]),
    milliseconds(p95Ms),
  ]);
  const text = [
    `Speed on the five documents (${size} clauses), warm, ${context.cores} cores\n`,
    alignTable([['', 'texts', 'p50', 'p95'], ...rows]),
    embedder === null ? `speed: ${NO_MODEL}\n` : '',
  ].join('');
  return { figures: { cores: context.cores, clauses: size, timings: Object.fromEntries(timings) }, text };
}

/** Each opening reads the files again and holds them against their checksums. */
function timeOpening({ embedder, folder }: Pick<Indexed, 'embedder' | 'folder'>): Promise<Timing> {
  const openings = Array.from({ length: OPENINGS }, (_, i) => i);
  return timeEach(openings, () => openEngine({ indexFolder: folder, embedder }), { rounds: 1 });
}

/** Each on an index just opened: nothing of it is known yet, and the first time is the only one. */
function timeFamilies({ embedder, folder }: Pick<Indexed, 'embedder' | 'folder'>): Timing {
  const durations = Array.from({ length: OPENINGS }, () => {
    const engine = openEngine({ indexFolder: folder, embedder });
    const startedMs = performance.now();
    engine.families();
    return performance.now() - startedMs;
  });
  return { p50Ms: quantile(durations, 0.5), p95Ms: quantile(durations, 0.95), count: OPENINGS };
}

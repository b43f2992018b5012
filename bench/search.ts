/** Owns the figures of search speed: asserts its answers, then times them inside the server, next to bare MiniSearch. */
// Usage: npm run bench:server   (index/ is built in index/bench where missing)
import assert from 'node:assert/strict';
import MiniSearch from 'minisearch';
import { joinPath, PROJECT_FOLDER } from '../src/core/files.ts';
import { buildIndex, openEngine, openModel } from '../src/engine.ts';
import { readCases } from '../src/eval/cases.ts';
import { createApp } from '../src/server/app.ts';
import { analyze } from '../src/text/analyze.ts';

const ROUNDS = 20;
const indexFolder = joinPath(PROJECT_FOLDER, 'index/bench');
const seeds = joinPath(PROJECT_FOLDER, 'seeds');
const embedder = await openModel(
  { kind: 'box' },
  { dtype: null, env: {}, cacheFolder: joinPath(indexFolder, 'embeddings'), onProgress: () => {} },
);
await buildIndex({ origin: { kind: 'documents', path: seeds }, indexFolder, embedder });
const openedAt = performance.now();
const engine = openEngine({ indexFolder, embedder });
const openMs = performance.now() - openedAt;
const app = createApp(engine);

const queries = ['tuning', 'held-out'].flatMap((set) =>
  readCases(joinPath(PROJECT_FOLDER, `test/relevance/${set}.json`)).map(({ query }) => query),
);

// What is timed must be right: every clause that says 光伏, and no other, is a literal hit.
const holding = engine
  .documents()
  .flatMap(({ document }) => engine.document(document).clauses)
  .filter(({ heading, text }) => `${heading}${text}`.includes('光伏'))
  .map(({ clause }) => clause);
const answer = await engine.search({ q: '光伏', limit: 100 });
const literal = answer.hits.filter(({ match }) => match === 'literal').map(({ clause }) => clause);
assert.deepEqual(literal.sort(), holding.sort());
assert.ok(holding.length >= 5);

async function time(run: (query: string) => unknown): Promise<number[]> {
  for (const query of queries) await run(query);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const query of queries) {
      const startedAt = performance.now();
      await run(query);
      times.push(performance.now() - startedAt);
    }
  }
  return times.sort((a, b) => a - b);
}

const at = (times: readonly number[], share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
const show = (name: string, times: readonly number[]) =>
  console.log(
    `${name.padEnd(44)} p50 ${at(times, 0.5).toFixed(2)} ms   p95 ${at(times, 0.95).toFixed(2)} ms   max ${at(times, 1).toFixed(2)} ms`,
  );

const bare = new MiniSearch<{ id: string; text: string }>({
  fields: ['text'],
  tokenize: (joined) => joined.split('\u0001'),
  processTerm: (token) => token,
});
const tokensOf = (text: string, mode: 'index' | 'query') =>
  analyze(text, mode).map(({ kind, text: token }) => (kind === 'word' ? token : `·${token}`));
for (const { document } of engine.documents()) {
  for (const { clause, heading, text } of engine.document(document).clauses) {
    bare.add({ id: clause, text: tokensOf(`${heading ?? ''}\n${text}`, 'index').join('\u0001') });
  }
}
const queryTokens = new Map(queries.map((query) => [query, tokensOf(query, 'query').join('\u0001')]));

const { documents, clauses, passages } = engine.info();
console.log(
  `${documents} documents, ${clauses} clauses, ${passages} passages; opened in ${openMs.toFixed(0)} ms`,
);
console.log(`${queries.length} judged queries, ${ROUNDS} rounds each`);
const served = await time((q) => app.request(`/api/search?${new URLSearchParams({ q })}`));
const searched = await time((q) => engine.search({ q }));
const byWords = await time((q) => engine.search({ q, mode: 'lexical', concepts: false }));
const minisearch = await time((query) => bare.search(queryTokens.get(query) ?? ''));
show('GET /api/search, hybrid, request to response', served);
show('engine.search, hybrid', searched);
show('engine.search, words alone', byWords);
show('bare MiniSearch, same tokens, already cut', minisearch);
const isFast = at(served, 0.95) <= 15 && at(byWords, 0.5) <= 2 && at(byWords, 0.95) <= 5;
const limits = '15 ms (hybrid, p95), 2 and 5 ms (words alone, p50 and p95)';
console.log(isFast ? `within the limits of ${limits}` : `OVER the limits of ${limits}`);
process.exitCode = isFast ? 0 : 1;

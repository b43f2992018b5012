/** The door to LanceDB: its full-text index over one column of tokens that are kept as they are; any of the tokens; BM25. */
import { join } from 'node:path';
import { type Adapter, allTokens, type Entry } from '../adapter.ts';
import { loadPeer } from './load.ts';

interface Query {
  fullTextSearch(query: object): Query;
  where(condition: string): Query;
  select(columns: string[]): Query;
  limit(limit: number): Query;
  toArray(): Promise<{ id: number; _score: number }[]>;
}

interface Table {
  add(rows: object[]): Promise<unknown>;
  optimize(): Promise<unknown>;
  createIndex(column: string, options: object): Promise<void>;
  query(): Query;
}

interface LanceModule {
  connect(folder: string): Promise<{
    createTable(name: string, rows: object[]): Promise<Table>;
    openTable(name: string): Promise<Table>;
  }>;
  Index: { fts(options: object): object; btree(): object };
  MatchQuery: new (query: string, column: string) => object;
}

const ROWS_A_BATCH = 20_000;
const BUILD_TIMEOUT_SECONDS = 3600;
// Whatever would change a token is off; no phrases are asked for, so no positions are kept.
const AS_THEY_ARE = {
  baseTokenizer: 'whitespace',
  withPosition: false,
  lowercase: false,
  stem: false,
  removeStopWords: false,
  asciiFolding: false,
  maxTokenLength: 1000,
};

// With one or two cores Lance gives itself one thread, and building a full-text index waits on itself for ever (lance-format/lance
// pull request 7350); it reads this when it is loaded.
const CPU_THREADS = '4';

export function lancedb(): Adapter | null {
  process.env.LANCE_CPU_THREADS ??= CPU_THREADS;
  const loaded = loadPeer<LanceModule>('@lancedb/lancedb');
  if (loaded === null) return null;
  const { connect, Index, MatchQuery } = loaded.module;
  return {
    name: `LanceDB ${loaded.version}`,
    wantsCodes: false,
    canFilter: true,
    async build(folder, entries) {
      const database = await connect(join(folder, 'db'));
      let table: Table | null = null;
      for (const rows of batches(entries)) {
        if (table === null) table = await database.createTable('entries', rows);
        else await table.add(rows);
      }
      if (table === null) return;
      await table.optimize();
      const waitTimeoutSeconds = BUILD_TIMEOUT_SECONDS;
      await table.createIndex('tokens', { config: Index.fts(AS_THEY_ARE), waitTimeoutSeconds });
      await table.createIndex('city', { config: Index.btree(), waitTimeoutSeconds });
    },
    async open(folder) {
      const table = await (await connect(join(folder, 'db'))).openTable('entries');
      return {
        async search({ question, limit, filter }) {
          const query = table.query().fullTextSearch(new MatchQuery(question.tokens.join(' '), 'tokens'));
          const filtered = filter === undefined ? query : query.where(`city = ${filter.city}`);
          const rows = await filtered.select(['id', '_score']).limit(limit).toArray();
          return { best: rows.map(({ id, _score }) => ({ id, score: _score })) };
        },
      };
    },
  };
}

function* batches(entries: Iterable<Entry>): Generator<object[]> {
  let rows: object[] = [];
  for (const entry of entries) {
    rows.push({ id: entry.id, city: entry.city, tokens: allTokens(entry).join(' ') });
    if (rows.length < ROWS_A_BATCH) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

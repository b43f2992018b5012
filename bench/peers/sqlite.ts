/** The door to better-sqlite3: an FTS5 table without stored content, three columns, its own bm25(); any of the tokens. */
// FTS5 would cut and fold the tokens by itself: it gets each as an ASCII word of its own (`t1a2b`).
import { join } from 'node:path';
import type { Adapter } from '../adapter.ts';
import { loadPeer } from './load.ts';

interface Statement {
  run(...values: unknown[]): void;
  all(...values: unknown[]): { id: number; rank: number }[];
}

interface Database {
  exec(sql: string): void;
  pragma(pragma: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

type DatabaseClass = new (path: string, options?: { readonly: boolean }) => Database;

const SCHEMA = `
  CREATE VIRTUAL TABLE entries USING fts5(text, heading, context, content='', tokenize='ascii');
  CREATE TABLE cities (city INTEGER, id INTEGER, PRIMARY KEY (city, id)) WITHOUT ROWID;`;
const SELECT = 'SELECT rowid AS id, rank FROM entries WHERE entries MATCH ?';
const IN_CITY = 'AND rowid IN (SELECT id FROM cities WHERE city = ?)';
const ORDER = 'ORDER BY rank LIMIT ?';

export function sqlite(): Adapter | null {
  const loaded = loadPeer<DatabaseClass>('better-sqlite3');
  if (loaded === null) return null;
  const Database = loaded.module;
  return {
    name: `SQLite FTS5 (better-sqlite3 ${loaded.version})`,
    wantsCodes: true,
    canFilter: true,
    build(folder, entries) {
      const database = new Database(join(folder, 'index.sqlite'));
      database.pragma('journal_mode = OFF');
      database.pragma('synchronous = OFF');
      database.exec(SCHEMA);
      const addEntry = database.prepare(
        'INSERT INTO entries(rowid, text, heading, context) VALUES (?, ?, ?, ?)',
      );
      const addCity = database.prepare('INSERT INTO cities VALUES (?, ?)');
      database.exec('BEGIN');
      for (const { id, city, tokens } of entries) {
        addEntry.run(id, tokens.text.join(' '), tokens.heading.join(' '), tokens.context.join(' '));
        addCity.run(city, id);
      }
      database.exec("COMMIT; INSERT INTO entries(entries) VALUES ('optimize'); VACUUM");
      database.close();
    },
    open(folder) {
      const database = new Database(join(folder, 'index.sqlite'), { readonly: true });
      database.pragma('mmap_size = 4294967296');
      const everywhere = database.prepare(`${SELECT} ${ORDER}`);
      const inCity = database.prepare(`${SELECT} ${IN_CITY} ${ORDER}`);
      return {
        search({ question, limit, filter }) {
          if (question.codes.length === 0) return { best: [] };
          const match = question.codes.join(' OR ');
          const rows =
            filter === undefined ? everywhere.all(match, limit) : inCity.all(match, filter.city, limit);
          return { best: rows.map(({ id, rank }) => ({ id, score: -rank })) };
        },
      };
    },
  };
}

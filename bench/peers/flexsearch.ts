/** The door to flexsearch: one field, whole tokens, any of the tokens (`suggest`), its own order by place in the text. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Adapter, allTokens } from '../adapter.ts';
import { loadPeer } from './load.ts';

interface FlexSearchIndex {
  add(id: number, content: string): void;
  search(query: string, options: { limit: number; suggest: boolean }): number[];
  export(write: (key: string, data: string) => void): void | Promise<void>;
  import(key: string, data: string): void;
}

interface FlexSearchModule {
  Index: new (options: object) => FlexSearchIndex;
}

const SEPARATOR = '\u0001';
// `resolution` is how many classes of scores there are: their default of 9 is kept.
const OPTIONS = {
  tokenize: 'strict',
  encode: (joined: string) => (joined === '' ? [] : joined.split(SEPARATOR)),
};

export function flexsearch(): Adapter | null {
  const loaded = loadPeer<FlexSearchModule>('flexsearch');
  if (loaded === null) return null;
  const { Index } = loaded.module;
  return {
    name: `FlexSearch ${loaded.version}`,
    wantsCodes: false,
    canFilter: false,
    async build(folder, entries) {
      const index = new Index(OPTIONS);
      // The place of a token in its entry is all that this engine scores by.
      for (const entry of entries) index.add(entry.id, allTokens(entry).join(SEPARATOR));
      let part = 0;
      await index.export((key, data) => {
        if (data) writeFileSync(join(folder, `${String(part++).padStart(6, '0')}.${key}`), data);
      });
    },
    open(folder) {
      const index = new Index(OPTIONS);
      for (const name of readdirSync(folder).sort()) {
        index.import(name.slice(name.indexOf('.') + 1), readFileSync(join(folder, name), 'utf8'));
      }
      return {
        search({ question, limit }) {
          const ids = index.search(question.tokens.join(SEPARATOR), { limit, suggest: true });
          return { best: ids.map((id, rank) => ({ id, score: 1 / (rank + 1) })) };
        },
      };
    },
  };
}

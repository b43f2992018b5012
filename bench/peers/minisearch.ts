/** The door to minisearch: three fields, its own scoring as it comes (BM25+, every field alike). */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Adapter, Entry, Field } from '../adapter.ts';
import { loadPeer } from './load.ts';

interface Stored extends Readonly<Record<Field, string>> {
  readonly id: number;
  readonly city: number;
}

interface MiniSearchIndex {
  add(stored: Stored): void;
  search(
    query: string,
    options: { filter?: (found: { id: number }) => boolean },
  ): { id: number; score: number }[];
}

interface MiniSearchClass {
  new (options: object): MiniSearchIndex;
  loadJS(serialized: object, options: object): MiniSearchIndex;
}

const SEPARATOR = '\u0001';
const OPTIONS = {
  fields: ['text', 'heading', 'context'] satisfies Field[],
  tokenize: (joined: string) => (joined === '' ? [] : joined.split(SEPARATOR)),
  processTerm: (token: string) => token,
};

export function minisearch(): Adapter | null {
  const loaded = loadPeer<MiniSearchClass | { default: MiniSearchClass }>('minisearch');
  if (loaded === null) return null;
  const MiniSearch = 'default' in loaded.module ? loaded.module.default : loaded.module;
  return {
    name: `MiniSearch ${loaded.version}`,
    wantsCodes: false,
    canFilter: true,
    build(folder, entries) {
      const index = new MiniSearch(OPTIONS);
      for (const entry of entries) index.add(stored(entry));
      writeFileSync(join(folder, 'index.json'), JSON.stringify(index));
    },
    open(folder) {
      const index = MiniSearch.loadJS(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')), OPTIONS);
      return {
        search({ question, limit, filter }) {
          const found = index.search(
            question.tokens.join(SEPARATOR),
            filter === undefined ? {} : { filter: ({ id }) => filter.has(id) },
          );
          return { best: found.slice(0, limit).map(({ id, score }) => ({ id, score })) };
        },
      };
    },
  };
}

function stored({ id, city, tokens }: Entry): Stored {
  return {
    id,
    city,
    text: tokens.text.join(SEPARATOR),
    heading: tokens.heading.join(SEPARATOR),
    context: tokens.context.join(SEPARATOR),
  };
}

/** Owns the engines over seeds/ that tests share, and the plain reading of their clauses that answers are held against. */
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { PROJECT_FOLDER } from '../../src/core/files.ts';
import {
  buildIndex,
  createHashingEmbedder,
  type Embedder,
  type Engine,
  type Hit,
  type Origin,
  openEngine,
  openModel,
  type SearchAnswer,
  type SearchRequest,
} from '../../src/engine.ts';
import type { LexicalEntry } from '../../src/indexing/lexical.ts';
import { openSnapshot, type Snapshot } from '../../src/indexing/open.ts';
import { lexicalEntries } from '../../src/indexing/read-lexical.ts';
import { listSources } from '../../src/indexing/sources.ts';
import { buildLexicon, type Lexicon } from '../../src/search/lexicon.ts';
import { fold } from '../../src/text/fold.ts';
import { inTempFolder } from './folders.ts';

export const SEEDS = join(PROJECT_FOLDER, 'seeds');
export const SEED_DOCUMENTS = [
  'ganzhou-2022',
  'nanjing-2025',
  'nantong-2018',
  'suzhou-2023',
  'yangzhou-2024',
] as const;

/** How long the first test of a file may take: it loads the word cutter and builds the index of seeds/. */
export const FIRST_BUILD_MS = 60_000;

/**
 * An index of seeds/ that no test writes to. The first file of a run that wants it builds it, beside the place and then moved there
 * in one step, so that files that run at the same time never see half of it.
 */
async function openOver<T>(
  kind: 'words' | 'hashing' | 'box',
  embedder: Embedder | null,
  open: (indexFolder: string) => T,
): Promise<T> {
  const folder = join(inject('sharedIndexes'), kind);
  if (!existsSync(folder)) {
    await inTempFolder(async (built) => {
      const indexFolder = join(built, kind);
      await buildIndex({ origin: { kind: 'documents', path: SEEDS }, indexFolder, embedder });
      try {
        renameSync(indexFolder, folder);
      } catch (error) {
        if (!existsSync(folder)) throw error; // another file was faster
      }
    });
  }
  return open(folder);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The five documents, searched by words. */
export const seedsEngine: () => Promise<Engine> = once(() =>
  openOver('words', null, (indexFolder) => openEngine({ indexFolder })),
);

/** The five documents, searched by words and by the vectors of the hashing embedder. */
export const hashingEngine: () => Promise<Engine> = once(() => {
  const embedder = createHashingEmbedder();
  return openOver('hashing', embedder, (indexFolder) => openEngine({ indexFolder, embedder }));
});

/** The five documents, searched by words, concepts and the vectors of the model that comes along. */
export const boxEngine: () => Promise<Engine> = once(async () => {
  const cacheFolder = join(inject('sharedIndexes'), 'embeddings');
  const embedder = await openModel(
    { kind: 'box' },
    { dtype: null, env: {}, cacheFolder, onProgress: () => {} },
  );
  if (embedder === null) throw new Error('the model of the checkout is missing');
  return openOver('box', embedder, (indexFolder) => openEngine({ indexFolder, embedder }));
});

/** What the engine knows inside: for tests of the stages below it. */
export const seedsInside: () => Promise<{ snapshot: Snapshot; lexicon: Lexicon }> = once(() =>
  openOver('words', null, (indexFolder) => {
    const snapshot = openSnapshot(indexFolder);
    return {
      snapshot,
      lexicon: buildLexicon(snapshot.documents, snapshot),
    };
  }),
);

/** What is indexed of the clauses of an origin, in the order in which a build from nothing reads them. */
export async function entriesOf(origin: Origin): Promise<LexicalEntry[]> {
  const entries: LexicalEntry[] = [];
  const taken = new Set<string>();
  for (const source of listSources(origin)) {
    for await (const part of source.parts()) {
      const read = part.read(taken);
      for (const { document } of read.documents) taken.add(document);
      entries.push(...lexicalEntries(read));
    }
  }
  return entries;
}

/** A clause that can be a hit, as a plain string search sees it. */
export interface PlainClause {
  readonly clause: string;
  readonly document: string;
  readonly city: string | null;
  readonly year: number | null;
  /** Folded; '' where there is none. */
  readonly heading: string;
  /** Folded. */
  readonly text: string;
}

/** Every clause with text, and every smallest unit that is a heading only; read from the documents, not from an index. */
export function plainClauses(engine: Engine): PlainClause[] {
  return engine.documents().flatMap(({ document, city, year }) => {
    const { clauses } = engine.document(document);
    const parents = new Set(clauses.map(({ parent }) => parent));
    return clauses
      .filter(({ clause, heading, text }) => text !== '' || (heading !== null && !parents.has(clause)))
      .map(({ clause, heading, text }) => ({
        clause,
        document,
        city,
        year,
        heading: fold(heading ?? ''),
        text: fold(text),
      }));
  });
}

/** Whether a folded string stands in the clause's own words. */
export function says({ heading, text }: PlainClause, folded: string): boolean {
  return heading.includes(folded) || text.includes(folded);
}

/** Every page of an answer, in order. */
export async function allPages(engine: Engine, request: SearchRequest, limit = 100): Promise<SearchAnswer[]> {
  const pages: SearchAnswer[] = [];
  for (let offset = 0; ; offset += limit) {
    const page = await engine.search({ ...request, limit, offset });
    pages.push(page);
    if (offset + limit >= page.total) return pages;
  }
}

/** Every hit of a query, best first. */
export async function allHits(engine: Engine, request: SearchRequest, limit = 100): Promise<Hit[]> {
  return (await allPages(engine, request, limit)).flatMap(({ hits }) => hits);
}

/** The same, but a number at either end is whole: 5% does not stand in 95%. What the product calls literal. */
export function saysWhole({ heading, text }: PlainClause, folded: string): boolean {
  const pattern = asWords(folded);
  return pattern.test(heading) || pattern.test(text);
}

function asWords(folded: string): RegExp {
  const escaped = folded.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const before = /^[0-9]/.test(folded) ? '(?<![0-9])(?<![0-9]\\.)' : '';
  const behind = /[0-9]$/.test(folded) ? '(?![0-9])(?!\\.[0-9])' : '';
  return new RegExp(before + escaped + behind);
}

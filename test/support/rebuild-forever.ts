/** A program that rebuilds one index for ever, of many contents in turn, until it is killed or its parent is gone. For crash.test.ts. */
//
//   node --import tsx rebuild-forever.ts FOLDER COUNT FIRST     FOLDER/0 to FOLDER/COUNT-1 are the contents, FIRST the one to begin
//                                                               with; FOLDER/index the index, FOLDER/words and FOLDER/idf a
//                                                               small dictionary. After each build it writes a line: the parts
//                                                               of each segment.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import nodejieba from 'nodejieba';
import { buildIndex } from '../../src/engine.ts';

const [, , folder = '', count = '1', first = '0'] = process.argv;
const parent = process.ppid;

// The large dictionary takes a second to load; which words are cut is nothing to how files are written.
Object.assign(nodejieba, { DEFAULT_DICT: join(folder, 'words'), DEFAULT_IDF_DICT: join(folder, 'idf') });

for (let content = Number(first); process.ppid === parent; content = (content + 1) % Number(count)) {
  const path = join(folder, String(content));
  await buildIndex({
    origin: { kind: 'documents', path },
    indexFolder: join(folder, 'index'),
    embedder: null,
  });
  const { segments } = JSON.parse(readFileSync(join(folder, 'index', 'manifest.json'), 'utf8'));
  process.stdout.write(`${JSON.stringify(segments.map(({ parts }: { parts: unknown[] }) => parts))}\n`);
}

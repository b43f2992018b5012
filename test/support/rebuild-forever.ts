/** A program that rebuilds one index for ever, of two contents in turn, until it is killed or its parent is gone. For crash.test.ts. */
//
//   node --import tsx rebuild-forever.ts FOLDER     FOLDER/a and FOLDER/b are the contents, FOLDER/index the index,
//                                                   FOLDER/words and FOLDER/idf a small dictionary
import { join } from 'node:path';
import nodejieba from 'nodejieba';
import { buildIndex } from '../../src/engine.ts';

const [, , folder = ''] = process.argv;
const parent = process.ppid;

// The large dictionary takes a second to load; which words are cut is nothing to how files are written.
Object.assign(nodejieba, { DEFAULT_DICT: join(folder, 'words'), DEFAULT_IDF_DICT: join(folder, 'idf') });

for (let builds = 0; process.ppid === parent; builds++) {
  await buildIndex({
    origin: { kind: 'documents', path: join(folder, builds % 2 === 0 ? 'a' : 'b') },
    indexFolder: join(folder, 'index'),
    embedder: null,
  });
  if (builds === 1) process.stdout.write('ready\n');
}

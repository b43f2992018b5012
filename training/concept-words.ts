/** Writes the set phrases of the concept graph where the cutter reads them: `npm run concept-words`, after the graph has changed. */
import { conceptGraph } from '../src/concepts/graph.ts';
import { setPhrases } from '../src/concepts/words.ts';
import { joinPath, PROJECT_FOLDER, writeFileAtomically } from '../src/core/files.ts';

const HEAD =
  '# Set phrases and abbreviations of the concept graph: made by `npm run concept-words`, held to it by a test.';

writeFileAtomically(
  joinPath(PROJECT_FOLDER, 'src/text/data/concept-words.txt'),
  `${[HEAD, ...setPhrases(conceptGraph())].join('\n')}\n`,
);

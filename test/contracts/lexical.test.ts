/** Proves that the index over MiniSearch holds to the contract of lexical indexes. */
import { buildLexicalIndex, openLexicalIndex } from '../../src/indexing/lexical.ts';
import { lexicalContract } from './lexical.ts';

lexicalContract('over MiniSearch', { build: buildLexicalIndex, open: openLexicalIndex });
